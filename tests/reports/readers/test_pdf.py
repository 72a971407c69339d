"""PDF pages to lines and cells: places, order, columns, turned pages, raised figures, tables, and what is no text."""

from pathlib import Path

import pypdfium2
import pytest

from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers import scan
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.pdf_document import read_document
from dudao.reports.readers.radicals import with_ordinary_characters
from dudao.values.errors import MissingToolError, UnreadableError
from tests.reports.readers.pdf_files import PdfPage, pdf_bytes

LONG = "全市教育改革发展持续推进，各项工作取得新的成绩。"


def read(tmp_path: Path, *pages: PdfPage, **options) -> Source:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(*pages, **options))
    return read_document(path)


def read_or_refused(path: Path) -> Source | None:
    """The source, or None where the file was refused in one sentence that names it."""
    try:
        return read_source(path)
    except UnreadableError as error:
        told = error
    assert "\n" not in told.zh + told.en
    assert path.name in told.zh
    return None


def lines(source: Source) -> list[str]:
    return [block.text for block in source.blocks if block.kind is BlockKind.LINE]


def cells(source: Source) -> list[tuple[int | None, int | None, int, int, str]]:
    return [
        (block.place.row, block.place.column, block.span_rows, block.span_columns, block.text)
        for block in source.blocks
        if block.kind is BlockKind.CELL
    ]


def test_lines_have_page_number_and_box(tmp_path: Path) -> None:
    first = PdfPage().text(112, 100, "一、基本情况").text(80, 130, LONG)
    source = read(tmp_path, first, PdfPage().text(80, 100, "第二页的文字"))
    assert [(block.text, block.place.page, block.place.paragraph) for block in source.blocks] == [
        ("一、基本情况", 1, 1),
        (LONG, 1, 2),
        ("第二页的文字", 2, 1),
    ]
    box = source.blocks[1].box
    assert box is not None
    assert (box.page_width, box.page_height) == (595.0, 842.0)
    assert box.left == pytest.approx(80, abs=0.5)
    assert box.right == pytest.approx(80 + 16 * len(LONG), abs=0.5)
    assert box.top < 130 < box.bottom + 3
    assert source.pages == 2


def test_a_footer_drawn_first_is_read_last_and_a_title_drawn_last_first(tmp_path: Path) -> None:
    page = PdfPage().text(280, 800, "— 1 —").text(80, 200, LONG).text(80, 230, "第二行文字").text(150, 100, "自评报告")
    assert lines(read(tmp_path, page)) == ["自评报告", LONG, "第二行文字", "— 1 —"]


def test_parts_of_one_row_are_one_line(tmp_path: Path) -> None:
    page = PdfPage().text(80, 100, "云州市教育局").text(400, 100, "2022年1月5日").text(80, 130, LONG)
    assert lines(read(tmp_path, page)) == ["云州市教育局 2022年1月5日", LONG]


def test_two_columns_are_read_one_after_the_other_under_a_title_across_both(tmp_path: Path) -> None:
    page = PdfPage().text(180, 80, "横跨两栏的标题文字一共十四个字")
    left = [f"左栏第{at}行的文字共有十二字" for at in range(1, 7)]
    right = [f"右栏第{at}行的文字共有十二字" for at in range(1, 7)]
    for at in range(6):  # drawn row by row, and the columns a little out of step
        page.text(60, 130 + 24 * at, left[at], size=14).text(320, 137 + 24 * at, right[at], size=14)
    assert lines(read(tmp_path, page)) == ["横跨两栏的标题文字一共十四个字", *left, *right]


def test_a_raised_figure_is_not_read_into_the_number_before_it(tmp_path: Path) -> None:
    page = PdfPage().text(80, 100, "比上年增长3.25%").text(192, 94, "1", size=8).text(196, 100, "，面积12.5m")
    page.text(284, 94, "2", size=8).text(288, 100, "以上")
    assert lines(read(tmp_path, page)) == ["比上年增长3.25%¹，面积12.5m²以上"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_shown_turned_is_read_by_its_text(tmp_path: Path, turned: int) -> None:
    page = PdfPage(turned=turned).text(80, 100, "一、基本情况").text(80, 130, LONG).text(80, 160, "第三行文字")
    assert lines(read(tmp_path, page)) == ["一、基本情况", LONG, "第三行文字"]


def test_a_page_set_sideways_is_read_upright_with_its_table(tmp_path: Path) -> None:
    page = PdfPage().sideways(540, 60, "横排页面第一行文字").sideways(500, 60, "横排页面第二行文字")
    page.grid([400, 430, 460], [60, 160, 260])
    for at, text in enumerate(["年份", "学校数", "2021", "12"]):
        page.sideways(440 - 30 * (at // 2), 70 + 100 * (at % 2), text, size=12)
    source = read(tmp_path, page)
    assert lines(source) == ["横排页面第一行文字", "横排页面第二行文字"]
    assert cells(source) == [(1, 1, 1, 1, "年份"), (1, 2, 1, 1, "学校数"), (2, 1, 1, 1, "2021"), (2, 2, 1, 1, "12")]
    assert source.blocks[0].box is not None
    assert source.blocks[0].box.page_width == 842.0


def test_marginal_notes_and_watermarks_stand_apart_from_the_text(tmp_path: Path) -> None:
    page = PdfPage().slanted(150, 600, "内部资料").text(80, 100, LONG).sideways(40, 300, "装订线").text(80, 130, LONG)
    source = read(tmp_path, page)
    assert lines(source) == [LONG, LONG]
    others = [(block.kind, block.place.part, block.text) for block in source.blocks[2:]]
    assert others == [
        (BlockKind.TEXT_BOX, "text_box", "装订线"),
        (BlockKind.HOSTING, "hosting", "内部资料"),
    ]


# ───────────────────────────── tables ─────────────────────────────


def test_a_ruled_table_gives_cells_between_the_lines_around_it(tmp_path: Path) -> None:
    page = PdfPage().text(80, 100, LONG).grid([80, 200, 320, 440], [120, 150, 180]).text(80, 220, "表后的文字")
    for at, text in enumerate(["学段", "2021年", "2022年", "小学", "12.3", "12.8"]):
        page.text(90 + 120 * (at % 3), 140 + 30 * (at // 3), text, size=12)
    source = read(tmp_path, page)
    kinds = [block.kind for block in source.blocks]
    assert kinds == [BlockKind.LINE, *[BlockKind.CELL] * 6, BlockKind.LINE]
    assert cells(source) == [
        (1, 1, 1, 1, "学段"),
        (1, 2, 1, 1, "2021年"),
        (1, 3, 1, 1, "2022年"),
        (2, 1, 1, 1, "小学"),
        (2, 2, 1, 1, "12.3"),
        (2, 3, 1, 1, "12.8"),
    ]
    assert {block.place.table for block in source.blocks if block.kind is BlockKind.CELL} == {1}


def test_merged_cells_wrapped_cells_and_empty_cells_are_told(tmp_path: Path) -> None:
    page = PdfPage()
    for y in (100, 160, 220):
        page.line(80, y, 440, y)
    page.line(200, 130, 440, 130)  # under the head that spans two columns
    for x in (80, 200, 440):
        page.line(x, 100, x, 220)
    page.line(320, 130, 320, 220)
    page.text(90, 135, "学段", size=12).text(210, 120, "学生数（万人）", size=12)
    page.text(210, 150, "2021年", size=12).text(330, 150, "2022年", size=12)
    page.text(90, 180, "含教学点和", size=12).text(90, 200, "小规模学校", size=12).text(210, 190, "12.3", size=12)
    assert cells(read(tmp_path, page)) == [
        (1, 1, 2, 1, "学段"),
        (1, 2, 1, 2, "学生数（万人）"),
        (2, 2, 1, 1, "2021年"),
        (2, 3, 1, 1, "2022年"),
        (3, 1, 1, 1, "含教学点和\n小规模学校"),
        (3, 2, 1, 1, "12.3"),
        (3, 3, 1, 1, ""),
    ]


@pytest.mark.parametrize("rules", ["strokes", "thin bars", "rectangles"])
def test_tables_are_found_however_their_lines_are_drawn(tmp_path: Path, rules: str) -> None:
    page, xs, ys = PdfPage(), [80, 200, 320], [100, 130, 160]
    if rules == "strokes":
        page.grid(xs, ys)
    for y in ys if rules == "thin bars" else ():
        page.bar(xs[0], y, xs[-1], y + 0.6, grey=0)
    for x in xs if rules == "thin bars" else ():
        page.bar(x, ys[0], x + 0.6, ys[-1], grey=0)
    for row in range(2) if rules == "rectangles" else ():
        for column in range(2):
            page.raw(f"0 G 0.5 w {xs[column]} {842 - ys[row + 1]} 120 30 re S")
    for at, text in enumerate("甲乙丙丁"):
        page.text(90 + 120 * (at % 2), 120 + 30 * (at // 2), text, size=12)
    assert [cell[-1] for cell in cells(read(tmp_path, page))] == list("甲乙丙丁")


def test_a_table_of_three_lines_gives_cells_where_its_columns_are_certain(tmp_path: Path) -> None:
    page = PdfPage().line(80, 100, 440, 100).line(80, 130, 440, 130).line(80, 220, 440, 220)
    rows = [("年份", "学校数", "学生数"), ("2020", "12", "3400"), ("2021", "13", "3500"), ("2022", "15", "3610")]
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            page.text(100 + 120 * column, 120 + 30 * at, text, size=12)
    found = cells(read(tmp_path, page))
    assert [cell[-1] for cell in found] == [text for row in rows for text in row]
    assert (found[-1][0], found[-1][1]) == (4, 3)


def test_lines_between_rules_that_are_no_table_stay_lines(tmp_path: Path) -> None:
    page = PdfPage().line(80, 100, 440, 100).line(80, 130, 440, 130).line(80, 220, 440, 220)
    page.text(80, 120, "云州市人民政府文件").text(80, 160, LONG[:20]).text(80, 190, LONG[:20])
    source = read(tmp_path, page)
    assert len(lines(source)) == 3
    assert not cells(source)


def test_a_frame_around_a_paragraph_is_no_table(tmp_path: Path) -> None:
    page = PdfPage().grid([70, 500], [80, 200]).text(80, 120, LONG).text(80, 150, LONG)
    assert lines(read(tmp_path, page)) == [LONG, LONG]


def test_tables_are_numbered_through_the_document(tmp_path: Path) -> None:
    pages = [
        PdfPage()
        .grid([80, 200, 320], [100, 130, 160])
        .text(90, 120, f"第{at}表", size=12)
        .text(210, 150, "12", size=12)
        for at in (1, 2)
    ]
    source = read(tmp_path, *pages)
    assert {(block.place.page, block.place.table) for block in source.blocks} == {(1, 1), (2, 2)}


# ───────────────────────────── what is no text ─────────────────────────────


@pytest.mark.parametrize(("mode", "grey"), [(3, 0.0), (0, 1.0)])
def test_text_that_nobody_sees_is_reported_and_left_out(tmp_path: Path, mode: int, grey: float) -> None:
    page = PdfPage().text(80, 100, LONG).text(80, 130, "藏着的99.9亿元", mode=mode, grey=grey).text(80, 160, LONG)
    source = read(tmp_path, page)
    assert lines(source) == [LONG, LONG]
    (problem,) = source.problems
    assert (problem.code, problem.place.page, problem.quote) == ("hidden_text", 1, "藏着的99.9亿元")


def test_white_text_on_a_bar_and_the_layer_of_ocr_over_a_scan_are_text(tmp_path: Path) -> None:
    bar = PdfPage().bar(70, 80, 500, 110, grey=0.2).text(80, 100, "白字标题栏", grey=1.0).text(80, 140, LONG)
    scanned = PdfPage().image().text(80, 100, LONG, mode=3).text(80, 130, LONG, mode=3)
    source = read(tmp_path, bar, scanned)
    assert lines(source) == ["白字标题栏", LONG, LONG, LONG]
    assert source.problems == ()


def test_a_font_without_a_unicode_map_gives_a_problem_and_no_text(tmp_path: Path) -> None:
    good = "全市共有学校12所。"
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(PdfPage().text(80, 100, LONG + good), encoding="Identity-H", ordering="Identity"))
    source = read_document(path)
    assert source.blocks == ()
    assert [(problem.code, problem.place.page) for problem in source.problems] == [("no_unicode_map", 1)]


def test_characters_no_text_is_made_of_are_not_believed(tmp_path: Path) -> None:
    private = "".join(chr(0xE000 + at) for at in range(40))
    rare = "".join(chr(0x9800 + 3 * at) for at in range(60))
    source = read(tmp_path, PdfPage().text(40, 100, private, size=10), PdfPage().text(40, 100, rare, size=8))
    assert [problem.code for problem in source.problems] == ["no_unicode_map", "no_unicode_map"]


def test_a_scan_without_text_asks_for_the_ocr_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf_bytes(PdfPage().image(), PdfPage().image().text(280, 800, "— 2 —")))
    with pytest.raises(MissingToolError) as caught:
        read_source(path)
    assert "dudao[ocr]" in caught.value.zh
    assert "扫描件" in caught.value.zh


def test_without_the_ocr_extra_a_document_with_one_scanned_page_is_read_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(PdfPage().text(80, 100, LONG), PdfPage().image(), PdfPage()))
    source = read_source(path)
    assert [(problem.code, problem.place.page) for problem in source.problems] == [("no_text_layer", 2)]


def test_a_document_behind_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(ENCRYPTED)
    with pytest.raises(UnreadableError) as caught:
        read_source(path)
    assert "密码" in caught.value.zh


def _encrypted() -> bytes:
    """A PDF whose standard security handler asks for a password nobody gave."""
    content = pdf_bytes(PdfPage().text(80, 100, LONG))
    entry = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >> "
        b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    )
    return content.replace(b"/Root 1 0 R", entry + b"/Root 1 0 R")


ENCRYPTED = _encrypted()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cut_file_is_read_as_far_as_it_goes_or_refused_in_one_sentence(tmp_path: Path, share: float) -> None:
    content = pdf_bytes(*(PdfPage().text(80, 100, LONG) for _ in range(6)))
    path = tmp_path / "report.pdf"
    path.write_bytes(content[: int(len(content) * share)])
    source = read_or_refused(path)
    if source is not None:
        assert "cut_file" in {problem.code for problem in source.problems}


def test_radicals_are_ordinary_characters_one_for_one(tmp_path: Path) -> None:
    printed = "⼀、⻓江⼤学⽣⽂⻬，共⼗⼆所⾼中"
    assert with_ordinary_characters(printed) == "一、长江大学生文齐，共十二所高中"
    assert lines(read(tmp_path, PdfPage().text(80, 100, printed))) == ["一、长江大学生文齐，共十二所高中"]


def test_a_page_of_another_program_reads_the_same(tmp_path: Path) -> None:
    """A file written by pdfium itself, with streams packed and objects renumbered."""
    path, copy = tmp_path / "report.pdf", tmp_path / "copy.pdf"
    path.write_bytes(pdf_bytes(PdfPage().text(80, 100, LONG)))
    document = pypdfium2.PdfDocument(path)
    document.save(copy)
    document.close()
    assert [block.text for block in read_document(copy).blocks] == [LONG]


def test_a_block_of_a_page_knows_its_place(tmp_path: Path) -> None:
    block: Block = read(tmp_path, PdfPage(), PdfPage().text(80, 100, LONG)).blocks[0]
    assert (block.place.part, block.place.page, block.place.paragraph) == ("body", 2, 1)
