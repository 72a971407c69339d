"""Hand-written SQL on PostgreSQL: over wide tables, and over one row for each value, as data platforms keep it.

The row-per-value table has the shape of a data platform's: element, period, organisation, option (here the stage), the value
as text, who stored it and when; its primary key is over the four, with further indexes on organisation and period. The
server reads the data that the worker streams to it from the Parquet files; loading is not measured.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from benchmarks.nation.hand_sql import statements
from benchmarks.nation.postgres_cluster import MeasuredCluster
from benchmarks.nation.processes import peak_of
from benchmarks.nation.work import RESULTS, columns_of

TYPES = {"VARCHAR": "text", "BIGINT": "bigint", "INTEGER": "integer", "DOUBLE": "float8"}
KEYS = {"school_stage": ("body_code", "period", "stage"), "school": ("body_code", "period"), "bodies": ("code",)}
ELEMENTS = {
    "school_stage": ("students", "t_college", "t_bachelor", "t_master", "t_doctor", "t_backbone", "t_pe", "t_music", "t_art", "t_arts", "t_pe_art_shared"),
    "school": ("type", "urban_rural", "dense_city", "area_teaching", "area_indoor_sport", "area_field", "area_sport_other", "equipment", "multimedia"),
}  # fmt: skip
TEXTS = ("type", "urban_rural", "dense_city")
ROWS_AT_ONCE = 100_000
VALUES = """
CREATE TABLE element (id integer PRIMARY KEY, code text UNIQUE NOT NULL);
CREATE TABLE period (id integer PRIMARY KEY, code text UNIQUE NOT NULL);
CREATE TABLE organisation (id integer PRIMARY KEY, code text UNIQUE NOT NULL, parent_code text NOT NULL);
CREATE TABLE data_value (element_id integer NOT NULL, period_id integer NOT NULL, organisation_id integer NOT NULL,
    option_id integer NOT NULL, value varchar(50000), stored_by varchar(255), created timestamp, last_updated timestamp);
"""
INDEXES = """
ALTER TABLE data_value ADD PRIMARY KEY (element_id, period_id, organisation_id, option_id);
CREATE INDEX ON data_value (organisation_id);
CREATE INDEX ON data_value (period_id);
CREATE INDEX ON data_value (last_updated);
"""


class OnWideTables:
    """A server of its own and one session; every go reads the tables anew."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.source = duckdb.connect()
        self.folder = folder
        self.cluster = MeasuredCluster(**settings).__enter__()
        self.session = psycopg.connect(self.cluster.address, autocommit=True)
        self.turned: dict[str, str] = {}
        self.tables = self.load()
        self.session.execute("CHECKPOINT")
        self.session.execute("SET enable_nestloop = off")  # it guesses far too few rows for what it has grouped itself

    def load(self) -> dict[str, str]:
        """Make the tables that the query reads; returns what stands for each of them."""
        for table, keys in KEYS.items():
            self._copy_wide(table, keys)
        self.session.execute("VACUUM ANALYZE")
        return {table: table for table in KEYS}

    def go(self, work: str) -> object:
        """The whole work; the areas' rows come to the client, the rest stays as tables of the session."""
        for name, query in [*self.turned.items(), *statements(self.tables, is_full=work == "full")]:
            self.session.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            self.session.execute(f"CREATE TEMP TABLE {name} AS {query}")
            self.session.execute(f"ANALYZE {name}")
        return self.session.execute("TABLE areas").fetchall()

    def show(self, folder: Path) -> None:
        """The results as files in a folder."""
        self.go("full")
        for name in RESULTS:
            columns = ", ".join(columns_of(name))
            query = f"COPY (SELECT {columns} FROM {name}) TO STDOUT (FORMAT csv, HEADER)"
            with (folder / f"{name}.csv").open("wb") as file, self.session.cursor().copy(query) as copy:
                for block in copy:
                    file.write(block)

    def processor_seconds(self) -> float:
        """Of server and client."""
        return time.process_time() + self.cluster.processor_seconds()

    def peak(self) -> int:
        """Bytes: the session's process in the server, and this one."""
        return peak_of(self.session.info.backend_pid) + peak_of(os.getpid())

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.session.close()
        self.cluster.__exit__()

    def _copy_wide(self, table: str, keys: tuple[str, ...]) -> None:
        path = self.folder / f"{table}.parquet"
        described = self.source.execute(f"DESCRIBE FROM read_parquet('{path}')").fetchall()
        columns = ", ".join(f'"{name}" {TYPES.get(kind, "float8")}' for name, kind, *_ in described)
        self.session.execute(f"CREATE TABLE {table} ({columns})")
        self._copy(f"COPY {table} FROM STDIN", f"FROM read_parquet('{path}')")
        self.session.execute(f"ALTER TABLE {table} ADD PRIMARY KEY ({', '.join(keys)})")

    def _copy(self, into: str, query: str) -> None:
        rows: Any = self.source.execute(query)
        with self.session.cursor().copy(into) as copy:
            fetch: Callable[[int], list[tuple[object, ...]]] = rows.fetchmany
            while block := fetch(ROWS_AT_ONCE):
                for row in block:
                    copy.write_row(row)


class OnRowPerValue(OnWideTables):
    """The same over one row for each value, turned into wide temporary tables in every go."""

    def load(self) -> dict[str, str]:
        self.session.execute(VALUES)
        self._copy_wide("bodies", KEYS["bodies"])
        elements = [name for names in ELEMENTS.values() for name in names]
        numbers = {name: number for number, name in enumerate(elements, 1)}
        with self.session.cursor() as cursor:
            cursor.executemany("INSERT INTO element VALUES (%s, %s)", [(n, name) for name, n in numbers.items()])
        self.source.execute(f"CREATE TEMP TABLE o AS SELECT code, parent_code, row_number() OVER () AS id FROM read_parquet('{self.folder}/bodies.parquet')")  # fmt: skip
        self.source.execute(f"CREATE TEMP TABLE p AS SELECT code, row_number() OVER (ORDER BY code) AS id FROM (SELECT DISTINCT period AS code FROM read_parquet('{self.folder}/school.parquet'))")  # fmt: skip
        self._copy("COPY organisation FROM STDIN", "SELECT id, code, parent_code FROM o")
        self._copy("COPY period FROM STDIN", "SELECT id, code FROM p")
        for table, names in ELEMENTS.items():
            for name in names:
                self._copy_element(table, name, numbers[name])
        self.session.execute(INDEXES)
        self.session.execute("VACUUM ANALYZE")
        self.turned = {f"turned_{table}": _turned(table, numbers) for table in ELEMENTS}
        return {**{table: f"turned_{table}" for table in ELEMENTS}, "bodies": "bodies"}

    def _copy_element(self, table: str, name: str, number: int) -> None:
        option = "CASE stage WHEN 'primary' THEN 1 ELSE 2 END" if table == "school_stage" else "0"
        path = self.folder / f"{table}.parquet"
        with self.session.cursor().copy("COPY data_value FROM STDIN") as copy:
            rows = self.source.execute(
                f"SELECT concat_ws(chr(9), {number}, p.id, o.id, {option}, {name}, 'form', '2023-01-15 10:00:00', '2023-01-15 10:00:00') "
                f"|| chr(10) FROM read_parquet('{path}') t JOIN o ON o.code = t.body_code JOIN p ON p.code = t.period "
                f"WHERE {name} IS NOT NULL"
            )
            while block := rows.fetchmany(ROWS_AT_ONCE):
                copy.write("".join(row[0] for row in block))


def _turned(table: str, numbers: dict[str, int]) -> str:
    """A wide table made from rows of one value each."""
    names = ELEMENTS[table]
    columns = ", ".join(
        f"max(value) FILTER (WHERE element_id = {numbers[name]}){'' if name in TEXTS else '::float8'} AS {name}"
        for name in names
    )
    listed = ", ".join(str(numbers[name]) for name in names)
    stage = ", CASE option_id WHEN 1 THEN 'primary' ELSE 'junior' END AS stage" if table == "school_stage" else ""
    return (
        f"SELECT o.code AS body_code, p.code AS period{stage}, {', '.join(names)} FROM ("
        f"SELECT organisation_id, period_id, option_id, {columns} FROM data_value WHERE element_id IN ({listed}) "
        "GROUP BY organisation_id, period_id, option_id) v "
        "JOIN organisation o ON o.id = v.organisation_id JOIN period p ON p.id = v.period_id"
    )
