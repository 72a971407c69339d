"""Events: visits, meetings, documents issued, trainings, awards, reforms, transfers, inspections, with who, when and where.

A word tells the kind (`event_kinds.py`); who, when and where are looked for in its own sentence, before the act.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dudao.reports.extract.clause_spans import Clause, Clauses
from dudao.reports.extract.event_kinds import EVENT_KINDS, EventKind
from dudao.reports.extract.issuing import issued_behind, issuing_verb_before
from dudao.reports.model import BodyMention, CitedDocument, Event, Person, Report, TimeMention
from dudao.schemes.lexicons import alternatives
from dudao.values.numerals import parse_chinese_numeral

_KIND_OF_KEY = {key: each for each in EVENT_KINDS for key in each.keys}
_KEY = re.compile(alternatives(tuple(_KIND_OF_KEY)))
_DATED = frozenset(("day", "month", "quarter", "half", "year", "term", "school_year", "relative", "span"))
_PLACE = re.compile(
    r"(?:先后|分别|多次|亲自|专程|一行)?(?:到|赴|深入|前往|走进|来到|在)(?P<place>[^，,。；;：:\n]{2,30}?)(?:等(?:地|校|学校|单位)?)?"
    r"(?=(?:开展|进行|实地|专题|现场|蹲点|督导)?(?:调研|走访|看望|视察|慰问|督查|考察|暗访|讲|上了|上党|上思|召开|举行|检查|指导))"
)
_VISITED = re.compile(
    r"(?:调研|走访|看望(?:慰问)?|视察|慰问|督查|考察|暗访)(?:了)?(?P<place>[^，,。；;：:\n]{2,24}(?:学校|小学|中学|幼儿园|学院|大学|县|区|镇|乡|局))"
)
_WENT_TO = re.compile(r"(?:来到|走进|深入|前往|赴|到)(?P<place>[^，,。；;：:\n到]{2,24})\Z")
_MOVED_TO = re.compile(
    r"(?:划转|移交|划归)(?:至|到|给|由|归)?(?P<place>[^，,。；;：:\n]{2,30}?)(?:管理|管辖|统一管理)?\Z"
)
_COUNT = re.compile(
    r"(?<!第)(?<![\d第])(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,3})(?:余|多)?(?:次|场次|场|期|届|轮)(?!元|数)"
)
_ACTOR_KINDS = frozenset(("government", "department", "committee", "party", "school", "self"))
_LONGEST_ACT = 60


@dataclass(frozen=True)
class _Found:
    """What was found before, with the starts or ends by which it is looked up."""

    times: tuple[TimeMention, ...]
    people: tuple[Person, ...]
    bodies: tuple[BodyMention, ...]
    time_ends: list[int]
    people_ends: list[int]
    body_starts: list[int]


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
    found = _Found(
        times,
        people,
        bodies,
        [time.end for time in times],
        [person.end for person in people],
        [body.start for body in bodies],
    )
    clauses = Clauses(report.folded)
    events = [*_told_by_words(report, clauses, found, documents), *_issued(report, clauses, found, documents)]
    return tuple(sorted(events, key=lambda event: (event.start, event.end)))


def _told_by_words(
    report: Report, clauses: Clauses, found: _Found, documents: Sequence[CitedDocument]
) -> Iterator[Event]:
    folded = report.folded
    document_starts = [document.start for document in documents]
    heading_starts = [heading.start for heading in report.headings]
    done: tuple[int, str] = (-1, "")
    for hit in _KEY.finditer(folded):
        kind = _KIND_OF_KEY[hit.group()]
        clause = clauses.at(hit.start())
        if (
            not clause.is_readable
            or done == (clause.index, kind.kind)
            or _inside(documents, document_starts, hit.start())
        ):
            continue
        index = bisect_right(heading_starts, hit.start()) - 1
        if index >= 0 and hit.start() < report.headings[index].end:
            continue
        act = kind.pattern.search(folded, clause.start, clause.end)
        if act is None or not act.start() <= hit.start() < act.end():
            continue
        event = _event(report, clauses, clause, kind, act, found)
        if event is not None:
            done = (clause.index, kind.kind)
            yield event


def _inside(documents: Sequence[CitedDocument], starts: list[int], position: int) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < documents[index].end


def _event(
    report: Report, clauses: Clauses, clause: Clause, kind: EventKind, act: re.Match[str], found: _Found
) -> Event | None:
    folded = report.folded
    sentence_start = report.sentences[report.sentence_index(act.start())].start
    time = _time_before(found, sentence_start, act.start())
    if time is None and kind.kind in ("meeting", "training", "reform", "inspection"):
        time = _time_inside(found, act.start(), clause.end)
    person, post, first = _person_before(report, found, clause, sentence_start, act.start())
    body = None if person else _body_before(folded, found, sentence_start, act.start())
    count = _count(folded, clause)
    has = {
        name
        for name, thing in (("date", time), ("person", person), ("count", count), ("body", body))
        if thing is not None
    }
    if kind.needs and not kind.needs & has:
        return None
    start = min(
        [act.start(), *([time.start] if time else []), *([first] if person else []), *([body.start] if body else [])]
    )
    end = min(clause.end, act.start() + _LONGEST_ACT)
    return Event(
        start=start,
        end=end,
        kind=kind.kind,
        date=time.period.label() if time is not None and time.period is not None else None,
        when=time.period if time is not None else None,
        actor=person or (body.name if body else None),
        post=post,
        act=report.text[act.start() : end],
        place=_place(report, kind, clause, act),
        count=count,
    )


def _time_before(found: _Found, low: int, high: int) -> TimeMention | None:
    """The last time named in the sentence before the act that can be a day or stretch of it."""
    index = bisect_right(found.time_ends, high) - 1
    while index >= 0 and found.times[index].start >= low:
        time = found.times[index]
        if time.kind in _DATED and (time.kind != "span" or time.period is not None):
            return time
        index -= 1
    return None


def _time_inside(found: _Found, low: int, high: int) -> TimeMention | None:
    index = bisect_right(found.time_ends, low)
    if index < len(found.times) and found.times[index].end <= high and found.times[index].kind in _DATED:
        return found.times[index]
    return None


def _person_before(
    report: Report, found: _Found, clause: Clause, low: int, high: int
) -> tuple[str | None, str | None, int]:
    """The person or persons of the clause before the act, with their posts; else the last person of the sentence.

    A person further back counts only where nobody else is named between (市长王建国到校，看望师生).
    """
    last = bisect_right(found.people_ends, high)
    first = bisect_left(found.people_ends, low)
    people = [person for person in found.people[first:last] if person.start >= low]
    if not people:
        return None, None, 0
    near = [person for person in people if person.start >= clause.start] or people[-1:]
    if report.folded.count("；", near[-1].end, high) or report.folded.count(";", near[-1].end, high):
        return None, None, 0
    names = "、".join(dict.fromkeys(person.name for person in near))
    posts = "、".join(dict.fromkeys(person.post for person in near if person.post))
    return names, posts or None, near[0].start


def _body_before(folded: str, found: _Found, low: int, high: int) -> BodyMention | None:
    """The last body named in the sentence before the act, its longest name."""
    index = bisect_left(found.body_starts, high) - 1
    best: BodyMention | None = None
    while index >= 0 and found.bodies[index].start >= low:
        body = found.bodies[index]
        if body.end <= high and body.kind in _ACTOR_KINDS and not _is_object(folded, body.start):
            if best is not None and body.end < best.end:
                break
            best = body
        elif best is not None:
            break
        index -= 1
    return best


_OBJECT = re.compile(r"(?:[至到给对向将把在为与]|成立|组建|设立|列入|协助|配合|按照|根据|会同)\Z")


def _is_object(folded: str, start: int) -> bool:
    """Whether a body is what is done something to: 划转至临江区政府, 成立领导小组."""
    return _OBJECT.search(folded, max(0, start - 2), start) is not None


def _count(folded: str, clause: Clause) -> int | None:
    found = _COUNT.search(folded, clause.start, clause.end)
    if found is None:
        return None
    number = found["number"]
    if number.isdigit():
        return int(number)
    value = parse_chinese_numeral(number)
    return int(value) if value is not None else None


def _place(report: Report, kind: EventKind, clause: Clause, act: re.Match[str]) -> str | None:
    folded = report.folded
    if kind.kind == "visit":
        found = _PLACE.search(folded, clause.start, clause.end) or _VISITED.match(folded, act.start(), clause.end)
        if found is None and clause.start and folded[clause.start - 1] in ",，":
            found = _WENT_TO.search(folded, max(0, clause.start - 40), clause.start - 1)
    elif kind.kind == "transfer":
        found = _MOVED_TO.search(folded, act.start(), clause.end)
    elif kind.kind == "meeting":
        found = _PLACE.search(folded, clause.start, clause.end)
    else:
        found = None
    return report.text[found.start("place") : found.end("place")].strip() if found is not None else None


def _issued(report: Report, clauses: Clauses, found: _Found, documents: Sequence[CitedDocument]) -> Iterator[Event]:
    """Documents that the report says were issued; titles in a row (印发《…》《…》) make one event each."""
    folded = report.folded
    verb: int | None = None
    previous_end = -1
    for document in documents:
        is_next = 0 <= document.start - previous_end <= 2 and "，" not in folded[previous_end : document.start]
        if not is_next or verb is None:
            verb = issuing_verb_before(folded, document.start)
        previous_end = document.end
        after = issued_behind(folded, document.end) if verb is None else None
        if verb is None and after is None:
            continue
        act_start = verb if verb is not None else document.start
        sentence_start = report.sentences[report.sentence_index(document.start)].start
        time = _time_before(found, sentence_start, act_start) if document.date else None
        body = None if document.issuer else _body_before(folded, found, clauses.at(act_start).start, act_start)
        yield Event(
            start=act_start,
            end=after.end() if after is not None else document.end,
            kind="issue",
            date=document.date,
            when=time.period if time is not None else None,
            actor=document.issuer or (body.name if body else None),
            act=_verb_with_title(report, act_start, document)
            if after is None
            else report.text[document.start : after.end()],
        )


def _verb_with_title(report: Report, verb: int, document: CitedDocument) -> str:
    """The verb with the title: 印发《…》, also for a later title of a row."""
    head = report.text[verb : document.start]
    return head.partition("《")[0] + report.text[document.start : document.end]
