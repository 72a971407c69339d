"""What the facts show to be wrong or unfinished: limits not met, work behind its deadline; and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dudao.facts.known import LedgerEntry
from dudao.reports.draft.entries import tell_entry
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.gaps import gap
from dudao.reports.draft.sentences import fill_for_bodies, measures_in
from dudao.schemes.drafting import Drafting, LimitStatement


def find_problems(book: FactBook, drafting: Drafting) -> list[str]:
    """One sentence for each limit that the facts do not meet and each piece of work behind its deadline, none twice."""
    found = [sentence for each in _unmet(book, drafting) for sentence in _problems_of(each)]
    if drafting.overdue:
        found += [_without_mark(tell_entry(book, entry, drafting.overdue)) for entry in overdue(book)]
    return list(dict.fromkeys(filter(None, found)))


@dataclass(frozen=True)
class _Unmet:
    """A limit with the stage and the bodies that miss it."""

    limit: LimitStatement
    stage: str
    books: tuple[FactBook, ...]


def _problems_of(unmet: _Unmet) -> list[str]:
    """Bodies together where the sentence gives one measure; one by one where it compares two, which a list would part."""
    say, stage = unmet.limit.say, unmet.stage
    groups = [unmet.books] if len(measures_in(say)) < 2 else [(book,) for book in unmet.books]
    return [_without_mark(fill_for_bodies(books, say, stage)) for books in groups]


def _unmet(book: FactBook, drafting: Drafting) -> Iterator[_Unmet]:
    for limit in drafting.limits:
        asked = [] if limit.bodies == "below" else [book]
        asked += [book.of(body) for body in book.below()] if limit.bodies != "own" else []
        for stage in limit.stages or ("",):
            missed = tuple(each for each in asked if each.holds(limit.met, stage) is False)
            if missed:
                yield _Unmet(limit, stage, missed)


def _without_mark(sentence: str) -> str:
    return sentence.removesuffix("。")


def unfinished(book: FactBook) -> list[LedgerEntry]:
    """Work of the period that is not done: planned more than done, the body's own and that of the bodies below."""
    kinds = {entry.kind for entry in book.known.ledger}
    return [
        entry
        for entry in book.entries(kinds, bodies="all")
        if entry.planned is not None and entry.done is not None and entry.done < entry.planned
    ]


def overdue(book: FactBook) -> list[LedgerEntry]:
    """Unfinished work whose deadline had passed on the day of its count, or on the report's own day."""
    return [
        entry
        for entry in unfinished(book)
        if entry.deadline is not None and (_is_past(entry.deadline, entry.date) or _is_past(entry.deadline, book.day))
    ]


def _is_past(deadline: date, day: date | None) -> bool:
    return day is not None and deadline < day


def next_steps(book: FactBook, drafting: Drafting) -> list[str]:
    """A step for each limit not met, then for work behind its deadline, then for what is under way, with its deadline."""
    steps = [
        _without_mark(fill_for_bodies(each.books, each.limit.step, each.stage))
        for each in _unmet(book, drafting)
        if each.limit.step
    ]
    found = [f"{step}{gap('责任单位和完成时限')}" for step in dict.fromkeys(filter(None, steps))]
    late = overdue(book)
    if drafting.late_step:
        found += [
            f"{_without_mark(tell_entry(book, entry, drafting.late_step))}{gap('新的完成时限')}" for entry in late
        ]
    if drafting.unfinished:
        found += [
            _without_mark(tell_entry(book, entry, drafting.unfinished))
            for entry in unfinished(book)
            if entry not in late
        ]
    return found
