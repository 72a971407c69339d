"""One leaf of a search: its hits at once; how many there are, in all and by facet, at once only where they are not many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dudao.web.acting import Acting
from dudao.web.discovery.choices import narrowed
from dudao.web.discovery.facets import Facet, facets_of
from dudao.web.discovery.finding import LEAF, Candidates, find
from dudao.web.discovery.question import Question
from dudao.web.discovery.rows import Row

MANY = 1000
"""More candidates than this are not counted before the leaf is shown."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents there are. `is_exact`: counted to the end; else at least so many."""

    number: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is shown of a search. `facets` is None where they were not counted."""

    rows: Sequence[Row]
    goes_on: bool
    count: Count
    facets: Sequence[Facet] | None


def leaf_of(question: Question, acting: Acting, day: date, *, is_counted: bool = False, size: int = LEAF) -> Leaf:
    """The leaf of a search, without counting where there is much to count, unless all numbers are wanted."""
    every = find(question, acting, day, most=None if is_counted else MANY)
    if not every.is_cut:
        every = every.settled() if is_counted else every
        found = every.of(narrowed(every.rows, question.chosen))
        rows, goes_on = found.leaf(question.leaf, size)
        return Leaf(rows, goes_on, _count(found, rows, goes_on, question, size), facets_of(every.rows, question))
    last = question.leaf * size + 1
    found = find(question, acting, day, chosen=question.chosen, most=max(last, MANY)) if question.chosen else every
    rows, goes_on = found.leaf(question.leaf, size)
    return Leaf(rows, goes_on, _count(found, rows, goes_on, question, size), None)


def numbers_of(question: Question, acting: Acting, day: date) -> tuple[Count, Sequence[Facet]]:
    """The exact numbers of a search: in all and by facet."""
    every = find(question, acting, day).settled()
    number = len(narrowed(every.rows, question.chosen))
    return Count(number, is_exact=True), facets_of(every.rows, question)


def _count(found: Candidates, rows: Sequence[Row], goes_on: bool, question: Question, size: int) -> Count:
    seen = (question.leaf - 1) * size + len(rows)
    if not goes_on and (rows or question.leaf == 1):
        return Count(seen, is_exact=True)
    if found.is_settled:
        return Count(len(found.rows), is_exact=not found.is_cut)
    return Count(seen + 1, is_exact=False)
