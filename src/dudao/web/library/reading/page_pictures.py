"""The files of a rendition: pictures of pages, thumbnails, the PDF for readers; with covers burnt in where there are any."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from dudao.values.errors import DudaoError
from dudao.web.evidence.reading import draw_pages, limited
from dudao.web.library.models import Rendition
from dudao.web.library.reading import drawing
from dudao.web.library.reading.covering import covers_by_page
from dudao.web.library.reading.pages import Page
from dudao.web.library.storage import folder_of, page_picture

MOST_PICTURES = 300
"""Pages of a file that are drawn; the text of all is read."""
SMALL_AT_ONCE = 100


def draw(rendition: Rendition, shown: Path) -> None:
    """Pictures and thumbnails of a file into the rendition's folder; pages and pictures are counted."""
    folder = folder_of(rendition)
    rendition.pages, rendition.pictures = draw_pages(shown, folder, MOST_PICTURES) or (0, 0)
    _draw_small(rendition)
    if shown.suffix == ".pdf" and not shown.is_symlink():
        shutil.copyfile(shown, folder / "shown.pdf")


def draw_covered(rendition: Rendition, base: Rendition) -> None:
    """The pictures of the same file without covers, with the covers burnt in."""
    folder = folder_of(rendition)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, base.pictures + 1):
        shutil.copyfile(page_picture(base, number), page_picture(rendition, number))
    for number, areas in covers_by_page(rendition.redactions).items():
        if number <= base.pictures:
            limited(
                drawing.cover, folder / "pictures", number, *(round(side * 10_000) for area in areas for side in area)
            )
    rendition.pages, rendition.pictures = base.pages, base.pictures
    _draw_small(rendition)


def _draw_small(rendition: Rendition) -> None:
    most = rendition.pictures
    for first in range(1, most + 1, SMALL_AT_ONCE):
        limited(drawing.draw_small, folder_of(rendition) / "pictures", first, min(first + SMALL_AT_ONCE - 1, most))


def make_public_pdf(rendition: Rendition, shown: Path | None, pages: list[Page]) -> None:
    """The PDF for readers: a clean copy of a PDF, else pictures with their text. Without it the pages are still shown.

    Args:
        shown: the PDF that shows the file; None where only the pictures may be shown.
        pages: with the lines that are laid over the pictures.
    """
    target = folder_of(rendition) / "public.pdf"
    try:
        with TemporaryDirectory(prefix="dudao-library-") as name:
            folder = Path(name)
            if shown is not None:
                (folder / "given.pdf").symlink_to(shown.resolve())
                limited(drawing.clean_copy, folder / "given.pdf")
            else:
                _lay_out(rendition, folder, pages)
                limited(drawing.bind_pictures, folder / "pages.json")
            shutil.move(folder / "public.pdf", target)
    except DudaoError:
        target.unlink(missing_ok=True)


def _lay_out(rendition: Rendition, folder: Path, pages: list[Page]) -> None:
    lines = {page.number: page.lines for page in pages}
    numbers = range(1, rendition.pictures + 1)
    for number in numbers:
        (folder / f"{number}.webp").symlink_to(page_picture(rendition, number).resolve())
    content = [{"number": number, "lines": lines.get(number, [])} for number in numbers]
    (folder / "pages.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
