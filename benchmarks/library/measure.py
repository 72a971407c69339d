"""Measure the library's search at its full size on both databases, each in a process of its own with its own settings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools.postgres_cluster import Cluster, Unavailable

DOCUMENTS, PAGES, LENGTH = 20_000, 20, 500
ASKED_MS = {"SQLite": 100, "PostgreSQL": 200}
"""First page of hits, as the library promises on two cores."""


def show_library(folder: Path, documents: int = DOCUMENTS) -> None:
    """A table a database."""
    size = f"{documents:,} documents of {PAGES} pages of {LENGTH} characters"
    print(f"\nThe library, {size}: whole pages as a visitor gets them, in one process")
    _show("SQLite", _measured(folder / "sqlite", "", documents))
    try:
        with Cluster() as cluster:
            _show("PostgreSQL", _measured(folder / "postgresql", cluster.address, documents))
    except Unavailable as error:
        print(f"\nPostgreSQL: not measured, {error}")


def _measured(home: Path, database: str, documents: int) -> list[dict[str, Any]]:
    shutil.rmtree(home, ignore_errors=True)
    (home / "static").mkdir(parents=True)
    own = {"DUDAO_HOME": str(home), "DUDAO_DATABASE": database, "DJANGO_SETTINGS_MODULE": "dudao.web.settings"}
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.library.inside", str(documents), str(PAGES), str(LENGTH)]
    ended = subprocess.run(command, env=os.environ | own, stdout=subprocess.PIPE, text=True, check=True)
    print(f"\nfilled, asked and compared in {time.perf_counter() - begun:.0f} s")
    found: list[dict[str, Any]] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _show(title: str, rows: list[dict[str, Any]]) -> None:
    heads = f"{'first':>8} {'median':>8} {'worst':>8} {'work':>8} {'backend':>8} {'hits':>8} {'recall':>8}"
    print(f"\n{title}\n{heads}  asked (milliseconds by clock; of the processor here and at the database)")
    for row in rows:
        recall = {True: "exact", False: "WRONG"}.get(row.get("exact"), "")
        marks = "  <-- slower than asked" if row["median"] > ASKED_MS[title] and row["what"] != COUNTED else ""
        marks += "" if row["status"] == 200 else f"  <-- status {row['status']}"
        told = f"{row['what']}: {row['asked']}"
        times = " ".join(f"{row[name]:8.0f}" for name in ("first", "median", "worst", "processor", "backend"))
        print(f"{times} {row.get('hits', ''):>8} {recall:>8}  {told}{marks}")


COUNTED = "all counted"
"""The exact number of hits of a long phrase, which follows after the page."""
