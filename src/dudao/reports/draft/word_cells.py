"""Cells of Word tables in the look of the official format: fonts, lines off the page's grid, heads on every page."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dudao.reports.draft.document import BODY_FONT, FORMAT, HEADING_FONTS, LATIN_FONT
from dudao.reports.draft.tables import PartTable

CELL_POINTS = 12.0
CELL_PITCH = 18.0
HEADING_FONT = HEADING_FONTS[1]


def set_font(run: Any, font: str, size: float, latin: str = LATIN_FONT) -> None:
    """Chinese and Latin font of a run, and its size in points."""
    run.font.name, run.font.size = latin, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def begin_table(word: Any, rows: int, widths: list[Any]) -> Any:
    """An empty table with lines, as wide as its columns together."""
    shown = word.add_table(rows=rows, cols=len(widths))
    shown.style, shown.alignment, shown.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(shown.columns, widths, strict=True):
        column.width = width
    return shown


def add_part_table(word: Any, table: PartTable) -> None:
    """A table of the report itself: merged cells stay merged, its head stands on every page."""
    width_mm = FORMAT.page_width_mm - FORMAT.left_mm - FORMAT.right_mm
    widths = [Mm(width_mm * share / sum(table.widths)) for share in table.widths]
    shown = begin_table(word, table.rows, widths)
    grid = [list(row.cells) for row in shown.rows]
    for number, row in enumerate(shown.rows):
        keep_whole(row, is_heading=number < table.header_rows)
        for cell, width in zip(grid[number], widths, strict=True):
            cell.width = width
            write_cell(cell, "", font=BODY_FONT)
    for each in table.cells:
        first = grid[each.row][each.column]
        last = grid[each.row + each.span_rows - 1][each.column + each.span_columns - 1]
        cell = first if first is last else first.merge(last)
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        font = HEADING_FONT if each.row < table.header_rows else BODY_FONT
        write_cell(cell, each.text, font=font, align=WD_ALIGN_PARAGRAPH.CENTER)


def write_cell(cell: Any, words: str, *, font: str, align: Any = WD_ALIGN_PARAGRAPH.LEFT) -> None:
    """Words into a cell whose one paragraph is empty, a line a paragraph."""
    for number, line in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(CELL_PITCH)
        _leave_grid(paragraph)
        if line:
            set_font(paragraph.add_run(line), font, CELL_POINTS)


def _leave_grid(paragraph: Any) -> None:
    """Lines of a table do not stand on the grid of the page, which would set them as far apart as the text."""
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:snapToGrid")) is not None:
        return
    element = OxmlElement("w:snapToGrid")
    element.set(qn("w:val"), "0")
    properties.find(qn("w:spacing")).addprevious(element)  # the schema's order


def keep_whole(row: Any, *, is_heading: bool) -> None:
    """A line is not cut by the end of a page; a heading stands on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        element = OxmlElement("w:tblHeader")
        element.set(qn("w:val"), "true")
        properties.append(element)
