"""The outline as the structure rules see it: headings as siblings in sequence, and what kind of report this is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dudao.reports.model import Heading, Report
from dudao.values.numerals import chinese_ordinal
from dudao.values.spans import Span


@dataclass(frozen=True, slots=True)
class Run:
    """Headings of one level under one parent, in order; `earlier` is the run of that level under the parent before."""

    level: int
    parent: Heading | None
    headings: tuple[Heading, ...]
    earlier: tuple[Heading, ...]
    in_attachment: bool


def numbered_runs(report: Report) -> list[Run]:
    """Sequences of numbered siblings, in the order of their first headings; present attachments start afresh."""
    runs: list[Run] = []
    for in_attachment, headings in _parts(report):
        siblings: dict[tuple[int, int], list[Heading]] = {}
        parents: dict[tuple[int, int], Heading | None] = {}
        path: list[Heading] = []
        for heading in headings:
            while path and path[-1].level >= heading.level:
                path.pop()
            key = (heading.level, path[-1].start if path else -1)
            parents.setdefault(key, path[-1] if path else None)
            path.append(heading)
            if heading.ordinal is not None:
                siblings.setdefault(key, []).append(heading)
        last: dict[int, tuple[Heading, ...]] = {}
        for key, members in siblings.items():
            runs.append(Run(key[0], parents[key], tuple(members), last.get(key[0], ()), in_attachment))
            last[key[0]] = tuple(members)
    return runs


def _parts(report: Report) -> Iterator[tuple[bool, Sequence[Heading]]]:
    """The headings of the body, then those of each attachment that is present."""
    cuts = sorted(each.start for each in report.attachments if each.is_present)
    edges = [0, *cuts, len(report.text) + 1]
    for index, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
        yield index > 0, [heading for heading in report.headings if start <= heading.start < end]


MARKERS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}


def marker_of(level: int, ordinal: int) -> str:
    """How a number is printed at a level: 四、 （四） 4. （4）.

    >>> marker_of(2, 12), marker_of(3, 12)
    ('（十二）', '12.')
    """
    return MARKERS[min(max(level, 1), 4)].format(chinese_ordinal(ordinal) if level <= 2 else ordinal)


_SELF_ASSESSMENT = re.compile(r"自评|自查|自我评[价估]|自我检查|履行教育职责")
_FORMAL = re.compile(r"报告(?:[（(].{1,12}[)）])?$")


def is_self_assessment(report: Report) -> bool:
    """Whether the title says that a body assesses itself."""
    return bool(report.title and _SELF_ASSESSMENT.search(report.title))


def is_formal(report: Report) -> bool:
    """A whole report with a title of the formal kind and chapters: one that must have addressee, signature and date."""
    return bool(report.title and _FORMAL.search(report.title)) and _chapters(report) >= 2


def _chapters(report: Report) -> int:
    return sum(heading.level == 1 for heading in report.headings)


def title_span(report: Report) -> Span | None:
    """Where the title stands in the text; the first characters where the reader knows no place, None without a title."""
    if "title" in report.landmarks:
        return report.landmarks["title"]
    return Span(0, min(len(report.text), 1)) if report.title else None


def body_end(report: Report) -> int:
    """Where the body of the report ends: before signature, date or the first attachment that is present."""
    marks = [report.landmarks[name].start for name in ("signatory", "date") if name in report.landmarks]
    marks += [each.start for each in report.attachments]
    marks = [mark for mark in marks if mark > len(report.text) // 3]
    return min(marks, default=len(report.text))
