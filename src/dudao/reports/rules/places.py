"""Divisions that a report prints by name: which ones, where, and whether they are spoken of as other places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dudao.reports.rules.contract import Given
from dudao.values.spans import Span

LEVEL_OF_ENDING = {
    "自治区": "province",
    "省": "province",
    "地区": "city",
    "自治州": "city",
    "市": "city",
    "州": "city",
    "盟": "city",
    "自治县": "county",
    "县": "county",
    "区": "county",
    "旗": "county",
    "街道": "township",
    "乡": "township",
    "镇": "township",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A division's proper name in print: its own span, the span worth quoting, level, and the name itself."""

    span: Span
    quote: Span
    level: str
    name: str


_OUTWARD = re.compile(
    r"(?:赴|前往|去往|来自|对口(?:支援|帮扶|协作|合作)?|援助?|支援|借鉴|考察|邻近|毗邻|外地|北上|南下)[^，。；,;]{0,8}$"
)
_PARTNERED = re.compile(r"[^，。；,;]{0,14}(?:结对|合作|共建|签订|签署|协作|对接|帮扶|联合)")
_HELPS = re.compile(r"[一-鿿]{0,8}?(?:对口|结对|帮扶|援建)")
_LONGEST_QUOTE = 16


def printed_divisions(given: Given) -> tuple[Printed, ...]:
    """Proper names of divisions as the text prints them, in order; townships only in the name of a body (清河镇中学)."""
    return given.once("printed_divisions", lambda given: tuple(_printed(given)))


def _printed(given: Given) -> Iterator[Printed]:
    folded = given.report.folded
    bodies = {
        body.start: body.end
        for body in given.reading.bodies
        if body.kind in ("government", "school") and not body.masked and body.end - body.start <= _LONGEST_QUOTE
    }
    for body in given.reading.bodies:
        if body.kind == "division" and not body.masked and body.level is not None:
            quote = Span(body.start, max(body.end, bodies.get(body.start, 0)))
            if body.level == "township" and quote.end == body.end:
                continue
            yield Printed(body.span, quote, body.level, folded[body.start : body.end])


def division_at(given: Given, position: int) -> Printed | None:
    """The division whose name begins at a character; None where none does."""
    by_start = given.once(
        "division_by_start", lambda given: {each.span.start: each for each in printed_divisions(given)}
    )
    return by_start.get(position)


def is_outward(given: Given, printed: Printed) -> bool:
    """Whether a name is spoken of as another place: gone to, learnt from, paired with."""
    folded = given.report.folded
    start = printed.span.start
    if _OUTWARD.search(folded, max(0, start - 14), start) or _HELPS.match(folded, printed.span.end):
        return True
    return folded[max(0, start - 1) : start] in ("与", "同", "和") and bool(_PARTNERED.match(folded, printed.span.end))
