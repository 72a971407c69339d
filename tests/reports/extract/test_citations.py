"""Cited documents and document numbers: broken marks, odd brackets, what is tied and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.reports.extract.citations import extract_document_numbers, extract_documents
from dudao.reports.extract.document_numbers import MALFORMATIONS
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import CitedDocument
from dudao.reports.structure.build import report_from_text


def documents_of(text: str) -> tuple[CitedDocument, ...]:
    return extract_reading(report_from_text(text)).documents


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《甲办法》《乙办法》、《丙办法》", ["甲办法", "乙办法", "丙办法"]),
        ("《关于转发〈甲办法〉的通知》", ["关于转发〈甲办法〉的通知"]),
        ("《关于转发《甲办法》的通知》", ["关于转发《甲办法》的通知"]),
        ("《关于印发《甲办法》的通知，各校", ["关于印发《甲办法》的通知"]),
        ("《甲办法，制定《乙办法》。", ["甲办法", "乙办法"]),
        ("《甲办法\n《乙办法》", ["甲办法", "乙办法"]),
        ("甲办法》没有开头", []),
        ("《", [""]),
    ],
)
def test_marks_nested_and_broken(text: str, titles: list[str]) -> None:
    assert [each.title for each in documents_of(text)] == titles


def test_an_open_title_is_not_closed() -> None:
    (document,) = documents_of("落实《岚谷县校车管理办法。各校执行")
    assert (document.title, document.closed) == ("岚谷县校车管理办法", False)


def test_a_date_of_another_clause_is_not_tied() -> None:
    first, second = documents_of("2020年，印发《甲办法》，成效明显；印发《乙办法》。")
    assert (first.date, second.date) == ("2020", None)


def test_the_year_of_a_plan_is_no_date_of_issue() -> None:
    (document,) = documents_of("落实《岚谷县行动计划（2018—2020年）》，投入增加。")
    assert document.date is None


def test_our_city_is_no_issuer() -> None:
    (document,) = documents_of("我市出台《甲办法》")
    assert document.issuer is None


@pytest.mark.parametrize("malformation", MALFORMATIONS, ids=lambda each: each.name)
def test_each_malformation_is_found_and_its_look_alike_is_not(malformation) -> None:
    found = extract_document_numbers(report_from_text(f"根据{malformation.example}，"))
    assert [each.well_formed for each in found] == [False]
    others = extract_document_numbers(report_from_text(f"根据{malformation.look_alike}，"))
    assert all(each.well_formed for each in others)


def test_the_parts_of_a_number() -> None:
    (number,) = extract_document_numbers(report_from_text("按照云教督办〔2021〕6号文件"))
    assert (number.text, number.agency, number.year, number.serial) == ("云教督办〔2021〕6号", "云教督办", 2021, "6")


def test_a_masked_serial_is_no_fault_of_form() -> None:
    (number,) = extract_document_numbers(report_from_text("（xx教督〔2022〕x号）"))
    assert (number.agency, number.serial, number.well_formed) == ("xx教督", None, True)


@given(st.text(alphabet="《》〈〉〔〕[]（）2021年第6号云教督办发，。\n印发关于的通知", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    report = report_from_text(text)
    assert all(report.text[each.start] == "《" for each in extract_documents(report, ()))
    for number in extract_document_numbers(report):
        assert number.text == report.text[number.start : number.end]
