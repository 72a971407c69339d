"""Measure every list page of the site at the size of a big province, through server and database as people use them."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.site.scrolling import show_scrolling
from tools.postgres_cluster import Cluster, Unavailable

ASKED_MS = 300
"""First byte of a list page, as the site promises on two cores."""
GOES, WARM = 15, 2
PATIENCE = 60.0


def show_site(folder: Path, size: str = "big") -> None:
    """A table a database."""
    print(f"\nThe site, size {size}: time to the first byte of list pages, {GOES} goes each, one at a time")
    _show("SQLite", measure(folder / "sqlite", "", size))
    try:
        with Cluster() as cluster:
            _show("PostgreSQL", measure(folder / "postgresql", cluster.address, size))
    except Unavailable as error:
        print(f"\nPostgreSQL: not measured, {error}")


def measure(home: Path, database: str, size: str) -> list[dict[str, Any]]:
    """Fill a site anew, serve it, ask for every page. Rows with `median`, `p95` in milliseconds, `status`, `queries`."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    own = {"DUDAO_HOME": str(home), "DUDAO_DATABASE": database, "DJANGO_SETTINGS_MODULE": "dudao.web.settings"}
    environment = os.environ | own | {"DUDAO_WORKERS": "0"}
    begun = time.perf_counter()
    filled = subprocess.run(
        [sys.executable, "-m", "benchmarks.site.inside", size],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(f"\nfilled in {time.perf_counter() - begun:.0f} s")
    rows: list[dict[str, Any]] = json.loads(filled.stdout.splitlines()[-1])
    with _served(environment) as port:
        for row in rows:
            if row["address"].startswith("POST "):
                row["median"] = row["p95"] = row["processor"]  # what changes something is asked in the site itself only
                continue
            times = [_first_byte(port, row) for _ in range(WARM + GOES)][WARM:]
            row["median"], row["p95"] = statistics.median(times), sorted(times)[int(0.95 * (GOES - 1) + 0.5)]
        if not database:
            table = rows[-1]
            show_scrolling(port, table["address"].removeprefix("POST ").removesuffix("cells"), table["session"])
    return rows


def _show(title: str, rows: list[dict[str, Any]]) -> None:
    print(
        f"\n{title}\n{'median':>8} {'p95':>8} {'work':>8} {'queries':>8}  page (milliseconds to the first byte; of the processor)"
    )
    for row in rows:
        marks = "  <-- slower than asked" if row["p95"] > ASKED_MS else ""
        marks += f"  <-- status {row['status']}" if row["status"] != 200 else ""
        told = f"{row['who']} {row['address']}"
        print(f"{row['median']:8.0f} {row['p95']:8.0f} {row['processor']:8.0f} {row['queries']:8}  {told}{marks}")


def _first_byte(port: int, row: dict[str, Any]) -> float:
    """Milliseconds from the request to the first byte of its answer, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    address, headers = quote(row["address"], safe="/?&=-"), {"Cookie": f"sessionid={row['session']}"}
    begun = time.perf_counter()
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    took = (time.perf_counter() - begun) * 1000
    answer.read()
    connection.close()
    row["status"] = answer.status
    return took


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[int]:
    """The site on a free port, as `dudao serve` runs it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "dudao.web", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        last = time.monotonic() + PATIENCE
        while socket.socket().connect_ex(("127.0.0.1", port)):
            if time.monotonic() > last:
                raise TimeoutError("the site did not start")
            time.sleep(0.2)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)
