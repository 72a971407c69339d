"""What the first reader would wait for, done before anybody reads: addresses, templates, the tables behind the search."""

from __future__ import annotations

import io
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from threading import Thread
from typing import Any

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.urls import get_resolver

from dudao.web.settings import WEB

ASKED = (("/library/", ""), ("/library/", "q=%E6%95%99%E8%82%B2"), ("/library/suggest/", "q=%E6%95%99"))
"""Pages that everybody may see; they write nothing."""
SECONDS, PAUSE = 120, 0.1
BY_ITSELF = {"REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "SERVER_NAME": "localhost"}


def warm(application: Callable[..., Any]) -> None:
    """Load all that is loaded on first use. What goes wrong here will be told to who asks; the start does not end for it."""
    get_resolver()._populate()
    for path in sorted(WEB.glob("*/templates/**/*.html")):
        try:
            get_template(path.as_posix().split("/templates/", 1)[1])
        except (TemplateDoesNotExist, TemplateSyntaxError):
            continue
    for page, query in ASKED:
        asked: dict[str, Any] = {
            **BY_ITSELF,
            "PATH_INFO": page,
            "QUERY_STRING": query,
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
        }
        asked |= {"wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "SERVER_PROTOCOL": "HTTP/1.1"}
        answer = application(asked, lambda status, headers, error=None: None)
        answer.close()


def when_ready(address: str, tell: Callable[[], None]) -> Thread:
    """Call `tell` once the server at an address answers, whatever it answers; gives back the thread that waits for it."""

    def wait() -> None:
        last = time.monotonic() + SECONDS
        while time.monotonic() < last:
            try:
                urllib.request.urlopen(address, timeout=SECONDS).close()
            except urllib.error.HTTPError:
                pass
            except OSError:
                time.sleep(PAUSE)
                continue
            tell()
            return

    waiting = Thread(target=wait, daemon=True)
    waiting.start()
    return waiting
