"""Find again, in a new version of a report, the places that were bound in an old one.

A place is known by its quote with the characters before and after it. It is found *exact* (same words around it),
*moved* (the quote with part of its surroundings, elsewhere), *edited* (the surroundings, or much of them, with another
figure between them) or *vanished*. Only figures, events and documents of the new reading are looked at, by key: no
search of the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dudao.values.spans import Quote, Span

_BLANKS = re.compile(r"\s+")
NEAR = 6
"""Characters of surroundings, before and behind together, that tell one quote from an equal one elsewhere."""
A_WORD = 2
"""Characters before a quote that tell it where no equal one stands elsewhere."""
SURE_BEFORE, SURE_BEHIND = 8, 4
"""Characters that must be the same on either side of a figure that was edited."""
NEXT_TO_IT = 0.5
"""The words just before it, which name what it counts, must be this alike. House rule."""
EDGE = 3
"""Where the words around it were edited too, so many characters next to it must be the same on one side."""
ALIKE = 0.6
"""And its surroundings must be this alike, by Dice's coefficient of letter pairs. House rule."""


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
    _one_by_one(anchors, found, _same_context, spots, taken)
    _take_similar(anchors, found, spots, taken)
    _one_by_one(anchors, found, _other_quote, spots, taken)
    _one_by_one(anchors, found, _other_words, spots, taken)
    return tuple(each or Found(Finding.VANISHED) for each in found)


def _one_by_one(
    anchors: Sequence[Anchor],
    found: list[Found | None],
    step: Callable[[Anchor, _Spots, set[tuple[str, int]]], Found | None],
    spots: _Spots,
    taken: set[tuple[str, int]],
) -> None:
    for number, anchor in enumerate(anchors):
        if found[number] is None:
            found[number] = step(anchor, spots, taken)


@dataclass(frozen=True, slots=True)
class _Spots:
    by_exact: dict[tuple[str, str], list[_Spot]]
    by_before: dict[tuple[str, str], list[_Spot]]
    by_edge: dict[tuple[str, str, str], list[_Spot]]


def _spots(places: Iterable[tuple[str, Span]], text: str, surroundings: int) -> _Spots:
    by_exact: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    by_before: dict[tuple[str, str], list[_Spot]] = defaultdict(list)
    by_edge: dict[tuple[str, str, str], list[_Spot]] = defaultdict(list)
    for number, (kind, span) in enumerate(places):
        before = _squashed(text[max(0, span.start - 2 * surroundings) : span.start])[-surroundings:]
        behind = _squashed(text[span.end : span.end + 2 * surroundings])[:surroundings]
        spot = _Spot(number, span, _squashed(span.of(text)), before, behind)
        by_exact[(kind, spot.exact)].append(spot)
        if len(before) >= SURE_BEFORE:
            by_before[(kind, before[-SURE_BEFORE:])].append(spot)
        for edge in _edges(spot.before, spot.behind):
            by_edge[(kind, *edge)].append(spot)
    return _Spots(by_exact, by_before, by_edge)


def _edges(before: str, behind: str) -> list[tuple[str, str]]:
    """The characters next to a place, on each side that has enough of them."""
    sides = (("before", before[-EDGE:]), ("behind", behind[:EDGE]))
    return [(side, edge) for side, edge in sides if len(edge) == EDGE]


def _squashed(text: str) -> str:
    return _BLANKS.sub("", text)


def _same_context(anchor: Anchor, spots: _Spots, taken: set[tuple[str, int]]) -> Found | None:
    before, behind = _squashed(anchor.quote.prefix), _squashed(anchor.quote.suffix)
    same = [
        spot
        for spot in _free(spots.by_exact.get(_key(anchor), ()), anchor, taken)
        if spot.before[len(spot.before) - len(before) :] == before and spot.behind[: len(behind)] == behind
    ]
    if not same:
        return None
    spot = min(same, key=lambda each: abs(each.span.start - anchor.position))
    return _take(spot, anchor, taken, Finding.EXACT)


def _take_similar(
    anchors: Sequence[Anchor], found: list[Found | None], spots: _Spots, taken: set[tuple[str, int]]
) -> None:
    """The quote with part of its surroundings, the most alike first; a quote that stands only once needs but a word before it."""
    scored = []
    for number, anchor in enumerate(anchors):
        if found[number] is not None:
            continue
        free = _free(spots.by_exact.get(_key(anchor), ()), anchor, taken)
        for spot in free:
            alike = _likeness(anchor, spot)
            is_only = len(free) == 1 and _shared(_squashed(anchor.quote.prefix)[::-1], spot.before[::-1]) >= A_WORD
            if alike >= NEAR or is_only:
                scored.append((-alike, abs(spot.span.start - anchor.position), number, spot.number, spot))
    for _, _, number, key, spot in sorted(scored, key=lambda each: each[:4]):
        if found[number] is None and (anchors[number].subject_kind, key) not in taken:
            found[number] = _take(spot, anchors[number], taken, Finding.MOVED)


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


def _other_words(anchor: Anchor, spots: _Spots, taken: set[tuple[str, int]]) -> Found | None:
    """Another figure in a sentence that was edited beside it as well; the most alike, and more alike than any other."""
    before, behind = _squashed(anchor.quote.prefix), _squashed(anchor.quote.suffix)
    near = {
        spot.number: spot
        for edge in _edges(before, behind)
        for spot in _free(spots.by_edge.get((anchor.subject_kind, *edge), ()), anchor, taken)
        if _alike(_pairs(before[-SURE_BEFORE:]), _pairs(spot.before[-SURE_BEFORE:])) >= NEXT_TO_IT
    }
    pairs = _pairs(before), _pairs(behind)
    scored = sorted(
        ((_alike(pairs[0], _pairs(spot.before)) + _alike(pairs[1], _pairs(spot.behind))) / 2, number)
        for number, spot in near.items()
    )
    if not scored or scored[-1][0] < ALIKE or (len(scored) > 1 and scored[-2][0] == scored[-1][0]):
        return None
    return _take(near[scored[-1][1]], anchor, taken, Finding.EDITED)


def _pairs(text: str) -> Counter[str]:
    return Counter(text[index : index + 2] for index in range(len(text) - 1))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


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
