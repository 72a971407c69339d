"""The server says that it is ready when the first reader does not have to wait any more."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.template import engines

from dudao.web.site.ports import is_free
from dudao.web.site.warming import warm, when_ready


@pytest.fixture
def templates() -> dict[str, Any]:
    """The templates that are loaded, none at first."""
    loader = engines["django"].engine.template_loaders[0]  # type: ignore[attr-defined]
    loader.reset()
    return loader.get_template_cache  # type: ignore[no-any-return]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's triggers refuse to empty the tables after it")
@pytest.mark.django_db(transaction=True)
def test_templates_and_pages_are_loaded_before_anybody_asks(templates: dict[str, Any]) -> None:
    asked: list[str] = []
    site = WSGIHandler()

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        def told(status: str, headers: Any, error: Any = None) -> Any:
            asked.append(status)
            return start(status, headers, error)

        return site(environ, told)

    warm(application)
    assert asked == ["200 OK"] * 3
    assert {"library/document_detail.html", "discovery/document_list.html"} <= set(templates)


def test_it_is_told_once_the_server_answers_whatever_it_answers() -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    port, told = server.server_port, Event()
    Thread(target=server.serve_forever, daemon=True).start()
    waiting = when_ready(f"http://127.0.0.1:{port}/", told.set)
    assert told.wait(30)
    waiting.join(30)
    server.shutdown()
    server.server_close()
    assert is_free("127.0.0.1", port)
