"""Pictures for the guides, taken on the way by the journeys: only where DUDAO_PICTURES names a folder (make screenshots)."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

COLOURS = 128
"""Screens have few colours: with so many a picture takes a third of its size and looks the same."""


def picture(window: Page, name: str, *, height: int = 768) -> None:
    """Keep what the window shows as NAME.png; nothing happens in a plain run of the tests."""
    folder = os.environ.get("DUDAO_PICTURES", "")
    if not folder:
        return
    window.evaluate("document.activeElement && document.activeElement.blur()")
    clip = {"x": 0, "y": 0, "width": 1366, "height": height}
    taken = window.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]  # floats by its type
    shown = Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    shown.save(Path(folder) / f"{name}.png", optimize=True)
