"""The tables of words before figures: what each takes, and what looks like it and must be left alone."""

from __future__ import annotations

import re

import pytest

from dudao.reports.extract import breakdowns, lead_words, proportions, ratios
from dudao.reports.extract.lead_words import change_words
from dudao.reports.extract.part_kinds import facet_of

CHANGES = [
    ("，同比增长", 1),
    ("，较上年下降", -1),
    ("，增幅为", 1),
    ("，降幅达", -1),
    ("，比上年多", 1),
    ("，比上年同期少", -1),
    ("，年均增长", 1),
    ("，分别提高", 1),
    ("，增减幅度为", 0),
    ("，增长达", 1),
    ("，净增", 1),
]
NO_CHANGES = ["，增长到", "，降至", "，其中高", "，新增学位", "，达到", "，提高到", "，减少为", "，共"]


@pytest.mark.parametrize(("lead", "direction"), CHANGES)
def test_a_change_and_its_direction(lead: str, direction: int) -> None:
    words = change_words(lead)
    assert words is not None
    assert words.direction == direction


@pytest.mark.parametrize("lead", NO_CHANGES)
def test_what_looks_like_a_change(lead: str) -> None:
    words = change_words(lead)
    assert words is None or words.direction == 0


PATTERNS = [
    (lead_words.PATH_END, "增加到", "增幅为"),
    (lead_words.PATH_END, "降至2021年的", "，增长"),
    (lead_words.FROM_END, "大班额由2020年的", "，增加到"),
    (lead_words.THAN_END, "，比上年的", "，比全省平均水平高"),
    (lead_words.THAN_END, "，是上年", "，是全省"),
    (lead_words.BESIDE_END, "（上年为", "（含教学点"),
    (lead_words.SAME_BASIS, "按同口径计算", "拓宽多口径渠道"),
    (lead_words.SAME_BASIS, "剔除划转学校因素后", "剔除不合格学校"),
    (breakdowns.CUE, "，其中：幼儿园", "，尤其中小学"),
    (breakdowns.TOTAL, "，共", "，全市共有学校"),
    (proportions.SHARE_END, "，占幼儿园总数的", "，占地面积"),
    (proportions.COMPLETION_END, "，完成率", "，完成投资"),
    (proportions.COMPLETION_END, "，完成年度计划的", "，按计划建设"),
    (ratios.PUPIL_TEACHER, "，生师比为", "，师生比赛共"),
    (ratios.PUPILS_PER_CLASS, "，班均", "，每班配备"),
    (ratios.YUAN_PER_PUPIL, "，生均公用经费", "，学生均享受补助"),
]


@pytest.mark.parametrize(("pattern", "example", "look_alike"), PATTERNS)
def test_patterns(pattern: re.Pattern[str], example: str, look_alike: str) -> None:
    assert pattern.search(example)
    assert not pattern.search(look_alike)


@pytest.mark.parametrize(
    ("nouns", "facet"),
    [
        (("幼儿园", "小学", "初中", "普通高中", "中等职业学校", "特殊教育学校"), "stage"),
        (("公办园", "普惠性民办园", "非普惠性民办园"), "ownership"),
        (("城区", "镇区", "乡村"), "area"),
        (("中央资金", "省级资金", "市县配套"), "funder"),
        (("男教师", "女教师"), "sex"),
        (("新建", "改扩建"), "work"),
        (("临江县", "白石区", "云岭县"), "place"),
        (("小学", "其他"), "stage"),
        (("义务教育", "小学"), None),
        (("女教师", "高级教师"), None),
        (("民办园", "普惠性民办园"), None),
        (("城区", "社区"), None),
    ],
)
def test_parts_of_one_kind(nouns: tuple[str, ...], facet: str | None) -> None:
    assert facet_of(nouns) == facet
