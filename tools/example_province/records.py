"""Registers and lists of the example: bodies over time, monitoring, survey, vetoes, judgements, ledger and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tools.example_province.chance import between, chance
from tools.example_province.places import CITIES, COUNTIES, DEPARTMENTS, MOVED, PROVINCE, RENAMED, YEARS, Place
from tools.example_province.schools import School

Row = dict[str, object]
VETOES = ("以考试方式招生", "违规择校行为", "重点学校或重点班", "“有编不补”或长期聘用编外教师", "教育系统重大安全责任事故和严重违纪违规事件", "弄虚作假行为")  # fmt: skip
CITY_VETOES = (
    "弄虚作假",
    "校园重大安全事件",
    "学生体质健康水平连续三年下降",
    "所辖县未达到基本均衡差异系数要求",
    "使用D级危房",
)
SUBJECTS = ("语文", "数学", "科学", "体育", "艺术", "德育")
GROUPS = {"学生": 900, "家长": 1200, "教师": 400, "校长": 60, "人大代表、政协委员": 120, "其他群众": 320}
QUALITY_ITEMS = ("ELIGIBLE_LEVEL", "B1", "B2", "B8m", "B10", "B15m", "C3", "C5", "C6", "C7", "C8")
PRESCHOOL_ITEMS = ("P1_2_LIST", *(f"P2_{number}" for number in range(1, 12)), "P3_1", "P3_4", "P3_5", "P3_6")
BASIC_ITEMS = ("E_STD",)
CITY_ITEMS = {
    "D11_PARTY": 4,
    "D12_PROGRESS": 4,
    "D13_SCHOOLS": 4,
    "D24_USE": 4,
    "D26_BALANCE": 4,
    "D27_MANAGED": 4,
    "D28_LAYOUT": 4,
}
NOT_MET = {
    ("990103", "C8"),
    ("990121", "P1_2_LIST"),
    ("990121", "E_STD"),
    ("990124", "B10"),
    ("990123", "P2_6"),
    ("990102", "B1"),
}
BASIS_OF = {
    "B": "查阅规划、文件和台账",
    "C": "查阅学校材料，随机进班",
    "P": "查阅材料，实地查看幼儿园",
    "E": "核对学校基本标准达标表",
}


def body_rows(
    schools: Sequence[School], kindergartens: Mapping[str, tuple[Place, str, tuple[int, ...]]]
) -> Iterator[Row]:
    """All bodies; one renamed or moved has a row for each stretch of time, one opened or closed has its date."""
    yield _body(PROVINCE, "云岭省", "province", "")
    yield _body(f"{PROVINCE}-03", "云岭省人民政府教育督导室", "department", PROVINCE)
    for code, name in CITIES.items():
        yield _body(code, name, "city", PROVINCE, short_names=name[:-1])
    for place in COUNTIES:
        if place.code in RENAMED:
            old, day = RENAMED[place.code]
            yield _body(place.code, place.name, "county", place.city, valid_from=day)
            yield _body(place.code, old, "county", place.city, valid_to=day)
        elif place.code in MOVED:
            old, day = MOVED[place.code]
            yield _body(place.code, place.name, "county", place.city, valid_from=day)
            yield _body(place.code, place.name, "county", old, valid_to=day)
        else:
            yield _body(place.code, place.name, "county", place.city)
    for code, name in [*CITIES.items(), *((place.code, place.name) for place in COUNTIES)]:
        for number, word in enumerate(DEPARTMENTS, start=1):
            yield _body(
                f"{code}-{number:02d}" if code in CITIES else f"{code}-9{number:02d}",
                f"{name}{word}",
                "department",
                code,
            )
    for school in schools:
        yield _body(school.code, school.name, "school", school.county.code, **_lifetime(school.years))
    for code, (place, name, years) in kindergartens.items():
        yield _body(code, name, "kindergarten", place.code, **_lifetime(years))


def _lifetime(years: tuple[int, ...]) -> dict[str, str]:
    if years == YEARS:
        return {}
    return {"valid_from": f"{YEARS[1]}-01-01"} if years == YEARS[1:] else {"valid_to": f"{YEARS[1]}-01-01"}


def _body(
    code: str, name: str, kind: str, parent: str, *, valid_from: str = "", valid_to: str = "", short_names: str = ""
) -> Row:
    return {"code": code, "name": name, "kind": kind, "parent_code": parent, "valid_from": valid_from, "valid_to": valid_to, "short_names": short_names}  # fmt: skip


def monitor_rows() -> Iterator[Row]:
    """Monitoring by subject: level, and the difference between schools, which must stay below 0.15."""
    for year in YEARS:
        for place in COUNTIES:
            for subject in SUBJECTS:
                difference = round(between(0.07, 0.135, place.code, subject), 3)
                if (place.code, subject, year) == ("990122", "数学", YEARS[1]):
                    difference = 0.15
                level = (
                    "Ⅱ"
                    if (place.code, subject) == ("990124", "科学")
                    else "Ⅲ"
                    if chance(place.code, subject) < 0.8
                    else "Ⅳ"
                )
                yield {
                    "body_code": place.code,
                    "period": year,
                    "subject": subject,
                    "level": level,
                    "school_difference": difference,
                }


def survey_rows() -> Iterator[Row]:
    """Valid and satisfied answers by group; one county at 85 % exactly, one cell withheld."""
    for year in YEARS:
        for place in COUNTIES:
            for group, number in GROUPS.items():
                share = 0.85 if place.code == "990123" else between(0.88, 0.96, place.code, group)
                satisfied: object = round(number * share)
                if (place.code, group, year) == ("990222", "人大代表、政协委员", YEARS[1]):
                    satisfied = "不予公开"
                yield {
                    "body_code": place.code,
                    "period": year,
                    "group": group,
                    "respondents": number,
                    "satisfied": satisfied,
                }


def veto_rows() -> Iterator[Row]:
    """Every veto of every county and city, one of them occurred."""
    for year in YEARS:
        for code, items in [*((place.code, VETOES) for place in COUNTIES), *((code, CITY_VETOES) for code in CITIES)]:
            for item in items:
                happened = (code, item, year) == ("990124", VETOES[3], YEARS[1])
                yield {"body_code": code, "period": year, "item": item, "occurred": "是" if happened else "否",
                       "basis": "专项核查：空编80个，长期聘用编外教师46人" if happened else "不适用", "occurred_on": f"{year}-09-30" if happened else "不适用"}  # fmt: skip


def judged_rows() -> Iterator[Row]:
    """What people judged on documents and on the spot; for cities also what was claimed and what was given."""
    for year in YEARS:
        for place in COUNTIES:
            for item in (*QUALITY_ITEMS, *PRESCHOOL_ITEMS, *BASIC_ITEMS):
                met = (place.code, item) not in NOT_MET
                yield {"body_code": place.code, "period": year, "item": item, "passed": "是" if met else "否", "claimed": "不适用", "score": "不适用",
                       "basis": BASIS_OF.get(item[0], "查阅材料"), "judged_on": f"{year + 1}-03-18"}  # fmt: skip
        for code in CITIES:
            for item, marks in CITY_ITEMS.items():
                given = marks - (1 if chance(code, item, "given") < 0.4 else 0)
                passed = given == marks or item != "D12_PROGRESS"
                yield {"body_code": code, "period": year, "item": item, "passed": "是" if passed else "否", "claimed": marks, "score": given,
                       "basis": "查阅材料、实地查看", "judged_on": f"{year + 1}-04-08"}  # fmt: skip


CITY_WORK = (
    ("visit", "03-11", "市长", "调研春季开学和校园安全", "第一小学"),
    ("visit", "05-27", "市委书记", "看望师生并检查近视防控", "实验小学"),
    ("visit", "09-09", "市长", "教师节前走访慰问教师", "高级中学"),
    ("visit", "11-16", "市委副书记", "调研职业教育产教融合", "职业技术学校"),
    ("lecture", "04-14", "市委书记", "为师生讲授思政课", "高级中学"),
    ("lecture", "09-24", "市长", "为师生讲授思政课", "职业技术学校"),
    ("meeting", "02-24", "市委教育工作领导小组", "审议年度工作要点，研究教育评价改革", ""),
    ("meeting", "08-19", "市委教育工作领导小组", "研究大班额化解和教师编制", ""),
    ("special_action", "06-10", "市教育局", "教育方针贯彻落实专项行动方案", ""),
    ("task", "03-02", "市教育局", "教育评价改革工作清单", ""),
    ("negative_list", "03-02", "市教育局", "教育评价改革负面清单", ""),
    ("inspection", "04-20", "市人民政府教育督导室", "幼儿园办园行为督导", ""),
    ("inspection", "10-21", "市人民政府教育督导室", "义务教育课后服务专项督导", ""),
    ("training", "07-15", "市教育局", "师德师风专题培训", ""),
    ("document", "02-26", "市委办公室", "年度教育工作要点", ""),
    ("project", "12-20", "市教育局", "新建公办幼儿园", ""),
)
FEWER_VISITS = "990300"
"""The city that falls one visit short of what the example asks."""


def ledger_rows(printed: Sequence[Mapping[str, str]]) -> Iterator[Row]:
    """The ledger of Yunzhou as printed, and a year's work of each other city in both years."""
    yield from (dict(row) for row in printed)
    for code in list(CITIES)[1:]:
        for year in YEARS:
            chosen = [each for each in CITY_WORK if not (code == FEWER_VISITS and each[1] == "11-16")]
            for number, (kind, day, actor, subject, place) in enumerate(chosen, start=1):
                is_person = kind in ("visit", "lecture")
                yield {"number": f"{CITIES[code][0]}{year % 100}{number:02d}", "kind": kind, "date": f"{year}-{day}", "body_code": code,
                       "actor": "" if is_person else f"{CITIES[code]}{actor[1:]}", "post": actor if is_person else "", "subject": subject,
                       "place": f"{CITIES[code]}{place}" if place else "", "planned": 6 if kind == "project" else "", "done": 6 if kind == "project" else 320 if kind == "training" else "",
                       "unit": "所" if kind == "project" else "人" if kind == "training" else ""}  # fmt: skip


def evidence_rows(printed: Sequence[Mapping[str, str]]) -> Iterator[Row]:
    """The catalogue of Yunzhou as printed, and the main documents of the other cities."""
    yield from (dict(row) for row in printed)
    for code in list(CITIES)[1:]:
        short = CITIES[code][0]
        for number, (title, issuer, day, point) in enumerate((
            ("市委教育工作领导小组2021年工作要点", "市委教育工作领导小组", "2021-02-26", "1.1"), ("教育评价改革工作清单和负面清单", "市教育局", "2021-03-02", "1.2"),
            ("教育方针贯彻落实专项行动方案", "市教育局", "2021-06-10", "1.3"), ("2021年教育经费执行情况表", "市财政局", "2022-02-10", "2.4"),
            ("消除大班额三年计划及台账", "市教育局", "2021-04-08", "2.5"), ("中小学教职工编制核定文件", "市委编办", "2021-05-20", "2.7"),
        ), start=1):  # fmt: skip
            yield {"number": f"{short}E{number:03d}", "title": f"{CITIES[code]}{title}", "document_number": "", "issuer": f"{CITIES[code]}{issuer[1:]}",
                   "date": day, "pages": 4 + number, "file": f"{short}E{number:03d}.pdf", "points": point}  # fmt: skip
