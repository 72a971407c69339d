"""Reads a scan in a process of its own: pictures of its pages, the codes on them, a preview made anew; run as a program.

`python -m dudao.web.submissions.scan_reading FILE PREVIEW` prints the hashes it read, one a line. It knows neither Django
nor the site; a file that crashes a library ends this process and nothing else.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

HASH = re.compile(r"[0-9a-f]{64}")
MOST_PIXELS = 60_000_000
MOST_PAGES = 5
PREVIEW = (1000, 1414)
SCALE = 2.5
"""Pixels a point of a page: 180 a line inch, enough for a code of 3 cm."""
MEMORY, SECONDS = 2_000_000_000, 40


def main(source: Path, preview: Path) -> None:
    """Read a file: preview of its first page, hashes of the codes on its pages."""
    _limit()
    found: list[str] = []
    for number, picture in enumerate(_pages(source)):
        if not number:
            shown = picture.convert("RGB")
            shown.thumbnail(PREVIEW)
            shown.save(preview, "PNG", optimize=True)
        found += _hashes(picture)
        picture.close()
    sys.stdout.write("\n".join(dict.fromkeys(found)))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pages(source: Path) -> Iterator[Image.Image]:
    with source.open("rb") as file:
        is_pdf = file.read(5) == b"%PDF-"
    if is_pdf:
        document = pypdfium2.PdfDocument(source)
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            width, height = page.get_size()
            scale = min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
            yield page.render(scale=scale, grayscale=True).to_pil()
        return
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(source, formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        yield picture.convert("L")


def _hashes(picture: Image.Image) -> list[str]:
    codes = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [found for code in codes for found in HASH.findall(code.text.lower())]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
