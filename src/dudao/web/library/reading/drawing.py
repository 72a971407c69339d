"""What is made of a file in the limited process besides the pictures of its pages: thumbnails, and a PDF without its scripts.

Called through `evidence.reading.limited`: every function takes a path in a folder of its own and writes into that folder.
"""

from __future__ import annotations

from pathlib import Path

from dudao.reports.model import Source
from dudao.values.errors import UnreadableError

SMALL_WIDTH = 180
QUALITY = 60


def draw_small(path: Path, first: int, last: int) -> Source:
    """Thumbnails 1.small.webp … of the pictures first to last that stand beside `path`."""
    from PIL import Image

    for number in range(first, last + 1):
        with Image.open(path.parent / f"{number}.webp", formats=["WEBP"]) as given:
            small = given.convert("RGB")
            small.thumbnail((SMALL_WIDTH, SMALL_WIDTH * 4))
            small.save(path.parent / f"{number}.small.webp", "WEBP", quality=QUALITY)
    return Source(kind="pictures", blocks=())


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
