"""Files of the demo's library, made from the texts of `examples/library`: official Word files, PDF, a workbook, a scan."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dudao.reports.draft.document import OfficialDocument
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.word import render_word
from dudao.reports.run import read_file
from dudao.web.report_desk.documents import document_of_reading

CATALOGUE = "library.csv"
SCAN_DPI = 120
COLUMN_WIDTH = 14
CORRECTED = ("title", "kind", "place", "level", "year", "issuer")


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the catalogue: which text becomes which file, who hands it in how many days ago, and how far it gets.

    `state`: waiting, submitted or published; `corrected` what a person puts right of what the reader proposes; `views` how
    often it has been read by today.
    """

    path: Path
    name: str
    format: str
    tier: str
    days_ago: int
    uploader: str
    state: str
    source: str
    corrected: dict[str, str | int]
    views: int = 0

    @property
    def content(self) -> bytes:
        """The file as it is handed in."""
        return MAKERS[self.format](self.path)


def planned_in(folder: Path) -> list[Planned]:
    """The documents of a folder, in the order of its catalogue."""
    with (folder / CATALOGUE).open(encoding="utf-8") as file:
        return [_planned(folder, each) for each in csv.DictReader(file)]


def _planned(folder: Path, row: dict[str, str]) -> Planned:
    corrected = {name: int(row[name]) if name == "year" else row[name] for name in CORRECTED if row[name]}
    return Planned(
        path=folder / row["file"],
        days_ago=int(row["days_ago"]),
        corrected=corrected,
        name=row["name"],
        format=row["format"],
        tier=row["tier"],
        uploader=row["uploader"],
        state=row["state"],
        source=row["source"],
        views=int(row["views"] or 0),
    )


def _document(path: Path) -> OfficialDocument:
    return document_of_reading(read_file(path)[0])


def _pdf(path: Path) -> bytes:
    return render_pdf(_document(path))[0]


def _workbook(path: Path) -> bytes:
    """A sheet of a table, numbers as numbers."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "一览表"
    with path.open(encoding="utf-8") as file:
        for row in csv.reader(file):
            sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in row])
    for number in range(1, sheet.max_column + 1):
        sheet.cell(1, number).alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = COLUMN_WIDTH
    found = BytesIO()
    book.save(found)
    return found.getvalue()


def _scan(path: Path) -> bytes:
    """Grey pictures of the pages, as an office's scanner makes them: one TIFF."""
    import pypdfium2

    with pypdfium2.PdfDocument(_pdf(path)) as document:
        pages = [page.render(scale=SCAN_DPI / 72).to_pil().convert("L") for page in document]
    found = BytesIO()
    pages[0].save(found, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    return found.getvalue()


MAKERS: dict[str, Callable[[Path], bytes]] = {
    "docx": lambda path: render_word(_document(path)),
    "pdf": _pdf,
    "html": Path.read_bytes,
    "xlsx": _workbook,
    "scan": _scan,
}
