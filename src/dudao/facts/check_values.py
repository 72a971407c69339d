"""Run the declared checks on what was submitted: 逻辑校验 must be mended, 经验校验 ask, and neither changes a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.facts.checks import Check, checks_of
from dudao.facts.contract import TableSchema, table_schema
from dudao.facts.datasets import previous_period
from dudao.facts.known import CellPlace, Fact
from dudao.facts.problems import label_of, problem
from dudao.schemes.check_terms import EXPERIENCE, LOGIC, Exact, Side, Term
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.periods import Period
from dudao.values.units import parse_unit

FEWEST_PEERS = 8
TEN_THOUSAND = 10_000
Key = tuple[str, str, str]
"""Body, period label and what tells rows of a body apart."""


@dataclass
class _Row:
    key: Key
    period: Period
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def stage(self) -> str | None:
        return next((fact.stage for fact in self.facts.values()), None)


class _Tables(dict[str, dict[Key, _Row]]):
    """The rows of each table by key, and by body and period where another table asks for their sum."""

    def __init__(self) -> None:
        super().__init__()
        self._below: dict[str, dict[tuple[str, str], list[_Row]]] = {}

    def rows_of(self, table: str, body: str, period: str) -> list[_Row]:
        """The rows of a body in a table and period."""
        if table not in self._below:
            groups = self._below[table] = defaultdict(list)
            for key, row in self.get(table, {}).items():
                groups[key[:2]].append(row)
        return self._below[table].get((body, period), [])


class KeptRemarks:
    """The remarks of the last run on one table, for the next: where a row says the same again, its remark is not made anew.

    For one reader of one table; a run that another thread begins meanwhile makes its remarks itself.
    """

    def __init__(self) -> None:
        self.last: dict[object, Diagnostic] = {}


def check_values(
    facts: Iterable[Fact],
    history: Iterable[Fact] = (),
    own: OwnTables = NO_OWN_TABLES,
    *,
    only: Collection[str] = (),
    kept: KeptRemarks | None = None,
) -> list[Diagnostic]:
    """The remarks of all declared checks on given facts, in the order of tables and rows.

    Args:
        own: what the scheme brings along with which the facts were read: its tables and checks.
        history: facts of earlier periods to compare with, beside those among `facts`; they are not checked themselves.
        only: the tables to check, the others are only read by their checks; () for all.
        kept: remarks of the run before, whose places must have been counted in the same way.
    """
    tables = _rows_of(facts)
    past = _rows_of(history)
    for name, rows in tables.items():
        past.setdefault(name, {}).update(rows)
    found: list[Diagnostic] = []
    remarks = _Remarks(kept.last if kept is not None else {})
    for name, rows in tables.items():
        if only and name not in only:
            continue
        schema = table_schema(name, own)
        for check in checks_of(name, own):
            found.extend(_check_rows(check, schema, rows, tables, past.get(name, {}), remarks))
    if kept is not None:
        kept.last = remarks.made
    return sorted(found, key=lambda each: _order(each.params["place"]))


def _order(place: CellPlace) -> tuple[str, str, int, str]:
    return (place.file, place.sheet or "", place.row or 0, place.cell or "")


def _rows_of(facts: Iterable[Fact]) -> _Tables:
    tables = _Tables()
    row: _Row | None = None  # nearly always the one of the fact before
    table = ""
    for fact in facts:
        reference = fact.reference
        if reference.table == "computed" or fact.derived_from:
            continue
        key = (reference.body_code, reference.period, reference.key)
        row = row if row is not None and row.key == key and table == reference.table else None
        if row is None:
            table = reference.table
            row = tables.setdefault(table, {}).setdefault(key, _Row(key, fact.period))
        row.facts[reference.field] = fact
        if fact.period is not row.period and fact.period.label() == reference.period:
            row.period = fact.period
    return tables


def _check_rows(
    check: Check,
    schema: TableSchema,
    rows: dict[Key, _Row],
    tables: _Tables,
    past: dict[Key, _Row],
    remarks: _Remarks,
) -> Iterator[Diagnostic]:
    chosen = [row for row in rows.values() if _applies(check, row)]
    medians = _medians(check, chosen, tables) if check.operator == "peers" else {}
    for row in chosen:
        if check.operator == "within":
            fault = _against_last_year(check, row, past, tables)
        elif check.operator == "peers":
            fault = _against_peers(check, row, medians, tables)
        elif check.operator == "between":
            fault = _against_limits(check, row, tables)
        else:
            fault = _against_each_other(check, row, tables)
        if fault is not None:
            yield remarks.of(check, schema, row, fault)


def _applies(check: Check, row: _Row) -> bool:
    if check.stages and row.stage not in check.stages:
        return False
    if check.where is None:
        return True
    fact = row.facts.get(check.where[0])
    return fact is not None and fact.value is not None and Fraction(fact.value) == check.where[1]


def _exact(value: Decimal) -> Exact:
    whole = int(value)
    return whole if whole == value else Fraction(value)


def _value(side: Side, row: _Row, tables: _Tables, *, may_lack: bool = False) -> Exact | None:
    def read(term: Term) -> Exact | None:
        if term.table:
            return _sum_of_table(term, row, tables)
        fact = row.facts.get(term.column)
        return None if fact is None or fact.value is None else _exact(fact.value)

    return side.value(read, may_lack=may_lack)


def _sum_of_table(term: Term, row: _Row, tables: _Tables) -> Fraction | None:
    """The sum over another table's rows of the same body and period; None where there is none or one is missing."""
    body, period, _ = row.key
    values = [
        fact.value
        for other in tables.rows_of(term.table, body, period)
        if (fact := other.facts.get(term.column)) is not None
    ]
    known = [value for value in values if value is not None]
    return Fraction(sum(known)) if known and len(known) == len(values) else None


@dataclass(frozen=True, slots=True)
class _Fault:
    """What was found and what was expected, as text; `factor` where another power of ten would fit."""

    found: str
    expected: str
    factor: Fraction | None = None


def _against_each_other(check: Check, row: _Row, tables: _Tables) -> _Fault | None:
    assert check.right is not None
    left = _value(check.left, row, tables, may_lack=check.operator == "<=")
    right = _value(check.right, row, tables, may_lack=check.operator == ">=")
    if left is None or right is None:
        return None
    holds = {
        "<=": left <= right + check.least,
        ">=": left + check.least >= right,
        "==": -check.least <= left - right <= check.least,
    }
    if holds[check.operator]:
        return None
    sign = {"<=": "≤", ">=": "≥", "==": "="}[check.operator]
    return _Fault(_shown(left), f"{sign} {_shown(right)}")


def _against_limits(check: Check, row: _Row, tables: _Tables) -> _Fault | None:
    value = _value(check.left, row, tables)
    assert check.low is not None
    assert check.high is not None
    if value is None or value == 0 or check.low <= value <= check.high:
        return None
    factor = next((each for each in _FACTORS if check.low <= value * each <= check.high), None)
    return _Fault(_shown(value), f"{_shown(check.low)}—{_shown(check.high)}", factor)


_FACTORS = (Fraction(TEN_THOUSAND), Fraction(1, TEN_THOUSAND))


def _against_last_year(check: Check, row: _Row, past: dict[Key, _Row], tables: _Tables) -> _Fault | None:
    body, _, rest = row.key
    before = past.get((body, previous_period(row.period).label(), rest))
    now = _value(check.left, row, tables)
    then = _value(check.left, before, tables) if before else None
    assert check.share is not None
    if now is None or not then:
        return None
    size = then if then > 0 else -then
    room = max(check.share * size, check.least)
    if -room <= now - then <= room:
        return None
    percent = _shown(Fraction(now - then) / size * 100, 1)
    return _Fault(f"{_shown(now)}（{percent}%）", _shown(then), _factor_near(Fraction(now), Fraction(then)))


def _factor_near(now: Fraction, usual: Fraction) -> Fraction | None:
    """The power of ten thousand by which a value is off, within a factor of three."""
    return next((each for each in _FACTORS if usual / 3 <= now * each <= usual * 3), None) if now > 0 < usual else None


def _medians(check: Check, rows: list[_Row], tables: _Tables) -> dict[tuple[str, str | None], Fraction]:
    """The median of each period and stage; none where there are too few peers to tell."""
    groups: dict[tuple[str, str | None], list[Fraction]] = defaultdict(list)
    for row in rows:
        value = _value(check.left, row, tables)
        if value is not None and value > 0:
            groups[row.key[1], row.stage].append(Fraction(value))
    return {group: median(values) for group, values in groups.items() if len(values) >= FEWEST_PEERS}


def _against_peers(
    check: Check, row: _Row, medians: dict[tuple[str, str | None], Fraction], tables: _Tables
) -> _Fault | None:
    value, usual = _value(check.left, row, tables), medians.get((row.key[1], row.stage))
    assert check.share is not None
    if not value or usual is None or usual / check.share <= value <= usual * check.share:
        return None
    return _Fault(_shown(value, 3), f"{_shown(usual, 3)}", _factor_near(Fraction(value), usual))


def _shown(value: Exact, digits: int = 4) -> str:
    """A number for people: at most so many decimals, no trailing zeros."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Remarks:
    """The remarks of one run; those that the run before made are taken from it."""

    def __init__(self, before: dict[object, Diagnostic]) -> None:
        self.before = before
        self.made: dict[object, Diagnostic] = {}

    def of(self, check: Check, schema: TableSchema, row: _Row, fault: _Fault) -> Diagnostic:
        """The remark on a row: the same as long as check, row, place and numbers are."""
        place = next((row.facts[name].place for name in check.columns if name in row.facts), None)
        key = (schema.id, check.id, row.key, place, fault)
        found = self.made[key] = self.before.get(key) or _remark(check, schema, row, fault)
        return found


def _remark(check: Check, schema: TableSchema, row: _Row, fault: _Fault) -> Diagnostic:
    read = [row.facts[name] for name in check.columns if name in row.facts]
    cells = [fact.place for fact in read if fact.place is not None]
    first = schema.by_id[check.left.columns[0] if check.left.columns else check.columns[0]]
    params: dict[str, Any] = {
        "check": check.label_zh,
        "check_en": check.label_en,
        "name": [label_of(schema.by_id[name]) for name in check.columns] if len(read) <= 3 else label_of(first),
        "found": fault.found,
        "expected": fault.expected,
        "rule": check.id,
        "cells": cells,
    }
    place = cells[0] if cells else CellPlace("")
    if check.kind == LOGIC:
        return problem("logic-check-fails", place, params)
    assert check.kind == EXPERIENCE
    unit = parse_unit(first.unit or "")
    if fault.factor is not None and unit is not None and unit.dimension in ("money", "area"):
        other = _other_unit(first.unit or "", fault.factor)
        return problem("unit-suspected", place, {**params, "name": label_of(first), "unit": first.unit, "other": other})
    name = {"within": "far-from-last-year", "peers": "far-from-peers"}.get(check.operator, "outside-usual-range")
    return problem(name, place, params)


def _other_unit(unit: str, factor: Fraction) -> str:
    """The unit in which the number was perhaps given: a number that fits times 10000 was counted in 万."""
    if factor > 1:
        return f"万{unit}" if not unit.startswith("万") else f"亿{unit.removeprefix('万')}"
    return unit.removeprefix("万") if unit.startswith("万") else f"{unit}/10000"
