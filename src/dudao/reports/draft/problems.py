"""What the facts show to be wrong or unfinished: limits not met, work behind its deadline; and what is still to be done."""

from __future__ import annotations

from datetime import date

from dudao.facts.known import LedgerEntry
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.happenings import tell_entry
from dudao.reports.draft.sentences import fill_sentence
from dudao.schemes.drafting import Drafting, LimitStatement


def find_problems(book: FactBook, drafting: Drafting, day: date | None) -> list[str]:
    """One sentence for each limit that the facts do not meet and each piece of work behind its deadline."""
    found = [sentence for limit in drafting.limits for sentence in _unmet(book, limit)]
    return found + [_without_mark(tell_entry(book, entry, drafting.overdue)) for entry in overdue(book, day)]


def _unmet(book: FactBook, limit: LimitStatement) -> list[str]:
    asked = [book] + ([book.of(body) for body in book.below()] if limit.bodies == "counties" else [])
    return [
        _without_mark(fill_sentence(each, limit.say, stage=stage))
        for each in asked
        for stage in limit.stages or ("",)
        if each.holds(limit.met, stage) is False
    ]


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


def overdue(book: FactBook, day: date | None) -> list[LedgerEntry]:
    """Unfinished work whose deadline had passed on the day of its count, or on the report's own day."""
    return [
        entry
        for entry in unfinished(book)
        if entry.deadline is not None and (_is_past(entry.deadline, entry.date) or _is_past(entry.deadline, day))
    ]


def _is_past(deadline: date, day: date | None) -> bool:
    return day is not None and deadline < day


def next_steps(book: FactBook, drafting: Drafting, day: date | None) -> list[str]:
    """One sentence for each piece of unfinished work that is not yet overdue, with its deadline."""
    late = overdue(book, day)
    return [
        _without_mark(tell_entry(book, entry, drafting.unfinished)) for entry in unfinished(book) if entry not in late
    ]
