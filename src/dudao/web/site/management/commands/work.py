"""A worker that does what waits (reading files, checking reports, exports), until stopped."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
from datetime import timedelta
from time import sleep
from typing import Any

from django.core.management import BaseCommand, CommandParser

from dudao.web.jobs.worker import LEASE, Stop, work

SECONDS_TO_LOOK = 1.0


class Command(BaseCommand):
    """dudao manage work"""

    help = "运行后台任务处理程序 / run a worker for long work (dudao serve starts its own)"

    def add_arguments(self, parser: CommandParser) -> None:
        """Name and lease; more workers are more processes."""
        parser.add_argument(
            "--name", default="", help="处理程序名称 / name of the worker, of no other at the same time"
        )
        parser.add_argument(
            "--lease",
            type=int,
            default=int(LEASE.total_seconds()),
            metavar="SECONDS",
            help="多少秒没有消息即视为中断 / seconds of silence after which a worker counts as dead",
        )
        parser.add_argument(
            "--server",
            type=int,
            default=0,
            metavar="PID",
            help="随此进程结束 / end when this process, which started the worker, is gone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work; SIGTERM and Ctrl-C end it at once, and what it was doing waits again."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, _stop)
        if options["server"]:
            threading.Thread(target=_end_with, args=(options["server"],), daemon=True).start()
        name = options["name"] or f"{socket.gethostname()[:60]}-{secrets.token_hex(6)}"
        try:
            work(name, timedelta(seconds=max(options["lease"], 1)))
        except Stop:
            return


def _stop(number: int, frame: object) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)  # once is enough: what follows is putting back
    raise Stop


def _end_with(server: int) -> None:
    """However the server went, killed even: its children then have another parent."""
    while os.getppid() == server:
        sleep(SECONDS_TO_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
