"""A form of one page as a Word file, with the official font names."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dudao.reports.draft.document import BODY_FONT, FORMAT, HEADING_FONTS, LATIN_FONT, TITLE_FONT
from dudao.reports.draft.one_page import BOX_MM, LABEL_MM, PICTURE_MM, SMALL_POINTS, TEXT_POINTS, FormDocument
from dudao.reports.draft.word import MADE, saved_word

SIDE_MM = 25
WIDTH_MM = FORMAT.page_width_mm - 2 * SIDE_MM


def render_form_word(form: FormDocument) -> bytes:
    """The bytes of a .docx; the same form gives the same bytes."""
    word = Document()
    core = word.core_properties
    core.title, core.author, core.comments, core.last_modified_by = form.title, "", "", ""
    core.created = core.modified = MADE
    section = word.sections[0]
    section.page_width, section.page_height = Mm(FORMAT.page_width_mm), Mm(FORMAT.page_height_mm)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(SIDE_MM)
    normal = word.styles["Normal"]
    normal.font.name = LATIN_FONT
    normal.paragraph_format.space_after = Pt(0)
    _write(word.add_paragraph(), form.title, TITLE_FONT, FORMAT.title_points, center=True)
    word.add_paragraph()
    _add_rows(word, form)
    if form.picture:
        word.add_paragraph()
        picture = word.add_paragraph()
        picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
        picture.add_run().add_picture(BytesIO(form.picture), width=Mm(PICTURE_MM))
        _write(word.add_paragraph(), form.caption, BODY_FONT, SMALL_POINTS, center=True)
    for line in form.notes:
        _write(word.add_paragraph(), line, BODY_FONT, SMALL_POINTS)
    return saved_word(word)


def _add_rows(word: Any, form: FormDocument) -> None:
    table = word.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for label, value in form.rows:
        cells = table.add_row().cells
        _fill(cells, label, value)
    for box in form.boxes:
        row = table.add_row()
        row.height, row.height_rule = Mm(BOX_MM), WD_ROW_HEIGHT_RULE.AT_LEAST
        _fill(row.cells, box.label, "")
        last = row.cells[1].paragraphs[0]
        last.paragraph_format.space_before = Mm(BOX_MM - 9)
        last.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _write(last, box.line, BODY_FONT, TEXT_POINTS)
    for column, width in zip(table.columns, (LABEL_MM, WIDTH_MM - LABEL_MM), strict=True):
        column.width = Mm(width)


def _fill(cells: Any, label: str, value: str) -> None:
    for cell, text, font, width in (
        (cells[0], label, HEADING_FONTS[1], LABEL_MM),
        (cells[1], value, BODY_FONT, WIDTH_MM - LABEL_MM),
    ):
        cell.width = Mm(width)
        _write(cell.paragraphs[0], text, font, TEXT_POINTS)


def _write(paragraph: Any, text: str, font: str, points: float, *, center: bool = False) -> None:
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not text:
        return
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN_FONT, Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
