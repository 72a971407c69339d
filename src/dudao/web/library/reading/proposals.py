"""What a document may be, before a person says so: title, dates, place, year, kind, level, tier, issuer, from page and text.

Each proposal says where it stands: {"value": …, "from": "hosting" | "text", "quote": …}. Pure: knows no database.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dudao.reports.extract.divisions import find_divisions
from dudao.reports.model import Reading
from dudao.web.library.states import DocumentKind, Level, Tier

Plain = dict[str, Any]
_END = r"(?:[（(].{0,8}[)）])?》?(?:[（(].{0,8}[)）])?$"
KINDS: tuple[tuple[DocumentKind, str], ...] = (
    (DocumentKind.POLICY, r"(?:办法|条例|规定|细则|的通知)" + _END),
    (DocumentKind.OPINION, r"督导意见书"),
    (DocumentKind.RECTIFICATION, r"整改"),
    (DocumentKind.OPINION, r"督导意见|反馈意见"),
    (DocumentKind.SELF_ASSESSMENT, r"自评|自查|自我评估"),
    (DocumentKind.FUNDING, r"经费(?:执行|统计|投入|收支).{0,8}(?:公告|公报|公示|统计|情况|报告)"),
    (
        DocumentKind.STATISTICS,
        r"统计(?:公报|简报|年报|快报)|事业发展统计|事业发展(?:情况)?(?:公报|$)|教育概况|基本情况统计",
    ),
    (DocumentKind.MONITORING, r"监测"),
    (DocumentKind.SUPERVISION, r"督导(?:评估|检查|评价|认定)?.{0,8}(?:报告|通报|公报|公示)"),
    (DocumentKind.POLICY, r"(?:意见|方案|规划|计划|纲要|决定)" + _END),
)
"""Words of a title that tell the kind; the first that fits holds."""
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)
LEVELS = {"省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY}
LEVELS |= {"县": Level.COUNTY, "区": Level.COUNTY, "旗": Level.COUNTY, "学": Level.SCHOOL, "学校": Level.SCHOOL}
_BARE = re.compile(r"(?:[XxＸ×*○某]+)?[省市县区州旗](?:人民)?政府")
"""A title whose own place is left out or masked; a place that the text names then is another's, or a slip of the masking."""
HEAD = 60
"""Characters behind the title in which a document's own number may stand."""
_PLACE = re.compile(
    r"^(?!全[省市县区国]|各|[我本该][省市县区])(?:关于)?(?:印发|转发|批转|公布|下达|反馈|对)?《?([一-鿿]{2,12}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗))(?:人民政府|政府|教育|\d|第|县|市|[一-鿿])"
)
_LEVEL = re.compile(r"(省|市|州|盟|县|区|旗)人民政府|(国务院)|(学校|小学|中学|幼儿园)")
_DAY = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COUNT = re.compile(r"\d+")


def proposed_of(readings: Sequence[Reading], hosting: Mapping[str, Any]) -> Plain:
    """Proposals for a document by field; what nothing tells is left out.

    `upload_date` is the date that the hosting page prints, `report_date` the report's own; views, size and pages as the
    hosting page prints them.
    """
    first = readings[0]
    title = " ".join((first.report.title or "").split())
    found = {
        "title": _said(title, "text"),
        "place": _said(_place(title, first), "text"),
        "year": _said(first.own_year, "text"),
        "kind": _said(kind_of_title(title), "text"),
        "level": _said(_level(title, first), "text"),
        "issuer": _said((first.report.signatory or "").strip(), "text"),
        "report_date": _said(first.dated.isoformat() if first.dated else "", "text", first.report.date or ""),
        "document_number": _said(_own_number(first), "text"),
        **_hosted(hosting),
    }
    return {name: each for name, each in found.items() if each is not None}


def proposed_of_title(title: str, where: str) -> Plain:
    """What a title alone tells, of a table or of a file that was only named: place, year, kind, level.

    Args:
        where: "text" for a caption that stands in the file, then it is proposed as the title; "name" for the file's name.

    >>> {name: each["value"] for name, each in proposed_of_title("2023年云东市中小学校名单", "name").items()}
    {'place': '云东市', 'year': 2023, 'level': 'city'}
    """
    place, year = _place_in(title), _YEAR.search(title)
    found = {
        "title": _said(title if where == "text" else "", where),
        "place": _said(place, where),
        "year": _said(int(year[1]) if year else None, where),
        "kind": _said(kind_of_title(title), where),
        "level": _said(_level_named(place, title), where),
    }
    return {name: each for name, each in found.items() if each is not None}


def _said(value: Any, where: str, quote: str = "") -> Plain | None:
    return {"value": value, "from": where, "quote": quote} if value else None


def _hosted(hosting: Mapping[str, Any]) -> Plain:
    """What a hosting page says: tier from its flags, its own date, numbers as printed."""
    flags = [str(flag) for flag in hosting.get("flags", ())]
    found = {"tier": _said(tier_of(flags), "hosting", " ".join(flags))}
    day = day_in(str(hosting.get("date", "")))
    found["upload_date"] = _said(day.isoformat() if day else "", "hosting", str(hosting.get("date", "")))
    for name in ("views", "size", "pages", "comments", "price", "source", "publisher", "uploader"):
        found[name] = _said(str(hosting.get(name, "")), "hosting", str(hosting.get(name, "")))
    return found


def _own_number(reading: Reading) -> str:
    """The document's own number (文号): the first whole one that stands above the text."""
    begin = reading.report.landmarks.get("title")
    most = (begin.end if begin else 0) + HEAD
    return next((each.text for each in reading.document_numbers if each.well_formed and each.start < most), "")


def tier_of(flags: Sequence[str]) -> str:
    """The tier that a page's flags name; "" where they name none.

    >>> tier_of(["VIP专免"]), tier_of(["精品"]), tier_of(["免费"])
    ('members', '', 'public')
    """
    if any("VIP" in flag.upper() or "会员" in flag for flag in flags):
        return Tier.MEMBERS.value
    return Tier.PUBLIC.value if any(flag.startswith("免费") for flag in flags) else ""


def kind_of_title(title: str) -> str:
    """The kind that a title names; "" where it names none.

    >>> kind_of_title("云东市人民政府履行教育职责情况的自评报告"), kind_of_title("临江县2024年教育经费执行情况统计公告")
    ('self_assessment', 'funding')
    """
    return next((kind.value for kind, pattern in _KINDS if pattern.search(title)), "")


def _place(title: str, reading: Reading) -> str:
    """The place that the title begins with, else the one that the text names most often; what is named once says nothing, and where
    the title masks the place the text is not asked."""
    if found := _place_in(title):
        return found
    if _BARE.match(title):
        return ""
    named = Counter(
        re.sub(r"(?:人民)?政府$", "", each.name)
        for each in reading.bodies
        if each.kind in ("division", "government") and not each.masked
    )
    often = [name for name, times in named.most_common() if times > 1 and len(name) > 2]
    return often[0] if often else ""


def _place_in(title: str) -> str:
    """The place that a title begins with; of a chain (云州省临江县) the last.

    >>> _place_in("云州省云东市临江县2024年学校情况表"), _place_in("云东市推进县域均衡发展情况")
    ('临江县', '云东市')
    """
    title = re.sub(r"^\d{4}年度?", "", title)
    found = _PLACE.match(title)
    if found is None:
        return ""
    place, end = found[1], found.end(1)
    for each in find_divisions(title, ()):
        if each.start == end and each.kind == "division":
            place, end = title[each.start : each.end], each.end
    return place


def _level(title: str, reading: Reading) -> str:
    """The level that the title names, else the one of the body that signed."""
    named = _level_named(title, reading.report.signatory or "", _place(title, reading))
    return named or (Level.CITY.value if title.startswith("市人民政府") else "")


def _level_named(*said: str) -> str:
    for words in said:
        if found := _LEVEL.search(words):
            return (Level.NATION if found[2] else Level.SCHOOL if found[3] else LEVELS[found[1]]).value
        if words and words[-1] in LEVELS:
            return LEVELS[words[-1]].value
    return ""


def day_in(words: str) -> date | None:
    """A day as a page prints it: 2024-01-12, 2024年1月12日; None for anything else."""
    found = _DAY.search(words)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
