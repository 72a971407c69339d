"""Find again, in a new version of a report, the places that were bound in an old one.

A place is known by its quote with the characters before and after it. It is found *exact* (same words around it),
*moved* (the quote with part of its surroundings, elsewhere), *edited* (the surroundings, with another figure between
them) or *vanished*. Only figures, events and documents of the new reading are looked at, by key: no search of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dudao.values.spans import Quote, Span

_BLANKS = re.compile(r"\s+")
NEAR = 6
"""Characters of surroundings, before and behind together, that tell one quote from an equal one elsewhere."""
SURE_BEFORE, SURE_BEHIND = 8, 4
"""Characters that must be the same on either side of a figure that was edited."""


class Finding(StrEnum):
    """How a place was found again."""

    EXACT = "exact"
    MOVED = "moved"
    EDITED = "edited"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place of the old version: what was quoted, what kind of thing it was, and where it stood."""

    quote: Quote
    subject_kind: str
    position: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor is now; None where it vanished."""

    finding: Finding
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    number: int
    span: Span
    exact: str
    before: str
    behind: str


def find_anchors(
    anchors: Sequence[Anchor], places: Iterable[tuple[str, Span]], text: str, *, surroundings: int = 24
) -> tuple[Found, ...]:
    """Find each anchor among the places of the new version.

    Args:
        places: kind (figure, event, document) and span of each thing in the new text.
    Returns:
        one `Found` an anchor, in their order; no place is given to two anchors.
    """
    spots = _spots(places, text, surroundings)
    taken: set[tuple[str, int]] = set()
    found: list[Found | None] = [None] * len(anchors)
    for step in (_same_context, _similar_context, _other_quote):
        for number, anchor in enumerate(anchors):
            if found[number] is None:
                found[number] = step(anchor, spots, taken)
    return tuple(each or Found(Finding.VANISHED) for each in found)


@dataclass(frozen=True, slots=True)
class _Spots:
    by_exact: dict[tuple[str, str], list[_Spot]]
    by_before: dict[tuple[str, str], list[_Spot]]


def _spots(places: Iterable[tuple[str, Span]], text: str, surroundings: int) -> _Spots:
    by_exact: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    by_before: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    for number, (kind, span) in enumerate(places):
        before = _squashed(text[max(0, span.start - surroundings) : span.start])
        spot = _Spot(
            number, span, _squashed(span.of(text)), before, _squashed(text[span.end : span.end + surroundings])
        )
        by_exact[(kind, spot.exact)].append(spot)
        if len(before) >= SURE_BEFORE:
            by_before[(kind, before[-SURE_BEFORE:])].append(spot)
    return _Spots(by_exact, by_before)


def _squashed(text: str) -> str:
    return _BLANKS.sub("", text)


def _same_context(anchor: Anchor, spots: _Spots, taken: set[tuple[str, int]]) -> Found | None:
    before, behind = _squashed(anchor.quote.prefix), _squashed(anchor.quote.suffix)
    same = [
        spot
        for spot in _free(spots.by_exact.get(_key(anchor), ()), anchor, taken)
        if (spot.before, spot.behind) == (before, behind)
    ]
    if not same:
        return None
    spot = min(same, key=lambda each: abs(each.span.start - anchor.position))
    return _take(spot, anchor, taken, Finding.EXACT)


def _similar_context(anchor: Anchor, spots: _Spots, taken: set[tuple[str, int]]) -> Found | None:
    scored = [
        (_likeness(anchor, spot), -abs(spot.span.start - anchor.position), spot.number, spot)
        for spot in _free(spots.by_exact.get(_key(anchor), ()), anchor, taken)
    ]
    if not scored or max(scored)[0] < NEAR:
        return None
    return _take(max(scored)[3], anchor, taken, Finding.MOVED)


def _other_quote(anchor: Anchor, spots: _Spots, taken: set[tuple[str, int]]) -> Found | None:
    before, behind = _squashed(anchor.quote.prefix), _squashed(anchor.quote.suffix)
    if len(before) < SURE_BEFORE:
        return None
    near = [
        spot
        for spot in _free(spots.by_before.get((anchor.subject_kind, before[-SURE_BEFORE:]), ()), anchor, taken)
        if spot.behind[:SURE_BEHIND] == behind[:SURE_BEHIND]
    ]
    if not near:
        return None
    spot = min(near, key=lambda each: abs(each.span.start - anchor.position))
    return _take(spot, anchor, taken, Finding.EDITED)


def _key(anchor: Anchor) -> tuple[str, str]:
    return anchor.subject_kind, _squashed(anchor.quote.exact)


def _free(spots: Iterable[_Spot], anchor: Anchor, taken: set[tuple[str, int]]) -> list[_Spot]:
    return [spot for spot in spots if (anchor.subject_kind, spot.number) not in taken]


def _take(spot: _Spot, anchor: Anchor, taken: set[tuple[str, int]], finding: Finding) -> Found:
    taken.add((anchor.subject_kind, spot.number))
    return Found(finding, spot.span)


def _likeness(anchor: Anchor, spot: _Spot) -> int:
    """Characters that agree next to the quote, before and behind it."""
    before, behind = _squashed(anchor.quote.prefix), _squashed(anchor.quote.suffix)
    return _shared(before[::-1], spot.before[::-1]) + _shared(behind, spot.behind)


def _shared(one: str, other: str) -> int:
    """Length of the common beginning.

    >>> _shared("全市教育", "全市财政")
    2
    """
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
