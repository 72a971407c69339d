"""Numbers of entries: point and running number (A1-03), unique in a body's catalogue of a round."""

from __future__ import annotations

import re

from dudao.web.evidence.models import EvidenceEntry
from dudao.web.rounds.models import RoundBody

UNSORTED = "待归"
"""Stands in place of a point in the number of what belongs to none yet."""


def next_numbers(evaluated: RoundBody, point: str, count: int) -> list[str]:
    """The next free numbers of a point; what was put aside keeps its number, so that it can come back.

    Called with the body locked (`actions`), so that two people never get the same.
    """
    begin = f"{point or UNSORTED}-"
    taken = evaluated.evidence.filter(number__startswith=begin).values_list("number", flat=True)
    last = max((_running(number, begin) for number in taken), default=0)
    return [f"{begin}{each:02}" for each in range(last + 1, last + count + 1)]


def _running(number: str, begin: str) -> int:
    rest = number.removeprefix(begin)
    return int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 9 else 0


def is_given(entry: EvidenceEntry) -> bool:
    """Whether an entry still has the number it got before anybody said what it speaks for."""
    return entry.number.startswith(f"{UNSORTED}-")


def sorting_of(number: str) -> str:
    """What numbers are sorted by: A1-2 before A1-10.

    >>> sorting_of("A1-2") < sorting_of("A1-10"), sorting_of("1.1-03")
    (True, '000001.000001-000003')
    """
    return re.sub(r"[0-9]+", lambda digits: digits[0].lstrip("0").zfill(6), number)[:120]
