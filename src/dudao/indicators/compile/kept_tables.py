"""Tables so far, each under a name: what is built on one refers to its columns instead of repeating how they came.

A plan is written forwards, and only at its end is it known which columns anybody asks for: those are stored, no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.operations as ops

SqlOf = Callable[[Any], str]
"""Writes a table as a query in the words of an engine."""
NAMED = re.compile(r"[\"`]([qv]\d+)[\"`]")


@dataclass(frozen=True, slots=True)
class KeptQuery:
    """A named query; `used` are those of its columns on which something rests."""

    sql: str
    columns: tuple[str, ...]
    used: tuple[str, ...]


class KeptTables:
    """Named tables in the order in which they were made: q… is stored where it is used twice, v… is worked out again."""

    def __init__(self) -> None:
        self.tables: dict[str, Any] = {}

    def keep(self, table: Any, *, is_light: bool = False) -> Any:
        """A table under a name.

        Args:
            is_light: it costs less to work out again than to store where it is used twice.
        """
        name = f"{'v' if is_light else 'q'}{len(self.tables)}"
        self.tables[name] = table
        return ibis.table(table.schema(), name=name)

    def queries(self, results: Iterable[Any], sql_of: SqlOf) -> dict[str, KeptQuery]:
        """The query of each name that results rest on, in order."""
        used: dict[str, set[str]] = {}
        for table in results:
            _note(table, used)
        found: dict[str, KeptQuery] = {}
        for name in reversed(self.tables):
            if name in used:
                table = self.tables[name]
                columns = tuple(column for column in table.columns if column in used[name]) or table.columns[:1]
                _note(table.select(*columns), used)
                found[name] = KeptQuery(sql_of(table), tuple(table.columns), tuple(columns))
        return {name: found[name] for name in reversed(found)}


@dataclass(frozen=True, slots=True)
class Statement:
    """A name to be made in an engine before what follows: `kind` is TABLE or VIEW."""

    kind: str
    name: str
    query: str


def statements(
    queries: Mapping[str, KeptQuery], results: Mapping[Any, str], quote: str = '"'
) -> tuple[list[Statement], dict[Any, str]]:
    """What to make, in order, before the results can be asked for; and the queries of the results.

    A table that several queries read is stored without the columns on which nothing rests; these read as null. What one
    query reads becomes part of it.

    Args:
        quote: the sign that the engine puts round names.
    """
    uses = _uses(queries, results.values())
    made: list[Statement] = []
    for name, query in queries.items():
        if uses[name] > 1 and name.startswith("v"):
            made.append(Statement("VIEW", name, _with_parts(query.sql, queries, uses)))
        elif uses[name] > 1:
            picked = ", ".join(f"{quote}{column}{quote}" for column in query.used)
            whole = _with_parts(f"SELECT {picked} FROM ({query.sql}) AS kept", queries, uses)
            made.append(Statement("TABLE", f"{name}_rows", whole))
            columns = ", ".join(
                f"{'' if each in query.used else 'NULL AS '}{quote}{each}{quote}" for each in query.columns
            )
            made.append(Statement("VIEW", name, f"SELECT {columns} FROM {name}_rows"))
    return made, {key: _with_parts(query, queries, uses) for key, query in results.items()}


def _with_parts(query: str, queries: Mapping[str, KeptQuery], uses: Mapping[str, int]) -> str:
    """A query that holds what only it reads."""
    parts: set[str] = set()
    waiting = [query]
    while waiting:
        for name in NAMED.findall(waiting.pop()):
            if uses[name] == 1:
                parts.add(name)
                waiting.append(queries[name].sql)
    if not parts:
        return query
    told = ", ".join(f"{name} AS ({queries[name].sql})" for name in queries if name in parts)
    return f"WITH {told} SELECT * FROM ({query}) AS whole"


def _uses(queries: Mapping[str, KeptQuery], results: Iterable[str]) -> dict[str, int]:
    """How often each name would be worked out if nothing were stored that can be."""
    uses = dict.fromkeys(queries, 0)
    for query in results:
        for name in NAMED.findall(query):
            uses[name] += 1
    for name in reversed(list(queries)):
        is_once = uses[name] > 1 and name.startswith("q")
        for inner in NAMED.findall(queries[name].sql):
            uses[inner] += 1 if is_once else uses[name]
    return uses


def _note(table: Any, used: dict[str, set[str]]) -> None:
    """Add what a table reads of named tables to `used`, by name."""
    waiting: list[tuple[Any, frozenset[str]]] = [(table.op(), frozenset(table.columns))]
    seen: dict[Any, set[str]] = {}
    while waiting:
        relation, columns = waiting.pop()
        before = seen.setdefault(relation, set())
        if columns <= before and before:
            continue
        before |= columns
        if isinstance(relation, ops.UnboundTable):
            used.setdefault(relation.name, set()).update(columns)
            continue
        waiting.extend((parent, frozenset(names)) for parent, names in _read(relation, before).items())


def _read(relation: Any, columns: set[str]) -> dict[Any, set[str]]:
    """The columns of its parents that a relation reads to give some of its own."""
    found: dict[Any, set[str]] = {}

    def take(values: Iterable[Any]) -> None:
        for value in values:
            for each in value.find(ops.Field, filter=ops.Value):
                found.setdefault(each.rel, set()).add(each.name)

    if isinstance(relation, ops.JoinChain):
        for side in (relation.first, *(link.table for link in relation.rest)):
            found.setdefault(side, set())
        take(predicate for link in relation.rest for predicate in link.predicates)
        take(value for name, value in relation.values.items() if name in columns)
    elif isinstance(relation, ops.JoinReference):
        found[relation.parent] = set(columns)
    elif isinstance(relation, ops.Project):
        found[relation.parent] = set()
        take(value for name, value in relation.values.items() if name in columns)
    elif isinstance(relation, ops.Aggregate):
        found[relation.parent] = set()
        take(relation.groups.values())
        take(value for name, value in relation.metrics.items() if name in columns)
    elif isinstance(relation, ops.Filter):
        found[relation.parent] = set(columns)
        take(relation.predicates)
    elif isinstance(relation, ops.DropColumns):
        found[relation.parent] = set(columns)
    else:
        # of any other relation all columns are taken to be read
        for parent in relation.find(ops.Relation, filter=ops.Node):
            if parent is not relation:
                found[parent] = set(parent.schema.names)
    return found
