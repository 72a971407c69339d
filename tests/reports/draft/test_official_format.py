"""The drafted Word and PDF file against the parameters of GB/T 9704-2012, each by its clause.

Not in a self-assessment report as drafted: red head, copy number, classification, imprint, note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from dudao.reports.draft.document import FORMAT, OfficialDocument, Part, PartKind, signature_indents, title_lines
from dudao.reports.draft.plain import render_plain
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.word import render_word
from dudao.reports.run import CheckRequest, check_file, read_file
from dudao.reports.settings import CheckSettings

TWENTIETHS = 20
MILLIMETRE = 72 / 25.4


def report(paragraphs: int = 3, length: int = 120) -> OfficialDocument:
    """A report with all kinds of parts, of a length to choose."""
    text = ("本段是为检验版式写的文字" * (length // 12 + 1))[:length] + "。"
    parts = [
        Part(PartKind.HEADING_1, "一、基本情况"),
        Part(PartKind.HEADING_2, "（一）办学条件"),
        Part(PartKind.HEADING_3, "1. 学校布局"),
        Part(PartKind.HEADING_4, "（1）城区学校"),
        *(Part(PartKind.TEXT, text) for _ in range(paragraphs)),
    ]
    return OfficialDocument(
        "墨河市人民政府教育工作自评报告",
        "省人民政府",
        tuple(parts),
        "墨河市人民政府",
        "2024年1月5日",
        ("统计表", "名单"),
    )


@pytest.fixture(scope="module")
def word() -> SimpleNamespace:
    opened = docx.Document(BytesIO(render_word(report())))
    return SimpleNamespace(document=opened, section=opened.sections[0], by_text={p.text: p for p in opened.paragraphs})


def east_asian_font(paragraph) -> str:
    return paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))


def test_a_heading_that_text_follows_is_set_in_the_font_of_its_level(tmp_path: Path) -> None:
    text = "（一）办学条件改善。2023年，全市新建学校12所。"
    document = replace(report(), parts=(Part(PartKind.HEADING_1, "一、基本情况"), Part(PartKind.TEXT, text)))
    path = tmp_path / "report.docx"
    path.write_bytes(render_word(document))
    paragraph = next(each for each in docx.Document(str(path)).paragraphs if each.text == text)
    fonts = [(run.text, run._r.rPr.rFonts.get(qn("w:eastAsia"))) for run in paragraph.runs]
    assert fonts == [("（一）办学条件改善。", "楷体_GB2312"), ("2023年，全市新建学校12所。", "仿宋_GB2312")]
    codes = {
        each.code for result in check_file(path, CheckRequest(settings=CheckSettings())) for each in result.diagnostics
    }
    assert "LAY007" not in codes
    page = pypdfium2.PdfDocument(render_pdf(document)[0])[0].get_textpage().get_text_range()
    assert "（一）办学条件改善。2023年" in "".join(page.split())


@pytest.mark.parametrize(
    "title",
    [
        "墨河市人民政府关于2023年度履行教育职责督导反馈问题整改情况的报告",
        "对墨河市人民政府2023年度履行教育职责情况的督导意见书",
    ],
)
def test_a_title_as_wide_as_the_text_stays_apart_from_the_addressee_in_the_pdf(title: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(replace(report(), title=title))[0])
    found = read_file(path)[0].report
    assert (found.title, found.addressee) == (title, "省人民政府")


def test_paper_and_margins(word) -> None:
    section = word.section
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in sides] == [37, 35, 28, 26]


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_block(word) -> None:
    style = word.document.styles["Normal"]
    pitch = style.paragraph_format.line_spacing.pt
    spacing = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / TWENTIETHS
    assert 22 * pitch <= 225 * MILLIMETRE < 23 * pitch
    assert 28 * (16 + spacing) <= 156 * MILLIMETRE < 29 * (16 + spacing)
    assert word.section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == str(round(pitch * TWENTIETHS))


@pytest.mark.parametrize(
    ("text", "font", "size"),
    [
        ("墨河市人民政府教育工作自评报告", "方正小标宋简体", 22),
        ("省人民政府：", "仿宋_GB2312", 16),
        ("一、基本情况", "黑体", 16),
        ("（一）办学条件", "楷体_GB2312", 16),
        ("1. 学校布局", "仿宋_GB2312", 16),
        ("（1）城区学校", "仿宋_GB2312", 16),
        ("墨河市人民政府", "仿宋_GB2312", 16),
        ("2024年1月5日", "仿宋_GB2312", 16),
    ],
)
def test_fonts_and_sizes_by_level(word, text, font, size) -> None:
    paragraph = word.by_text[text]
    assert east_asian_font(paragraph) == font
    assert paragraph.runs[0].font.size.pt == size


def test_text_is_indented_by_two_characters_and_the_addressee_is_not(word) -> None:
    body = next(p for p in word.document.paragraphs if p.text.startswith("本段"))
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert word.by_text["省人民政府："].paragraph_format.first_line_indent is None


def test_the_title_is_centred_with_a_line_below_it(word) -> None:
    first, second, third = word.document.paragraphs[:3]
    assert first.alignment == 1
    assert (second.text, third.text) == ("", "省人民政府：")


def test_attachments_are_announced_after_a_blank_line(word) -> None:
    texts = [p.text for p in word.document.paragraphs]
    at = texts.index("附件：1. 统计表")
    assert texts[at - 1] == ""
    assert texts[at + 1].strip("\u3000") == "2. 名单"


def test_the_signature_stands_as_for_a_sealed_document(word) -> None:
    signatory, day = word.by_text["墨河市人民政府"], word.by_text["2024年1月5日"]
    assert day._p.pPr.ind.get(qn("w:rightChars")) == "400"
    body_indent, day_indent = signature_indents("墨河市人民政府", "2024年1月5日")
    centre_of_body, centre_of_day = body_indent + 7 / 2, day_indent + 6 / 2
    assert centre_of_body == centre_of_day
    assert signatory._p.pPr.ind.get(qn("w:rightChars")) == str(round(body_indent * 100))


def test_the_signature_keeps_to_the_text_before_it(word) -> None:
    held = [p.paragraph_format.keep_with_next for p in word.document.paragraphs[-5:]]
    assert held == [True, True, True, True, None]


def test_page_numbers_stand_outside_between_dashes(word) -> None:
    assert word.document.settings.odd_and_even_pages_header_footer
    for footer, aligned, side in ((word.section.footer, 2, "right"), (word.section.even_page_footer, 0, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph.alignment == aligned
        assert getattr(paragraph.paragraph_format, f"{side}_indent").pt == 14
        assert {run.font.size.pt for run in paragraph.runs} == {14}
        assert {east_asian_font(paragraph), paragraph.runs[0].font.name} == {"宋体"}
    top_of_number = 35 - word.section.footer_distance.mm - 16 / MILLIMETRE
    assert top_of_number == pytest.approx(7, abs=1)


def test_a_long_title_is_broken_by_meaning() -> None:
    title = "云岭北部彝族苗族自治州人民政府2021年度履行教育职责情况的自评报告"
    opened = docx.Document(BytesIO(render_word(OfficialDocument(title, "", (), "州政府", ""))))
    assert opened.paragraphs[0].text.split("\n") == list(title_lines(title))
    assert len(title_lines(title)) == 2


def test_equal_documents_are_equal_bytes() -> None:
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(render_word(report()))).infolist()} == {2000}
    assert render_word(report()) == render_word(report())
    assert render_pdf(report())[0] == render_pdf(report())[0]


def test_the_checker_finds_no_fault_with_the_layout(tmp_path: Path) -> None:
    out = tmp_path / "自评报告.docx"
    out.write_bytes(render_word(report()))
    (result,) = check_file(out, CheckRequest(settings=CheckSettings()))
    assert [each.code for each in result.diagnostics if each.code.startswith("LAY")] == []


@pytest.fixture(scope="module")
def pages() -> list[list[tuple[float, float, float, float]]]:
    """The boxes of all characters of each page of a long report in PDF, in points from below."""
    blob, _ = render_pdf(report(paragraphs=30, length=280))
    found = []
    for page in pypdfium2.PdfDocument(blob):
        text = page.get_textpage()
        found.append([text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()])
    return found


def lines_of(boxes) -> list[float]:
    """The heights at which text lines of a page stand, without the page number's."""
    heights = sorted({round((low + high) / 2) for _, low, _, high in boxes if low > 30 * MILLIMETRE}, reverse=True)
    return [height for at, height in enumerate(heights) if at == 0 or heights[at - 1] - height > 10]


def test_pages_of_the_pdf_hold_twenty_two_lines(pages) -> None:
    assert {len(lines_of(boxes)) for boxes in pages[1:-1]} == {FORMAT.lines_per_page}


def test_text_of_the_pdf_stays_in_its_block(pages) -> None:
    for boxes in pages:
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        assert left >= 28 * MILLIMETRE - 1
        assert right <= (210 - 26) * MILLIMETRE + 1


def test_a_full_line_of_the_pdf_has_twenty_eight_characters() -> None:
    blob, _ = render_pdf(report(paragraphs=1, length=280))
    page = pypdfium2.PdfDocument(blob)[0]
    lines = page.get_textpage().get_text_range().splitlines()
    full = [line for line in lines if re.fullmatch(r"[一-鿿]{20,}", line)]
    assert {len(line) for line in full[1:-1]} <= {FORMAT.characters_per_line}
    assert len(full) > 5


def test_plain_text_has_every_part() -> None:
    text = render_plain(report())
    assert text.startswith("墨河市人民政府教育工作自评报告\n\n省人民政府：\n　　一、基本情况\n")
    assert text.endswith("墨河市人民政府\n2024年1月5日\n")
