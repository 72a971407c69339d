"""Who and when around an act: the time, the people and the body named before it in its own sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dudao.reports.extract.clause_spans import Clause
from dudao.reports.model import BodyMention, Person, Report, TimeMention

DATED = frozenset(("day", "month", "quarter", "half", "year", "term", "school_year", "relative", "span"))
"""Kinds of time that tell when something happened; 截至 and 到 tell by when."""

_ACTOR_KINDS = frozenset(("government", "department", "committee", "party", "school", "self"))
_OBJECT = re.compile(r"(?:[至到给对向将把在为与]|成立|组建|设立|列入|协助|配合|按照|根据|会同)\Z")
_REACH = 400


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: name or names, posts where printed, and where the mention starts."""

    name: str
    post: str | None
    start: int


class Surroundings:
    """Times, people and bodies of a report, to look up what stands before an act."""

    def __init__(
        self,
        report: Report,
        times: tuple[TimeMention, ...],
        people: tuple[Person, ...],
        bodies: tuple[BodyMention, ...],
    ) -> None:
        self._report = report
        self._times, self._people, self._bodies = times, people, bodies
        self._time_ends = [time.end for time in times]
        self._people_ends = [person.end for person in people]
        self._body_starts = [body.start for body in bodies]

    def sentence_start(self, position: int) -> int:
        """Where the sentence of a position begins, at most 400 characters back, so that looking up stays cheap."""
        start = self._report.sentences[self._report.sentence_index(position)].start
        return max(start, position - _REACH)

    def time_before(self, act: int) -> TimeMention | None:
        """The last time named in the sentence before the act that tells when."""
        low = self.sentence_start(act)
        index = bisect_right(self._time_ends, act) - 1
        while index >= 0 and self._times[index].start >= low:
            time = self._times[index]
            if time.kind in DATED and (time.kind != "span" or time.period is not None):
                return time
            index -= 1
        return None

    def time_within(self, low: int, high: int) -> TimeMention | None:
        """The first time between two positions, if it tells when."""
        index = bisect_right(self._time_ends, low)
        if index < len(self._times) and self._times[index].end <= high and self._times[index].kind in DATED:
            return self._times[index]
        return None

    def people_before(self, clause: Clause, act: int) -> Actor | None:
        """The people of the clause before the act; else the last person of the sentence (市长王建国到校，看望师生).

        A semicolon between cuts the tie: what follows it is somebody else's act.
        """
        low = self.sentence_start(act)
        first, last = bisect_left(self._people_ends, low), bisect_right(self._people_ends, act)
        people = [person for person in self._people[first:last] if person.start >= low]
        if not people:
            return None
        near = [person for person in people if person.start >= clause.start] or people[-1:]
        if any(mark in self._report.folded[near[-1].end : act] for mark in "；;"):
            return None
        names = "、".join(dict.fromkeys(person.name for person in near))
        posts = "、".join(dict.fromkeys(person.post for person in near if person.post))
        return Actor(names, posts or None, near[0].start)

    def body_before(self, low: int, act: int) -> Actor | None:
        """The last body named between a position and the act, by its longest name; not one that is acted upon."""
        folded = self._report.folded
        index = bisect_left(self._body_starts, act) - 1
        best: BodyMention | None = None
        while index >= 0 and self._bodies[index].start >= low:
            body = self._bodies[index]
            fits = body.end <= act and body.kind in _ACTOR_KINDS
            if fits and _OBJECT.search(folded, max(0, body.start - 2), body.start) is None:
                if best is not None and body.end < best.end:
                    break
                best = body
            elif best is not None:
                break
            index -= 1
        return Actor(best.name, None, best.start) if best is not None else None
