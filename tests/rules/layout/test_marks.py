"""Each pattern of marks finds its example and leaves its look-alike; none slows down on long text."""

from __future__ import annotations

import time

import pytest

from dudao.reports.rules.layout.marks import HALF_WIDTH, MIXED_PAIR, PADDED_DATE, MarkPattern

PATTERNS = {"half width": HALF_WIDTH, "mixed pair": MIXED_PAIR, "padded date": PADDED_DATE}


@pytest.mark.parametrize("found", PATTERNS.values(), ids=PATTERNS)
def test_the_example_is_found_and_the_look_alike_is_not(found: MarkPattern) -> None:
    assert found.pattern.search(found.example)
    assert not found.pattern.search(found.look_alike)


@pytest.mark.parametrize(
    "text",
    ["教师120名;学生3万人", "完成任务.", "共计:3.5亿元", "（一）加强领导:", "办学条件改善!", "学校(含教学点)均已达标"],
)
def test_half_width_marks_beside_chinese_characters_are_found(text: str) -> None:
    assert HALF_WIDTH.pattern.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.落实经费",
        "(一)加强领导",
        "（1）学校",
        "3,460万元",
        "1:15",
        "9:30召开会议",
        "第(3)项",
        "A.甲",
        "17.6%",
        "见 http://a.cn/教育",
    ],
)
def test_half_width_marks_that_belong_there_are_left(text: str) -> None:
    assert not HALF_WIDTH.pattern.search(text)


@pytest.mark.parametrize("found", PATTERNS.values(), ids=PATTERNS)
def test_a_million_characters_take_a_fraction_of_a_second(found: MarkPattern) -> None:
    for text in ("全市现有学校936所（含教学点），" * 60_000, "(" * 300_000 + "（" * 300_000, "2021年0" * 200_000):
        started = time.process_time()
        sum(1 for _ in found.pattern.finditer(text))
        assert time.process_time() - started < 2
