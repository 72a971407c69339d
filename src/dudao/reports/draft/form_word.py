"""A form as a Word file with the page and fonts of the official format; tables in 小四号仿宋 with headings on every page."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from dudao.reports.draft.document import BODY_FONT, FORMAT
from dudao.reports.draft.form import FormRow, FormTable, PrintedForm
from dudao.reports.draft.word import add_paragraph, add_title, begin_word, saved_word
from dudao.reports.draft.word_cells import CELL_POINTS, HEADING_FONT, begin_table, keep_whole, write_cell


def render_form(form: PrintedForm) -> bytes:
    """The bytes of a .docx; the same form gives the same bytes."""
    word = begin_word(form.title, form.author)
    width_mm = _set_across(word.sections[0]) if form.is_wide else _width(word.sections[0])
    add_title(word, form.title)
    for line in form.head:
        add_paragraph(word, line, size=14)
    for table in form.tables:
        if table.caption:
            add_paragraph(word, table.caption, font=HEADING_FONT, size=14)
        _add_table(word, table, width_mm)
        add_paragraph(word, "", size=CELL_POINTS)
    for line in form.notes:
        add_paragraph(word, line, size=14, indent=2)
    for name in form.signatures:
        add_paragraph(word, f"{name}：____________　　　　____年____月____日", size=14)
    return saved_word(word)


def _width(section: Any) -> float:
    return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))


def _set_across(section: Any) -> float:
    """The page turned, its margins with it; the width of the text in millimetres."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(FORMAT.page_height_mm), Mm(FORMAT.page_width_mm)
    section.top_margin, section.bottom_margin = Mm(FORMAT.left_mm), Mm(FORMAT.right_mm)
    section.left_margin, section.right_margin = Mm(FORMAT.right_mm), Mm(FORMAT.right_mm)
    return _width(section)


def _add_table(word: Any, table: FormTable, width_mm: float) -> None:
    lines = ([FormRow(table.headings, "heading")] if table.headings else []) + list(table.rows)
    widths = [Mm(width_mm * share / sum(table.widths)) for share in table.widths]
    shown = begin_table(word, len(lines), widths)
    for drawn, line in zip(shown.rows, lines, strict=True):
        keep_whole(drawn, is_heading=line.kind == "heading")
        _fill(drawn.cells, line, table, widths)


def _fill(cells: Any, line: FormRow, table: FormTable, widths: list[Any]) -> None:
    """The words of a line; a group alone in its line reaches over all columns."""
    if line.kind == "group" and len(line.cells) == 1:
        write_cell(cells[0].merge(cells[-1]), line.cells[0], font=HEADING_FONT)
        return
    for number, cell in enumerate(cells):
        cell.width = widths[number]
        is_name = not table.headings and number % 2 == 0
        is_heading = line.kind != "row" or is_name
        words = line.cells[number] if number < len(line.cells) else ""
        centred = line.kind == "heading" or is_name
        right = number in table.numbers and line.kind != "heading"
        align = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        write_cell(cell, words, font=HEADING_FONT if is_heading else BODY_FONT, align=align)
