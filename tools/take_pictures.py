"""Take the pictures of the documentation anew: the page, the commented Word file and the draft of the sample
report, and the page that explains why a county of the example province fails.

    python tools/take_pictures.py [FOLDER]        (default: docs/images)

Needs chromium, LibreOffice (soffice) and pdftoppm, and the Noto CJK fonts. LibreOffice's headless build shows comments as
icons only, so the comments are drawn beside the page where the file has them, as Word does.
"""

from __future__ import annotations

import base64
import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "yunzhou"
PROVINCE = ROOT / "examples" / "yunling"
SCHEME = ("--scheme", "government-duty-city", "--facts", str(EXAMPLE))
REPORT_DAY = ("--period", "2021", "--date", "2021-11-05")

STAND_INS = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
    "宋体": "Noto Serif CJK SC",
}
"""What LibreOffice shows instead of the official fonts; without this it takes a font of another country's forms."""

WITH_NOTES = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


@dataclass(frozen=True, slots=True)
class Note:
    """A comment of a PDF page: its place as parts of the page's width and height, from the left and the top."""

    left: float
    top: float
    text: str


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        _take_page(Path(work), folder / "checked-report.png")
        _take_word_file(Path(work), folder / "commented-word-file.png")
        _take_draft(Path(work), folder / "draft.png")
        _take_explanation(Path(work), folder / "why-a-county-fails.png")


def _take_page(work: Path, out: Path) -> None:
    page = work / "report.check.html"
    _dudao("report", "check", str(EXAMPLE / "report.docx"), *SCHEME, "--format", "html", "-o", str(page))
    _screenshot(page, out, 1440, 900)


def _take_word_file(work: Path, out: Path) -> None:
    copy = work / "report.check.docx"
    _dudao("report", "check", str(EXAMPLE / "report.docx"), *SCHEME, "--format", "docx", "-o", str(copy))
    _run("soffice", f"-env:UserInstallation={(work / 'office').as_uri()}", "--headless", "--convert-to", WITH_NOTES,
         str(copy), "--outdir", str(work), fonts=_fonts(work))  # fmt: skip
    pdf = copy.with_suffix(".pdf")
    _run("pdftoppm", "-r", "110", "-png", "-hide-annotations", "-f", "2", "-l", "2", str(pdf), str(work / "sheet"))
    picture = next(work.glob("sheet-*.png"))
    sheet = work / "sheet.html"
    sheet.write_text(_sheet_with_notes(picture, notes_of(pdf, 1)), "utf-8")
    _screenshot(sheet, out, 1440, 960)


def _take_draft(work: Path, out: Path) -> None:
    pdf = work / "draft.pdf"
    _dudao("report", "draft", *SCHEME, *REPORT_DAY, "-o", str(pdf))
    _run("pdftoppm", "-r", "64", "-png", "-f", "1", "-l", "2", str(pdf), str(work / "draft"))
    pages = "".join(f'<img src="{_inline(each)}">' for each in sorted(work.glob("draft-*.png")))
    sheet = work / "draft.html"
    style = "body{margin:0;padding:18px;background:#8a8f98;display:flex;gap:18px}img{box-shadow:0 1px 6px #0006}"
    sheet.write_text(f'<!doctype html><meta charset="utf-8"><style>{style}</style>{pages}', "utf-8")
    _screenshot(sheet, out, 1114, 786)


def _take_explanation(work: Path, out: Path) -> None:
    page = work / "why.html"
    _dudao("indicator", "explain", "--scheme", "quality-balance", "--data", str(PROVINCE), "--period", "2021",
           "--body", "990202", "--indicator", "RECOGNISED", "--format", "html", "-o", str(page))  # fmt: skip
    _screenshot(page, out, 1280, 900)


def notes_of(pdf: Path, number: int) -> list[Note]:
    """The text notes of one page, from the top."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number]
        width, height = page.get_size()
        found = []
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_TEXT:
                box = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(annotation, box)
                found.append(Note(box.left / width, 1 - box.top / height, _string(annotation, b"Contents")))
            raw.FPDFPage_CloseAnnot(annotation)
        return sorted(found, key=lambda note: (note.top, note.left))
    finally:
        document.close()


def _string(annotation: object, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _sheet_with_notes(picture: Path, notes: Sequence[Note]) -> str:
    """The page left, its comments right, each joined to its place by a line that a small script draws."""
    style = """body{margin:0;background:#e8eaee;font:13px/1.5 "Noto Sans CJK SC",sans-serif;position:relative;width:1440px;height:960px;overflow:hidden}
    img{position:absolute;left:20px;top:0;box-shadow:0 1px 6px #0004;height:1287px;width:910px;margin-top:-110px}
    .notes{position:absolute;left:970px;top:14px;width:450px}
    .notes p{margin:0 0 10px;padding:6px 10px;background:#fff;border-left:3px solid #b9402f;white-space:pre-line;border-radius:3px}
    svg{position:absolute;inset:0;width:1440px;height:960px}path{fill:none;stroke:#b9402f;stroke-dasharray:3 3}"""
    items = "".join(
        f'<p data-left="{20 + note.left * 910:.0f}" data-top="{note.top * 1287 - 110 + 37:.0f}">{escape(note.text.strip())}</p>'
        for note in notes
    )
    script = """document.querySelectorAll('.notes p').forEach(function(note){
      var box=note.getBoundingClientRect(),x=+note.dataset.left,y=+note.dataset.top,line=document.createElementNS('http://www.w3.org/2000/svg','path');
      line.setAttribute('d','M'+x+' '+y+' H945 L970 '+(box.top+14));document.querySelector('svg').append(line)})"""
    return (
        f'<!doctype html><meta charset="utf-8"><style>{style}</style><img src="{_inline(picture)}">'
        f'<div class="notes">{items}</div><svg></svg><script>{script}</script>'
    )


def _inline(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()


def _screenshot(page: Path, out: Path, width: int, height: int) -> None:
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         f"--window-size={width},{height}", f"--screenshot={out}", page.as_uri())  # fmt: skip
    print(f"{out}  {out.stat().st_size // 1024} KB")


def _fonts(work: Path) -> Path:
    """A fontconfig file that names the stand-ins."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{official}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{font}</string></edit></match>'
        for official, font in STAND_INS.items()
    )
    path = work / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{rules}</fontconfig>',
        "utf-8",
    )
    return path


def _dudao(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "dudao", *words], cwd=ROOT, check=False)
    if done.returncode > 1 or not Path(words[-1]).exists():
        sys.exit(f"dudao {' '.join(words)} ended with {done.returncode}")


def _run(*words: str, fonts: Path | None = None) -> None:
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)} if fonts else dict(os.environ)
    subprocess.run(words, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
