"""A chart of figures as bars that need no script: lengths as shares of the longest, the table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it stands for, as printed; `share` of the longest in whole hundredths."""

    label: str
    text: str
    share: int
    is_below_zero: bool


def bars_of(figures: Sequence[Any]) -> list[Bar]:
    """Bars for figures that can be compared: of one kind of unit, with a value multiplied out; none where there are fewer than two."""
    known = [each for each in figures if each.canonical is not None][:MOST]
    units = {_kind_of(each.unit) for each in known}
    if len(known) < 2 or len(units) != 1:
        return []
    longest = max(abs(each.canonical) for each in known) or 1
    return [
        Bar(
            f"{each.place} {each.year or ''}".strip(),
            each.text,
            round(abs(each.canonical) / longest * 100),
            each.canonical < 0,
        )
        for each in known
    ]


def _kind_of(unit: str) -> str:
    """Units of one kind are multiplied out to the same base: 万元 and 亿元 are 元."""
    return unit.lstrip("十百千万亿") or unit
