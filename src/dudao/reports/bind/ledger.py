"""The ledger as something to ask: planned and done of a piece of work, meetings of a body in a stretch of time.

计划新建公办幼儿园45所，已建成18所，完成率40%  ↔  project 新建公办幼儿园, planned 45, done 18
市委教育工作领导小组召开三次全体会议           ↔  entries of kind meeting with that actor
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from dudao.facts.contract import FOLDER
from dudao.facts.known import LedgerEntry
from dudao.reports.structure.fold import fold
from dudao.values.periods import Period
from dudao.values.records import record

_OWN_ORGAN = re.compile(r"[省市州盟县区旗](?=委|政府|人民政府)")
"""Where 云州市委… begins as its own report writes it: 市委…"""
_MARKS = re.compile(r"[\s，。、；：:,;.()（）“”\"'‘’《》〈〉—–\-]+")


@record
class Work:
    """What a phrase says of a piece of work: the thing itself, and whether it is planned, done or a rate."""

    thing: str
    measure: str | None  # planned | done | completion


@cache
def _words(kind: str) -> dict[str, str]:
    """Words of one kind with their role."""
    with (FOLDER / "ledger_words.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["kind"] == kind]
    return {word: line["role"] for line in lines for word in line["words"].split("|")}


@cache
def kinds_of_event() -> dict[str, frozenset[str]]:
    """Which kinds of ledger entry may record an event of a kind."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, event in _words("event").items():
        found[event].add(kind)
    return {event: frozenset(kinds) for event, kinds in found.items()}


@cache
def _action_pattern() -> re.Pattern[str]:
    words = sorted(_words("action"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=50_000)
def read_work(phrase: str) -> Work | None:
    """The thing and the measure that a phrase of planned work names; None where no word of work is in it.

    >>> read_work("计划新建公办幼儿园"), read_work("公办幼儿园建设完成率"), read_work("公办幼儿园")
    (Work(thing='公办幼儿园', measure='planned'), Work(thing='公办幼儿园', measure='completion'), None)
    """
    text = _MARKS.sub("", fold(phrase))
    roles = _words("action")
    found = _action_pattern().findall(text)
    if not any(len(word) > 1 for word in found):
        return None
    thing = _action_pattern().sub("", text)
    named = {roles[word] for word in found}
    measure = next((role for role in ("completion", "planned", "done") if role in named), None)
    return Work(thing, measure) if len(thing) > 1 else None


@lru_cache(maxsize=50_000)
def names_no_thing(phrase: str) -> bool:
    """Whether a phrase only says that something is planned, done or how far it is: 已完成, 完成率, 建成.

    >>> names_no_thing("已建成"), names_no_thing("完成完成率"), names_no_thing("建成公办幼儿园")
    (True, True, False)
    """
    text = _MARKS.sub("", fold(phrase))
    return bool(text) and not _action_pattern().sub("", text)


@record
class Meetings:
    """The meetings of a body that the ledger holds in a stretch of time."""

    actor: str
    entries: tuple[LedgerEntry, ...]


def _short_names(actors: Collection[str]) -> dict[str, str]:
    """Actors by the name that their own report gives them, 市委… for 云州市委…; none that two of them would share.

    >>> _short_names(("云州市委教育工作领导小组", "云东区委", "云西区委"))
    {'市委教育工作领导小组': '云州市委教育工作领导小组'}
    """
    found: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        short = _OWN_ORGAN.search(actor, 2)
        if short is not None:
            found[actor[short.start() :]].append(actor)
    return {short: names[0] for short, names in found.items() if len(names) == 1 and short not in actors}


class LedgerBook:
    """The entries of a ledger by thing, by kind and day, and by actor."""

    def __init__(self, entries: Iterable[LedgerEntry]) -> None:
        self.entries = tuple(entries)
        self.by_thing: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.by_day: dict[tuple[str, date], list[LedgerEntry]] = defaultdict(list)
        self.by_month: dict[tuple[str, int, int], list[LedgerEntry]] = defaultdict(list)
        self.by_kind: dict[str, list[LedgerEntry]] = defaultdict(list)
        self.meetings: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in self.entries:
            self._take(entry)
        self._short = _short_names(self.meetings)
        actors = [re.escape(name) for name in sorted(self.meetings, key=len, reverse=True)]
        actors += [f"(?:^|(?<=[年月日来底])){re.escape(name)}" for name in sorted(self._short, key=len, reverse=True)]
        self._actors = re.compile("|".join(actors)) if actors else None
        self._meeting_words = re.compile("|".join(map(re.escape, sorted(_words("meeting"), key=len, reverse=True))))

    def _take(self, entry: LedgerEntry) -> None:
        self.by_kind[entry.kind].append(entry)
        if entry.date is not None:
            self.by_day[(entry.kind, entry.date)].append(entry)
            self.by_month[(entry.kind, entry.date.year, entry.date.month)].append(entry)
        if entry.planned is not None or entry.done is not None:
            work = read_work(entry.subject)
            thing = work.thing if work else _MARKS.sub("", fold(entry.subject))
            self.by_thing[thing].append(entry)
        if entry.kind == "meeting" and entry.actor:
            self.meetings[_MARKS.sub("", fold(entry.actor))].append(entry)

    def of_work(self, work: Work, year: int | None) -> tuple[LedgerEntry, ...]:
        """The entries about a piece of work in a year, by their date or deadline; all of them where no year is meant."""
        found = self.by_thing.get(work.thing, ())
        if year is None:
            return tuple(found)
        return tuple(entry for entry in found if year in _years(entry))

    def named(self, phrase: str, year: int | None) -> tuple[LedgerEntry, ...]:
        """The entries whose subject a phrase repeats, word for word, in a year."""
        found = self.by_thing.get(_MARKS.sub("", fold(phrase)), ())
        return tuple(entry for entry in found if year is None or year in _years(entry))

    def meetings_in(self, clause: str, when: Period) -> Meetings | None:
        """The meetings of the one body that a clause names, in a stretch of time; None where it names none or two."""
        if self._actors is None or self._meeting_words.search(clause) is None:
            return None
        named = set(self._actors.findall(_MARKS.sub("", clause)))
        if len(named) != 1:
            return None
        actor = named.pop()
        actor = self._short.get(actor, actor)
        held = [entry for entry in self.meetings[actor] if entry.date is not None and when.contains(entry.date)]
        if "全体会议" in clause or "全会" in clause:
            plenary = [entry for entry in held if "全体会议" in entry.subject or "全会" in entry.subject]
            held = plenary or held
        return Meetings(actor, tuple(held))


def _years(entry: LedgerEntry) -> set[int]:
    return {day.year for day in (entry.date, entry.deadline) if day is not None}


def measured(entry: LedgerEntry, measure: str) -> Decimal | None:
    """Planned, done, or done of planned in per cent, not rounded; None where a part is missing."""
    if measure == "planned":
        return entry.planned
    if measure == "done":
        return entry.done
    if entry.planned is None or entry.done is None or entry.planned == 0:
        return None
    return entry.done * 100 / entry.planned


def is_same_date(entry: LedgerEntry, when: Period | None) -> bool:
    """Whether a figure's statistical date (截至9月底) is the entry's; a year alone is no other date."""
    if when is None or when.kind == "year" or entry.date is None:
        return True
    return abs((when.end - timedelta(days=1)) - entry.date) <= timedelta(days=1)
