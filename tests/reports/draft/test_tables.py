"""Tables of a report that is set anew stay tables, merged cells and heads too; what a damaged file says of spans is bounded."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.tables import PartTable, part_table
from dudao.reports.draft.word import render_word
from dudao.reports.model import Cell, Table
from dudao.reports.run import read_file

ROWS = (
    ("学段", "支出", "", "备注"),
    ("", "2025年", "2026年", ""),
    ("小学", "1.2", "1.3", "按时到位"),
    ("初中", "0.8", "0.9", ""),
)
MERGED = (((0, 1), (0, 2)), ((0, 0), (1, 0)), ((0, 3), (1, 3)), ((2, 3), (3, 3)))


def report_with_a_table(path: Path) -> Path:
    """A Word file with a table of two head rows and merged cells."""
    word = Document()
    for line in ("临江县自评报告", "云州省教育督导办：", "现将有关情况报告如下：", "表1 教育支出（亿元）"):
        word.add_paragraph(line)
    shown = word.add_table(len(ROWS), len(ROWS[0]))
    for first, last in MERGED:
        shown.cell(*first).merge(shown.cell(*last))
    for row, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            if words:
                shown.cell(row, column).text = words
    word.add_paragraph("教育投入逐年增长。")
    word.save(str(path))
    return path


def table_in(path: Path) -> PartTable:
    """The one table of a report."""
    report = read_file(path)[0].report
    found = part_table(report.tables[0], report.text)
    assert found is not None
    return found


def document_with(table: PartTable) -> OfficialDocument:
    """A report of one table."""
    parts = (Part(PartKind.TEXT, "见表。"), Part(PartKind.TEXT, table.plain, table=table))
    return OfficialDocument("临江县自评报告", "云州省教育督导办", parts, "临江县人民政府", "2026年5月6日")


def test_cells_merges_and_heads_are_read_back_as_they_were(tmp_path: Path) -> None:
    table = table_in(report_with_a_table(tmp_path / "given.docx"))
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 2)
    (tmp_path / "set.docx").write_bytes(render_word(document_with(table)))
    assert table_in(tmp_path / "set.docx") == table


def test_the_head_stands_on_every_page_and_rows_are_not_cut(tmp_path: Path) -> None:
    table = table_in(report_with_a_table(tmp_path / "given.docx"))
    shown = Document(BytesIO(render_word(document_with(table)))).tables[0]
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in shown.rows]
    assert heads == [True, True, False, False]


def test_a_pdf_has_the_table_too(tmp_path: Path) -> None:
    table = table_in(report_with_a_table(tmp_path / "given.docx"))
    (tmp_path / "set.pdf").write_bytes(render_pdf(document_with(table))[0])
    words = "".join(block.text for block in read_file(tmp_path / "set.pdf")[0].report.source.blocks)
    assert all(each in words for row in ROWS for each in row)


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ([Cell(1, 1, 0, 1, 9, 9), Cell(1, 2, 1, 2)], [(0, 0, 1, 1), (0, 1, 1, 1)]),  # over its neighbour
        ([Cell(1, 1, 0, 1, 1, 9_999_999)], [(0, 0, 1, 1)]),  # out of the table
        ([Cell(1, 1, 0, 1), Cell(1, 1, 1, 2)], [(0, 0, 1, 1)]),  # twice in one place
    ],
)
def test_spans_that_cannot_be_are_cut(cells: list[Cell], kept: list[tuple[int, int, int, int]]) -> None:
    found = part_table(Table(0, 2, tuple(cells)), "甲乙")
    assert found is not None
    assert [(each.row, each.column, each.span_rows, each.span_columns) for each in found.cells] == kept
    assert render_pdf(document_with(found))[0].startswith(b"%PDF")


def test_a_table_that_fits_no_page_is_left_as_text() -> None:
    cells = tuple(Cell(1, number, 0, 1) for number in range(1, 60))
    assert part_table(Table(0, 1, cells), "甲") is None
    assert part_table(Table(0, 1, ()), "甲") is None
