"""A copy of the filled site, running for a while on a port of its own: what is tried there is gone at the end."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page

PATIENCE = 300
REST = 600
"""Seconds."""


class Unavailable(Exception):
    """What is needed is not there; the message says what."""


def password_of(site: Path) -> str:
    """The one password of the demo's people, from the file that filling it left. Raises Unavailable."""
    kept = site / "people.txt"
    if not kept.exists():
        raise Unavailable(f"{kept} 不存在 / does not exist: make serve, or dudao manage fill_demo")
    return kept.read_text("utf-8").split()[3]


def log_in(page: Page, login: str, password: str) -> None:
    """One of the demo's people logs in through the page and comes to the workbench; nobody does where the login is ""."""
    if not login:
        return
    page.goto("/account/login/")
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a copy of the site, while it runs. Raises Unavailable."""
    with tempfile.TemporaryDirectory() as work:
        home = shutil.copytree(site, Path(work) / "site")
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            port = asked.getsockname()[1]
        words = [sys.executable, "-m", "dudao", "serve", "--home", str(home), "--port", str(port)]
        server = subprocess.Popen(words, env={**os.environ, "DUDAO_DATABASE": ""}, stdout=subprocess.DEVNULL)
        try:
            url = _answering(f"http://127.0.0.1:{port}", server)
            _rested(home)
            yield url
        finally:
            server.terminate()
            server.wait()


def _rested(home: Path) -> None:
    """Wait until nothing is left of the work that filling the site began."""
    for _ in range(REST):
        with closing(sqlite3.connect(home / "site.sqlite3")) as database:
            (left,) = database.execute("select count(*) from jobs_job where state in ('waiting', 'running')").fetchone()
            if not left:
                return
        time.sleep(1)
    raise Unavailable("后台工作没有做完 / its jobs did not end")


def _answering(url: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(PATIENCE * 2):
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{url}/library/", timeout=5):
                return url
        except (URLError, TimeoutError):
            time.sleep(0.5)
    raise Unavailable("网站没有启动 / the site did not start")
