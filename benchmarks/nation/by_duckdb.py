"""Hand-written SQL on DuckDB: from plain Parquet, or from tables of its own made once, sorted by period and body."""

from __future__ import annotations

from pathlib import Path

import duckdb
from benchmarks.nation.hand_sql import statements
from benchmarks.nation.work import RESULTS, columns_of

TABLES = ("school_stage", "school", "bodies")


class OnParquet:
    """A warm connection; every go reads the files anew."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self.tables = {name: f"read_parquet('{folder / name}.parquet')" for name in TABLES}

    def go(self, work: str) -> object:
        """The whole work; the areas' rows as Python objects, the rest as tables of the connection."""
        for name, query in statements(self.tables, is_full=work == "full"):
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
        return self.connection.execute("FROM areas").fetchall()

    def show(self, folder: Path) -> None:
        """The results as files in a folder."""
        self.go("full")
        for name in RESULTS:
            path = folder / f"{name}.parquet"
            self.connection.execute(f"COPY (SELECT {', '.join(columns_of(name))} FROM {name}) TO '{path}'")


class OnOwnTable(OnParquet):
    """The same on tables in a database file, as one would keep them who loads once and asks often."""

    def __init__(self, folder: Path) -> None:
        path = folder / "hand.duckdb"
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            for name in TABLES:
                order = "code" if name == "bodies" else "period, body_code"
                connection.execute(
                    f"CREATE TABLE {name} AS FROM read_parquet('{folder / name}.parquet') ORDER BY {order}"
                )
        self.connection = duckdb.connect(str(path))
        self.tables = {name: name for name in TABLES}
