"""Whether two contestants gave the same: values within 1e-9, verdicts and printed digits alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from benchmarks.nation.work import KEYS, RESULTS

CLOSE = 1e-9
"""The error allowed: relative above 1, absolute below."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A table of results beside another's: rows of both, rows that only one has, rows that differ, the greatest error."""

    table: str
    rows: int
    alone: int
    differing: int
    worst: float

    @property
    def is_same(self) -> bool:
        return self.rows > 0 and not self.alone and not self.differing


def compare(one: Path, other: Path, tables: Sequence[str] = tuple(RESULTS)) -> list[Compared]:
    """The tables of results of two folders."""
    return [_compare(table, one, other) for table in tables]


def _compare(table: str, one: Path, other: Path) -> Compared:
    numbers, truths = RESULTS[table]
    errors = [f"abs(o.{name}::DOUBLE - t.{name}::DOUBLE) / greatest(1, abs(o.{name}::DOUBLE))" for name in numbers]
    apart = [f"o.{name} IS DISTINCT FROM t.{name}" for name in truths]
    apart += [
        f"(o.{name} IS NULL) <> (t.{name} IS NULL) OR coalesce({error} > {CLOSE}, false)"
        for name, error in zip(numbers, errors, strict=True)
    ]
    matched = " AND ".join(f"o.{key} = t.{key}" for key in KEYS)
    query = f"""
        SELECT count(o.body) FILTER (t.body IS NOT NULL), count(*) FILTER (o.body IS NULL OR t.body IS NULL),
            count(*) FILTER (o.body IS NOT NULL AND t.body IS NOT NULL AND ({" OR ".join(apart)})),
            coalesce(max(greatest({", ".join(errors)})), 0)
        FROM {_read(one / table)} o FULL JOIN {_read(other / table)} t ON {matched}
    """
    rows, alone, differing, worst = duckdb.sql(query).fetchall()[0]
    return Compared(table, rows, alone, differing, worst)


def _read(path: Path) -> str:
    parquet, text = path.with_suffix(".parquet"), path.with_suffix(".csv")
    if parquet.exists():
        return f"read_parquet('{parquet}')"
    types = "{'body': 'VARCHAR', 'period': 'VARCHAR'}"
    return f"read_csv('{text}', header=true, types={types}, nullstr='')"
