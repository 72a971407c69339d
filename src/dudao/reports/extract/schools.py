"""Schools called by name (云岭县第一中学, 市实验小学, 机关幼儿园, XX中学); 中小学, 农村学校 and 公办幼儿园 are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from dudao.reports.extract.divisions import LEVEL_MARKS, LEVELS, Division, is_boundary
from dudao.schemes.lexicons import alternatives, load_words
from dudao.values.records import record


@record
class School:
    """A school's mention, with the level of the division before it."""

    start: int
    end: int
    level: str | None
    masked: bool = False


_SCHOOL = re.compile(
    r"小学(?![生段部阶]|教育|校(?!长))|中学(?![生段部阶]|教育|校(?!长))|幼儿园(?![所教])|学校(?![体教长])|学院(?!派)|大学(?!生)|职教中心|高中(?![生段部学教阶])|高级?职(?:业)?中学"
    r"|[一二三四五六七八九十][中小高](?![心学等型考位])|党校"
)
_ORDINAL = r"第[一二三四五六七八九十\d]{1,3}"
_NAMING = re.compile(rf"(?:{_ORDINAL}|{alternatives(load_words('school_words'))})")
_ORDINARY = re.compile(
    r"的|各|督查|检查|调研|走访|看望|组织|开展|推进|创建|实施|加强|寄宿制学|所|和|与|及|、|等|在|由|对|将|为|内|每|全[省市县区州]|名|有|以|是|中小|义务|农村|乡村|城区|城乡|城镇|乡镇|民办|公办|普惠|薄弱|优质|示范|普通|市直"
    r"|区直|县直|直属学|辖区|新建|改扩|建设|联系|部分|多数|多所|两所|一所|村(?=小|级)|属|域|(?<![初高])级|直(?=学)|重点|规模|标准|现有|省属|教育(?=学|大)|教师|学生|初(?=高|中)|高(?=校)|高等(?=学)|高校"
)
_LONGEST_NAME = 10
_ONLY_HAN = re.compile(r"[一-鿿]*")
_AFTER_A_LEVEL = re.compile(f"[{''.join(sorted(LEVEL_MARKS))}](?=\\Z|{_NAMING.pattern})[一-鿿]*\\Z")
_BARE = re.compile(
    r"(?:第[一二三四五六七八九十]{1,2}|机关|直属机关|实验|外国语|职业技术|幼儿师范|特殊教育|教师进修)[一-鿿]{0,4}\Z"
)
_BARE_SINGLE = frozenset(("实验", "特殊教育", "外国语"))


_LEADS_TO_A_SCHOOL = frozenset("到赴在至往察访研问进入由")


def find_schools(folded: str, ends: Mapping[int, Division]) -> list[School]:
    """Every school called by name, in the order of the text.

    `ends` are the divisions by their end, in the order of the text.
    """
    named = [end for end, division in ends.items() if division.kind == "division"]
    found = []
    done = 0
    for hit in _SCHOOL.finditer(folded):
        start, end = hit.span()
        index = bisect_right(named, start) - 1
        near = named[index] if index >= 0 and start - named[index] <= _LONGEST_NAME else None
        school = _school_at(folded, start, end, None if near is None else ends[near])
        if school is not None and school.start >= done:
            found.append(school)
            done = school.end
    return found


def _school_at(folded: str, start: int, end: int, division: Division | None) -> School | None:
    if division is not None and _ONLY_HAN.fullmatch(folded, division.end, start):
        if not _is_name_part(folded[division.end : start], folded[start:end]):
            return None
        return School(division.start, end, division.level, division.masked)
    marked = _AFTER_A_LEVEL.search(folded, max(0, start - _LONGEST_NAME), start)
    if marked is not None and is_boundary(folded, marked.start()) and _names(folded, marked.start() + 1, start):
        return School(marked.start(), end, LEVELS[folded[marked.start()]])
    return _bare(folded, start, end)


def _is_name_part(between: str, word: str) -> bool:
    if not between:
        return len(word) == 2 and word[0] in "一二三四五六七八九十"
    return _ORDINARY.search(between + word) is None


def _names(folded: str, position: int, start: int) -> bool:
    """Whether what stands between a level mark and the school word is a name: 县[第一]中学, 市[实验]小学, 县[]一中."""
    if position == start:
        return folded[start] in "一二三四五六七八九十党职"
    return _NAMING.match(folded, position, start) is not None and _ORDINARY.search(folded, position, start) is None


_SHORT_NAME = re.compile(
    r"[一-鿿]{2}(?:师范|职业技术|理工|财经|医药?|农业|工商|民族|外国语|科技|工程|幼儿师范|交通|艺术)?"
)


def _short_name(folded: str, low: int, start: int, end: int) -> School | None:
    """A place or a proper name of two characters before the school word: 岚谷一中, 西南大学, 云州师范学院."""
    for begin in range(max(low, start - 6), start - 1):
        name = folded[begin:start]
        if is_boundary(folded, begin) and _SHORT_NAME.fullmatch(name) and name[:2] not in _NOT_SHORT_NAMES:
            return School(begin, end, None)
    return None


_NOT_SHORT_NAMES = frozenset(
    (
        "老年",
        "开放",
        "重点",
        "综合",
        "名牌",
        "高职",
        "本科",
        "二级",
        "独立",
        "成人",
        "社区",
        "知名",
        "一流",
        "职业",
        "全国",
        "省内",
        "区内",
    )
    + (
        "市内",
        "师范",
        "高等",
        "专科",
        "普通",
        "双一",
        "优秀",
        "继续",
        "广播",
        "电视",
        "家长",
        "其他",
        "各类",
        "所在",
        "其中",
        "空中",
        "集中",
    )
)


def _bare(folded: str, start: int, end: int) -> School | None:
    """A name with nothing before it: 第一中学, 机关幼儿园, 职业技术学院."""
    low = start
    while low and start - low < 10 and "一" <= folded[low - 1] <= "鿿":
        low -= 1
    found = _BARE.search(folded, low, start)
    if found is None and (folded[start] in "一二三四五六七八九十" or folded[start:end] in ("学院", "大学")):
        return _short_name(folded, low, start, end)
    if found is None or _ORDINARY.search(folded, found.start(), start):
        return None
    if found.group() in _BARE_SINGLE and folded[found.start() - 1 : found.start()] not in _LEADS_TO_A_SCHOOL:
        return None
    return School(found.start(), end, None)
