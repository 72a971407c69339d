"""A PostgreSQL of our own for a while: a new cluster in a temporary folder, on a Unix socket only.

    python -m tools.postgres_cluster COMMAND …    runs the command with DUDAO_TEST_DATABASE naming the server

The server refuses to be run by root: then the account `postgres` runs it, which Debian's package makes. Nothing of a server
that may already be on the machine is touched; cluster and folder are gone at the end.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

OWNER = "dudao"
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""No crash safety: what is in the cluster need not outlive it."""


class Unavailable(Exception):
    """No server can be started; the message says why."""


class Cluster:
    """A running server; use it with `with`."""

    def __init__(self, settings: Mapping[str, str] = QUICK) -> None:
        self.settings = {"listen_addresses": "", **settings}
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
            self._run("initdb", "-D", self.data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
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
    def address(self) -> str:
        """The server's own database, as settings and clients name it."""
        return f"postgresql://{OWNER}@/postgres?host={self.folder}"

    @property
    def postmaster(self) -> int:
        """The number of the process that starts all others."""
        return int((self.data / "postmaster.pid").read_text("utf-8").split()[0])

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


def main() -> int:
    """Run a command beside a server of its own; gives back how it ended."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server must not stay behind
    try:
        with Cluster() as cluster:
            return subprocess.run(
                sys.argv[1:], env={**os.environ, "DUDAO_TEST_DATABASE": cluster.address}, check=False
            ).returncode
    except Unavailable as error:
        print(f"No PostgreSQL for the tests: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
