"""The workers of `dudao serve`: processes of their own, started again when they die, ended with the server.

A worker looks after its parent: when the server is gone, however it went, the worker ends too.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import threading
from time import monotonic

SECONDS_TO_END = 4.0
SECONDS_TO_CALM = 30.0
"""A worker that dies sooner is started again only after a pause that grows."""


class Workers:
    """So many workers beside the server."""

    def __init__(self, count: int) -> None:
        run = f"{socket.gethostname()[:60]}-{secrets.token_hex(4)}"
        self._names = [f"{run}-{number}" for number in range(1, count + 1)]
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._is_over = threading.Event()
        self._lock = threading.Lock()
        self._keepers = [threading.Thread(target=self._keep, args=(name,), daemon=True) for name in self._names]

    def start(self) -> None:
        """Start them; each has a thread that looks after it."""
        for each in self._keepers:
            each.start()

    def stop(self) -> None:
        """Ask all to end, and end those that do not hear."""
        with self._lock:
            self._is_over.set()
            running = list(self._running.values())
        for each in running:
            each.terminate()
        last = monotonic() + SECONDS_TO_END
        for each in running:
            try:
                each.wait(max(last - monotonic(), 0.01))
            except subprocess.TimeoutExpired:
                each.kill()
        for keeper in self._keepers:
            keeper.join()

    def _keep(self, name: str) -> None:
        pause = 0.0
        while not self._is_over.wait(pause):
            started_at = monotonic()
            with self._lock:
                if self._is_over.is_set():
                    return
                process = subprocess.Popen(_command(name), stdin=subprocess.DEVNULL)
                self._running[name] = process
            process.wait()
            is_calm = monotonic() - started_at > SECONDS_TO_CALM
            pause = 0.1 if is_calm else min(pause * 2 + 0.5, SECONDS_TO_CALM)


def _command(name: str) -> list[str]:
    return [sys.executable, "-m", "dudao.web", "manage", "work", "--name", name, "--server", str(os.getpid())]
