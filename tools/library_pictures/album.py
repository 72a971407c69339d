"""Windows of the demo's people, and the pictures kept of them: small WebP files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page
from tools.demo_site import log_in

SIZE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
TALLEST = 820
ROUND = 12
"""Pixels kept round a part of a page."""
QUALITY = 62
PATIENCE = 120_000
REFUSED = "responded with a status of 4"
"""What the console says where a page is meant to refuse: a document on hold, one withdrawn."""


class Album:
    """What was taken so far goes into the folder; what the console says as an error is kept in `said`."""

    def __init__(self, browser: Browser, url: str, password: str, folder: Path) -> None:
        self.browser, self.url, self.password, self.folder = browser, url, password, folder
        self.said: list[str] = []

    @contextmanager
    def window(self, login: str = "", **given: Any) -> Iterator[Page]:
        """A window for one of the demo's people, logged in through the page; "" for a visitor."""
        context = self.browser.new_context(**{"viewport": SIZE, "base_url": self.url, "locale": "zh-CN", **given})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self.said.append(f"{page.url} {error}"))
        log_in(page, login, self.password)
        yield page
        context.close()

    def keep(self, page: Page, name: str, part: str = "", tallest: int = TALLEST) -> None:
        """The window as it is, or a part of the page with a little round it, as library-NAME.webp."""
        page.wait_for_load_state("networkidle")
        if part:
            shown = page.locator(part).first
            shown.scroll_into_view_if_needed()
            page.wait_for_load_state("networkidle")
            self._write(name, page.screenshot(full_page=True, animations="disabled", clip=_round(page, part, tallest)))  # type: ignore[arg-type]
        else:
            self._write(name, page.screenshot(animations="disabled"))

    def _hear(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED not in message.text:
            self.said.append(f"{page.url} {message.text}")

    def _write(self, name: str, taken: bytes) -> None:
        path = self.folder / f"library-{name}.webp"
        Image.open(BytesIO(taken)).convert("RGB").save(path, quality=QUALITY, method=6)
        print(f"  {path.name} {path.stat().st_size // 1024} KB", flush=True)


def _round(page: Page, part: str, tallest: int) -> dict[str, float]:
    box = page.locator(part).first.evaluate(
        "part => { const box = part.getBoundingClientRect(); return [box.left + scrollX, box.top + scrollY, box.width, box.height]; }"
    )
    left, top = max(box[0] - ROUND, 0), max(box[1] - ROUND, 0)
    width = page.evaluate("document.documentElement.clientWidth")
    return {
        "x": left,
        "y": top,
        "width": min(box[2] + 2 * ROUND, width - left),
        "height": min(box[3] + 2 * ROUND, tallest),
    }
