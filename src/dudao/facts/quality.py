"""Does what was submitted agree with itself: the previous year's value given twice must be the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dudao.diagnostics.model import Diagnostic
from dudao.facts.index import plain
from dudao.facts.known import CellPlace, Fact
from dudao.facts.problems import problem


def check_previous_values(facts: Iterable[Fact]) -> Iterator[Diagnostic]:
    """A "previous year as published" that differs from the value in that year's own row."""
    own: dict[tuple[str, str | None, str, str], Fact] = {}
    previous: list[Fact] = []
    for fact in facts:
        label = fact.period.label()
        if fact.value is None or fact.basis:
            continue
        if fact.reference.period == label:
            own[(fact.metric, fact.stage, fact.body_code, label)] = fact
        else:
            previous.append(fact)
    for fact in previous:
        other = own.get((fact.metric, fact.stage, fact.body_code, fact.period.label()))
        if other is not None and fact.value is not None and other.value is not None and not _agree(fact, other):
            params = {
                "name": fact.label,
                "found": plain(fact.value),
                "other": other.place or "",
                "expected": plain(other.value),
            }
            yield problem("previous-values-differ", fact.place or CellPlace(""), params)


def _agree(one: Fact, other: Fact) -> bool:
    if one.value is None or other.value is None:
        return True
    room = max((step for step in (one.step, other.step) if step is not None), default=None)
    return abs(one.value - other.value) <= (room / 2 if room is not None else 0)
