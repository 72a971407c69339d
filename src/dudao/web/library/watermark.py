"""Who looks at a page that is not open to all, and when, burnt into its picture: a leaked picture says where it comes from."""

from __future__ import annotations

import io
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""Of the Debian package fonts-noto-cjk, which the project installs."""
SIMPLIFIED = 2
"""The face of the collection with simplified Chinese forms."""
STEP, ANGLE = 340, 28
INK = (60, 60, 70, 46)


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    if FONT.exists():
        return ImageFont.truetype(str(FONT), size, index=SIMPLIFIED)
    return ImageFont.load_default(size)


def words_of(name: str, moment: datetime) -> str:
    """What is burnt in: who, and to the minute when."""
    return f"{name}  {timezone.localtime(moment):%Y-%m-%d %H:%M}"


def marked(picture: Path, words: str) -> bytes:
    """The picture (WebP) with the words across it, again and again, so that no part is without them."""
    with Image.open(picture) as opened:
        page = opened.convert("RGB")
    size = max(14, page.width // 48)
    tile = _tile(words, size)
    step = max(STEP, tile.height + size)
    for row, top in enumerate(range(-tile.height // 2, page.height, step)):
        for left in range(-tile.width // 3 - (row % 2) * tile.width // 2, page.width, tile.width + size * 2):
            page.paste(tile, (left, top), tile)
    answer = io.BytesIO()
    page.save(answer, "WEBP", quality=70, method=0)
    return answer.getvalue()


def _tile(words: str, size: int) -> Image.Image:
    font = _font(size)
    box = font.getbbox(words)
    flat = Image.new("RGBA", (int(box[2]) + size, int(box[3]) + size), (0, 0, 0, 0))
    ImageDraw.Draw(flat).text((size // 2, size // 2), words, font=font, fill=INK)
    return flat.rotate(ANGLE, expand=True, resample=Image.Resampling.BICUBIC)
