"""Set up and serve, with the workers for long work beside the server, until stopped."""

from __future__ import annotations

import os
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from granian import Granian
from granian.constants import Interfaces

from dudao.web.settings import SITE, STATIC_ROOT, WEB
from dudao.web.site.ports import is_free
from dudao.web.site.warming import when_ready
from dudao.web.site.workers import Workers

BUNDLE = WEB / "pages" / "static" / "dudao" / "site.css"
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
"""Requests answered at once; more than the server thinks fit for the machine it would warn of at every start."""


def front_page(host: str, port: int) -> str:
    """The address of a server on this machine, without a stroke at its end.

    >>> front_page("::1", 8000)
    'http://[::1]:8000'
    """
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def addresses(front: str) -> str:
    """Where to go, for those who work and those who read: the front page is the public library.

    >>> print(addresses("http://127.0.0.1:8000"))
    工作台（先登录）/ workbench (log in first):      http://127.0.0.1:8000/desk/
    报告库（公众首页）/ library (public front page): http://127.0.0.1:8000/
    """
    return (
        f"工作台（先登录）/ workbench (log in first):      {front}/desk/\n"
        f"报告库（公众首页）/ library (public front page): {front}/"
    )


class Command(BaseCommand):
    """dudao serve"""

    help = "启动网站 / start the site"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="监听地址 / address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="端口 / port")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse without the bundled styles: a page without them looks broken and nobody would know why."""
        if not BUNDLE.exists():
            raise CommandError("网页样式尚未构建：先运行 make assets / styles are not built: run make assets first")
        host, port = options["host"], options["port"]
        if not (free := is_free(host, port)):
            raise CommandError(str(free.reason))
        front = front_page("127.0.0.1" if host in ("0.0.0.0", "::", "") else host, port)
        if "address" not in SITE.model_fields_set:  # papers, posters and letters name where the site is
            SITE.address = os.environ["DUDAO_ADDRESS"] = front  # for the server, which is a fork; for the workers
        call_command("setup")
        STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        server = Granian(
            "dudao.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            log_access=False,
        )
        workers = Workers(SITE.workers)
        workers.start()
        when_ready(f"{front}/robots.txt", lambda: self._tell(addresses(front)))
        try:
            server.serve()
        finally:
            workers.stop()

    def _tell(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
