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


_DIVISION = re.compile(
    r"[一-鿿]{1,9}?(?:自治区|自治州|自治县|省|市|县|区|州|盟|旗)(?!直|属|辖|级|域|委|纪委|人大|政协|长)"
)
_NOT_A_NAME = re.compile(
    r"^(?:我|全|本|各|该|贵|某|每|两|多|其他|外|邻|兄弟|省|市|县|区|州|旗|城|老|新|主城|中心城|高新|经开|经济技术开发|开发|工业园|示范|试点|实验|"
    r"地级|县级|直辖|省辖|计划单列|先进|贫困|教育强|强|大|小|学|校|园|社|片|山|牧|林|库|景|辖|特|自治|少数民族|民族|革命老|贫困地|农村地|"
    r"城市|城|市辖|功能|园|校|营|教|责任|学校|防控|督学责任|督导责任|招生|办学|施教|服务|学籍|招|生活|教学|活动|运动|住宅|小|社会|地)+$"
)
_OUTWARD = re.compile(
    r"(?:赴|前往|去往|来自|对口(?:支援|帮扶|协作|合作)?|援助?|支援|借鉴|考察|邻近|毗邻|外地|北上|南下)[^，。；,;]{0,8}$"
)
_PARTNERED = re.compile(
    r"[与和同](?P<name>[^，。；,;]{2,12}?)[^，。；,;]{0,12}(?:结对|合作|共建|签订|签署|协作|对接|帮扶|联合)"
)


def proper_division(name: str) -> re.Match[str] | None:
    """The division at the start of a body's name: 孝南区政府 gives 孝南区; None for 全市, 城区, 我县.

    >>> [bool(proper_division(name)) for name in ("云岭县第一中学", "全市中小学", "高新区管委会", "临江市教育局")]
    [True, False, False, True]
    """
    found = _DIVISION.match(name)
    if found is None:
        return None
    stem = re.sub(r"(?:自治区|自治州|自治县|省|市|县|区|州|盟|旗)$", "", found[0])
    return None if not stem or _NOT_A_NAME.match(stem) or stem[0] in "我全本各该某" else found


def level_of_division(name: str) -> str:
    """The level that a division's name shows by its ending; 市 counts as city although some are county-level."""
    for ending in sorted(LEVEL_OF_ENDING, key=len, reverse=True):
        if name.endswith(ending):
            return LEVEL_OF_ENDING[ending]
    return "city"


def printed_divisions(given: Given) -> tuple[Printed, ...]:
    """Proper names of divisions that bodies and places of the text begin with, each place once, in order."""
    return given.once("printed_divisions", lambda given: tuple(_printed(given)))


def _printed(given: Given) -> Iterator[Printed]:
    done = -1
    folded = given.report.folded
    for body in sorted(given.reading.bodies, key=lambda body: (body.start, -body.end)):
        if body.masked or body.kind == "self" or body.start < done:
            continue
        found = proper_division(folded[body.start : body.end])
        if found is None:
            continue
        span = Span(body.start, body.start + found.end())
        whole = Span(body.start, body.end)
        quote = whole if body.kind in ("government", "school") and body.end - body.start <= 16 else span
        done = span.end
        yield Printed(span, quote, level_of_division(found[0]), found[0])


def is_outward(given: Given, printed: Printed) -> bool:
    """Whether a name is spoken of as another place: gone to, learnt from, paired with."""
    folded = given.report.folded
    start = printed.span.start
    if _OUTWARD.search(folded, max(0, start - 14), start):
        return True
    return folded[max(0, start - 1) : start] in ("与", "同") and bool(
        _PARTNERED.match(folded, start - 1, min(len(folded), printed.span.end + 24))
    )
