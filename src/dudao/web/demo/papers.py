"""Files of the demo's evidence: short documents and a picture, written here, of no real office."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from dudao.reports.draft.amounts import printed_day
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.word import render_word
from dudao.values.errors import MissingToolError
from dudao.web.demo.example import Row

PDF_EACH = 4
"""Every so many papers one is a PDF; the others are Word files."""
SIZE = (640, 400)
GREEN, SKY, WALL, ROOF, WINDOW = "#7a9a5b", "#cfe3f2", "#efe6d2", "#a5533c", "#5b7fa6"


def paper_of(row: Row, number: int) -> tuple[str, bytes]:
    """A file for a line of the catalogue: its name and content."""
    document = _document(row)
    if number % PDF_EACH == 0:
        try:
            return f"{row['title']}.pdf", render_pdf(document)[0]
        except MissingToolError:
            pass  # a machine without Chinese fonts: a Word file instead
    return f"{row['title']}.docx", render_word(document)


def _document(row: Row) -> OfficialDocument:
    title, issuer = row["title"], row["issuer"] or "市教育局"
    number = row["document_number"]
    lines = (
        f"本材料为{issuer}制发的《{title}》{f'（{number}）' if number else ''}，由虚构的云岭省示例网站生成，仅供试用。",
        "各有关单位按照职责分工组织实施，明确责任人和完成时限，工作情况及时登记台账。",
        "教育督导机构对落实情况开展督导，发现问题及时提醒、限期整改。",
    )
    parts = [Part(PartKind.HEADING_1, "一、基本情况"), Part(PartKind.TEXT, lines[0])]
    parts += [Part(PartKind.HEADING_1, "二、工作要求"), *(Part(PartKind.TEXT, line) for line in lines[1:])]
    day = printed_day(date.fromisoformat(row["date"])) if row["date"] else ""
    return OfficialDocument(title=title, addressee="各有关单位", parts=tuple(parts), signatory=issuer, date=day)


def picture_of_a_school() -> bytes:
    """A drawn picture, where people would hand in a photograph."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 290, *SIZE), fill=GREEN)
    draw.rectangle((120, 150, 520, 310), fill=WALL)
    draw.polygon(((100, 150), (320, 70), (540, 150)), fill=ROOF)
    for left in range(150, 500, 60):
        draw.rectangle((left, 180, left + 34, 220), fill=WINDOW)
    draw.rectangle((300, 240, 340, 310), fill=ROOF)
    found = BytesIO()
    picture.save(found, "PNG")
    return found.getvalue()
