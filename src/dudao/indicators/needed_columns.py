"""What an edition needs to be known: the columns that its formulas read and its draft prints, the items that people judge, the stages it looks at.

Forms, the quality report and the pages of the site ask for the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from dudao.facts.contract import stages, table_lines, table_schema
from dudao.indicators.drafted_columns import columns_told
from dudao.indicators.symbols import Symbol, Symbols
from dudao.schemes.drafting import NO_DRAFTING, Drafting
from dudao.schemes.drafting_measures import measures_told
from dudao.schemes.formula.functions import FUNCTIONS
from dudao.schemes.formula.infer import Scope
from dudao.schemes.formula.nodes import Call, Name, Node, children
from dudao.schemes.indicators import Edition, Indicator
from dudao.schemes.own_tables import OwnTables

DECLARED = "veto"
"""The table of vetoes: where nothing but gates reads it, declaring each of them is the answer, and no table is asked for."""
LEVELS_UP = ("county", "city", "province", "nation")
"""Tables of whole bodies, the smallest first: who fills in a form of one level does not know the levels above."""


def asked_columns(
    edition: Edition, level: str, drafting: Drafting = NO_DRAFTING, *, apart: Collection[str] = ()
) -> Mapping[str, frozenset[str]]:
    """The columns that a body of a level is asked for: those needed, without the tables of the levels above it.

    Args:
        drafting: what the edition's draft says: what its sentences print is asked for in the table of the body itself.
        apart: tables that are not asked for here, since people answer elsewhere.
    """
    above = LEVELS_UP[LEVELS_UP.index(level) + 1 :] if level in LEVELS_UP else ()
    found = {
        table: columns
        for table, columns in needed_columns(edition).items()
        if table not in above and table not in apart
    }
    told = measures_told(drafting) if level in LEVELS_UP else frozenset()
    if told:
        asked = found.get(level, frozenset())
        found[level] = asked | columns_told(edition, level, told, asked)
    return {table: found[table] for table in table_lines(edition.own) if found.get(table)}


def columns_by_point(
    edition: Edition, level: str, points: Mapping[str, Collection[str]], drafting: Drafting = NO_DRAFTING
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By table and column the points that ask for it, in the order of the points: what their indicators read and what their
    sentences print. A column that only conclusions, vetoes or the opening of the draft ask for has none.

    Args:
        points: code of each point, with the codes of the indicators that it names beside those of its group.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for code, names in points.items():
        own = tuple(each for each in edition.indicators if each.group == code or each.code in names)
        told = replace(NO_DRAFTING, points={code: drafting.points[code]} if code in drafting.points else {})
        part = replace(edition, indicators=own, conclusions=(), gates=())
        for table, columns in asked_columns(part, level, told).items():
            for column in columns:
                found[table][column] = (*found[table].get(column, ()), code)
    return found


def answered_by_declaring(edition: Edition) -> frozenset[str]:
    """The tables for which the declarations of vetoes stand: that of vetoes, unless a formula beside the gates reads it too."""
    gates = _columns_of_gates(edition, Symbols(edition))
    beside = needed_columns(replace(edition, gates=()))
    return frozenset((DECLARED,)) if DECLARED in gates and DECLARED not in beside else frozenset()


def items_judged(edition: Edition) -> dict[str, str]:
    """The indicators that people judge: code to name."""
    return {each.code: each.name_zh for each in edition.indicators if each.verdict == "judged"}


def stages_measured(edition: Edition) -> tuple[str, ...]:
    """The stages for which the edition's indicators have a value each, unions by their parts."""
    known = stages(edition.own)
    named = [stage for each in edition.indicators for stage in each.stages if stage in known]
    return tuple(dict.fromkeys(part for stage in named for part in known[stage].parts or (stage,)))


def needed_columns(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Table to ids of its columns, tables in their usual order; keys are not named.

    A column with one form a stage is needed in the stages of the indicator that reads it.
    """
    symbols = Symbols(edition)
    found: dict[str, set[str]] = defaultdict(set)
    for indicator in edition.indicators:
        for table, columns in columns_of_indicator(indicator, symbols, edition.own).items():
            found[table] |= columns
    for conclusion in edition.conclusions:
        if conclusion.rule is not None:
            for symbol in _fields_read(conclusion.rule.node, symbols.scope(conclusion.grain), symbols):
                found[symbol.table] |= _column_ids(symbol, (), edition.own)
    for table, columns in _columns_of_gates(edition, symbols).items():
        found[table] |= columns
    return {table: frozenset(found[table]) for table in table_lines(edition.own) if found.get(table)}


def _columns_of_gates(edition: Edition, symbols: Symbols) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for gate in edition.gates:
        for symbol in _fields_read(gate.when.node, symbols.scope(gate.grain), symbols):
            found[symbol.table] |= _column_ids(symbol, (), edition.own)
    return found


def columns_of_indicator(indicator: Indicator, symbols: Symbols, own: OwnTables) -> Mapping[str, set[str]]:
    """Table to ids of the columns that one indicator's own formulas read; those of indicators that it names are not among them."""
    found: dict[str, set[str]] = defaultdict(set)
    for expression in indicator.all_expressions:
        for symbol in _fields_read(expression.node, symbols.scope(indicator.grain), symbols):
            found[symbol.table] |= _column_ids(symbol, indicator.stages, own)
    if indicator.verdict == "judged" or (indicator.scoring and indicator.scoring.method in ("judged", "rubric")):
        found["judged"].add("passed")
    return found


def _fields_read(node: Node, scope: Scope, symbols: Symbols) -> Iterator[Symbol]:
    """The columns that a formula reads, rows of other tables within aggregates included."""
    if isinstance(node, Name):
        symbol = symbols.at(scope.grain).get(node.id)
        if symbol is not None and symbol.kind == "field":
            yield symbol
        return
    inner = scope
    if isinstance(node, Call) and (function := FUNCTIONS.get(node.function)) and function.is_aggregate:
        of = node.argument("of")
        inner = scope.of_grain(of.id if isinstance(of, Name) else scope.below[0])
        parts = (*node.arguments, *(value for key, value in node.named if key not in ("of", "within")))
    else:
        parts = children(node)
    for part in parts:
        yield from _fields_read(part, inner, symbols)


def _column_ids(symbol: Symbol, stages: tuple[str, ...], own: OwnTables) -> set[str]:
    """The columns of a symbol, with those of the same measure that hold the period before."""
    if not symbol.has_stages and symbol.field is not None:
        column = symbol.field
        alike = (column.metric, column.stage)
        fields = table_schema(symbol.table, own).fields
        return {column.id, *(each.id for each in fields if each.previous and (each.metric, each.stage) == alike)}
    columns = [each for each in table_schema(symbol.table, own).fields if each.metric == symbol.column]
    return {each.id for each in columns if not stages or each.stage in stages}
