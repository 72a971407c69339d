"""Under which labels the rows of a period stand: its own; of a year also the school year that starts in it, and the reverse."""

from __future__ import annotations

from collections.abc import Sequence

from dudao.facts.datasets import previous_period
from dudao.values.periods import Period, school_year, year


def labels_of(periods: Sequence[Period], back: int) -> dict[str, str]:
    """The labels under which rows of some periods (or so many before them) stand, each with the period asked for."""
    found: dict[str, str] = {}
    for period in periods:
        there = period
        for _ in range(back):
            there = previous_period(there)
        found[there.label()] = period.label()
        if there.kind == "year":
            found.setdefault(school_year(there.start.year).label(), period.label())
        if there.kind == "school_year":
            found.setdefault(year(there.start.year).label(), period.label())
    return found
