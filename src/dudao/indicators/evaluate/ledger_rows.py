"""Entries of the ledger (台账) as rows, so that formulas can count them: count(of: ledger, where: kind == 'meeting').

An entry belongs to the year of its date, or of its deadline where it has none; it is found by the calendar year and by the
school year alike. One without either, or without a body, belongs to no period and is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from dudao.facts.contract import table_schema
from dudao.facts.known import Fact, LedgerEntry
from dudao.values.absence import State
from dudao.values.periods import Period, school_year, year
from dudao.values.reference import FactReference

SCHOOL_YEAR_MONTH = 9
LONGEST_SUBJECT = 24


def ledger_facts(entries: Iterable[LedgerEntry]) -> Iterator[Fact]:
    """The columns of the entries, each under the periods it belongs to."""
    for number, entry in enumerate(entries, start=1):
        day = entry.date or entry.deadline
        if day is None or not entry.body_code:
            continue
        key = f"{entry.number or number} {entry.subject[:LONGEST_SUBJECT]}".strip()
        started = day.year if day.month >= SCHOOL_YEAR_MONTH else day.year - 1
        for period in (year(day.year), school_year(started)):
            yield from _columns(entry, period, key)


def _columns(entry: LedgerEntry, period: Period, key: str) -> Iterator[Fact]:
    words = {
        "number": entry.number,
        "kind": entry.kind,
        "actor": entry.actor,
        "post": entry.post,
        "subject": entry.subject,
        "place": entry.location,
        "unit": entry.unit,
        "responsible": entry.responsible,
        "document_number": entry.document_number,
        "evidence": entry.evidence,
    }
    for column, text in words.items():
        yield _fact(entry, column, period, key, text=text)
    for column, day in (("date", entry.date), ("deadline", entry.deadline)):
        yield _fact(entry, column, period, key, text=_day(day), is_known=day is not None)
    for column, value in (("planned", entry.planned), ("done", entry.done)):
        yield _fact(entry, column, period, key, value=value, is_known=value is not None)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _fact(
    entry: LedgerEntry,
    column: str,
    period: Period,
    key: str,
    *,
    text: str = "",
    value: Decimal | None = None,
    is_known: bool = True,
) -> Fact:
    field = table_schema("ledger").by_id[column]
    return Fact(
        reference=FactReference("ledger", entry.body_code, period.label(), column, key),
        label=field.label_zh,
        value=value,
        state=State.VALUE if is_known else State.NOT_COLLECTED,
        unit=None,
        body_code=entry.body_code,
        period=period,
        place=entry.place,
        metric=column,
        text=text,
    )
