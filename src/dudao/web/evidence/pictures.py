"""Pictures of a file's pages, made where a hostile file can do no harm: in a limited process, by libraries that run nothing.

Called through `dudao.reports.readers.limited`: every function takes the path of the file in a folder of its own, writes
into that folder, and returns a `Source` that tells how many pages the file has. Knows no Django.
"""

from __future__ import annotations

from pathlib import Path

from dudao.reports.model import Source
from dudao.reports.readers import libreoffice
from dudao.reports.readers.limits import in_force
from dudao.values.errors import UnreadableError

WIDTH, TALLEST = 1240, 4_000
"""Points of a picture: as wide as an A4 page at 150 dpi; a page that is drawn taller is made narrower."""
QUALITY = 70
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_TOLD = libreoffice.Sentences(
    missing=("没有安装 LibreOffice，Office 文件不能预览版面", "without LibreOffice office files have no page pictures"),
    late=(
        f"LibreOffice 在 {libreoffice.CONVERSION_SECONDS} 秒内没有转换完",
        "LibreOffice did not finish in time",
    ),
    failed=(
        "LibreOffice 转换不了这个文件，可能已损坏或设有密码",
        "LibreOffice cannot convert this file, it may be damaged or have a password",
    ),
)


def draw_pdf(path: Path, first: int, last: int) -> Source:
    """Pictures 1.webp … of the pages first to last of a PDF, beside it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("PDF 打不开，可能已损坏或设有密码", "the PDF is damaged or has a password") from error
    for number in range(first, min(last, len(document)) + 1):
        page = document[number - 1]
        width, height = (max(side, 1.0) for side in page.get_size())
        scale = min(WIDTH / width, TALLEST / height)
        _save(page.render(scale=scale, may_draw_forms=False).to_pil(), path.parent, number)
    return Source(kind="pictures", blocks=(), pages=len(document))


def draw_picture(path: Path, first: int, last: int) -> Source:
    """Pictures of a picture, upright, without what the camera wrote into it; a TIFF may have several pages."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = in_force().pixels // 2  # Pillow refuses twice as many
    try:
        with Image.open(path, formats=FORMATS) as given:
            pages = getattr(given, "n_frames", 1) if given.format == "TIFF" else 1
            for number in range(first, min(last, pages) + 1):
                if pages > 1:
                    given.seek(number - 1)
                given.draft("RGB", (WIDTH * 2, WIDTH * 2))
                drawn = ImageOps.exif_transpose(given)
                drawn.thumbnail((WIDTH, TALLEST))
                _save(drawn, path.parent, number)
    except Image.DecompressionBombError as error:
        raise UnreadableError(
            "图片像素过多，无法预览；请缩小后再上传", "the picture has too many pixels; make it smaller"
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableError("图片已损坏，或格式不能预览", "the picture is damaged or of an unknown kind") from error
    return Source(kind="pictures", blocks=(), pages=pages)


def _save(drawn: object, folder: Path, number: int) -> None:
    """A picture without anything but its pixels, in place at once."""
    from PIL import Image

    assert isinstance(drawn, Image.Image)
    plain = Image.new("RGB", drawn.size, "white")
    shown = drawn.convert("RGBA")
    plain.paste(shown, mask=shown)
    plain.save(folder / f"{number}.webp", "WEBP", quality=QUALITY)


def convert_office(path: Path) -> Source:
    """given.pdf beside an office document.

    Raises:
        MissingToolError: LibreOffice is not installed.
        UnreadableError: it could not convert the file in time.
    """
    libreoffice.convert(path, "pdf", path.parent, _TOLD)
    return Source(kind="pictures", blocks=())
