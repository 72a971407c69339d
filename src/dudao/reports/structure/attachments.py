"""Attachments announced below the body (附件：1. …) and those that follow it (附件1 heading its own pages)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dudao.reports.model import Attachment
from dudao.reports.structure.closing import Closing
from dudao.reports.structure.headings import Outline
from dudao.reports.structure.markers import ordinal_of

_LABEL = re.compile(r"附件?(?P<number>[\d一二三四五六七八九十]{0,2})[:：]?")
_ITEM = re.compile(
    r"(?:^|(?<=[^\d]))(?P<number>\d{1,2})[.．、][ ]?(?P<title>[^\d\s].*?)(?=(?:[；;。]?[ ]?\d{1,2}[.．、][^\d])|[；;。]?$)"
)


def find_attachments(text: str, paragraphs: Sequence[Outline], closing: Closing) -> Iterator[Attachment]:
    """Attachments in the order of the text, with the span of number and title."""
    for index in closing.announced:
        yield from _announced(text, paragraphs[index])
    for index in closing.present:
        yield _present(text, paragraphs, index)


def _announced(text: str, paragraph: Outline) -> Iterator[Attachment]:
    printed = text[paragraph.start : paragraph.end]
    label = _LABEL.match(printed)
    begin = label.end() if label else 0
    items = list(_ITEM.finditer(printed, begin))
    for item in items:
        start, end = paragraph.start + item.start("number"), paragraph.start + item.end("title")
        yield Attachment(int(item["number"]), item["title"].strip("；;。 "), start, end)
    title = printed[begin:].strip("；;。 ：:")
    if not items and title:
        number = ordinal_of(label["number"]) if label and label["number"] else None
        yield Attachment(number, title, paragraph.start, paragraph.end)


def _present(text: str, paragraphs: Sequence[Outline], index: int) -> Attachment:
    paragraph = paragraphs[index]
    printed = text[paragraph.start : paragraph.end]
    label = _LABEL.match(printed)
    number = ordinal_of(label["number"]) if label and label["number"] else None
    title, end = printed[label.end() if label else 0 :].strip(), paragraph.end
    if not title and index + 1 < len(paragraphs) and paragraphs[index + 1].kind in ("body", "caption", "title"):
        following = text[paragraphs[index + 1].start : paragraphs[index + 1].end]
        if len(following) <= 60 and following[-1:] not in "。：:；":
            title, end = following, paragraphs[index + 1].end
    return Attachment(number, title, paragraph.start, end, is_present=True)
