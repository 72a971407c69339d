"""What the facts show to be wrong or unfinished: limits not met, work behind its deadline; and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dudao.facts.known import LedgerEntry
from dudao.reports.draft.entries import tell_entry
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.gaps import gap
from dudao.reports.draft.sentences import fill_sentence
from dudao.schemes.drafting import Drafting, LimitStatement


def find_problems(book: FactBook, drafting: Drafting) -> list[str]:
    """One sentence for each limit that the facts do not meet and each piece of work behind its deadline, none twice."""
    found = [
        _without_mark(fill_sentence(each, limit.say, stage=stage)) for limit, each, stage in _unmet(book, drafting)
    ]
    if drafting.overdue:
        found += [_without_mark(tell_entry(book, entry, drafting.overdue)) for entry in overdue(book)]
    return list(dict.fromkeys(filter(None, found)))


def _unmet(book: FactBook, drafting: Drafting) -> Iterator[tuple[LimitStatement, FactBook, str]]:
    """The limits not met, with the body and the stage that miss them."""
    for limit in drafting.limits:
        asked = [] if limit.bodies == "below" else [book]
        asked += [book.of(body) for body in book.below()] if limit.bodies != "own" else []
        for each in asked:
            for stage in limit.stages or ("",):
                if each.holds(limit.met, stage) is False:
                    yield limit, each, stage


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
        _without_mark(fill_sentence(each, limit.step, stage=stage))
        for limit, each, stage in _unmet(book, drafting)
        if limit.step
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
