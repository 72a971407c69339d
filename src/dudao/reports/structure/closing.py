"""What stands below the body: attachments announced, signatory and date, imprint, and attachments that follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dudao.reports.structure.characters import ends_sentence
from dudao.reports.structure.dates import DATE_LINE, SIGNATORY, SIGNED_AND_DATED
from dudao.reports.structure.drafts import Draft
from dudao.reports.structure.markers import find_marker

_IMPRINT = re.compile(
    r"(?:抄送|抄报|分送|发送|主题词)[:：].*|.{2,60}(?:20\d\d|二[〇○零].{2})年.{1,6}月.{1,4}日印发.{0,8}|[（(]?共印\d+份[）)]?|[（(]?此件.{2,16}[）)]?|[（(]联系人[:：].*[）)]|联系人[:：].{2,60}|联系电话[:：].{4,30}|校对[:：].{1,12}"
)
_ANNOUNCED = re.compile(r"附[ \u3000]*件?[ \u3000]*[:：]")
_PRESENT = re.compile(r"附件[ ]?(?P<number>[\d一二三四五六七八九十]{0,2})[ ]?[:：]?(?P<title>.{0,50})")
NEAR_END = 24
"""Drafts above the imprint or the first attachment among which signature and date are looked for."""
_CLOSED = re.compile(r"[（(](?:盖章|公章|印章|章|印)[）)]$")


@dataclass(slots=True)
class Closing:
    """Indexes of drafts below the body; `end` is the draft after the report proper (attachments follow from there)."""

    signatory: int | None = None
    date: int | None = None
    announced: list[int] = field(default_factory=list)
    present: list[int] = field(default_factory=list)
    end: int = 0


def read_closing(drafts: list[Draft], start: int) -> Closing:
    """Find what stands below the body, from draft `start` on, and name the drafts by kind."""
    closing = Closing(end=len(drafts))
    closing.present = _present_attachments(drafts, start)
    if closing.present:
        closing.end = closing.present[0]
    for index in range(max(start, closing.end - NEAR_END), len(drafts)):
        if drafts[index].kind == "body" and not drafts[index].is_long and _IMPRINT.fullmatch(drafts[index].squashed):
            drafts[index].kind = "note"
    _signature(drafts, start, closing)
    limit = closing.signatory if closing.signatory is not None else closing.date
    _announced(drafts, max(start, (limit if limit is not None else closing.end) - NEAR_END), closing)
    return closing


def _present_attachments(drafts: Sequence[Draft], start: int) -> list[int]:
    """Drafts that head an attachment: 附件1 on a line of its own, its title on that line or the next."""
    found = []
    for index in range(start + 1, len(drafts)):
        draft = drafts[index]
        if draft.kind != "body" or draft.is_long or draft.raw[0] != "附":
            continue
        text = draft.squashed
        match = _PRESENT.fullmatch(text)
        if match is None or ends_sentence(text) or not match["number"] and text.rstrip("：:") != "附件":
            continue
        if text[-1] in "：:" and _is_list_after(drafts, index):
            continue
        if match["title"] and (
            _has_neighbour(drafts, index) or match["title"][0] in "，、和至及" or index + 1 == len(drafts)
        ):
            continue
        found.append(index)
        draft.kind = "attachment"
    return found


def _is_list_after(drafts: Sequence[Draft], index: int) -> bool:
    """附件： alone on a line, the list of what is attached under it."""
    return (
        index + 1 < len(drafts)
        and find_marker(drafts[index + 1].squashed) is not None
        and not drafts[index + 1].is_long
    )


def _has_neighbour(drafts: Sequence[Draft], index: int) -> bool:
    """Whether the next or the last line names another attachment, so that both are a list."""
    return any(
        0 <= near < len(drafts) and drafts[near].raw[:1] == "附" and drafts[near].kind in ("body", "attachment")
        for near in (index - 1, index + 1)
    )


def _signature(drafts: Sequence[Draft], start: int, closing: Closing) -> None:
    last = closing.end
    for index in range(last - 1, max(start, last - NEAR_END) - 1, -1):
        draft = drafts[index]
        if draft.kind != "body" or draft.is_long:
            continue
        text = draft.squashed
        both = SIGNED_AND_DATED.fullmatch(text)
        if both:
            closing.signatory = closing.date = index
            draft.kind = "signatory"
            return
        if DATE_LINE.fullmatch(text):
            closing.date, draft.kind = index, "date"
            _names_above(drafts, start, index, closing)
            return
    _unsigned_date(drafts, start, closing)


def _names_above(drafts: Sequence[Draft], start: int, date: int, closing: Closing) -> None:
    for index in (date - 1, date - 2, date - 3):
        if index < start or drafts[index].kind != "body" or not _is_name(drafts[index]):
            return
        closing.signatory, drafts[index].kind = index, "signatory"


def _unsigned_date(drafts: Sequence[Draft], start: int, closing: Closing) -> None:
    """A name alone as the last line, the date missing."""
    for index in range(closing.end - 1, max(start, closing.end - 4), -1):
        if drafts[index].kind != "body":
            continue
        before = drafts[index - 1]
        if _is_name(drafts[index]) and (ends_sentence(before.raw) or before.squashed.startswith(("特此", "附件"))):
            closing.signatory, drafts[index].kind = index, "signatory"
        return


def _is_name(draft: Draft) -> bool:
    text = draft.squashed
    return not draft.is_long and (
        SIGNATORY.fullmatch(text) is not None or _CLOSED.search(text) is not None and len(text) < 40
    )


def _announced(drafts: Sequence[Draft], start: int, closing: Closing) -> None:
    index = start
    while index < closing.end:
        draft = drafts[index]
        if draft.kind == "body" and draft.raw[:1] == "附" and (_ANNOUNCED.match(draft.raw) or _is_listed(draft)):
            closing.announced.append(index)
            draft.kind = "attachment"
            index += 1
            while index < closing.end and drafts[index].kind == "body" and _is_item(drafts[index]):
                closing.announced.append(index)
                drafts[index].kind = "attachment"
                index += 1
        else:
            index += 1


def _is_listed(draft: Draft) -> bool:
    match = _PRESENT.fullmatch(draft.squashed) if not draft.is_long else None
    return match is not None and bool(match["number"]) and bool(match["title"]) and not ends_sentence(draft.squashed)


def _is_item(draft: Draft) -> bool:
    if draft.is_long or ends_sentence(draft.raw):
        return False
    marker = find_marker(draft.squashed)
    return marker is not None and marker.level >= 3
