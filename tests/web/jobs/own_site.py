"""A site with a database of its own, whose workers are real processes: started, killed and looked at from outside."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTED_ON = os.environ.get("DUDAO_TEST_DATABASE", "")
SETUP = "import django; django.setup(); "
START = (
    SETUP + "import json, sys; from django.db import transaction; from django.utils import timezone; "
    "from dudao.web.acting import VISITOR; from dudao.web.jobs.actions import start_job\n"
    "with transaction.atomic():\n"
    "    for each in json.loads(sys.argv[1]):\n"
    "        start_job(name='test.slow', arguments=each, about='慢', by=VISITOR, at=timezone.now())"
)
SHOWN = ("state", "tries", "held_by", "failure")
LOOK = f"SELECT {', '.join(SHOWN)} FROM jobs_job ORDER BY id"
PATIENCE = 60.0


@dataclass(frozen=True)
class OwnSite:
    """Its folder and its database's address ("" for SQLite in the folder)."""

    home: Path
    database: str

    def run(self, *words: str) -> str:
        """A program of the site, to its end."""
        done = subprocess.run([sys.executable, *words], env=self._environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_jobs(self, *arguments: dict[str, Any]) -> None:
        """Let slow jobs wait."""
        self.run("-c", START, json.dumps(arguments))

    def jobs(self) -> list[dict[str, Any]]:
        """All jobs as they stand, read from outside the site."""
        return [dict(zip(SHOWN, row, strict=True)) for row in self._rows(LOOK)]

    def _rows(self, question: str) -> list[tuple[Any, ...]]:
        if not self.database:
            with closing(sqlite3.connect(self.home / "site.sqlite3", timeout=PATIENCE)) as connection:
                return connection.execute(question).fetchall()
        import psycopg

        with psycopg.connect(self.database) as connection:
            return connection.execute(question).fetchall()

    @contextmanager
    def worker(self, name: str, lease: int = 2) -> Iterator[subprocess.Popen[bytes]]:
        """A worker process, ended with the block if it is still there."""
        command = [sys.executable, "-m", "dudao.web", "manage", "work", "--name", name, "--lease", str(lease)]
        process = subprocess.Popen(command, env=self._environment(), stdout=subprocess.DEVNULL)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)

    def _environment(self) -> dict[str, str]:
        own = {"DUDAO_HOME": str(self.home), "DUDAO_DATABASE": self.database}
        return os.environ | own | {"DJANGO_SETTINGS_MODULE": "tests.web.jobs.worker_settings"}


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something is so; it must become so in good time."""
    last = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.1)
