"""Events of the text to entries of the ledger: by kind, day, person and place."""

from __future__ import annotations

import re
from datetime import date

from dudao.facts.known import LedgerEntry
from dudao.reports.bind.figures import Outcome
from dudao.reports.bind.ledger import LedgerBook, kinds_of_event
from dudao.reports.bind.model import BindingState
from dudao.reports.model import Event
from dudao.reports.structure.fold import fold
from dudao.values.periods import Period

_MASK = re.compile(r"[XxＸ×*＊某_○]")
_NOISE = re.compile(r"[\s，。、；：,;.()（）“”\"'《》—\-]+")


def bind_event(event: Event, book: LedgerBook) -> Outcome | None:
    """The entry that an event is; None where the ledger cannot tell (no date, several at once, no such kind kept).

    A document issued is bound by its title, not here. A masked name or place neither proves nor disproves.
    """
    kinds = sorted(kinds_of_event().get(event.kind, frozenset()), key=lambda kind: (kind != event.kind, kind))
    if event.kind == "issue" or event.count not in (None, 1) or not any(book.by_kind.get(kind) for kind in kinds):
        return None
    day = _day(event)
    if day is not None:
        return _of_day(event, book, kinds, day)
    if event.when is not None and event.when.kind == "month":
        return _of_month(event, book, kinds, event.when)
    return None


def _of_day(event: Event, book: LedgerBook, kinds: list[str], day: date) -> Outcome:
    same_day = [entry for kind in kinds for entry in book.by_day.get((kind, day), ())]
    fitting = [entry for entry in same_day if _may_be(event, entry)]
    if fitting:
        return _outcome(BindingState.AGREES, fitting)
    elsewhere = [
        entry
        for kind in kinds
        for entry in book.by_kind.get(kind, ())
        if entry.date is not None and entry.date.year == day.year and _is_surely(event, entry)
    ]
    if len(elsewhere) == 1:
        return _outcome(BindingState.DIFFERS, elsewhere, f"台账记的日期是{printed_day(elsewhere[0].date)}")
    if _is_masked(event):
        return Outcome(BindingState.UNDECIDED, measure="date", why="报告遮蔽了人员或地点，无法与台账核对")
    if same_day:
        return _outcome(BindingState.UNDECIDED, same_day, "台账这一天的记录与报告的人员或地点不同")
    return Outcome(BindingState.UNBOUND, measure="date", why="台账里没有这件事")


def _of_month(event: Event, book: LedgerBook, kinds: list[str], when: Period) -> Outcome | None:
    found = [
        entry
        for kind in kinds
        for entry in book.by_month.get((kind, when.start.year, when.start.month), ())
        if _is_surely(event, entry)
    ]
    return _outcome(BindingState.AGREES, found) if len(found) == 1 else None


def _day(event: Event) -> date | None:
    return event.when.start if event.when is not None and event.when.kind == "day" else None


def printed_day(day: date | None) -> str:
    """A day as reports print it, "" for none: 2021年4月30日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _letters(text: str | None) -> str:
    return _NOISE.sub("", fold(text)) if text else ""


def _is_masked(event: Event) -> bool:
    return any(text is not None and _MASK.search(text) for text in (event.actor, event.place))


def _same(printed: str | None, known: str) -> bool | None:
    """Whether two names are one; None where either is missing or masked."""
    one, other = _letters(printed), _letters(known)
    if not one or not other or _MASK.search(one):
        return None
    return one in other or other in one


def _may_be(event: Event, entry: LedgerEntry) -> bool:
    """Nothing printed contradicts the entry."""
    return _same(event.actor, entry.actor) is not False and _same(event.place, entry.location) is not False


def _is_surely(event: Event, entry: LedgerEntry) -> bool:
    """Person and place are both the entry's."""
    return _same(event.actor, entry.actor) is True and _same(event.place, entry.location) is True


def _outcome(state: BindingState, entries: list[LedgerEntry], why: str = "") -> Outcome:
    references = tuple(entry.reference for entry in entries)
    return Outcome(state, references[0], references, scope=entries[0].body_code, why=why, measure="date")
