"""What is made of a file in the limited process besides the pictures of its pages: thumbnails, and a PDF without its scripts.

Called through `evidence.reading.limited`: every function takes a path in a folder of its own and writes into that folder.
"""

from __future__ import annotations

import json
from pathlib import Path

from dudao.reports.model import Source
from dudao.values.errors import UnreadableError

SMALL_WIDTH = 180
QUALITY, COVERED_QUALITY = 60, 75
PDF_WIDTH = 595
"""Points of a page of a PDF that is made of pictures: A4."""
FIXED_STAMP = 946_684_800
"""Seconds of the date written into such a file, so that equal pages are equal bytes."""
TEMPLATE = Path(__file__).parent / "bound_pages.typ"


def draw_small(path: Path, first: int, last: int) -> Source:
    """Thumbnails 1.small.webp … of the pictures first to last that stand beside `path`."""
    from PIL import Image

    for number in range(first, last + 1):
        with Image.open(path.parent / f"{number}.webp", formats=["WEBP"]) as given:
            small = given.convert("RGB")
            small.thumbnail((SMALL_WIDTH, SMALL_WIDTH * 4))
            small.save(path.parent / f"{number}.small.webp", "WEBP", quality=QUALITY)
    return Source(kind="pictures", blocks=())


def cover(path: Path, number: int, *sides: int) -> Source:
    """A picture with black areas burnt in: what was below them is in no pixel of the file that takes its place.

    Args:
        sides: left, top, right, bottom of each area one after the other, in ten-thousandths of the page.
    """
    from PIL import Image, ImageDraw

    picture = path.parent / f"{number}.webp"
    with Image.open(picture, formats=["WEBP"]) as given:
        plain = given.convert("RGB")
    pencil = ImageDraw.Draw(plain)
    across, down = plain.size
    for at in range(0, len(sides), 4):
        left, top, right, bottom = (side / 10_000 for side in sides[at : at + 4])
        pencil.rectangle((left * across - 1, top * down - 1, right * across + 1, bottom * down + 1), fill="black")
    plain.save(picture, "WEBP", quality=COVERED_QUALITY)
    return Source(kind="pictures", blocks=())


def bind_pictures(path: Path) -> Source:
    """public.pdf beside a list of pages ([{number, lines}]): their pictures, and their text unseen above them."""
    import typst
    from PIL import Image

    pages = json.loads(path.read_text("utf-8"))
    for page in pages:
        with Image.open(path.parent / f"{page['number']}.webp", formats=["WEBP"]) as given:
            given.convert("RGB").save(path.parent / f"{page['number']}.jpg", "JPEG", quality=QUALITY)
            page["width"], page["height"] = PDF_WIDTH, PDF_WIDTH * given.height / given.width
    (path.parent / "content.json").write_text(json.dumps(pages, ensure_ascii=False), "utf-8")
    main = path.parent / "main.typ"
    main.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
    made: bytes = typst.compile(main, root=path.parent, format="pdf", timestamp=FIXED_STAMP)
    (path.parent / "public.pdf").write_bytes(made)
    return Source(kind="pdf", blocks=(), pages=len(pages))


def clean_copy(path: Path) -> Source:
    """public.pdf beside a PDF: its pages alone, without scripts, attachments, forms, links and properties."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        given, made = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
        made.import_pages(given)
        for page in made:
            for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
                pdfium.FPDFPage_RemoveAnnot(page, index)
        made.save(path.parent / "public.pdf")
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("PDF 无法另存", "the PDF cannot be saved anew") from error
    return Source(kind="pdf", blocks=(), pages=len(made))
