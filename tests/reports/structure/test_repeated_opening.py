"""A page that repeats the opening below the text: left out however wide its lines are and wherever its pages end."""

from __future__ import annotations

import pytest
from tools.make_twin import BODY, FOOT, HEAD, SUMMARY, TITLE, wrapped

from dudao.reports.model import Report
from dudao.reports.structure.build import build_reports, source_from_lines

PAGE = (*HEAD, TITLE, *(line for paragraph in BODY for line in wrapped(paragraph)))
WHOLE = build_reports(source_from_lines([*PAGE, *FOOT]))[0]
LABEL = ("摘要:", "展开>>", "收起<<")


def cut(text: str, width: int, page: int) -> list[str]:
    """A text in lines of so many characters, a page number after every so many lines."""
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    return [each for n, line in enumerate(lines, 1) for each in ([line] if n % page else [line, f"- {n // page} -"])]


def read(*lines: str) -> Report:
    """The one report of a page."""
    (report,) = build_reports(source_from_lines([*PAGE, *lines]))
    return report


@pytest.mark.parametrize("label", [LABEL, ("文档摘要：",), ()], ids=["label and buttons", "label", "no label"])
def test_lines_of_any_width_on_any_page(label: tuple[str, ...]) -> None:
    for width in range(12, 61):
        for page in (2, 3, 5, 100):
            report = read(*label, *cut(SUMMARY, width, page), *FOOT)
            assert (report.text, report.headings) == (WHOLE.text, WHOLE.headings), (width, page)


def test_a_page_number_before_the_first_line_is_none_of_the_text() -> None:
    assert read(*LABEL, "- 2 -", *cut(SUMMARY, 30, 4), *FOOT).text == WHOLE.text


def test_words_of_the_opening_that_are_said_anew_stay() -> None:
    closing = "按照省里部署和评价要点，市政府将继续逐条对照，把学校办到群众家门口，用三年时间补齐农村学校短板。"
    assert read(*cut(closing, 20, 100)).text.endswith("三年时间补齐农村学校短板。")


def test_what_follows_a_label_and_repeats_nothing_stays() -> None:
    other = "本报告由市教育局会同财政、人社、编制部门起草，报市政府常务会议审定，数据截至当年末，口径与统计年报一致。"
    assert "口径与统计年报一致" in read("摘要:", *cut(other, 20, 100)).text
