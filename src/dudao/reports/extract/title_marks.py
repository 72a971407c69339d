"""Title marks 《》 as they open and close: nested, wrongly nested, and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.values.records import record

_MARKS = re.compile(r"[《》\n]")
_ENDS_A_TITLE = re.compile(r"[。；;！!？?\n]")
_ENDS_AN_OPEN_TITLE = re.compile(
    r"[。；;！!？?\n，,：:]"
    r"|(?<=通知|意见|方案|办法|规划|计划|条例|规定|决定|细则|纲要)(?:明确|提出|要求|规定|精神|文件|等|以及|和|及|实施以来|下发|出台)"
)
_REST_OF_TITLE = re.compile(r"的(?:通知|意见|批复|函|公告|决定|请示|报告|实施方案|实施意见|方案)")
_LONGEST_TITLE = 160

BETWEEN_TITLES = re.compile(
    r"[)）]?(?:[、，,]|和|及|以及|与|等)?(?:[(（][^()（）\n]{1,24}[)）])?(?:[、，,]|和|及|以及|与)?"
)
"""What stands between titles that are named in a row: 《…》（…）、《…》."""


@record
class Marked:
    """A title between its marks: `start` at 《, `end` after 》, or after the last character where 》 is missing."""

    start: int
    end: int
    closed: bool


def marked_titles(folded: str) -> Iterator[Marked]:
    """The outermost 《…》 in order; one that is never closed ends where its title seems to.

    >>> text = "《关于转发《甲办法》的通知》和《乙办法，"
    >>> [(text[mark.start : mark.end], mark.closed) for mark in marked_titles(text)]
    [('《关于转发《甲办法》的通知》', True), ('《乙办法', False)]
    """
    start, depth, last_close = -1, 0, -1
    for mark in _MARKS.finditer(folded):
        sign, at = mark.group(), mark.start()
        if sign == "》":
            if start >= 0:
                last_close = at
                depth -= 1
                if depth == 0:
                    yield Marked(start, at + 1, True)
                    start = -1
            continue
        if start >= 0 and (sign == "\n" or _breaks(folded, start, at, last_close)):
            yield from _unbalanced(folded, start, last_close, at)
            start = -1
        if sign == "《":
            if start < 0:
                start, depth, last_close = at, 0, -1
            depth += 1
    if start >= 0:
        yield from _unbalanced(folded, start, last_close, len(folded))


def _breaks(folded: str, start: int, at: int, last_close: int) -> bool:
    """Whether a second 《 begins a new title, because the first one cannot reach that far."""
    if at - start > _LONGEST_TITLE or _ENDS_A_TITLE.search(folded, start, at) is not None:
        return True
    return last_close > start and BETWEEN_TITLES.fullmatch(folded, last_close, at) is not None


def _unbalanced(folded: str, start: int, last_close: int, limit: int) -> Iterator[Marked]:
    """Titles of a stretch with more 《 than 》: an open one, then those inside it that are closed."""
    inner = folded.find("《", start + 1, limit)
    if inner < 0 or last_close < inner:
        yield Marked(start, _end_of_open_title(folded, start, limit if inner < 0 else inner), False)
        if inner >= 0:
            yield from _unbalanced(folded, inner, last_close, limit)
        return
    close = folded.find("》", inner, limit)
    if _looks_nested(folded, start, inner):
        rest = _REST_OF_TITLE.match(folded, close + 1)
        yield Marked(start, rest.end() if rest else close + 1, False)
    else:
        yield Marked(start, _end_of_open_title(folded, start, inner), False)
        yield Marked(inner, close + 1, True)
    following = folded.find("《", close, limit)
    if following >= 0:
        yield from _unbalanced(folded, following, last_close if last_close > following else -1, limit)


def _looks_nested(folded: str, start: int, inner: int) -> bool:
    """《关于印发《…》 with one closing mark: the inner title is what the outer one passes on."""
    return folded[inner - 1] in "发达彻实布施行改订" and folded.startswith(("关于", "转发", "印发"), start + 1)


def _end_of_open_title(folded: str, start: int, limit: int) -> int:
    found = _ENDS_AN_OPEN_TITLE.search(folded, start + 1, min(limit, start + _LONGEST_TITLE))
    return found.start() if found else min(limit, start + _LONGEST_TITLE)
