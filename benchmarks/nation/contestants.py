"""Who takes part, in which environment, and how a contestant's process is talked to."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
ALLOCATOR = {"MALLOC_TRIM_THRESHOLD_": str(1 << 34), "MALLOC_MMAP_THRESHOLD_": str(1 << 34)}
"""Freed memory is kept by every process alike: handing it back after every run doubles the time of pandas."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to do the work. `is_peer`: it runs in the environment of the peers; `is_slow_to_start`: it loads data first;
    `tables`: the results that it gives."""

    title: str
    module: str
    name: str = "OnParquet"
    is_peer: bool = False
    is_slow_to_start: bool = False
    tables: tuple[str, ...] = ("schools", "counties", "areas")


SECONDS_TO_END = 20
BASE = "hand SQL, DuckDB from Parquet"
CONTESTANTS = (
    Contestant("Dudao, DuckDB from Parquet", "by_dudao"),
    Contestant(BASE, "by_duckdb"),
    Contestant("hand SQL, DuckDB's own table", "by_duckdb", "OnOwnTable"),
    Contestant("Dudao, own sorted storage", "by_dudao", "OnOwnStorage"),
    Contestant("Polars, streaming", "by_polars", is_peer=True),
    Contestant("pandas", "by_pandas", is_peer=True),
    Contestant("hand SQL, Spark local", "by_spark", is_peer=True, is_slow_to_start=True),
    Contestant("PostgreSQL, wide tables", "by_postgres", "OnWideTables", is_peer=True, is_slow_to_start=True),
    Contestant("PostgreSQL, row per value", "by_postgres", "OnRowPerValue", is_peer=True, is_slow_to_start=True),
)

OFFICE = Contestant(
    "LibreOffice, formulas", "by_office", "OnWorkbook", is_slow_to_start=True, tables=("schools", "counties")
)
"""A workbook has no roll-up."""
IN_A_COUNTY = (CONTESTANTS[0], Contestant("Dudao, exact evaluator", "by_exact", "OnFacts"), CONTESTANTS[1], OFFICE)
IN_A_PROVINCE = (CONTESTANTS[0], CONTESTANTS[1], OFFICE)
"""The exact evaluator is for one county at a time."""


class NotMeasured(Exception):
    """A contestant cannot take part; the message says why."""


class Process:
    """A contestant that is running."""

    def __init__(self, contestant: Contestant, folder: Path, peers: Path) -> None:
        python = peers if contestant.is_peer else Path(sys.executable)
        if not python.exists():
            raise NotMeasured(f"there is no {python}; `make bench` makes it")
        self.process = subprocess.Popen(
            [python, "-m", "benchmarks.nation.worker", contestant.module, contestant.name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, **ALLOCATOR},
        )
        self._read()

    def ask(self, line: str) -> Any:
        """The answer to a line; raises NotMeasured where the contestant failed."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # what it said before it ended is read below
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        return self._read()

    def _read(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = json.loads(line) if line else {}
        if isinstance(found, dict) and "missing" in found:
            self.end()
            raise NotMeasured(found["missing"])
        if not line:
            self.end()
            raise NotMeasured(f"its process ended with {self.process.returncode}")
        return found

    def end(self) -> None:
        """Let it finish what it has to put away; it is told again where that takes long."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            self.process.wait()
        self.process.stdout.close()
