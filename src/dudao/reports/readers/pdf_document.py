"""A PDF to blocks: lines with their areas, cells of ruled tables, and what could not be read as text.

A page whose text cannot be had (a scan, a font that does not say which characters it draws) gives no blocks but a
problem with its number; `scan` can read it from its picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dudao.reports.model import Block, BlockKind, ReadingProblem, Source
from dudao.reports.readers.limits import require_blocks, require_pages
from dudao.reports.readers.pdf_drawings import Drawings, drawings_of, hidden_characters
from dudao.reports.readers.pdf_fonts import is_unmapped
from dudao.reports.readers.pdf_geometry import PageFrame
from dudao.reports.readers.pdf_layout import laid_out
from dudao.reports.readers.pdf_lines import PageText, page_characters, quarters_off
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

PASSWORD, SECURITY = 4, 5  # of FPDF_GetLastError
FEWEST_CHARACTERS = 5
STAMPED_CHARACTERS = 40  # a scan may carry a page number or a stamp in real text
SCANNED_SHARE = 0.5
OUTLINED = 150
QUOTE = 60
TAIL = 2048


def read_document(path: Path) -> Source:
    """The blocks of a PDF, `Place.page` and the line on the page with each.

    Raises UnreadableError for a document behind a password, a damaged one and one with too many pages.
    """
    document = _opened(path)
    try:
        count = len(document)
        require_pages(count)
        blocks: list[Block] = []
        problems = _problems_of_file(path)
        tables = 0
        with _pages_of(document) as pages:
            for number, page in enumerate(pages, 1):
                page_blocks, page_problems = _read_page(page, number, tables)
                tables = max((block.place.table or 0 for block in page_blocks), default=tables)
                blocks += page_blocks
                problems += page_problems
                require_blocks(len(blocks))
    finally:
        document.close()
    if count == 0 or sum(problem.code == "damaged_page" for problem in problems) == count:
        raise _damaged()
    return Source(kind="pdf", blocks=tuple(blocks), pages=count, problems=tuple(problems))


def _opened(path: Path) -> Any:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (PASSWORD, SECURITY):
            raise UnreadableError(
                "PDF 有打开密码，无法读取；请去掉密码另存后再试",
                "the PDF is behind a password; save it without one and retry",
            ) from error
        raise _damaged() from error


def _damaged() -> UnreadableError:
    return UnreadableError(
        "PDF 已损坏或不完整，无法读取；请重新下载，或从原文件重新导出",
        "the PDF is damaged or incomplete; download it again or export it anew from the original",
    )


def _problems_of_file(path: Path) -> list[ReadingProblem]:
    """That the file ends before a PDF does: what was read may not be all."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, TAIL), 2)
        is_whole = b"%%EOF" in file.read()
    return [] if is_whole else [ReadingProblem("cut_file")]


@contextmanager
def _pages_of(document: Any) -> Iterator[Iterator[Any]]:
    """The pages in order, None for a damaged one. The one before stays open: with it, pdfium keeps its fonts loaded."""
    opened: list[Any] = []

    def pages() -> Iterator[Any]:
        for index in range(len(document)):
            opened.append(pdfium.FPDF_LoadPage(document.raw, index))
            yield opened[-1]
            while len(opened) > 1:
                _close(opened.pop(0))

    try:
        yield pages()
    finally:
        for page in opened:
            _close(page)


def _close(page: Any) -> None:
    if page:
        pdfium.FPDF_ClosePage(page)


def _read_page(page: Any, number: int, tables: int) -> tuple[list[Block], list[ReadingProblem]]:
    if not page:
        return [], [ReadingProblem("damaged_page", Place(page=number))]
    with _text_of(page) as text:
        turned = quarters_off(text)
        if not turned:
            return _page_blocks(text, drawings_of(page, text.frame), number, tables)
    # pdfium puts the letters of a line in order as the page is shown, so the page is turned and read again.
    pdfium.FPDFPage_SetRotation(page, (text.frame.turn - turned) % 4)
    with _text_of(page) as text:
        return _page_blocks(text, drawings_of(page, text.frame), number, tables)


@contextmanager
def _text_of(page: Any) -> Iterator[PageText]:
    handle = pdfium.FPDFText_LoadPage(page)
    try:
        yield PageText(handle, page_characters(handle), _frame_of(page))
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _frame_of(page: Any) -> PageFrame:
    bounds = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, bounds)
    turn = max(pdfium.FPDFPage_GetRotation(page), 0) % 4
    return PageFrame(bounds.left, bounds.bottom, bounds.right, bounds.top, turn)


def _page_blocks(
    text: PageText, drawings: Drawings, number: int, tables: int
) -> tuple[list[Block], list[ReadingProblem]]:
    letters = len("".join(text.characters.split()))
    if letters < STAMPED_CHARACTERS and _is_a_picture(letters, drawings, text.frame):
        return [], [ReadingProblem("no_text_layer", Place(page=number))]
    if letters >= FEWEST_CHARACTERS and is_unmapped(text):
        return [], [ReadingProblem("no_unicode_map", Place(page=number), text.characters.strip()[:QUOTE])]
    hidden = hidden_characters(text, drawings)
    problems = list(_hidden_problems(text, hidden, number))
    return list(_placed(text, drawings, hidden, number, tables)), problems


def _is_a_picture(letters: int, drawings: Drawings, frame: PageFrame) -> bool:
    """Whether a page with next to no text shows some: as a scan, or as letters turned into outlines."""
    if drawings.pictured_share(frame) > SCANNED_SHARE:
        return True
    is_drawn = drawings.pictures or drawings.outlines > OUTLINED
    return letters < FEWEST_CHARACTERS and bool(is_drawn)


def _hidden_problems(text: PageText, hidden: frozenset[int], number: int) -> Iterator[ReadingProblem]:
    """One for each stretch of hidden characters."""
    stretch = ""
    for index in sorted(hidden):
        stretch += text.characters[index]
        if index + 1 in hidden or (index + 2 in hidden and text.characters[index + 1].isspace()):
            continue
        yield ReadingProblem("hidden_text", Place("hidden", page=number), stretch[:QUOTE])
        stretch = ""


def _placed(text: PageText, drawings: Drawings, hidden: frozenset[int], number: int, tables: int) -> Iterator[Block]:
    """The page's blocks in reading order, lines numbered from 1, tables through the document."""
    line = 0
    for piece in laid_out(text, drawings, hidden):
        box = text.frame.box(piece.area)
        if piece.kind is not BlockKind.CELL:
            line += 1
            yield Block(piece.kind, piece.text, Place(piece.part, page=number, paragraph=line), box=box)
            continue
        place = Place(page=number, table=tables + piece.table, row=piece.row, column=piece.column)
        yield Block(piece.kind, piece.text, place, box=box, span_rows=piece.span_rows, span_columns=piece.span_columns)
