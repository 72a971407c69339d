"""A report as a Word file in the official format (GB/T 9704-2012), with the official font names: office PCs have them."""

from __future__ import annotations

import math
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dudao.reports.draft.document import (
    BODY_FONT,
    FORMAT,
    HEADING_FONTS,
    LATIN_FONT,
    PAGE_NUMBER_FONT,
    TITLE_FONT,
    OfficialDocument,
    run_in_heading,
    signature_indents,
    title_lines,
)
from dudao.reports.draft.plain import attachment_lines
from dudao.reports.draft.word_cells import add_part_table, set_font

LINE_PITCH = math.floor(FORMAT.line_pitch_points * 20)
"""Twentieths of a point from line to line, rounded down: 22 lines of 580 would not fit a block of 12,756."""
CLOSER_BY = math.floor((FORMAT.character_points - FORMAT.body_points) * 20)
"""Twentieths of a point by which characters are set closer, so that 28 stand in a line.

Not by the character grid of the page, which LibreOffice sets at twice the width."""
SIGNATURE_LINES = 4
"""Two blank lines, the issuing body, the date."""
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that equal documents are equal bytes


def render_word(document: OfficialDocument) -> bytes:
    """The bytes of a .docx; the same document gives the same bytes."""
    word = begin_word(document.title, document.signatory)
    add_title(word, document.title)
    add_paragraph(word, "")
    if document.addressee:
        add_paragraph(word, f"{document.addressee}：")
    for part in document.parts:
        level = part.kind.level
        if part.table is not None:
            add_part_table(word, part.table)
        elif level:
            add_paragraph(word, part.text, font=HEADING_FONTS[level], indent=2, level=level)
        else:
            _add_text(word, part.text)
    if document.attachments:
        add_paragraph(word, "")
        for line in attachment_lines(document.attachments):
            add_paragraph(word, line, indent=2)
    _add_signature(word, document)
    _keep_signature_with_text(word, document)
    return saved_word(word)


def begin_word(title: str, author: str) -> Any:
    """An empty document with the page, the fonts and the page numbers of the official format."""
    word = Document()
    _set_properties(word, title, author)
    _set_normal_style(word)
    _set_page(word.sections[0])
    word.settings.odd_and_even_pages_header_footer = True
    return word


def saved_word(word: Any) -> bytes:
    """The bytes of a document; equal documents are equal bytes."""
    buffer = BytesIO()
    word.save(buffer)
    return _undated(buffer)


def _undated(saved: BytesIO) -> bytes:
    """The package with one fixed time for all its parts."""
    out = BytesIO()
    with ZipFile(saved) as package, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for part in package.infolist():
            entry = ZipInfo(part.filename, MADE.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            written.writestr(entry, package.read(part))
    return out.getvalue()


def _set_properties(word: Any, title: str, author: str) -> None:
    core = word.core_properties
    core.title, core.author, core.comments = title, author, ""
    core.created = core.modified = MADE
    core.last_modified_by = ""


def _set_normal_style(word: Any) -> None:
    style = word.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, Pt(FORMAT.body_points)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY_FONT)
    _space_characters(style.element.get_or_add_rPr(), CLOSER_BY)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(LINE_PITCH / 20)
    form.widow_control = False
    properties = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no space beside figures, which would break 28 characters a line
        element = OxmlElement(name)
        element.set(qn("w:val"), "0")
        properties.find(qn("w:spacing")).addprevious(element)  # the schema's order


def _space_characters(properties: Any, twentieths: int) -> None:
    element = OxmlElement("w:spacing")
    element.set(qn("w:val"), str(twentieths))
    size = properties.find(qn("w:sz"))
    if size is None:
        properties.append(element)
    else:
        size.addprevious(element)  # the schema's order


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(FORMAT.page_width_mm), Mm(FORMAT.page_height_mm)
    section.top_margin, section.bottom_margin = Mm(FORMAT.top_mm), Mm(FORMAT.bottom_mm)
    section.left_margin, section.right_margin = Mm(FORMAT.left_mm), Mm(FORMAT.right_mm)
    section.footer_distance = Mm(FORMAT.bottom_mm - FORMAT.page_number_below_mm - 5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    _add_page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _add_page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _add_page_number(footer: Any, align: Any) -> None:
    """— 1 — in 4号宋体, one character in from the outer edge: odd pages right, even pages left."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.line_spacing = Pt(FORMAT.page_number_points + 2)
    inner = Pt(FORMAT.page_number_points)
    if align == WD_ALIGN_PARAGRAPH.RIGHT:
        form.right_indent = inner
    else:
        form.left_indent = inner
    for piece in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if piece == "PAGE" else piece)
        set_font(run, PAGE_NUMBER_FONT, FORMAT.page_number_points, latin=PAGE_NUMBER_FONT)
        if piece == "PAGE":
            _add_field(run, piece)


def _add_field(run: Any, instruction: str) -> None:
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def add_paragraph(
    word: Any,
    text: str,
    *,
    font: str = BODY_FONT,
    size: float = FORMAT.body_points,
    align: str | None = None,
    indent: int = 0,
    level: int | None = None,
) -> Any:
    """A paragraph in the official format: indent in characters, `level` of a heading."""
    paragraph = word.add_paragraph()
    if align == "center":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif not level and indent:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        # LibreOffice reads the length, Word the characters: both are written
        paragraph.paragraph_format.first_line_indent = Pt(indent * size)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(indent * 100))
    if level:
        _set_outline_level(paragraph, level)
    if text:
        set_font(paragraph.add_run(text), font, size)
    return paragraph


def _add_text(word: Any, text: str) -> None:
    """A paragraph of text; a heading that opens it is set as headings of its level are."""
    level, length = run_in_heading(text)
    paragraph = add_paragraph(word, text[:length], font=HEADING_FONTS.get(level, BODY_FONT), indent=2)
    set_font(paragraph.add_run(text[length:]), BODY_FONT, FORMAT.body_points)


def add_title(word: Any, title: str) -> None:
    """One paragraph, its lines broken by meaning."""
    paragraph = add_paragraph(word, "", align="center")
    for number, line in enumerate(title_lines(title)):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        set_font(run, TITLE_FONT, FORMAT.title_points)
        _space_characters(run._r.get_or_add_rPr(), 0)


def _set_outline_level(paragraph: Any, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    properties.append(outline)  # last in the schema's order of what is written here


def _add_signature(word: Any, document: OfficialDocument) -> None:
    if not (document.signatory or document.date):
        return
    add_paragraph(word, "")
    add_paragraph(word, "")
    for text, indent in zip(
        (document.signatory, document.date), signature_indents(document.signatory, document.date), strict=True
    ):
        paragraph = add_paragraph(word, text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(indent * FORMAT.body_points)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:rightChars"), str(round(indent * 100)))
        paragraph.paragraph_format.keep_together = True


def _keep_signature_with_text(word: Any, document: OfficialDocument) -> None:
    """The signature does not stand on a page without text (GB/T 9704-2012, 7.3.5.4)."""
    if document.signatory or document.date:
        for paragraph in word.paragraphs[-SIGNATURE_LINES - 1 : -1]:
            paragraph.paragraph_format.keep_with_next = True
