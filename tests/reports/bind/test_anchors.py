"""Places found again in a new version: by their words, by part of their words, or by what stands around them."""

from __future__ import annotations

import re

import pytest

from dudao.reports.bind.anchors import Anchor, Finding, find_anchors
from dudao.values.spans import Quote, Span

NUMBER = re.compile(r"\d[\d.]*(?:亿元|万人|所|%|人)")
OLD = "2021年，全市教育支出60.93亿元，比上年增长3.8%。幼儿园448所，小学327所。专任教师3.21万人，学历达标率99.8%。"


def places(text: str) -> list[tuple[str, Span]]:
    return [("figure", Span(*found.span())) for found in NUMBER.finditer(text)]


def found_in(new: str, old: str = OLD) -> list[str]:
    """For each number of the old text how it was found, and as what."""
    anchors = [
        Anchor(
            Quote(span.of(old), old[max(0, span.start - 24) : span.start], old[span.end : span.end + 24]),
            kind,
            span.start,
        )
        for kind, span in places(old)
    ]
    found = find_anchors(anchors, places(new), new)
    return [f"{each.finding} {each.span.of(new)}" if each.span else each.finding.value for each in found]


def test_the_same_text_is_found_exactly() -> None:
    assert {line.split()[0] for line in found_in(OLD)} == {Finding.EXACT}


@pytest.mark.parametrize(
    ("old", "new", "index", "expected"),
    [
        ("60.93亿元", "61.20亿元", 0, "edited 61.20亿元"),
        ("全市教育支出60.93亿元", "全市一般公共预算教育支出60.93亿元", 0, "moved 60.93亿元"),
        ("全市教育支出60.93亿元", "全市教育支出达到61.20亿元", 0, "edited 61.20亿元"),
        ("幼儿园448所，小学327所。", "小学327所，幼儿园448所。", 2, "moved 448所"),
        ("幼儿园448所，小学327所。", "小学327所，幼儿园448所。", 3, "moved 327所"),
        ("专任教师3.21万人，学历达标率99.8%。", "", 4, "vanished"),
    ],
    ids=lambda value: str(value),
)
def test_an_edited_place(old: str, new: str, index: int, expected: str) -> None:
    assert old in OLD
    assert found_in(OLD.replace(old, new))[index] == expected


def test_blanks_and_line_breaks_change_nothing() -> None:
    assert {line.split()[0] for line in found_in(OLD.replace("，", "，\n"))} == {Finding.EXACT}


def test_no_place_is_given_twice() -> None:
    old = "甲校学生318人，乙校学生318人。"
    new = "乙校学生318人。"
    assert found_in(new, old) == ["vanished", "moved 318人"]
