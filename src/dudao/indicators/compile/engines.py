"""Engines that run a plan: DuckDB in this process; Spark where its extra is installed. SQL is made once and kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from ibis.backends.sql.compilers import DuckDBCompiler

from dudao.indicators.compile.plan import Layer, Plan, compile_plan
from dudao.indicators.compile.tables import FolderTables
from dudao.indicators.compile.to_ibis import Builder, SqlOf
from dudao.indicators.symbols import Symbols
from dudao.schemes.indicators import Edition
from dudao.values.periods import Period

KEYS = ("body_code", "period", "stage", "in_county")
PARTS = ("", "__absent", "__verdict", "__printed", "__doubt")
_kept: dict[tuple[Any, ...], tuple[dict[str, str], dict[Layer, str]]] = {}


@dataclass(slots=True)
class Computed:
    """What an engine worked out: for each layer a table of that name in the connection, one row a place."""

    connection: Any
    plan: Plan
    tables: dict[Layer, str]
    columns: dict[Layer, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Prepared:
    """An edition compiled for a folder whose tables were looked through: to be run as often as wanted."""

    connection: Any
    plan: Plan
    queries: dict[str, str]
    results: dict[Layer, str]

    def run(self) -> Computed:
        """Read the tables and work out every layer anew."""
        computed = Computed(self.connection, self.plan, {})
        everything = (*self.queries.values(), *self.results.values())
        uses = Counter(name for query in everything for name in set(re.findall(r'"([qv]\d+)"', query)))
        for name, query in self.queries.items():
            # what is used once becomes part of its user; what is used twice would be worked out twice
            kind = "VIEW" if uses[name] <= 1 or name.startswith("v") else "TABLE"
            self.connection.execute(f"CREATE OR REPLACE TEMP {kind} {name} AS {query}")
        for layer, query in self.results.items():
            name = f"r_{layer.table}{'_staged' if layer.is_staged else ''}"
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
            computed.tables[layer] = name
            rows = self.connection.execute(f"DESCRIBE {name}").fetchall()
            computed.columns[layer] = tuple(row[0] for row in rows)
        for name in reversed(self.queries):
            kind = "VIEW" if uses[name] <= 1 or name.startswith("v") else "TABLE"
            self.connection.execute(f"DROP {kind} {name}")
        return computed


def prepare_on_duckdb(
    edition: Edition,
    folder: Path,
    periods: Sequence[Period],
    days: Mapping[str, date],
    *,
    codes: tuple[str, ...] | None = None,
    connection: Any = None,
) -> Prepared:
    """Look through a folder of tables and compile an edition for it.

    Args:
        days: for the label of each period, the day on which parameters must be in force.
        codes: indicators wanted; all, with the conclusions, where it is left out.
        connection: a connection to DuckDB; one in memory where it is left out.
    Raises:
        NotPlain: tables that a plan cannot read as they are.
    """
    own = connection if connection is not None else duckdb.connect()
    tables = FolderTables(own, folder, periods, max(days.values()).isoformat(), edition.own)
    symbols = Symbols(edition)
    plan = compile_plan(edition, symbols, codes)
    return Prepared(own, plan, *layer_queries(edition, plan, symbols, tables, days, codes, _duckdb_sql))


def layer_queries(
    edition: Edition,
    plan: Plan,
    symbols: Symbols,
    tables: FolderTables,
    days: Mapping[str, date],
    codes: tuple[str, ...] | None,
    sql_of: SqlOf,
) -> tuple[dict[str, str], dict[Layer, str]]:
    """The SQL of each layer that holds results; the same for the same edition, days, kinds of columns and engine."""
    shape = tuple(
        sorted((table, tables.rows(table).schema().names) for table in tables.files if tables.is_dataset(table))
    )
    key = (edition.digest, edition.slug, tuple(sorted(days.items())), shape, frozenset(tables.absent), codes, sql_of)
    found = _kept.get(key)
    if found is None:
        builder = Builder(plan, symbols, tables, days, sql_of)
        layers = builder.build()
        results: dict[Layer, str] = {}
        for layer, table in layers.items():
            wanted = _wanted(plan, layer, table, codes)
            if wanted:
                keys = [name for name in KEYS if name in table.columns]
                results[layer] = sql_of(table.select(*keys, *wanted))
        found = _kept[key] = (builder.queries, results)
    return found


def _duckdb_sql(table: Any) -> str:
    """A table as DuckDB says it; by the compiler alone, since Ibis's connection would ask for pandas and pyarrow."""
    return str(DuckDBCompiler().to_sqlglot(table).sql(dialect="duckdb"))


def _wanted(plan: Plan, layer: Layer, table: Any, codes: tuple[str, ...] | None) -> list[str]:
    names: list[str] = []
    for step in plan.steps:
        if step.layer != layer:
            continue
        if step.indicator is not None and _is_result(step.indicator, layer, codes):
            names += [f"{step.indicator.code}{part}" for part in PARTS]
        if step.kind == "conclusion":
            code = step.text.partition(":")[0]
            names += [f"{code}__verdict", f"{code}__doubt"]
    return [name for name in names if name in table.columns]


def _is_result(indicator: Any, layer: Layer, codes: tuple[str, ...] | None) -> bool:
    home = bool(indicator.stages) or indicator.grain == "school_stage"
    is_asked = indicator.code in codes if codes is not None else not indicator.is_helper
    return bool(is_asked and layer == Layer(indicator.grain, home))
