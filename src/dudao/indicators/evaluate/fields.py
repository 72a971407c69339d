"""Names of columns: the cell that a place reads, its content in base units, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from dudao.facts.contract import table_schema
from dudao.facts.known import Fact
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import Raw, Value, missing, not_applicable, whole_or_fraction
from dudao.indicators.evaluate.world import ReadyKey, Row
from dudao.indicators.results import Lack
from dudao.indicators.symbols import Symbol, measure_of
from dudao.schemes.own_tables import OwnTables
from dudao.values.absence import State

if TYPE_CHECKING:
    from dudao.indicators.evaluate.columns import Formula
    from dudao.indicators.evaluate.evaluator import Evaluator

_NOTHING = object()


def field_reader(symbol: Symbol, grain: str) -> Formula:
    """The function that reads a column at places of a grain."""
    column, is_plain = symbol.column, symbol.table == grain and not symbol.has_stages

    def read(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        if not is_plain:
            return [_read(evaluator, symbol, at) for at in places]
        found = [at.ready.get(column, _NOTHING) for at in places]
        return [
            _read(evaluator, symbol, at) if value is _NOTHING else value
            for at, value in zip(places, found, strict=True)
        ]

    return read


def _read(evaluator: Evaluator, symbol: Symbol, at: At) -> Raw:
    row = row_of(evaluator.lookups, symbol, at)
    if row is None:
        return _absent(evaluator, symbol, at)
    key: ReadyKey = symbol.column
    if symbol.has_stages or at.is_restated:
        key = (symbol.column, at.stage, at.is_restated)
    found = row.ready.get(key, _NOTHING)
    if found is not _NOTHING:
        return found  # type: ignore[no-any-return]
    content = _content(row, symbol, at)
    if content is _NOTHING:
        return _absent(evaluator, symbol, at)
    if isinstance(content, Fact):
        return _without_value(content, labels_of(evaluator.lookups, symbol, at))
    row.ready[key] = content
    return content  # type: ignore[return-value] # neither a fact nor nothing


def row_of(lookups: Lookups, symbol: Symbol, at: At) -> Row | None:
    """The row that a column is read from at a place: the place's own, or one of the body that holds it."""
    table = symbol.table
    if at.row is not None and at.row.table == table:
        return at.row
    return lookups.row_for(table, at)


def _content(row: Row, symbol: Symbol, at: At) -> Raw | Fact | object:
    """What a row holds: the content; the fact itself where it has no value; _NOTHING where there is no cell."""
    if symbol.column in row.keys:
        return row.keys[symbol.column]
    fact = fact_of(row, symbol, at)
    if fact is None:
        return _NOTHING
    if fact.state in (State.NOT_APPLICABLE, State.NOT_COLLECTED, State.WITHHELD):
        return fact
    if symbol.type.kind == "truth":
        return fact.text == "是"
    if fact.value is None:
        return fact.text
    above, below = fact.value.as_integer_ratio()
    factor = measure_of(fact.unit).factor
    if factor != 1:
        above, below = above * factor.numerator, below * factor.denominator
    return above if below == 1 else whole_or_fraction(Fraction(above, below))


def fact_of(row: Row, symbol: Symbol, at: At) -> Fact | None:
    """The cell that a name means at a place, by column or by what is measured; None where there is none."""
    column = symbol.column
    stage = at.stage if symbol.has_stages else ""
    if at.is_restated:
        metric = symbol.field.metric if symbol.field else column
        own_stage = stage or (symbol.field.stage if symbol.field and symbol.field.stage else "")
        restated = row.restated.get(f"{metric}@{own_stage}" if own_stage else metric)
        if restated is not None:
            return restated
    if symbol.has_stages:
        return row.by_metric.get((column, stage))
    return row.cells.get(column) or row.by_metric.get((column, row.stage)) or _by_field(row, symbol)


def _by_field(row: Row, symbol: Symbol) -> Fact | None:
    """A column of the next period that holds this period's value as published."""
    if symbol.field is None:
        return None
    return row.by_metric.get((symbol.field.metric, symbol.field.stage or row.stage))


def labels_of(lookups: Lookups, symbol: Symbol, at: At) -> tuple[str, str]:
    """Whose column it is, and its name, in Chinese and in English; where there is one a stage, the name says which."""
    own = None
    if symbol.has_stages:
        own = _labels_in_stage(symbol.table, symbol.column, at.stage, lookups.symbols.own)
    zh, en = own or (symbol.label, symbol.label_en or symbol.column)
    stage = at.stage if own is None else ""
    return f"{lookups.title(at.body, stage)}{zh}", f"{lookups.title(at.body, stage, 'en')} {en}"


@cache
def _labels_in_stage(table: str, metric: str, stage: str, own: OwnTables) -> tuple[str, str] | None:
    """The labels of a stage's own column; None where the table has none for it."""
    columns = table_schema(table, own).fields
    return next(
        (
            (each.label_zh, each.label_en)
            for each in columns
            if (each.metric, each.stage, each.previous) == (metric, stage, "")
        ),
        None,
    )


def _absent(evaluator: Evaluator, symbol: Symbol, at: At) -> Value:
    zh, en = labels_of(evaluator.lookups, symbol, at)
    return missing(Lack(f"{zh}（{at.label}）", f"{en} ({at.label})"))


def _without_value(fact: Fact, labels: tuple[str, str]) -> Value:
    zh, en = labels
    if fact.state is State.NOT_APPLICABLE:
        return not_applicable(f"{zh}不适用", f"{en} does not apply")
    if not fact.place:
        return missing(Lack(zh, en))
    return missing(Lack(f"{zh}（{fact.place}）", f"{en} ({fact.place})"))
