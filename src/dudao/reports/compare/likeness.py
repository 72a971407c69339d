"""How alike two texts are, and which of many belong together; every choice is the same with the sides swapped."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from heapq import nsmallest

_NOISE = re.compile(r"[\s，。、；：？！,;:?!（）()〔〕\[\]【】“”\"'‘’《》〈〉—–\-－~～·…]+")

FEW = 20_000
"""So many pairs are all looked at; of more only those that share letters few others have."""
NEAREST = 6
"""So many candidates of each text are weighed, those that share the most rare letter triples with it."""
COMMON = 30
"""Letter triples that stand in more texts than this tell nothing."""
LONG = 4_000
"""Letter pairs of longer texts are counted on their first so many characters where only candidates are sought."""


def letters_of(folded: str) -> str:
    """A folded text without blanks and marks.

    >>> letters_of("一、 “双减” 工作")
    '一双减工作'
    """
    return _NOISE.sub("", folded)


def letter_pairs(text: str) -> Counter[str]:
    """How often each two letters stand side by side; a single letter counts as itself."""
    return (
        Counter(map("".join, zip(text, text[1:], strict=False))) if len(text) > 1 else Counter([text] if text else [])
    )


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient: 1 for the same letter pairs, 0 for none in common; two empty texts are alike.

    >>> round(likeness(letter_pairs("教育经费支出"), letter_pairs("教育经费投入")), 2)
    0.6
    """
    total = one.total() + other.total()
    if total == 0:
        return 1.0
    if len(other) < len(one):
        one, other = other, one
    return 2 * sum(min(count, other[pair]) for pair, count in one.items() if pair in other) / total


def match_in_order(old: Iterable[Hashable | None], new: Iterable[Hashable | None]) -> list[tuple[int, int]]:
    """Indexes of equal keys, the first with the first, the second with the second; a key None matches nothing.

    >>> match_in_order(["a", "b", "a"], ["a", None, "a", "a", "b"])
    [(0, 0), (1, 4), (2, 2)]
    """
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for index, key in enumerate(new):
        if key is not None:
            waiting[key].append(index)
    used: Counter[Hashable] = Counter()
    found = []
    for index, key in enumerate(old):
        if key is not None and used[key] < len(waiting.get(key, ())):
            found.append((index, waiting[key][used[key]]))
            used[key] += 1
    return found


def best_first(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs by falling score, each side used once; of equal ones those nearer the beginning.

    Two pairs of equal score and equal sum of indexes never share a side, so the choice does not hang on the direction.
    """
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, old, new in sorted(scored, key=lambda each: (-each[0], each[1] + each[2])):
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            found.append((old, new))
    return sorted(found)


def most_alike(old: Sequence[str], new: Sequence[str], *, at_least: float) -> list[tuple[int, int]]:
    """Which of two lists of texts belong together: the most alike first, none less alike than asked."""
    pairs_old, pairs_new = [letter_pairs(text) for text in old], [letter_pairs(text) for text in new]
    sizes_old, sizes_new = [each.total() for each in pairs_old], [each.total() for each in pairs_new]
    scored = []
    for one, other in _candidates(old, new):
        least, both = min(sizes_old[one], sizes_new[other]), sizes_old[one] + sizes_new[other]
        if 2 * least >= at_least * both:
            score = likeness(pairs_old[one], pairs_new[other])
            if score >= at_least:
                scored.append((round(score, 9), one, other))
    return best_first(scored)


def _candidates(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int]]:
    if len(old) * len(new) <= FEW:
        return ((one, other) for one in range(len(old)) for other in range(len(new)))
    holders_old, holders_new = _holders(old), _holders(new)
    shared: Counter[tuple[int, int]] = Counter()
    for triple, ones in holders_old.items():
        others = holders_new.get(triple, ())
        if len(ones) <= COMMON and len(others) <= COMMON:
            shared.update((one, other) for one in ones for other in others)
    return _nearest(shared)


def _nearest(shared: Counter[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of each text those few of the other side with which it shares the most."""
    partners: tuple[dict[int, list[tuple[int, int]]], ...] = (defaultdict(list), defaultdict(list))
    for (one, other), count in shared.items():
        partners[0][one].append((-count, other))
        partners[1][other].append((-count, one))
    found = {(one, other) for one, each in partners[0].items() for _, other in nsmallest(NEAREST, each)}
    return found | {(one, other) for other, each in partners[1].items() for _, one in nsmallest(NEAREST, each)}


def _holders(texts: Sequence[str]) -> dict[str, list[int]]:
    """The texts in which each letter triple stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        head = text[:LONG]
        for triple in {head[start : start + 3] for start in range(max(1, len(head) - 2))}:
            found[triple].append(index)
    return found
