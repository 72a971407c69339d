"""Several reports in one file or on one page: where the second and later ones begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dudao.reports.structure.characters import ends_sentence
from dudao.reports.structure.dates import DATE_LINE, SIGNATORY, SIGNED_AND_DATED
from dudao.reports.structure.drafts import Draft
from dudao.reports.structure.front import is_addressee, is_title_line
from dudao.reports.structure.markers import FIRST, find_marker

_TITLE = re.compile(r"(?:报告|汇报|总结|自评|自查)(?:[（(【〔][^（()）]{1,20}[）)】〕])?[\d*]?$")
_PART = re.compile(
    r"(?:篇[ ]?[一二三四五六七八九十\d]{1,3}|第[一二三四五六七八九十\d]{1,3}篇|范文[一二三四五六七八九十\d]{1,3})[ ]?[:：、.]?.{0,60}"
)
_ATTACHED = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[:：]?")
SHORTEST_REPORT = 4
"""Paragraphs that a report has at least before another can begin."""
LOOK_AHEAD = 6


@dataclass(slots=True)
class _SoFar:
    """What the report that is being gone through has shown: where it starts, how much prose, chapter one, attachments."""

    start: int
    sentences: int = 0
    has_chapter_one: bool = False
    attached: bool = False

    def take(self, draft: Draft) -> None:
        self.sentences += ends_sentence(draft.lines[-1].text)
        self.has_chapter_one = self.has_chapter_one or _is_chapter_one(draft)
        if draft.lines[0].text[0:1] == "附" and not draft.is_long:
            self.attached = self.attached or _ATTACHED.fullmatch(draft.squashed) is not None


def split_reports(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts of each report; nearly always one list."""
    starts = [0]
    report = _SoFar(0)
    for index, draft in enumerate(drafts):
        if index - report.start >= SHORTEST_REPORT and _may_begin(draft) and _begins(drafts, index, report):
            report = _SoFar(_first_line(drafts, index))
            starts.append(report.start)
        report.take(draft)
    return [drafts[start:end] for start, end in zip(starts, [*starts[1:], len(drafts)], strict=True)]


def _may_begin(draft: Draft) -> bool:
    text = draft.lines[-1].text
    return draft.kind == "body" and text[-1] not in "。；，,;" and len(text) <= 80 and not draft.is_long


def _begins(drafts: Sequence[Draft], index: int, report: _SoFar) -> bool:
    """Whether a draft is the title of another report: the one before has ended, and something opens here."""
    text = drafts[index].squashed
    if _PART.fullmatch(text):
        return any(_PART.fullmatch(drafts[each].squashed) for each in range(report.start, min(report.start + 3, index)))
    if report.sentences < 2 or len(text) < 6 or not _TITLE.search(text) or not is_title_line(drafts[index]):
        return False
    if _ATTACHED.fullmatch(drafts[index - 1].squashed):
        return False
    following = drafts[index + 1 : index + 1 + LOOK_AHEAD]
    addressed = any(is_addressee(draft.squashed) for draft in following[:3] if not draft.is_long)
    afresh = report.has_chapter_one and any(_is_chapter_one(draft) for draft in following)
    if not addressed and (report.attached or not afresh):
        return False
    return _is_finished(drafts, report.start, _first_line(drafts, index))


def _first_line(drafts: Sequence[Draft], index: int) -> int:
    """The first line of a title that may stand on several."""
    first = index
    while first - 1 > 0 and index - first < 3 and is_title_line(drafts[first - 1]):
        # a name above the title may be the signature of the report before: it belongs to the title under a date
        is_name = SIGNATORY.fullmatch(drafts[first - 1].squashed) is not None
        if is_name and not DATE_LINE.fullmatch(drafts[first - 2].squashed) and not drafts[index].squashed[:2].isdigit():
            break
        first -= 1
    return first


def _is_finished(drafts: Sequence[Draft], start: int, end: int) -> bool:
    """Whether the text above ends as a report does: signed or dated, or with a whole sentence."""
    for draft in reversed(drafts[max(start, end - 3) : end]):
        if draft.is_long:
            break
        text = draft.squashed
        if DATE_LINE.fullmatch(text) or SIGNED_AND_DATED.fullmatch(text):
            return True
    last = drafts[end - 1]
    return ends_sentence(last.raw) or SIGNATORY.fullmatch(last.squashed) is not None or last.kind == "table_row"


def _is_chapter_one(draft: Draft) -> bool:
    if draft.kind != "body" or draft.lines[0].text[0] not in FIRST:
        return False
    marker = find_marker(draft.lines[0].text)
    return marker is not None and marker.level == 1 and marker.ordinal == 1
