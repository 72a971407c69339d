"""Events: visits, meetings, documents issued, trainings, awards, reforms, transfers, inspections, with who, when and where.

A word tells the kind (`event_kinds.py`); who and when are looked for around it (`event_surroundings.py`); documents
issued are told by their titles (`issue_events.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dudao.reports.extract.clause_spans import Clause, Clauses
from dudao.reports.extract.event_kinds import EVENT_KINDS, EventKind
from dudao.reports.extract.event_surroundings import Surroundings
from dudao.reports.extract.issue_events import issue_events
from dudao.reports.model import BodyMention, CitedDocument, Event, Person, Report, TimeMention
from dudao.schemes.lexicons import alternatives
from dudao.values.numerals import parse_chinese_numeral

_KIND_OF_KEY = {key: each for each in EVENT_KINDS for key in each.keys}
_KEY = re.compile(alternatives(tuple(_KIND_OF_KEY)))
_MAY_NAME_ITS_TIME = frozenset(("meeting", "training", "reform", "inspection"))
_VISITED = r"(?:调研|走访|看望(?:慰问)?|视察|慰问|督查|考察|暗访)"
_PLACE = re.compile(
    r"(?:先后|分别|多次|亲自|专程|一行)?(?:到|赴|深入|前往|走进|来到|在)(?P<place>[^，,。；;：:\n]{2,30}?)(?:等(?:地|校|学校|单位)?)?"
    rf"(?=(?:开展|进行|实地|专题|现场|蹲点|督导)?(?:{_VISITED}|讲|上了|上党|上思|召开|举行|检查|指导))"
)
_VISITED_PLACE = re.compile(
    rf"{_VISITED}了?(?P<place>[^，,。；;：:\n]{{2,24}}(?:学校|小学|中学|幼儿园|学院|大学|县|区|镇|乡|局))"
)
_WENT_TO = re.compile(r"(?:来到|走进|深入|前往|赴|到)(?P<place>[^，,。；;：:\n到]{2,24})\Z")
_MOVED_TO = re.compile(
    r"(?:划转|移交|划归)(?:至|到|给|由|归)?(?P<place>[^，,。；;：:\n]{2,30}?)(?:管理|管辖|统一管理)?\Z"
)
_COUNT = re.compile(
    r"(?<![\d第])(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,3})[余多]?(?:次|场次|场|期|届|轮)(?![元数])"
)
_LONGEST_ACT = 60


def extract_events(
    report: Report,
    *,
    times: tuple[TimeMention, ...],
    documents: tuple[CitedDocument, ...],
    people: tuple[Person, ...],
    bodies: tuple[BodyMention, ...],
) -> tuple[Event, ...]:
    """Events in the order of the text, one a clause and kind; headings and titles in 《》 tell none.

    `date` is the label of the last time named before the act in its sentence (2021-04-30, 2021-02, 2020), None where its
    year is not known; `actor` the person, else the body, before the act; `act` the words from the verb on, at most 60
    characters; `count` how many times (三次, 17次).
    """
    around = Surroundings(report, times, people, bodies)
    clauses = Clauses(report.folded)
    events = [
        *_told_by_words(report, clauses, around, documents),
        *issue_events(report, clauses, around, documents),
    ]
    return tuple(sorted(events, key=lambda event: (event.start, event.end)))


def _told_by_words(
    report: Report, clauses: Clauses, around: Surroundings, documents: Sequence[CitedDocument]
) -> Iterator[Event]:
    folded = report.folded
    silent = _Silent(report, documents)
    done: tuple[int, str] = (-1, "")
    for hit in _KEY.finditer(folded):
        kind = _KIND_OF_KEY[hit.group()]
        clause = clauses.at(hit.start())
        if not clause.is_readable or done == (clause.index, kind.kind) or silent.holds(hit.start()):
            continue
        act = kind.pattern.search(folded, clause.start, clause.end)
        if act is None or not act.start() <= hit.start() < act.end():
            continue
        event = _event(report, clause, kind, act, around)
        if event is not None:
            done = (clause.index, kind.kind)
            yield event


class _Silent:
    """Titles and headings, whose words tell no event."""

    def __init__(self, report: Report, documents: Sequence[CitedDocument]) -> None:
        self._stretches = [
            ([thing.start for thing in things], [thing.end for thing in things])
            for things in (documents, report.headings)
        ]

    def holds(self, position: int) -> bool:
        for starts, ends in self._stretches:
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < ends[index]:
                return True
        return False


def _event(report: Report, clause: Clause, kind: EventKind, act: re.Match[str], around: Surroundings) -> Event | None:
    begin = act.start()
    time = around.time_before(begin)
    if time is None and kind.kind in _MAY_NAME_ITS_TIME:
        time = around.time_within(begin, clause.end)
    person = around.people_before(clause, begin)
    body = None if person else around.body_before(around.sentence_start(begin), begin)
    actor, count = person or body, _count(report.folded, clause)
    named = (("date", time), ("person", person), ("count", count), ("body", body))
    if kind.needs and kind.needs.isdisjoint(name for name, thing in named if thing is not None):
        return None
    end = min(clause.end, begin + _LONGEST_ACT)
    return Event(
        start=min(begin, time.start if time else begin, actor.start if actor else begin),
        end=end,
        kind=kind.kind,
        date=time.period.label() if time is not None and time.period is not None else None,
        when=time.period if time is not None else None,
        actor=actor.name if actor else None,
        post=actor.post if actor else None,
        act=report.text[begin:end],
        place=_place(report, kind, clause, act),
        count=count,
    )


def _count(folded: str, clause: Clause) -> int | None:
    found = _COUNT.search(folded, clause.start, clause.end)
    if found is None:
        return None
    value = parse_chinese_numeral(found["number"])
    return int(found["number"]) if found["number"].isdigit() else int(value) if value is not None else None


def _place(report: Report, kind: EventKind, clause: Clause, act: re.Match[str]) -> str | None:
    folded = report.folded
    found: re.Match[str] | None = None
    if kind.kind == "visit":
        found = _PLACE.search(folded, clause.start, clause.end) or _VISITED_PLACE.match(folded, act.start(), clause.end)
        if found is None and clause.start and folded[clause.start - 1] in ",，":
            found = _WENT_TO.search(folded, max(0, clause.start - 40), clause.start - 1)
    elif kind.kind == "transfer":
        found = _MOVED_TO.search(folded, act.start(), clause.end)
    elif kind.kind == "meeting":
        found = _PLACE.search(folded, clause.start, clause.end)
    return report.text[found.start("place") : found.end("place")].strip() if found is not None else None
