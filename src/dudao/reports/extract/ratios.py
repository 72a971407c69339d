"""Ratios of two different things with both printed in one sentence: pupils to a teacher, pupils to a class, yuan to a pupil."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.reports.extract.breakdowns import is_level
from dudao.reports.extract.part_kinds import atoms_in
from dudao.reports.extract.stretches import DISTRIBUTES, Stretch
from dudao.reports.model import Figure, Proportion

PUPIL = re.compile(r"学生|在校生|在园幼儿|在园儿童|幼儿(?!园|教师)|在校(?:学|人)|在园人|生源|就读")
TEACHER = re.compile(r"专任教师|教职工|教师|保教人员")
CLASS = re.compile(r"班级|教学班|班数|(?:共|有|设|开设|为|达)$")
PUPIL_TEACHER = re.compile(r"(?:生师比|师生比(?!赛)|师幼比|幼师比|生均师|教职工与(?:学生|幼儿)比)[^，,。；;]{0,8}$")
PUPILS_PER_CLASS = re.compile(r"(?:班均|平均班额|平均每班|每班平均|班均规模|班均学生|班均人数)[^，,。；;]{0,8}$")
PUPILS_PER_SCHOOL = re.compile(r"(?:校均|园均|平均每[校园所])(?:规模|人数|学生|在校生)?(?:为|达到?|约)*$")
YUAN_PER_PUPIL = re.compile(r"(?<!学)生均(?P<money>[^，,。；;、]{0,16}?)(?:为|达到?|是|约)*$")
YUAN_PER_PERSON = re.compile(r"人均(?P<money>[^，,。；;、]{0,12}?)(?:为|达到?|是|约)*$")
NEAR = 6
"""Figures before a ratio among which its two sides are looked for."""


def ratios_in(stretch: Stretch) -> Iterator[Proportion]:
    """Ratios whose both sides stand before them in the same sentence, each named once."""
    for index, lead in enumerate(stretch.leads):
        if index < 2:
            continue
        near = lead[-24:]
        found = None
        if "比" in near and PUPIL_TEACHER.search(near):
            found = _pupils_to_teachers(stretch, index)
        elif "均" in near and PUPILS_PER_CLASS.search(near):
            found = _pupils_to(stretch, index, "class", CLASS)
        elif "均" in near and PUPILS_PER_SCHOOL.search(near):
            found = _pupils_to(stretch, index, "institution", None)
        elif "生均" in near and stretch.dimensions[index] == "money" and (words := YUAN_PER_PUPIL.search(near)):
            found = _yuan_to_pupils(stretch, index, words["money"])
        elif "人均" in near and stretch.figures[index].unit == "元" and (words := YUAN_PER_PERSON.search(near)):
            found = _yuan_to_people(stretch, index, words["money"])
        if found is not None:
            yield found


def _sides(stretch: Stretch, index: int, dimension: str, words: re.Pattern[str] | None) -> list[tuple[Figure, str]]:
    """Figures of one dimension before a ratio, in the same sentence, whose words name them and no change of them."""
    return [
        (stretch.figures[position], stretch.leads[position])
        for position in range(max(0, index - NEAR), index)
        if stretch.dimensions[position] == dimension
        and is_level(stretch.leads[position])
        and (words is None or words.search(stretch.leads[position]))
    ]


def _pupils_to_teachers(stretch: Stretch, index: int) -> Proportion | None:
    people = _sides(stretch, index, "person", None)
    pupils = [(figure, lead) for figure, lead in people if PUPIL.search(lead) and not TEACHER.search(lead)]
    teachers = [(figure, lead) for figure, lead in people if TEACHER.search(lead)]
    if len(pupils) != 1 or not 1 <= len(teachers) <= 2:
        return None
    if DISTRIBUTES.search(stretch.leads[index]):
        return None  # 小学2263人、初中1649人，生师比分别为: each ratio is of one part
    stage = atoms_in("stage", stretch.leads[index])
    if stage and stage != atoms_in("stage", pupils[0][1]):
        return None
    own = next((figure for figure, lead in teachers if "专任" in lead), teachers[-1][0])
    return Proportion("ratio", stretch.figures[index], pupils[0][0], own)


def _pupils_to(stretch: Stretch, index: int, dimension: str, words: re.Pattern[str] | None) -> Proportion | None:
    pupils = _sides(stretch, index, "person", PUPIL)
    others = _sides(stretch, index, dimension, words)
    if not others and dimension == "class":
        others = [
            pair
            for pair in _sides(stretch, index, "institution", CLASS)
            if "班" in pair[1] or "班" in _after(stretch, pair[0])
        ]
    if len(pupils) != 1 or len(others) != 1 or stretch.dimensions[index] != "person":
        return None
    return Proportion("per_head", stretch.figures[index], pupils[0][0], others[0][0])


def _after(stretch: Stretch, figure: Figure) -> str:
    position = next(index for index, each in enumerate(stretch.figures) if each is figure)
    return stretch.leads[position + 1][:4] if position + 1 < len(stretch.leads) else ""


def _yuan_to_pupils(stretch: Stretch, index: int, money: str) -> Proportion | None:
    """公用经费1.05亿元，学生12.3万人，生均公用经费854元: the same money, and pupils named once."""
    pupils = _sides(stretch, index, "person", PUPIL)
    amounts = _sides(stretch, index, "money", None)
    if len(pupils) != 1 or len(amounts) != 1 or stretch.figures[index].unit != "元":
        return None
    lead = amounts[0][1]
    if "生均" in lead or (money and money not in lead):
        return None
    return Proportion("per_head", stretch.figures[index], amounts[0][0], pupils[0][0])


def _yuan_to_people(stretch: Stretch, index: int, money: str) -> Proportion | None:
    """培训教师3200人次，投入培训经费96万元，人均300元: one amount and one number of people right before."""
    if index != 2:
        return None
    sides = dict(zip(stretch.dimensions[:2], zip(stretch.figures[:2], stretch.leads[:2], strict=True), strict=True))
    people = sides.get("person") or sides.get("person_times")
    amount = sides.get("money")
    if people is None or amount is None or not is_level(people[1]) or not is_level(amount[1]):
        return None
    if "均" in amount[1] or "标准" in amount[1] or (money and money[-2:] not in amount[1] + people[1]):
        return None
    return Proportion("per_head", stretch.figures[index], amount[0], people[0])
