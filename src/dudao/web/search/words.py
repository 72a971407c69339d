"""Text folded for comparison, the pairs of characters by which an index finds it, and the surroundings of a hit.

Pure: knows no database. A dictionary would lose what it cuts wrongly; pairs lose nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import add

MOST_TERMS, LONGEST_TERM = 8, 60


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `places` holds for each of its characters where in the text it came from."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A hit with what stands around it."""

    before: str
    hit: str
    after: str


class _Marks(dict[int, str]):
    """What each character is compared as, worked out once: a blank for blanks, nothing for what cannot be printed."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        found = "".join(" " if each.isspace() else each for each in folded if each.isspace() or each.isprintable())
        self[code] = found
        return found


_MARKS = _Marks()


def fold(text: str) -> str:
    """Text as it is compared: full-width to half-width, small letters, no blanks beside Chinese, others one blank.

    >>> fold("教育 督导\\n委员会  ＡＢ  c"), fold("二〇二五 年")
    ('教育督导委员会ab c', '二〇二五年')
    """
    found: list[str] = []
    for piece in text.translate(_MARKS).split():
        if found and _is_narrow(found[-1][-1]) and _is_narrow(piece[0]):
            found.append(" ")
        found.append(piece)
    return "".join(found)


def fold_with_places(text: str) -> Folded:
    """The same, with where each character came from."""
    marks: list[str] = []
    places: list[int] = []
    is_blank = False
    for place, code in enumerate(map(ord, text)):
        for each in _MARKS[code]:
            if each == " ":
                is_blank = True
                continue
            if is_blank and marks and _is_narrow(marks[-1]) and _is_narrow(each):
                marks.append(" ")
                places.append(place)
            is_blank = False
            marks.append(each)
            places.append(place)
    return Folded("".join(marks), tuple(places))


def _is_narrow(mark: str) -> bool:
    """Whether blanks beside a character mean something: letters and digits of half width."""
    return mark < "\u2e80" and mark.isalnum()


def tokens_of(folded: str) -> set[str]:
    """What an index keeps of folded text: each pair of neighbours, and what ends a run of letters alone.

    >>> sorted(tokens_of("教育局，2025"))
    ['02', '20', '25', '5', '局', '教育', '育局']
    """
    return {token for run in _runs(folded) for token in (*map("".join, pairwise(run)), run[-1])}


def grams_of(folded: str) -> set[str]:
    """What the index of whole documents keeps: every stretch of one, two and three neighbouring letters.

    >>> sorted(grams_of("教育局，3"))
    ['3', '局', '教', '教育', '教育局', '育', '育局']
    """
    found: set[str] = set()
    for run in _runs(folded):
        pairs = list(map(add, run, run[1:]))
        found.update(run, pairs, map(add, pairs, run[2:]))
    return found


def _runs(folded: str) -> Iterator[str]:
    """Stretches of letters and digits without anything between them."""
    yield from "".join(mark if mark.isalnum() else " " for mark in folded).split()


@dataclass(frozen=True, slots=True)
class Term:
    """One stretch that is looked for: `text` folded, `pairs` the tokens it must have, `starts` what some token starts with."""

    text: str
    pairs: tuple[str, ...]
    starts: tuple[str, ...]

    @property
    def grams(self) -> tuple[str, ...]:
        """The stretches of up to three letters that a whole document with the term has."""
        runs = list(_runs(self.text))
        longest = {run[at : at + 3] for run in runs for at in range(max(len(run) - 2, 1))}
        return tuple(sorted(longest))

    @property
    def is_gram(self) -> bool:
        """Whether a document that has the grams has the term: nothing is left to compare."""
        return self.grams == (self.text,)


def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of what somebody typed, cut at blanks; what holds no letter and no digit looks for nothing.

    >>> terms_of("教育局 督 ，")
    (Term(text='教育局', pairs=('教育', '育局'), starts=()), Term(text='督', pairs=(), starts=('督',)))
    """
    found: dict[str, Term] = {}
    for piece in query.split():
        text = fold(piece)[:LONGEST_TERM]
        runs = list(_runs(text))
        if runs:
            pairs = sorted({"".join(pair) for run in runs for pair in pairwise(run)})
            found[text] = Term(text, tuple(pairs), tuple(run for run in runs if len(run) == 1))
    return tuple(found.values())[:MOST_TERMS]


def snippet_of(text: str, term: str, *, around: int = 40) -> Snippet | None:
    """The first place of a folded term in a text, with so many characters of the text on either side; None if not there.

    >>> snippet_of("县人民政府 教育督导 委员会办公室", "督导委员会", around=4)
    Snippet(before='府 教育', hit='督导 委员会', after='办公室')
    """
    folded = fold_with_places(text)
    at = folded.text.find(term)
    if at < 0 or not term:
        return None
    start, end = folded.places[at], folded.places[at + len(term) - 1] + 1
    return Snippet(text[max(start - around, 0) : start], text[start:end], text[end : end + around])


def marked_in(text: str, query: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is a hit of what was typed.

    >>> marked_in("县教育 局印发", "教育局")
    [('县', False), ('教育 局', True), ('印发', False)]
    """
    folded = fold_with_places(text)
    hits = sorted(hit for term in terms_of(query) for hit in _hits(folded, term.text))
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in hits:
        if start >= done:
            pieces += [(text[done:start], False), (text[start:end], True)]
            done = end
    return [piece for piece in (*pieces, (text[done:], False)) if piece[0]]


def _hits(folded: Folded, term: str) -> Iterator[tuple[int, int]]:
    at = folded.text.find(term)
    while at >= 0:
        yield folded.places[at], folded.places[at + len(term) - 1] + 1
        at = folded.text.find(term, at + len(term))
