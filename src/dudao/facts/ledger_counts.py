"""How many entries of a kind a body's ledger holds in a period, as a fact: `ledger/990102/2026/visit/count`.

How far entries reach below the body is told by `coverage`. Known by its reference alone: a report that prints the number can be bound to it, but no number is bound to it by guessing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from dudao.facts.contract import table_schema
from dudao.facts.coverage import coverage_fact, is_coverage
from dudao.facts.known import Fact, KnownBody, LedgerEntry
from dudao.values.absence import State
from dudao.values.periods import parse_period
from dudao.values.reference import FactReference

LEDGER, COUNT = "ledger", "count"
UNITS = {"visit": "次", "lecture": "次", "meeting": "次", "document": "份", "training": "次", "inspection": "次"}
"""What entries of a kind are counted in; any other in 项."""


def is_count(reference: FactReference) -> bool:
    """Whether a reference means a number worked out from entries: how many there are, or how far they reach."""
    return (reference.table == LEDGER and reference.field == COUNT) or is_coverage(reference)


@cache
def kind_labels() -> dict[str, str]:
    """The kinds of entries by id with their names in Chinese."""
    return {names[0]: names[1] for names in table_schema(LEDGER).by_id["kind"].choices}


def count_fact(
    reference: FactReference, ledger: Iterable[LedgerEntry], bodies: Sequence[KnownBody] = ()
) -> Fact | None:
    """The number that a reference means, zero included, with the entries it rests on; None for a period that cannot be read,
    or where it asks how far entries reach and nobody is known below the body.
    """
    if is_coverage(reference):
        return coverage_fact(reference, ledger, bodies)
    period = parse_period(reference.period)
    if period is None:
        return None
    entries = tuple(
        each.reference
        for each in ledger
        if each.kind == reference.key
        and each.body_code == reference.body_code
        and each.date is not None
        and period.contains(each.date)
    )
    return Fact(
        reference=reference,
        label=kind_labels().get(reference.key, reference.key),
        value=Decimal(len(entries)),
        state=State.VALUE if entries else State.ZERO,
        unit=UNITS.get(reference.key, "项"),
        body_code=reference.body_code,
        period=period,
        derived_from=entries,
        formula=f"台账中的条目数：{len(entries)}",
        metric=reference.key,
    )
