"""Placeholders: kinds, the tables of gaps, texts of hostile size, and what must stay silent."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.reports.extract.blanks import GAPS
from dudao.reports.extract.placeholders import extract_placeholders
from dudao.reports.model import Cell, Table
from dudao.reports.structure.build import report_from_text


def texts_of(text: str) -> list[str]:
    return [each.text for each in extract_placeholders(report_from_text(text))]


@pytest.mark.parametrize(
    ("text", "found", "kind"),
    [
        ("XX市人民政府", "XX市", "letters"),
        ("投入x.xx亿元", "x.xx亿元", "letters"),
        ("20xx年，投入增加", "20xx年", "year"),
        ("××县实验小学", "××县", "crosses"),
        ("**县教育局", "**县", "stars"),
        ("投入____万元", "____万元", "lines"),
        ("市长张某某到校", "张某某", "mou"),
        ("招聘（）名教师", "（）名", "brackets"),
        ("四、下步打算\n……", "……", "ellipsis"),
        ("【请填写单位名称】", "【请填写单位名称】", "template"),
        ("全县总人口万人，", "总人口万人", "stripped"),
    ],
)
def test_each_kind_is_told(text: str, found: str, kind: str) -> None:
    (placeholder,) = extract_placeholders(report_from_text(text))
    assert (placeholder.text, placeholder.kind) == (found, kind)
    assert text[placeholder.start : placeholder.end] == found


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.example)
def test_each_gap_has_an_example_and_a_look_alike(gap) -> None:
    assert [each.kind for each in extract_placeholders(report_from_text(gap.example))] == ["stripped"]
    assert texts_of(gap.look_alike) == []


@pytest.mark.parametrize(
    "text",
    [
        "1+X证书",
        "X光片",
        "3×4米",
        "二○○八年",
        "**加强党的领导**",
        "Excel表格",
        "某些学校",
        "f()函数",
        "138****5678",
        "- [ ] 待办",
    ],
)
def test_real_uses_of_the_marks_are_left_alone(text: str) -> None:
    assert texts_of(text) == []


def test_headers_of_a_table_are_no_gaps() -> None:
    text = "指标\t增长%\n支出\t5.2"
    table = Table(0, len(text), (Cell(0, 0, 0, 2), Cell(0, 1, 3, 6), Cell(1, 0, 7, 9), Cell(1, 1, 10, 13)))
    report = replace(report_from_text("表"), text=text, folded=text)
    assert [each.text for each in extract_placeholders(report)] == ["增长%"]
    assert extract_placeholders(replace(report, tables=(table,))) == ()


def test_full_width_marks_are_quoted_as_printed() -> None:
    assert texts_of("ＸＸ市共有ＸＸ所学校") == ["ＸＸ市", "ＸＸ所"]


def test_a_hundred_thousand_placeholders_take_linear_time() -> None:
    report = report_from_text("XX市、" * 100_000)
    started = time.process_time()
    assert len(extract_placeholders(report)) == 100_000
    assert time.process_time() - started < 5


@given(st.text(alphabet="Xx×*_＿某市县年月日0123.,（）()[]【】…。，、张李〔〕 \n所个%亿元", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    report = report_from_text(text)
    found = extract_placeholders(report)
    assert all(each.text == report.text[each.start : each.end] for each in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
