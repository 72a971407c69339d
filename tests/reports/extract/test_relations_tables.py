"""Relations in tables laid out by hand: columns of two years and their growth, rows of totals, and both turned."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from dudao.reports.extract.table_relations import table_relations
from dudao.reports.model import Cell, Figure, Report, Table
from dudao.reports.structure.build import report_from_text

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")


def laid_out(rows: list[list[str]], *, unit: str = "万元") -> tuple[Report, tuple[Figure, ...]]:
    """A report that is one table; a cell that is a number becomes a figure in the unit given, or in per cent."""
    cells: list[Cell] = []
    figures: list[Figure] = []
    text = ""
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            cells.append(Cell(row, column, len(text), len(text) + len(word)))
            if row and column and NUMBER.fullmatch(word):
                own = "%" if word.endswith("%") or "%" in rows[0][column] or "%" in words[0] else unit
                value = Decimal(word.rstrip("%").replace(",", ""))
                figures.append(Figure(len(text), len(text) + len(word), word, value, own, "", cell=(row, column)))
            text += word + ("\t" if column < len(words) - 1 else "\n")
    report = report_from_text(text)
    return replace(report, tables=(Table(0, len(text), tuple(cells)),)), tuple(figures)


def compared(rows: list[list[str]]) -> list[str]:
    comparisons, _ = table_relations(*laid_out(rows))
    return [
        f"{each.base.text if each.base else '-'} -> {each.now.text if each.now else '-'} "
        f"{(each.change or each.difference).text if each.change or each.difference else '-'} {each.direction}"
        for each in comparisons
    ]


def test_two_years_and_their_growth() -> None:
    rows = [
        ["项目", "2020年", "2021年", "增幅(%)"],
        ["教育支出", "587200", "623100", "6.11"],
        ["事业收入", "34583.04", "33844.74", "-1.73"],
    ]
    assert compared(rows) == ["587200 -> 623100 6.11 1", "34583.04 -> 33844.74 -1.73 0"]


def test_this_year_before_last_year() -> None:
    rows = [["项目", "本年", "上年", "增减%"], ["教育支出", "623100", "587200", "6.11"]]
    assert compared(rows) == ["587200 -> 623100 6.11 1"]


def test_a_difference_and_a_rate() -> None:
    rows = [["项目", "上年数", "本年数", "增减额", "增长%"], ["教育支出", "587200", "623100", "28300", "6.11"]]
    assert compared(rows) == ["587200 -> 623100 28300 0", "587200 -> 623100 6.11 1"]


def test_years_in_rows() -> None:
    rows = [
        ["年份", "教育支出", "事业收入"],
        ["2020年", "587200", "34583"],
        ["2021年", "623100", "33844"],
        ["增长%", "6.11", "-2.14"],
    ]
    assert compared(rows) == ["587200 -> 623100 6.11 1", "34583 -> 33844 -2.14 0"]


@pytest.mark.parametrize(
    "header",
    [["项目", "2019年", "2020年", "2021年", "增幅%"], ["项目", "小学", "初中", "高中", "增幅%"]],
    ids=["three years", "no years"],
)
def test_columns_that_do_not_pair(header: list[str]) -> None:
    assert compared([header, ["教育支出", "55", "58", "62", "6.1"]]) == []


def totals(rows: list[list[str]], unit: str = "所") -> list[str]:
    _, breakdowns = table_relations(*laid_out(rows, unit=unit))
    return [
        f"{each.whole.text if each.whole else '-'} = {' + '.join(p.text for p in each.parts)}" for each in breakdowns
    ]


def test_a_row_of_totals() -> None:
    rows = [["县区", "幼儿园", "初中"], ["临江县", "66", "14"], ["白石区", "40", "9"], ["合计", "106", "23"]]
    assert totals(rows) == ["106 = 66 + 40", "23 = 14 + 9"]


def test_a_column_of_totals_only_over_parts_of_one_kind() -> None:
    rows = [["县区", "小学", "初中", "合计"], ["临江县", "72", "14", "86"]]
    assert totals(rows) == ["86 = 72 + 14"]
    rows = [["县区", "学校", "大班额", "合计"], ["临江县", "72", "14", "86"]]
    assert totals(rows) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["县区", "覆盖率(%)"], ["临江县", "86.2"], ["白石区", "91.0"], ["合计", "88.1"]],
        [["项目", "金额"], ["教育支出", "66"], ["其中：小学", "40"], ["合计", "66"]],
        [["县区", "学校"], ["临江县", "72"], ["白石区", "…"], ["合计", "100"]],
    ],
    ids=["rates", "part of a part", "a cell without a number"],
)
def test_columns_that_do_not_add(rows: list[list[str]]) -> None:
    assert totals(rows) == []
