"""Several reports in one file or on one page: where the second and later ones begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.structure.characters import ends_sentence
from dudao.reports.structure.dates import DATE_LINE, SIGNATORY, SIGNED_AND_DATED
from dudao.reports.structure.drafts import Draft
from dudao.reports.structure.front import is_addressee, is_title_line
from dudao.reports.structure.markers import find_marker

_TITLE = re.compile(r"(?:报告|汇报|总结|自评|自查)(?:[（(【〔][^（()）]{1,20}[）)】〕])?[\d*]?$")
_PART = re.compile(
    r"(?:篇[ ]?[一二三四五六七八九十\d]{1,3}|第[一二三四五六七八九十\d]{1,3}篇|范文[一二三四五六七八九十\d]{1,3})[ ]?[:：、.]?.{0,60}"
)
_ATTACHED = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[:：]?")
SHORTEST_REPORT = 4
"""Paragraphs that a report has at least before another can begin."""
LOOK_AHEAD = 6


def split_reports(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts of each report; nearly always one list."""
    starts = [0]
    attached = False
    for index in range(SHORTEST_REPORT, len(drafts)):
        draft = drafts[index]
        if draft.kind != "body" or draft.is_long:
            continue
        raw = draft.raw
        if len(raw) > 80 or raw[-1] in "。；，,;":
            continue
        text = draft.squashed
        attached = attached or _ATTACHED.fullmatch(text) is not None
        if index - starts[-1] >= SHORTEST_REPORT and _begins(drafts, starts[-1], index, text, attached):
            starts.append(_first_line(drafts, index))
            attached = False
    return [drafts[start:end] for start, end in zip(starts, [*starts[1:], len(drafts)], strict=True)]


def _begins(drafts: Sequence[Draft], start: int, index: int, text: str, attached: bool) -> bool:
    if _PART.fullmatch(text) and any(
        _PART.fullmatch(drafts[each].squashed) for each in range(start, min(start + 3, index))
    ):
        return True
    if not is_title_line(drafts[index]) or not _TITLE.search(text) or len(text) < 6:
        return False
    if _ATTACHED.fullmatch(drafts[index - 1].squashed):
        return False
    following = [drafts[each] for each in range(index + 1, min(index + 1 + LOOK_AHEAD, len(drafts)))]
    addressed = any(is_addressee(draft.squashed) for draft in following[:3])
    if attached and not addressed:
        return False
    first = _first_line(drafts, index)
    if sum(ends_sentence(draft.raw) for draft in drafts[start:first]) < 2:
        return False
    return _is_finished(drafts, start, first) and (addressed or _starts_afresh(following, drafts[start:first]))


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


def _starts_afresh(following: Sequence[Draft], before: Sequence[Draft]) -> bool:
    """Whether chapter one comes soon after, when there was a chapter one before."""
    first = any(_ordinal(draft) == 1 for draft in following)
    return first and any(_ordinal(draft) == 1 for draft in before)


def _ordinal(draft: Draft) -> int | None:
    if draft.kind != "body":
        return None
    marker = find_marker(draft.lines[0].text)
    return marker.ordinal if marker is not None and marker.level == 1 else None
