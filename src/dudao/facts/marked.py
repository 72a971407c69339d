"""A copy of what was submitted with the doubtful cells marked: colours, comments, and a sheet that lists every remark.

Values, formats and formulas with their stored results stay as they were. Imports openpyxl: import only to write a copy.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dudao.diagnostics.as_text import LEVELS
from dudao.diagnostics.model import Diagnostic, Severity, shown
from dudao.facts.cells import CellError
from dudao.facts.known import CellPlace
from dudao.facts.load import sheets_of
from dudao.facts.quality_report import GROUPS, group_of

LIST_SHEET = "校验结果"
AUTHOR = "督导校验"
COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
MOST_COPIED = 60 * 1024 * 1024
MOST_MARKS = 20_000
HEADINGS = {
    "zh": ("序号", "类别", "级别", "工作表", "单元格", "代码", "问题", "怎么办", "处理说明（由填报单位填写）"),
    "en": ("No.", "group", "level", "sheet", "cell", "code", "remark", "what to do", "answer of the office"),
}
WIDTHS = (6, 10, 8, 20, 10, 9, 60, 50, 36)
_FORMULA_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>(<f\b(?:[^>]*/>|.*?</f>))<v\s*/?>(?:</v>)?</c>', re.DOTALL
)


def marked_copy(source: Path, remarks: Sequence[Diagnostic], lang: str) -> bytes:
    """The bytes of a marked workbook.

    Args:
        source: a workbook, a table, or a folder of them; what is no xlsx becomes a sheet a table, its cells as they were read.
        remarks: as of a quality report; those without a cell stand in the list only.
    """
    book, sheets, results = _copied(source)
    for sheet in book.worksheets:
        _clear_old_marks(sheet)
    for remark in sorted(remarks, key=lambda each: each.severity.rank)[-MOST_MARKS:]:
        for place in _places(remark):
            sheet = _sheet_of(place, sheets)
            if sheet is not None:
                _mark(sheet, place, remark, lang)
    _write_list(book, remarks, sheets, lang)
    target = BytesIO()
    book.save(target)
    return _with_results(target.getvalue(), results)


Sheets = dict[tuple[str, str], Worksheet]
Results = dict[str, dict[str, Any]]


def _copied(source: Path) -> tuple[Workbook, Sheets, Results]:
    """A workbook to mark, its sheets by file and name, and by sheet the stored results of its formulas."""
    if source.is_file() and source.suffix.lower() in (".xlsx", ".xlsm") and _is_quick_to_copy(source):
        try:
            book = load_workbook(source)
            stored = load_workbook(source, data_only=True)
        except Exception:  # noqa: BLE001 - openpyxl raises all kinds on what it does not know; our own reader could read it
            return _rebuilt(source)
        sheets = {(source.name, sheet.title): sheet for sheet in book.worksheets}
        return book, sheets, {sheet.title: _results_of(sheet, stored[sheet.title]) for sheet in book.worksheets}
    return _rebuilt(source)


def _is_quick_to_copy(source: Path) -> bool:
    """Whether a workbook is small enough to be copied with its formats; a million rows of formats alone take minutes."""
    if not zipfile.is_zipfile(source):
        return False
    with zipfile.ZipFile(source) as package:
        sheets = [entry.file_size for entry in package.infolist() if entry.filename.startswith("xl/worksheets/")]
    return sum(sheets) <= MOST_COPIED


def _results_of(sheet: Worksheet, stored: Worksheet) -> dict[str, Any]:
    return {
        cell.coordinate: stored[cell.coordinate].value
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and stored[cell.coordinate].value is not None
    }


def _rebuilt(source: Path) -> tuple[Workbook, Sheets, Results]:
    book = Workbook()
    book.remove(book.active)
    sheets: Sheets = {}
    for read in sheets_of(source):
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "_", read.name)[:31])
        sheets[read.file, read.name] = sheet
        for number, row in enumerate(read.rows, start=1):
            for index, value in enumerate(row, start=1):
                _copy_value(sheet, number, index, value)
    return book, sheets, {}


def _copy_value(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    else:
        cell.value = value.text if isinstance(value, CellError) else value


def _clear_old_marks(sheet: Worksheet) -> None:
    """Marks of an earlier check go: a mended copy is checked again and again."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None
                if cell.fill.fgColor.rgb in COLOURS.values():
                    cell.fill = PatternFill()


def _places(remark: Diagnostic) -> Iterator[CellPlace]:
    found = remark.params.get("cells") or [remark.params.get("place")]
    yield from (place for place in found if isinstance(place, CellPlace))


def _sheet_of(place: CellPlace, sheets: Sheets) -> Worksheet | None:
    named = sheets.get((place.file, place.sheet or ""))
    return named or next((sheet for (file, _), sheet in sheets.items() if file == place.file and not place.sheet), None)


def _mark(sheet: Worksheet, place: CellPlace, remark: Diagnostic, lang: str) -> None:
    address = place.cell or (f"A{place.row}" if place.row else None)
    if address is None:
        return
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        area = next(each for each in sheet.merged_cells.ranges if address in each)
        cell = sheet.cell(area.min_row, area.min_col)
    text = f"{remark.code} {_without_place(remark, lang)}\n{remark.help(lang)}"
    said = cell.comment.text if cell.comment is not None else ""
    if text not in said:
        cell.comment = Comment(f"{text}\n{said}".rstrip(), AUTHOR, height=150, width=320)
    cell.fill = PatternFill("solid", fgColor=COLOURS[remark.severity])


def _without_place(remark: Diagnostic, lang: str) -> str:
    place = shown(remark.params.get("place", ""), lang)
    return remark.message(lang).removeprefix(place).lstrip("：: ")


def _write_list(book: Workbook, remarks: Sequence[Diagnostic], sheets: Sheets, lang: str) -> None:
    if LIST_SHEET in book.sheetnames:
        book.remove(book[LIST_SHEET])
    sheet = book.create_sheet(LIST_SHEET, 0)
    book.active = 0
    for index, (heading, width) in enumerate(zip(HEADINGS[lang], WIDTHS, strict=True), start=1):
        sheet.cell(1, index, heading).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, index).column_letter].width = width
    for number, remark in enumerate(remarks, start=1):
        place = next(_places(remark), CellPlace(""))
        marked = _sheet_of(place, sheets)
        address = place.cell or (f"A{place.row}" if place.row else "")
        row = (
            number,
            GROUPS[group_of(remark)].in_language(lang),
            LEVELS[remark.severity].in_language(lang),
            marked.title if marked is not None else place.sheet or place.file,
            address,
            remark.code,
            _without_place(remark, lang),
            remark.help(lang),
        )
        for index, value in enumerate(row, start=1):
            _copy_value(sheet, number + 1, index, value)
            sheet.cell(number + 1, index).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number + 1, 3).fill = PatternFill("solid", fgColor=COLOURS[remark.severity])
        if marked is not None and address:
            title = marked.title.replace("'", "''")
            link = Hyperlink(ref=f"E{number + 1}", location=f"'{title}'!{address}")
            sheet.cell(number + 1, 5).hyperlink = link
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:I{len(remarks) + 1}"


def _with_results(package: bytes, results: Results) -> bytes:
    """Put the stored results of formulas back beside them: openpyxl writes formulas without."""
    if not any(results.values()):
        return package
    titles = load_workbook(BytesIO(package), read_only=True).sheetnames
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {f"xl/worksheets/sheet{number}.xml": title for number, title in enumerate(titles, start=1)}
        for entry in old.infolist():
            content = old.read(entry)
            stored = results.get(parts.get(entry.filename, ""), {})
            new.writestr(entry, _fill_in(content, stored) if stored else content)
    return target.getvalue()


def _fill_in(xml: bytes, stored: dict[str, Any]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        value = stored.get(found[1].decode())
        if value is None:
            return found[0]
        attributes = re.sub(rb'\s+t="\w+"', b"", found[2])
        kind = {str: b' t="str"', bool: b' t="b"'}.get(type(value), b"")
        if isinstance(value, str) and value.startswith("#"):
            kind = b' t="e"'
        if not isinstance(value, (str, bool, int, float)):
            return found[0]  # dates and the like are worked out anew when the workbook is opened
        text = escape(str(int(value)) if isinstance(value, bool) else str(value)).encode()
        return b'<c r="' + found[1] + b'"' + attributes + kind + b">" + found[3] + b"<v>" + text + b"</v></c>"

    return _FORMULA_CELL.sub(filled, xml)
