"""Personal data as reports print it, and what looks like it: what is proposed to be covered, case by case."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dudao.reports.extract.reading import extract_reading
from dudao.reports.structure.build import build_reports, source_from_lines
from dudao.web.library.personal_data import personal_items
from dudao.web.library.reading.pages import Pages

Found = set[tuple[str, str]]
HEAD = ("临江县教育工作情况报告", "一、资助学生")
CASES: dict[str, Found] = {
    # identity numbers: the check digit tells
    "身份证号11010519491231002X。": {("identity", "11010519491231002X")},
    "身份证号11010519491231002x。": {("identity", "11010519491231002x")},
    "身份证号：１１０１０５１９４９１２３１００２Ｘ。": {("identity", "１１０１０５１９４９１２３１００２Ｘ")},
    "统一社会信用代码91110105MA01234567。": set(),
    "学籍号G110105201612310025，在读。": {("identity", "G110105201612310025")},
    "文号202400110105194912310021的批复。": set(),
    # phones: mobiles of people, not an office's published line
    "家长手机13812345678。": {("phone", "13812345678")},
    "家长手机138 1234 5678。": {("phone", "13812345678")},
    "家长电话138-1234-5678。": {("phone", "138-1234-5678")},
    "监督举报电话：13900000000。": set(),
    "2024年投入13812345678元。": set(),
    # bank cards: the check digit tells
    "银行卡号6222021234567890128。": {("card", "6222021234567890128")},
    "打入账号6222 0212 3456 7890 128。": {("card", "6222021234567890128")},
    "全县教育经费6222021234567890123元。": set(),
    # addresses of homes, not of offices and schools
    "学生家住青山路望湖小区3号2单元501室。": {("address", "家住青山路望湖小区3号2单元501室")},
    "县教育局位于城关镇建设路12号。": set(),
    "学校地址：城关镇学府路8号。": set(),
    # names of minors and of other private people
    "学生周小满获得资助。": {("name", "周小满")},
    "学生：周小满（三年级）。": {("name", "周小满")},
    "受助人：周小满，女，9岁。": {("name", "周小满")},
    "监护人：王大山，现住城关镇。": {("name", "王大山")},
    "学生人数比上年增加，学生满意度提高。": set(),
    "学生资助、学生体质健康监测全面落实。": set(),
    "教师高级职称比例提高。": set(),
    # who holds an office is named in it
    "县长方立新主持会议。": set(),
}


def proposed(text: str | Sequence[str]) -> Found:
    """Kind and words of what is proposed to be covered."""
    source = source_from_lines([*HEAD, *([text] if isinstance(text, str) else text)])
    readings = [extract_reading(report) for report in build_reports(source)]
    return {(each.kind, each.text) for each in personal_items(readings, Pages(source)) if each.is_proposed}


@pytest.mark.parametrize(("text", "found"), CASES.items())
def test_what_is_proposed(text: str, found: Found) -> None:
    assert proposed(text) == found


def test_a_number_that_goes_on_in_the_next_line_is_found_whole() -> None:
    assert proposed(("学生周小满，身份证号110105194912", "31002X，家长手机138123", "45678。")) >= {
        ("identity", "11010519491231002X"),
        ("phone", "13812345678"),
    }


@pytest.mark.parametrize("digit", "0123456789")
def test_only_the_right_check_digit_makes_an_identity_number(digit: str) -> None:
    assert ("identity", f"11010519491231002{digit}") not in proposed(f"编号11010519491231002{digit}。")
