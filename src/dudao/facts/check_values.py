"""Run the declared checks on what was submitted: 逻辑校验 must be mended, 经验校验 ask, and neither changes a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.facts.check_columns import CheckColumns, TableRow, Tables
from dudao.facts.checks import Check, checks_of
from dudao.facts.contract import TableSchema, table_schema
from dudao.facts.known import CellPlace, Fact
from dudao.facts.problems import label_of, problem
from dudao.schemes.check_terms import EXPERIENCE, LOGIC, Exact, Side, Term
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.units import parse_unit

FEWEST_PEERS = 8
TEN_THOUSAND = 10_000


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
        columns = CheckColumns(list(rows.values()), past.get(name, {}), tables)
        for check in checks_of(name, own):
            chosen = _rows_to_check(check, columns)
            names = check.columns
            for number, fault in _FAULTS[check.operator](check, columns, chosen):
                found.append(remarks.of(check, names, schema, columns.rows[number], fault))
    if kept is not None:
        kept.last = remarks.made
    return sorted(found, key=lambda each: _order(each.params["place"]))


def _order(place: CellPlace) -> tuple[str, str, int, str]:
    return (place.file, place.sheet or "", place.row or 0, place.cell or "")


def _rows_of(facts: Iterable[Fact]) -> Tables:
    tables = Tables()
    row: TableRow | None = None  # nearly always the one of the fact before
    table = ""
    for fact in facts:
        reference = fact.reference
        if reference.table == "computed" or fact.derived_from:
            continue
        key = (reference.body_code, reference.period, reference.key)
        row = row if row is not None and row.key == key and table == reference.table else None
        if row is None:
            table = reference.table
            row = tables.setdefault(table, {}).setdefault(key, TableRow(key, fact.period))
        row.facts[reference.field] = fact
        if fact.period is not row.period and fact.period.label() == reference.period:
            row.period = fact.period
    return tables


def _rows_to_check(check: Check, columns: CheckColumns) -> list[int]:
    """The numbers of the rows to which a check applies: those of its stages where its condition holds."""
    chosen: list[int] = list(range(len(columns.rows)))
    if check.stages:
        chosen = [number for number in chosen if columns.stages[number] in check.stages]
    if check.where is not None:
        values = columns.values(Side(check.where[0], (Term(1, "", check.where[0]),)), chosen)
        chosen = [number for number, value in zip(chosen, values, strict=True) if value == check.where[1]]
    return chosen


@dataclass(frozen=True, slots=True)
class _Fault:
    """What was found and what was expected, as text; `factor` where another power of ten would fit."""

    found: str
    expected: str
    factor: Fraction | None = None


Faults = Iterator[tuple[int, _Fault]]
"""The numbers of rows, each with what is wrong there."""


def _against_each_other(check: Check, columns: CheckColumns, chosen: list[int]) -> Faults:
    assert check.right is not None
    operator, least = check.operator, check.least
    lefts = columns.values(check.left, chosen, may_lack=operator == "<=")
    rights = columns.values(check.right, chosen, may_lack=operator == ">=")
    for number, left, right in zip(chosen, lefts, rights, strict=True):
        if left is None or right is None:
            continue
        over, under = operator != ">=" and left - right > least, operator != "<=" and right - left > least
        if over or under:
            sign = {"<=": "≤", ">=": "≥", "==": "="}[operator]
            yield number, _Fault(_shown(left), f"{sign} {_shown(right)}")


def _is_between(low: Exact, value: Exact, high: Exact) -> bool:
    """Whether low ≤ value ≤ high, by products of whole numbers: what fractions do themselves takes many times as long."""
    above, below = value.numerator, value.denominator
    return low.numerator * below <= above * low.denominator and above * high.denominator <= high.numerator * below


def _against_limits(check: Check, columns: CheckColumns, chosen: list[int]) -> Faults:
    low, high = check.low, check.high
    assert low is not None
    assert high is not None
    for number, value in zip(chosen, columns.values(check.left, chosen), strict=True):
        if value is None or value == 0 or _is_between(low, value, high):
            continue
        factor = next((each for each in _FACTORS if low <= value * each <= high), None)
        yield number, _Fault(_shown(value), f"{_shown(low)}—{_shown(high)}", factor)


_FACTORS = (Fraction(TEN_THOUSAND), Fraction(1, TEN_THOUSAND))


def _against_last_year(check: Check, columns: CheckColumns, chosen: list[int]) -> Faults:
    share = check.share
    assert share is not None
    before, last_year = columns.year_before
    with_one = [number for number in chosen if before[number] is not None]
    values = columns.values(check.left, with_one)
    thens = last_year.values(check.left, [each for number in with_one if (each := before[number]) is not None])
    for number, now, then in zip(with_one, values, thens, strict=True):
        if now is None or not then:
            continue
        size: Exact = then if then > 0 else -then
        apart: Exact = now - then if now > then else then - now
        if apart <= check.least or apart * share.denominator <= share.numerator * size:
            continue
        percent = _shown(Fraction(now - then) / size * 100, 1)
        yield number, _Fault(f"{_shown(now)}（{percent}%）", _shown(then), _factor_near(Fraction(now), Fraction(then)))


def _factor_near(now: Fraction, usual: Fraction) -> Fraction | None:
    """The power of ten thousand by which a value is off, within a factor of three."""
    return next((each for each in _FACTORS if usual / 3 <= now * each <= usual * 3), None) if now > 0 < usual else None


def _against_peers(check: Check, columns: CheckColumns, chosen: list[int]) -> Faults:
    """Far from the median of its period and stage; nothing where there are too few peers to tell."""
    share = check.share
    assert share is not None
    values = columns.values(check.left, chosen)
    groups: dict[tuple[str, str | None], list[Exact]] = defaultdict(list)
    for number, value in zip(chosen, values, strict=True):
        if value is not None and value > 0:
            groups[columns.rows[number].key[1], columns.stages[number]].append(value)
    medians = {group: _median(own) for group, own in groups.items() if len(own) >= FEWEST_PEERS}
    usual = {group: (each / share, each, each * share) for group, each in medians.items()}
    for number, value in zip(chosen, values, strict=True):
        found = usual.get((columns.rows[number].key[1], columns.stages[number])) if value else None
        if value is None or found is None or _is_between(found[0], value, found[2]):
            continue
        yield number, _Fault(_shown(value, 3), f"{_shown(found[1], 3)}", _factor_near(Fraction(value), found[1]))


def _median(values: list[Exact]) -> Fraction:
    """The exact median. Floats keep the order of the numbers they stand for; equal ones are told apart by these."""
    ordered = sorted(values, key=lambda value: (_roughly(value), value))
    middle = len(ordered) // 2
    return Fraction(ordered[middle]) if len(ordered) % 2 else Fraction(ordered[middle - 1] + ordered[middle]) / 2


def _roughly(value: Exact) -> float:
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return inf


_FAULTS: dict[str, Callable[[Check, CheckColumns, list[int]], Faults]] = {
    **dict.fromkeys(("<=", ">=", "=="), _against_each_other),
    "between": _against_limits,
    "within": _against_last_year,
    "peers": _against_peers,
}


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

    def of(self, check: Check, names: tuple[str, ...], schema: TableSchema, row: TableRow, fault: _Fault) -> Diagnostic:
        """The remark on a row: the same as long as check, row, place and numbers are."""
        place = next((row.facts[name].place for name in names if name in row.facts), None)
        key = (schema.id, check.id, row.key, place, fault)
        found = self.made[key] = self.before.get(key) or _remark(check, names, schema, row, fault)
        return found


def _remark(check: Check, names: tuple[str, ...], schema: TableSchema, row: TableRow, fault: _Fault) -> Diagnostic:
    read = [row.facts[name] for name in names if name in row.facts]
    cells = [fact.place for fact in read if fact.place is not None]
    first = schema.by_id[(check.left.columns or names)[0]]
    params: dict[str, Any] = {
        "check": check.label_zh,
        "check_en": check.label_en,
        "name": [label_of(schema.by_id[name]) for name in names] if len(read) <= 3 else label_of(first),
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
