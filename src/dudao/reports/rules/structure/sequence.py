"""What is wrong with the numbers of headings, worked out once for the rules that report it.

一 二 四 五      gap before 四               一 二 二 三      二 doubled
一 三 二 四      二 out of order, no gap     （一）（二） ┆ （三）（四）   runs on over a chapter's edge
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dudao.reports.model import Heading
from dudao.reports.rules.contract import Given
from dudao.reports.rules.structure.outline import Run, numbered_runs


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at `heading`: kind gap | doubled | restart | disorder | runs_on; `other` is the heading it clashes with.

    `first`, `last`: of a gap, the numbers that do not occur.
    """

    kind: str
    heading: Heading
    other: Heading | None
    first: int = 0
    last: int = 0


def sequence_faults(given: Given) -> tuple[Fault, ...]:
    """All faults of a report's heading numbers, in the order of the text."""
    return given.once("sequence_faults", _find)


def _find(given: Given) -> tuple[Fault, ...]:
    found: list[Fault] = []
    running_on: set[int] = set()
    for run in numbered_runs(given.report):
        start = _fault_at_start(run, is_whole=given.report.title is not None)
        if start is not None and start.kind == "runs_on":
            if run.level in running_on:
                start = None
            running_on.add(run.level)
        if start is not None:
            found.append(start)
        found.extend(_faults_inside(run))
    return tuple(sorted(found, key=lambda fault: fault.heading.start))


def _fault_at_start(run: Run, *, is_whole: bool) -> Fault | None:
    """A run that does not begin with 1: its beginning is missing, or it goes on from the chapter before."""
    head = run.headings[0]
    ordinal = head.ordinal or 0
    if ordinal <= 1 or (run.level == 1 and not is_whole):
        return None
    if run.earlier and ordinal > max(each.ordinal or 0 for each in run.earlier):
        return Fault("runs_on", head, run.earlier[-1])
    if run.level >= 3 or (run.parent is None and not is_whole):
        return None  # an excerpt, or a list that goes on after a break in the text
    return Fault("gap", head, None, 1, ordinal - 1)


def _faults_inside(run: Run) -> Iterator[Fault]:
    present = {heading.ordinal for heading in run.headings}
    seen: dict[int, Heading] = {}
    before: Heading | None = None
    for heading in run.headings:
        ordinal = heading.ordinal or 0
        if before is None or ordinal == (before.ordinal or 0) + 1:
            if ordinal in seen and before is not None:
                yield Fault("doubled", heading, seen[ordinal])
        elif ordinal in seen:
            if ordinal == 1 and len(seen) > 1:
                if run.level <= 2:
                    yield Fault("restart", heading, before)
                seen = {}
            else:
                yield Fault("doubled", heading, seen[ordinal])
        elif ordinal > (before.ordinal or 0):
            missing = [each for each in range((before.ordinal or 0) + 1, ordinal) if each not in present]
            if missing:
                yield Fault("gap", heading, before, missing[0], missing[-1])
        else:
            yield Fault("disorder", heading, before)
            seen[ordinal] = heading
            continue  # the sequence goes on from the highest number, not from the stray one
        seen.setdefault(ordinal, heading)
        before = heading
