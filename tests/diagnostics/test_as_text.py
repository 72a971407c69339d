"""Remarks in a terminal: the place first, the caret under the words, lines as wide as the terminal, nothing obeyed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dudao.diagnostics.as_text import place_in_words, render_diagnostic, render_diagnostics, render_summary
from dudao.diagnostics.model import Bilingual, Kind
from dudao.diagnostics.verdict import Verdict, summarize
from dudao.diagnostics.visible import width_of
from dudao.values.spans import Place
from tests.diagnostics.remarks import NOTE, PLACE, WARNING, remark


def test_a_remark_says_place_code_level_message_passage_authority_and_help() -> None:
    assert render_diagnostic(remark(), file="自评报告.docx").split("\n") == [
        "自评报告.docx  第2页 第11段  NUM001 [错误]  增幅8.3%与前后数额不符",
        "    │ 由58.72亿元增加到60.93亿元，增长8.3%，实现“两个只增不减”。",
        "    │                                 ^^^^",
        "    参见 第2页 第11段  上期数：58.72亿元",
        "    依据  本系统约定",
        "    办法  核对8.3%。",
    ]


def test_the_same_in_english() -> None:
    lines = render_diagnostic(remark(kind=Kind.REVIEW), file="report.docx", lang="en").split("\n")
    assert lines[0] == "report.docx  p. 2 par. 11  NUM001 [error·review]  the growth of 8.3% does not follow"
    assert lines[3:] == [
        "    see p. 2 par. 11  before: 58.72亿元",
        "    authority  house rule",
        "    help  Check 8.3%.",
    ]


@pytest.mark.parametrize(
    ("prefix", "quote", "suffix"),
    [
        ("增长", "8.3%", "。"),
        ("", "全市", "普通高中"),
        ("①Ａ", "（一）", "x"),
        ("e\u0301té ", "ü12", ""),
        ("上一段。\n本段", "四次", "。\n下一段"),
        ("\u200b零宽", "1\u202e2", "人"),
        ("甲" * 200, "8.3%", "乙" * 200),
        ("甲" * 30, "丙" * 300, "乙" * 30),
        ("", "一行\n两行\t列", ""),
    ],
)
@pytest.mark.parametrize("width", [None, 60, 80, 132])
def test_the_caret_stands_under_the_words_within_the_width(
    prefix: str, quote: str, suffix: str, width: int | None
) -> None:
    place = replace(PLACE, prefix=prefix, quote=quote, suffix=suffix)
    lines = render_diagnostic(remark(at=place), file="a", width=width).split("\n")
    at = next(index for index, line in enumerate(lines) if "^" in line)
    passage, marks = lines[at - 1], lines[at]
    assert width_of(passage) <= (width or 80)
    start, end = marks.index("^"), width_of(marks)
    columns = "".join(letter + "\x00" * (width_of(letter) - 1) for letter in passage if width_of(letter))
    under = columns[start:end].replace("\x00", "")
    spelt = quote.replace("\n", "⏎").replace("\t", " ").replace("\u202e", "⟨U+202E⟩")
    assert under == spelt or (under.endswith("…") and spelt.startswith(under[:-1]))


def test_long_lines_are_broken_in_a_terminal_and_whole_elsewhere() -> None:
    texts = replace(remark().texts, help=Bilingual("请与统计部门核对后改正，" * 12, "check with the office, " * 12))
    each = remark(texts=texts)
    for lang in ("zh", "en"):
        shown = render_diagnostic(each, file="很长的文件名" * 4, lang=lang, width=80).split("\n")
        assert max(width_of(line) for line in shown) <= 80
        assert not any(re.match(r"\s*[，。；：、）》”]", line) for line in shown)
        assert len(render_diagnostic(each, file="a", lang=lang).split("\n")) == 6


def test_colours_only_when_asked_and_never_in_the_width() -> None:
    plain, coloured = render_diagnostic(remark(), file="a"), render_diagnostic(remark(), file="a", colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert coloured.count("\x1b[0m") == len(re.findall(r"\x1b\[[1-9]\d*m", coloured))


def test_a_hostile_report_cannot_drive_the_terminal() -> None:
    evil = "\x1b[2J\x07\x9b31m\u202e甲\r覆盖"
    place = replace(PLACE, prefix=evil, quote=evil, suffix=evil)
    each = remark(at=place, related=(place,), params={"stated": evil}, suppression=Bilingual(evil, evil))
    shown = render_diagnostic(each, file=f"a{evil}.docx")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert "⟨U+001B⟩" in shown


def test_states_are_told_beside_the_level() -> None:
    each = remark(baseline="new", suppression=Bilingual("误报：甲", "a false alarm: x"), kind=Kind.OPEN)
    assert "[错误·待补·新·已设例外]" in render_diagnostic(each, file="a")
    assert "误报：甲" in render_diagnostic(each, file="a")
    assert "[error·open·new·suppressed]" in render_diagnostic(each, file="a", lang="en")
    assert "a false alarm: x" in render_diagnostic(each, file="a", lang="en")


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place(page=3, paragraph=12), "第3页 第12段", "p. 3 par. 12"),
        (Place(table=1, row=2, column=4), "表1 第2行第4列", "table 1 row 2 column 4"),
        (Place(table=1), "表1", "table 1"),
        (Place(part="footnote", paragraph=2), "脚注 第2段", "footnote par. 2"),
        (Place(), "第22字", "character 22"),
    ],
)
def test_places_are_told_in_words(place: Place, zh: str, en: str) -> None:
    at = replace(PLACE, place=place)
    assert (place_in_words(at), place_in_words(at, "en")) == (zh, en)


def test_a_remark_without_a_place_has_no_passage() -> None:
    shown = render_diagnostic(remark(at=None, related=()), file="a")
    assert shown.split("\n")[0] == "a  NUM001 [错误]  增幅8.3%与前后数额不符"
    assert "│" not in shown


def test_remarks_are_parted_by_a_blank_line_and_none_is_nothing() -> None:
    assert render_diagnostics([remark(), remark()], file="a").count("\n\n") == 1
    assert render_diagnostics([], file="a") == ""


def test_the_last_line_counts() -> None:
    found = [remark(), remark(**WARNING), remark(**NOTE), remark(**NOTE), remark(baseline="gone")]
    counts = summarize([*found, remark(suppression=Bilingual("误报", "x"))])
    assert (
        render_summary(counts, Verdict.ERRORS, rules=116)
        == "有错误：错误 1 条，提醒 1 条，提示 2 条，已设例外 1 条，已消除 1 条（运行规则 116 条）"
    )
    assert (
        render_summary(counts, Verdict.ERRORS, lang="en", rules=116)
        == "errors: 1 error, 1 warning, 2 notes, 1 suppressed, 1 gone (116 rules run)"
    )
