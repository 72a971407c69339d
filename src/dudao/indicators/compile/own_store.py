"""Dudao's own storage of a folder of tables: looked through once, sorted by year and county, numbers as keys.

One DuckDB file a content of the folder, named by its hash, beside it the queries of the plans that ran on it. A file that is
there is never changed: other data have another hash, and whoever wants room may delete the files.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dudao.facts.contract import table_lines
from dudao.indicators.compile.duck_tables import DuckTables
from dudao.indicators.compile.folder_periods import periods_of_folder
from dudao.indicators.compile.tables import NotPlain, named, quoted
from dudao.schemes.own_tables import OwnTables
from dudao.values.periods import Period

CATALOGUE = "kept"
PART = 1 << 20


def stored(directory: Path, folder: Path, own: OwnTables) -> Path:
    """The file that holds the tables of a folder in a directory; made where it is not there yet.

    Raises:
        NotPlain: tables that a plan cannot read as they are.
    """
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{_digest(folder, own)}.duckdb"
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=directory, prefix="making-") as making:
            unfinished = Path(making) / path.name
            _make_store(unfinished, folder, own)
            os.replace(unfinished, path)  # whole or not at all, whoever else makes the same
    return path


def _digest(folder: Path, own: OwnTables) -> str:
    """The hash of all that a store rests on: the tables, the scheme's own columns, how tables are looked through."""
    known = table_lines(own)
    hashed = hashlib.sha256(f"{compiler_digest()} {own.digest}".encode())
    for path in sorted([*folder.glob("*.parquet"), *folder.glob("*.csv")]):
        if path.stem in known:
            hashed.update(f"\n{path.name} {path.stat().st_size}\n".encode())
            with path.open("rb") as file:
                while part := file.read(PART):
                    hashed.update(part)
    return hashed.hexdigest()[:32]


@cache
def compiler_digest() -> str:
    """The hash of the files by which tables are read and plans compiled: what other files made is not used again."""
    hashed = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _make_store(path: Path, folder: Path, own: OwnTables) -> None:
    periods = periods_of_folder(folder, own)
    if not periods:
        raise NotPlain(f"{folder} 里没有可用的时期", f"{folder} names no period")
    days = {each.label(): date.fromordinal(each.end.toordinal() - 1) for each in periods}
    with duckdb.connect() as connection:
        tables = DuckTables(connection, folder, periods, days, dict.fromkeys(days.values()), own)
        connection.execute(f"ATTACH {quoted(str(path))} AS {CATALOGUE}")
        connection.execute(f"CREATE TABLE {CATALOGUE}.bodies AS SELECT * FROM {tables.files['bodies']}")
        for table in tables.picked:
            connection.execute(_sorted_rows(tables, table))
        told = {
            "absent": sorted(tables.absent),
            "given": tables.given,
            "columns": tables.columns_of_views(),
        }
        connection.execute(f"CREATE TABLE {CATALOGUE}.told AS SELECT {quoted(json.dumps(told))} AS told")
        connection.execute(f"DETACH {CATALOGUE}")


def _sorted_rows(tables: DuckTables, table: str) -> str:
    """Rows by year, county and body; bodies by their number."""
    columns = ", ".join(f"r.{named(name)}" for name in tables.columns_of_views()[table])
    order = ", ".join(f"r.{name}" for name in ("stage",) if name in tables.columns_of_views()[table])
    rows = f"SELECT *, CAST(body_code AS VARCHAR) AS own_code FROM {tables.files[table]}"
    picked = ", ".join(tables.picked[table])
    return (
        f"CREATE TABLE {CATALOGUE}.{table} AS SELECT b.key AS body_code, r.period, {columns} FROM "
        f"(SELECT own_code, CAST(period AS VARCHAR) AS period, {picked} FROM ({rows})) AS r "
        "JOIN all_bodies AS b ON b.code = r.own_code LEFT JOIN t_bodies AS t ON t.code = r.own_code "
        f"ORDER BY r.period, t.in_county, b.key{', ' if order else ''}{order}"
    )


class StoredTables(DuckTables):
    """The tables of a store as views of a connection."""

    def __init__(
        self,
        connection: Any,
        store: Path,
        periods: Sequence[Period],
        days: Mapping[str, date],
        alike: Mapping[date, Any],
        own: OwnTables,
        backs: int = 0,
    ) -> None:
        attached = {row[0] for row in connection.execute("SELECT database_name FROM duckdb_databases()").fetchall()}
        if CATALOGUE not in attached:
            connection.execute(f"ATTACH {quoted(str(store))} AS {CATALOGUE} (READ_ONLY)")
        told = json.loads(connection.execute(f"SELECT told FROM {CATALOGUE}.told").fetchall()[0][0])
        self.told_columns: dict[str, list[str]] = told["columns"]
        self.told_given: dict[str, list[str]] = told["given"]
        super().__init__(connection, store, periods, days, alike, own, backs)
        self.absent = {(table, column) for table, column in told["absent"]}

    def _files(self) -> Iterable[tuple[str, str]]:
        yield "bodies", f"{CATALOGUE}.bodies"
        for table in self.told_columns:
            yield table, f"{CATALOGUE}.{table}"

    def _looked_through(self, table: str) -> list[str]:
        self.given[table] = self.told_given[table]
        return [named(name) for name in self.told_columns[table]]

    def _check_keys(self, table: str, keys: Sequence[str]) -> None:
        if self.has_dates:  # all else was seen when the store was made
            self.check_bodies(table)

    def _in_rows(self) -> str:
        return "key"

    def _body(self) -> str:
        return "body_code"
