"""The texts that speed is measured on are long, varied, the same each time, and read as reports."""

from __future__ import annotations

from benchmarks.texts import CHARACTERS_A_PAGE, report_of, sentences

from dudao.reports.structure.build import report_from_text


def test_the_same_length_and_seed_give_the_same_text() -> None:
    assert report_of(20) == report_of(20)
    assert report_of(20) != report_of(20, seed=2)


def test_a_text_is_as_long_as_asked() -> None:
    for pages in (5, 100):
        assert 0 <= len(report_of(pages)) - pages * CHARACTERS_A_PAGE < CHARACTERS_A_PAGE


def test_no_paragraph_is_repeated_in_a_hundred_pages() -> None:
    paragraphs = [line for line in report_of(100).splitlines() if len(line) > 60]
    assert len(paragraphs) > 400
    assert len(set(paragraphs)) == len(paragraphs)


def test_sentences_hold_no_marks_of_the_passages() -> None:
    assert len(sentences()) > 1000
    assert not [each for each in sentences() if set(each) & set("⟦⟧⏎|#")]


def test_it_reads_as_a_report_with_chapters() -> None:
    report = report_from_text(report_of(10))
    assert report.title == "云州市人民政府2021年度履行教育职责情况的自评报告"
    assert report.signatory == "云州市人民政府"
    assert {heading.level for heading in report.headings} >= {1, 2}
