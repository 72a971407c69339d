"""A PostgreSQL of our own for the time of a measurement: a new cluster in a temporary folder, on a Unix socket only.

The server refuses to be run by root: then the account `postgres` runs it, which Debian's package makes. Nothing of a server
that may already be on the machine is touched; cluster and folder are gone at the end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.nation.processes import children_of, seconds_of

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "10",
    "shared_buffers": "4GB",
    "effective_cache_size": "12GB",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "max_parallel_workers_per_gather": "2",
    "max_parallel_maintenance_workers": "2",
    "random_page_cost": "1.1",
    "temp_buffers": "1GB",
    "max_wal_size": "8GB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
"""For one large query at a time on a machine with 24 GiB; no crash safety, which helps loading and keeping results."""


class Unavailable(Exception):
    """No server can be started; the message says why."""


class Cluster:
    """A running server; use it with `with`."""

    def __init__(self, **settings: str) -> None:
        self.settings = {**SETTINGS, **settings}
        self.programs = _programs()
        self.folder = Path()

    def __enter__(self) -> Cluster:
        self.folder = Path(tempfile.mkdtemp(prefix="dudao-pg-"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            for path in (self.folder, self.data):
                shutil.chown(path, "postgres", "postgres")
        try:
            self._run("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            own = {**self.settings, "unix_socket_directories": str(self.folder)}
            lines = "".join(f"{name} = '{value}'\n" for name, value in own.items())
            with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.write(lines)
            self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def postmaster(self) -> int:
        """The number of the process that starts all others."""
        return int((self.data / "postmaster.pid").read_text("utf-8").split()[0])

    def processor_seconds(self) -> float:
        """What the server has used so far, parallel workers that have ended included."""
        running = sum(seconds_of(child) for child in children_of(self.postmaster))
        return running + seconds_of(self.postmaster, with_ended_children=True)

    def _run(self, program: str, *arguments: str | Path) -> None:
        account: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        ended = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C"},
            **account,
        )
        if ended.returncode:
            raise Unavailable(f"{program} ended with {ended.returncode}: {ended.stderr.strip()[-300:]}")


def _programs() -> Path:
    """Where the newest server's programs are; they are not on the path of Debian's systems."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    plain = shutil.which("initdb")
    if plain is None:
        raise Unavailable("PostgreSQL's server is not installed (Debian: postgresql)")
    return Path(plain).parent
