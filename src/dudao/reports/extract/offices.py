"""Governments, party committees, departments and committees, with the division or the level before them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dudao.reports.extract.divisions import LEVEL_MARKS, LEVELS, Division
from dudao.schemes.lexicons import alternatives, load_words
from dudao.values.records import record


@record
class Office:
    """An office's mention: kind government | party | department | committee, the level of what stands before it."""

    start: int
    end: int
    kind: str
    level: str | None
    masked: bool = False


_SUPERVISION = r"(?:教育督导(?:委员会办公室|委员会|办公室|室|团))?"
_GOVERNMENT = re.compile(
    rf"政府(?:办公厅|办公室|办(?![学园好教理公法]))?{_SUPERVISION}|行政公署|管委会|管理委员会|办事处"
)
_ZONE = re.compile(r"(?:高新(?:技术产业开发)?|经开|经济(?:技术)?开发|开发|工业园|产业园|示范|新)区\Z")
_PARTY = re.compile(
    r"委(?!员|派|托|任|以|(?:常委)?(?:副?书记|副?秘书长)|常委(?!会)|[组宣统政]\w{1,2}部长|副)"
    r"(?:(?P<committee>教育工作领导小组(?:办公室|秘书组)?|教育工作委员会|教育和体育工作委员会|教育工委|教科工委"
    r"|(?:全面)?深化改革委员会(?:办公室)?|审计委员会|全面依法治[省市县区]委员会)"
    r"|常委会|办公厅|办公室|办(?![学园好教理公法])|组织部|宣传部|统战部|政法委|编办|机构编制委员会办公室|党校|巡察办|网信办|老干部局)?"
)
_DEPARTMENT_WORDS = load_words("departments")
_BY_FIRST: dict[str, list[str]] = {}
for _word in sorted(_DEPARTMENT_WORDS, key=len, reverse=True):
    _BY_FIRST.setdefault(_word[0], []).append(_word[1:])
_DEPARTMENT = re.compile(
    "|".join(f"{first}(?:{alternatives(tuple(rest))})" for first, rest in sorted(_BY_FIRST.items()))
)
_NOT_BEHIND_DEPARTMENT = re.compile(r"门|署|长|面|势|域|限|分(?!局)|队|属")
_NATIONAL = re.compile(r"国务院(?:教育督导委员会(?:办公室)?|办公厅)?|中共中央(?:办公厅)?|党中央")
_COMMITTEE = re.compile(r"(?:领导小组|委员会|联席会议|工作专班|指挥部)(?:办公室)?")
_NOT_IN_COMMITTEE = re.compile(r".*[的了、各为以立由与和及对]", re.DOTALL)
_LEADING = re.compile(rf"(?:{alternatives(load_words('words_before_bodies'))}|成立|组建|设立|建立|健全|充分|召开)+")
_NOT_COMMITTEES = frozenset(("班子", "家长", "村民", "居民", "村", "居", "教育", "学校", "常务", "监察", "工作"))


def find_offices(folded: str, ends: Mapping[int, Division]) -> list[Office]:
    """Every office in the order of the text; one inside another's name is left out.

    `ends` are the divisions by their end: 云州市 before 教育局 makes 云州市教育局; a bare 市 makes 市教育局.
    """
    found = [
        *_governments(folded, ends),
        *_parties(folded, ends),
        *_departments(folded, ends),
        *(Office(*hit.span(), "government", None) for hit in _NATIONAL.finditer(folded)),
        *_committees(folded, ends),
    ]
    found.sort(key=lambda office: (office.start, -office.end))
    kept: list[Office] = []
    done = 0
    for office in found:
        if office.end > done:
            kept.append(office)
            done = office.end
    return kept


def _prefix(folded: str, start: int, ends: Mapping[int, Division]) -> tuple[int, str | None, bool] | None:
    """Start, level and masking of the division or level mark right before an office; None where none stands there."""
    division = ends.get(start)
    if division is not None:
        begin = start - (2 if folded[start - 2 : start] == "街道" else 1) if division.kind == "self" else division.start
        return begin, division.level, division.masked
    zone = _ZONE.search(folded, max(0, start - 10), start)
    if zone is not None:
        return zone.start(), "county", False
    if folded[start - 3 : start] == "自治区":
        return start - 3, "province", False
    mark = folded[start - 1 : start]
    if mark in LEVEL_MARKS and mark:
        return start - 1, LEVELS[mark], False
    return None


def _governments(folded: str, ends: Mapping[int, Division]) -> list[Office]:
    found = []
    for hit in _GOVERNMENT.finditer(folded):
        start = hit.start()
        if folded[start - 2 : start] == "人民":
            start -= 2
        prefix = _prefix(folded, start, ends)
        if prefix is not None:
            found.append(Office(prefix[0], hit.end(), "government", prefix[1], prefix[2]))
    return found


def _parties(folded: str, ends: Mapping[int, Division]) -> list[Office]:
    found = []
    for hit in _PARTY.finditer(folded):
        prefix = _prefix(folded, hit.start(), ends)
        if prefix is not None:
            kind = "committee" if hit["committee"] else "party"
            found.append(Office(prefix[0], hit.end(), kind, prefix[1], prefix[2]))
    return found


def _departments(folded: str, ends: Mapping[int, Division]) -> list[Office]:
    found = []
    for hit in _DEPARTMENT.finditer(folded):
        start, end = hit.span()
        if folded[end - 1] in "部局厅" and _NOT_BEHIND_DEPARTMENT.match(folded, end):
            continue
        begin, level, masked = _prefix(folded, start, ends) or (start, None, False)
        kind = "committee" if "督导委员会" in hit.group() else "department"
        found.append(Office(begin, end, kind, level, masked))
    return found


def _committees(folded: str, ends: Mapping[int, Division]) -> list[Office]:
    found = []
    for hit in _COMMITTEE.finditer(folded):
        start = hit.start()
        low = start
        while low and start - low < 20 and "一" <= folded[low - 1] <= "鿿":
            low -= 1
        office = _committee(folded, low, start, hit.end(), ends)
        if office is not None:
            found.append(office)
    return found


def _committee(folded: str, low: int, start: int, end: int, ends: Mapping[int, Division]) -> Office | None:
    """The committee whose last word stands at `start`, its name beginning at a division, a level or behind a verb."""
    for position in range(low + 1, start):
        division = ends.get(position)
        if division is not None and division.start >= low - 8 and division.kind == "division":
            return Office(division.start, end, "committee", division.level, division.masked)
    cut = _NOT_IN_COMMITTEE.match(folded, low, start)
    begin = cut.end() if cut else low
    lead = _LEADING.match(folded, begin, start)
    begin = lead.end() if lead else begin
    if folded[begin : begin + 1] in ("我", "全", "本") and folded[begin + 1 : begin + 2] in LEVEL_MARKS:
        begin += 1
    if not 2 <= start - begin <= 16 or folded[begin:start] in _NOT_COMMITTEES:
        return None
    return Office(begin, end, "committee", LEVELS.get(folded[begin]))
