"""Engines that run a plan: DuckDB in this process; Spark where its extra is installed. SQL is made once and kept."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from ibis.backends.sql.compilers import DuckDBCompiler

from dudao.indicators.compile.duck_tables import DuckTables
from dudao.indicators.compile.kept_tables import KeptQuery, SqlOf, statements
from dudao.indicators.compile.own_store import StoredTables, compiler_digest, stored
from dudao.indicators.compile.plan import Layer, Plan, compile_plan
from dudao.indicators.compile.tables import FolderTables, given_before
from dudao.indicators.compile.to_ibis import Builder
from dudao.indicators.symbols import Symbols
from dudao.schemes.formula.nodes import Call, walk
from dudao.schemes.indicators import Edition
from dudao.values.periods import Period

KEYS = ("body_code", "period", "stage", "in_county")
PARTS = ("", "__absent", "__verdict", "__printed", "__doubt")
TOLD_PARTS = (
    *(*PARTS, "__out", "__basis", "__kind", "__shaky"),
    *("__limit", "__bound", "__ground", "__limit__kind", "__limit__shaky"),
)
"""Columns of an indicator; the second with those that sentences are made from."""
Queries = tuple[dict[str, KeptQuery], dict[Layer, str]]
"""The query of each table that is kept, by name and in order; the query of each layer that holds results."""
MEMORY = "3GB"
"""What tables, groups and joins take together at most; with the program itself a computation stays below 4 GiB."""
_kept: dict[tuple[Any, ...], Queries] = {}


@dataclass(slots=True)
class Computed:
    """What an engine worked out: for each layer a table of that name in the connection, one row a place.

    `turn_to` lets `t_bodies` be the tree of a period; None where there is one tree for all.
    """

    connection: Any
    plan: Plan
    tables: dict[Layer, str]
    columns: dict[Layer, tuple[str, ...]] = field(default_factory=dict)
    turn_to: Callable[[Period], None] | None = None


@dataclass(slots=True)
class Prepared:
    """An edition compiled for a folder whose tables were looked through: to be run as often as wanted."""

    connection: Any
    plan: Plan
    tables: DuckTables
    parts: list[tuple[Sequence[Period], str, Queries]]

    def run(self) -> Computed:
        """Read the tables and work out every layer anew, part by part of the periods."""
        computed = Computed(self.connection, self.plan, {}, turn_to=self._turn_to)
        for periods, day, (queries, results) in self.parts:
            self.tables.use(periods, day)
            self._work_out(queries, results, computed)
        for layer, name in computed.tables.items():
            rows = self.connection.execute(f"DESCRIBE {name}").fetchall()
            computed.columns[layer] = tuple(row[0] for row in rows)
        return computed

    def _turn_to(self, period: Period) -> None:
        self.tables.use([period], self.tables.days[period.label()].isoformat())

    def _work_out(self, queries: Mapping[str, KeptQuery], results: Mapping[Layer, str], computed: Computed) -> None:
        made, asked = statements(queries, results)
        for each in made:
            self.connection.execute(f"CREATE OR REPLACE TEMP {each.kind} {each.name} AS {each.query}")
        for layer, query in asked.items():
            name = f"{layer.table}{'_staged' if layer.is_staged else ''}"
            if layer in computed.tables:
                self.connection.execute(f"INSERT INTO k_{name} {query}")
                continue
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE k_{name} AS {query}")
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW r_{name} AS {_with_codes(name)}")
            computed.tables[layer] = f"r_{name}"
        for each in reversed(made):
            self.connection.execute(f"DROP {each.kind} {each.name}")


def _with_codes(name: str) -> str:
    """The rows of a layer with the codes of bodies and the labels of periods instead of their numbers."""
    keys = "body_code, period, in_county"
    return (
        f"SELECT own.code AS body_code, told.label AS period, over.code AS in_county, k.* EXCLUDE ({keys}) FROM k_{name} AS k "
        "JOIN all_bodies AS own ON own.key = k.body_code JOIN all_bodies AS over ON over.key = k.in_county "
        "JOIN all_periods AS told ON told.period = k.period"
    )


def prepare_on_duckdb(
    edition: Edition,
    folder: Path,
    periods: Sequence[Period],
    days: Mapping[str, date],
    *,
    codes: tuple[str, ...] | None = None,
    connection: Any = None,
    store: Path | None = None,
    queries: Path | None = None,
    is_told: bool = False,
) -> Prepared:
    """Look through a folder of tables and compile an edition for it.

    Args:
        days: for the label of each period, the day on which parameters must be in force.
        codes: indicators wanted; all, with the conclusions, where it is left out.
        connection: a connection to DuckDB; one of its own (`open_duckdb`) where it is left out.
        store: a directory where Dudao keeps what it read, sorted, and the queries of plans (see `own_store`).
        queries: a directory where only the queries of plans are kept, the one of `store` where it is left out.
        is_told: with the columns from which sentences are made (see `telling`).
    Raises:
        NotPlain: tables that a plan cannot read as they are.
    """
    own = connection if connection is not None else open_duckdb()
    symbols = Symbols(edition)
    alike = {day: _in_force(edition, day) for day in days.values()}
    plan = compile_plan(edition, symbols, codes, given_before(own, folder, periods, edition.own))
    tables: DuckTables
    if store is None:
        tables = DuckTables(own, folder, periods, days, alike, edition.own, plan.backs)
    else:
        tables = StoredTables(own, stored(store, folder, edition.own), periods, days, alike, edition.own, plan.backs)
    parts: list[tuple[Sequence[Period], str, Queries]] = []
    for part, day in tables.all_parts:
        tables.use(part, day)
        asked = {each.label(): days[each.label()] for each in part}
        made = layer_queries(
            edition, plan, symbols, tables, asked, codes, duckdb_sql, queries or store, is_told=is_told
        )
        parts.append((part, day, made))
    return Prepared(own, plan, tables, parts)


def open_duckdb() -> Any:
    """A connection that holds no more than MEMORY and puts what is beyond it into the system's folder for such files."""
    spilled = Path(tempfile.gettempdir()) / f"dudao-spilled-{os.getpid()}"
    return duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(spilled)})


def _in_force(edition: Edition, day: date) -> tuple[Any, ...]:
    """What a day decides: which of its values each parameter has, and the day itself where dates are asked for."""
    own = tuple(
        tuple(number for number, value in enumerate(each.values) if value.holds(day)) for each in edition.parameters
    )
    return (*own, day.isoformat()) if _asks_dates(edition) else own


def _asks_dates(edition: Edition) -> bool:
    nodes = [each.node for indicator in edition.indicators for each in indicator.expressions]
    nodes += [each.when.node for each in edition.gates]
    nodes += [each.rule.node for each in edition.conclusions if each.rule is not None]
    return any(isinstance(each, Call) and each.function == "years_since" for node in nodes for each in walk(node))


def layer_queries(
    edition: Edition,
    plan: Plan,
    symbols: Symbols,
    tables: FolderTables,
    days: Mapping[str, date],
    codes: tuple[str, ...] | None,
    sql_of: SqlOf,
    store: Path | None = None,
    *,
    is_told: bool = False,
) -> Queries:
    """The SQL of each layer that holds results; the same for the same edition, parameters, kinds of columns and engine.

    Args:
        store: a directory where queries are kept for the next time.
    """
    shape = tuple(
        sorted((table, tables.rows(table).schema().names) for table in tables.files if tables.is_dataset(table))
    )
    places = sorted({value.place for each in edition.parameters for value in each.values if value.place})
    keys = tuple((place, tables.key_of(place)) for place in places)
    in_force: tuple[Any, ...] = tuple((label, _in_force(edition, day)) for label, day in days.items())
    if len({values for _label, values in in_force}) == 1:
        in_force = in_force[0][1]  # the same in every period: none is named in the queries
    left = tuple(sorted(plan.left))
    key = (edition.digest, edition.slug, in_force, shape, frozenset(tables.absent), keys, codes, is_told, left, sql_of)
    found = _kept.get(key)
    path = None if store is None else store / f"plan-{_digest_of(key)}.json"
    if found is None and path is not None and path.exists():
        found = _kept[key] = _read_queries(path)
    if found is None:
        builder = Builder(plan, symbols, tables, days, is_told=is_told)
        results: dict[Layer, Any] = {}
        for layer, table in builder.build().items():
            wanted = _wanted(plan, layer, table, codes, TOLD_PARTS if is_told else PARTS)
            if wanted:
                own = [name for name in KEYS if name in table.columns]
                results[layer] = table.select(*own, *wanted)
        queries = builder.kept.queries(results.values(), sql_of)
        found = _kept[key] = (queries, {layer: sql_of(table) for layer, table in results.items()})
    if path is not None and not path.exists():
        _write_queries(path, found)
    return found


def _digest_of(key: tuple[Any, ...]) -> str:
    told = repr((*key[:4], sorted(key[4]), *key[5:-1], key[-1].__name__, compiler_digest()))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _read_queries(path: Path) -> Queries:
    told = json.loads(path.read_text(encoding="utf-8"))
    queries = {name: KeptQuery(sql, tuple(columns), tuple(used)) for name, sql, columns, used in told["queries"]}
    return queries, {Layer(table, is_staged): sql for table, is_staged, sql in told["results"]}


def _write_queries(path: Path, found: Queries) -> None:
    queries, results = found
    told = {
        "queries": [(name, each.sql, each.columns, each.used) for name, each in queries.items()],
        "results": [(layer.table, layer.is_staged, sql) for layer, sql in results.items()],
    }
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    os.replace(unfinished, path)


def duckdb_sql(table: Any) -> str:
    """A table as DuckDB says it; by the compiler alone, since Ibis's connection would ask for pandas and pyarrow."""
    return str(DuckDBCompiler().to_sqlglot(table).sql(dialect="duckdb"))


def _wanted(plan: Plan, layer: Layer, table: Any, codes: tuple[str, ...] | None, parts: tuple[str, ...]) -> list[str]:
    names: list[str] = []
    for step in plan.steps:
        if step.layer != layer:
            continue
        if step.indicator is not None and _is_result(step.indicator, layer, codes):
            names += [f"{step.indicator.code}{part}" for part in parts]
        if step.kind == "conclusion":
            code = step.text.partition(":")[0]
            names += [f"{code}__verdict", f"{code}__doubt"]
            if parts is TOLD_PARTS:
                gates = (f"{code}__veto", f"{code}__open", f"{code}__ruled")
                names += [name for name in table.columns if name.startswith(gates)]
    return [name for name in names if name in table.columns]


def _is_result(indicator: Any, layer: Layer, codes: tuple[str, ...] | None) -> bool:
    home = bool(indicator.stages) or indicator.grain == "school_stage"
    is_asked = indicator.code in codes if codes is not None else not indicator.is_helper
    return bool(is_asked and layer == Layer(indicator.grain, home))
