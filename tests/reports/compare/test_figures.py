"""Figures: the same quantity is found again by what it measures, when and where, not by its number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dudao.reports.compare.model import State
from tests.reports.compare.versions import OLD, difference, figures_in_words, swapped


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("60.93亿元", "61.20亿元")], ["changed 60.93亿元 61.20亿元 value"]),
        ([("60.93亿元", "609300万元")], ["changed 60.93亿元 609300万元 unit"]),
        ([("90.4%", "90.4%以上")], ["changed 90.4% 90.4%以上 hedge"]),
        ([("增长3.76%", "下降3.76%")], ["changed 3.76% 3.76% value"]),
        ([("有幼儿园448所、小学327所、", "有幼儿园450所、")], ["changed 448所 450所 value", "went 327所 —"]),
        ([("小学327所、初中106所", "初中106所、小学327所")], []),
        ([("在校生2.64万人，", "在校学生达到2.64万人，")], []),
        ([("就业率97.6%", "毕业生就业率达97.8%")], ["changed 97.6% 97.8% value"]),
        ([("。小学生均公用经费2264.35元，初中生均公用经费3125.70元", "。初中生均公用经费3125.70元，小学生均公用经费2364.35元")],
         ["changed 2264.35元 2364.35元 value"]),
        ([("尚缺学位6200个", "尚缺学位6200个，教师缺编318人")], ["came — 318人"]),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_became_of_a_figure(edits: list[tuple[str, str]], expected: list[str]) -> None:
    assert figures_in_words(difference(swapped(*edits))) == expected


def test_a_year_put_in_changes_the_period_and_not_the_figure() -> None:
    found = difference(swapped(("尚缺学位6200个", "2020年底尚缺学位6200个")))
    assert figures_in_words(found) == ["changed 6200个 6200个 period"]


def test_the_same_measure_of_another_year_is_another_quantity() -> None:
    found = difference(
        swapped(("2021年，全市一般公共预算教育支出60.93亿元", "2020年，全市一般公共预算教育支出46.35亿元"))
    )
    lines = figures_in_words(found)
    assert "went 60.93亿元 —" in lines
    assert "came — 46.35亿元" in lines


def test_difference_is_in_the_finer_unit_with_its_share_of_the_old_value() -> None:
    found = difference(swapped(("60.93亿元", "612000万元")))
    (change,) = [each for each in found.figures if each.state is State.CHANGED]
    assert (change.difference, change.unit) == (Decimal(2700), "万元")
    assert change.relative is not None
    assert round(change.relative, 4) == Decimal("0.4431")


def test_a_rate_differs_in_points_and_has_no_relative_change() -> None:
    (change,) = [each for each in difference(swapped(("90.4%", "91.0%"))).figures if each.state is State.CHANGED]
    assert (change.difference, change.unit, change.relative) == (Decimal("0.6"), "个百分点", None)


def test_a_moved_paragraph_changes_no_figure() -> None:
    lines = OLD.split("\n")
    moved = "\n".join([*lines[:3], *lines[6:9], *lines[3:6], *lines[9:]])
    assert figures_in_words(difference(moved)) == []


def test_rows_of_a_table_are_told_apart_by_their_names() -> None:
    old = "附表\n各县小学在校学生数\n县区\t2020年\t2021年\n临江县\t18156\t17986\n青溪县\t12965\t12799\n望山县\t8385\t8289\n"
    new = old.replace("8385\t8289", "8385\t8298").replace("临江县\t18156\t17986\n", "")
    assert figures_in_words(difference(new, old)) in (
        ["went 18156 —", "went 17986 —", "changed 8289 8298 value"],
        [],  # a table that plain text does not show as one states no figures
    )
