"""Whether a text visibly breaks off. A missing signature is no break, nor is an excerpt that ends with a full stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.model import Heading
from dudao.reports.structure.characters import COLONS, ends_sentence
from dudao.reports.structure.headings import Outline

_CLOSING_WORDS = re.compile(
    r"(?:特此|专此|谨此|以上)(?:报告|汇报|函复|函达|说明|请示|报请|如上)?.{0,14}|汇报完毕.{0,6}|谢谢.{0,6}|此致.{0,6}|敬礼.{0,2}|妥否.{0,12}|(?:完|以上)|[（(].{0,40}[）)]|(?:数据|资料)?来源[:：].*|注[:：].*|备注[:：].*|附[:：件].*|联系.*"
)
_DOTS = re.compile(r"(?:…+|\.{3,})[”’）)]?$")
_UNFINISHED = frozenset("，,、：:；;（(《“‘〔[—-")
SHORTEST_PROSE = 12


def breaks_off(text: str, paragraphs: Sequence[Outline], headings: Sequence[Heading], says_more: bool) -> int | None:
    """The position where a text breaks off, None where it is whole.

    `says_more`: the hosting page says that it shows only a part.
    """
    last = _last_of_body(paragraphs)
    if last is None:
        return len(text) if says_more and text else None
    paragraph = paragraphs[last]
    printed = text[paragraph.start : paragraph.end].rstrip()
    if says_more:
        return paragraph.end
    if paragraph.kind != "body" or not printed:
        return None
    if last and headings and headings[-1].start == paragraph.start and not headings[-1].run_in:
        return paragraph.end
    return paragraph.end if _is_broken(text, paragraphs, last, printed) else None


def _last_of_body(paragraphs: Sequence[Outline]) -> int | None:
    for index in range(len(paragraphs) - 1, -1, -1):
        kind = paragraphs[index].kind
        if kind in ("signatory", "date", "attachment"):
            return None  # signed, dated or with attachments: the end is there
        if kind != "note":
            return index
    return None


def _is_broken(text: str, paragraphs: Sequence[Outline], last: int, printed: str) -> bool:
    before = text[paragraphs[last - 1].start : paragraphs[last - 1].end] if last else ""
    if _DOTS.search(printed):
        return printed.strip("….。”’）)") != ""
    if printed[-1] in _UNFINISHED:
        return len(printed) > 3 and printed[-1] not in COLONS or len(printed) > SHORTEST_PROSE
    if ends_sentence(printed) or _CLOSING_WORDS.fullmatch(printed):
        return False
    if printed[-1] in "”’）)》】.":
        return len(printed) > 40 and printed[-1] == "》"
    # no sentence end: prose is broken, a lone label or name is not
    has_prose = any(mark in printed for mark in "，。；,;")
    return has_prose and len(printed) >= SHORTEST_PROSE or bool(before) and len(printed) > 60
