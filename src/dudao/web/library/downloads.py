"""What may be taken home of a document that one reads whole: the file, a PDF, the text, the figures as tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dudao.web.library import queries, storage
from dudao.web.library.models import FoundFigure
from dudao.web.library.queries import Opened
from dudao.web.library.templatetags.library_parts import compared
from dudao.web.policies import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 80
HEADINGS = (
    "指标",
    "数字",
    "数值",
    "单位",
    "期间",
    "年度",
    "范围",
    "比较",
    "变化",
    "核对状态",
    "已知值",
    "章节",
    "页",
    "上下文",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Begins of a text that a spreadsheet would take for a formula; CSV has no types, so such a text gets a ' before it."""


@dataclass(frozen=True, slots=True)
class Download:
    """Something to take home: `kind` is its part of the address, `name` what it is called as a file."""

    kind: str
    label: Words
    name: str
    media: str
    size: int = 0


Maker = Callable[[Opened], bytes]


def downloads_of(opened: Opened) -> list[Download]:
    """What there is to take; nothing where the document is not read whole, the file itself not where parts are covered."""
    if not opened.is_whole:
        return []
    rendition, found = opened.rendition, []
    title = opened.document.title[:LONGEST_TITLE]
    original, pdf = storage.original(rendition), storage.public_pdf(rendition)
    if not rendition.redactions and original.is_file():
        suffix = PurePath(opened.document.current.name if opened.document.current else "").suffix.lower()
        name = f"{title}{suffix}"
        found.append(Download("original", _("原文件"), name, "application/octet-stream", original.stat().st_size))
    if pdf.is_file():
        found.append(Download("pdf", _("PDF"), f"{title}.pdf", "application/pdf", pdf.stat().st_size))
    found.append(Download("text", _("纯文字（TXT）"), f"{title}.txt", "text/plain; charset=utf-8"))
    found.append(Download("xlsx", _("文中数字（Excel）"), f"{title}-文中数字.xlsx", XLSX))
    found.append(Download("csv", _("文中数字（CSV）"), f"{title}-文中数字.csv", "text/csv; charset=utf-8"))
    return found


def content_of(opened: Opened, kind: str) -> bytes:
    """The bytes of a download of `downloads_of`."""
    return MAKERS[kind](opened)


def _text(opened: Opened) -> bytes:
    pages = queries.pages_of(opened, 1, max(opened.rendition.pages, 1))
    return "\n\n".join(page.text for page in pages).encode() + b"\n"


def _rows(opened: Opened) -> Iterator[tuple[object, ...]]:
    for each in queries.figures_of(opened).iterator():
        yield _row(each)


def _row(each: FoundFigure) -> tuple[object, ...]:
    return (
        *(each.metric, each.text, each.value.normalize(), each.unit, each.period, each.year, each.scope),
        *(str(compared(each)), each.change, each.get_state_display(), each.known, each.section, each.page, each.around),
    )


def _xlsx(opened: Opened) -> bytes:
    book, target = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("文中数字")
    for row in (HEADINGS, *_rows(opened)):
        sheet.append([_cell(sheet, each) for each in row])
    book.save(target)
    return target.getvalue()


def _cell(sheet: WriteOnlyWorksheet, value: object) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value="".join(filter(_is_kept, value)) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # also what begins with =
    return cell


def _is_kept(mark: str) -> bool:
    """Whether a workbook may hold a character: control characters break it."""
    return mark >= " " or mark in "\n\t"


def _csv(opened: Opened) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    for row in (HEADINGS, *_rows(opened)):
        writer.writerow([f"'{each}" if isinstance(each, str) and each.startswith(FORMULA) else each for each in row])
    return ("\ufeff" + target.getvalue()).encode()  # the mark tells a spreadsheet that it is UTF-8


MAKERS: dict[str, Maker] = {
    "original": lambda opened: storage.original(opened.rendition).read_bytes(),
    "pdf": lambda opened: storage.public_pdf(opened.rendition).read_bytes(),
    "text": _text,
    "xlsx": _xlsx,
    "csv": _csv,
}
