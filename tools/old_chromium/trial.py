"""One trial: windows of the old browser beside today's, what the pages said, where they look different, and a picture of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as Failed
from tools.demo_site import log_in
from tools.old_chromium.program import page_in

SIZE = {"width": 1366, "height": 768}
PATIENCE = 60_000
APART = 24
"""Pixels by which a part may stand or measure otherwise: full-width punctuation is set closer in new browsers."""
PARTS = """() => {
  const found = {};
  const shown = document.querySelectorAll("body > *, main > *, main section, main aside, main nav, h1, h2, h3, form, table, .btn, main img, main input, main select");
  [...shown].slice(0, 400).forEach((part, at) => {
    const box = part.getBoundingClientRect();
    if (!part.checkVisibility() || part.closest("details:not([open]) > :not(summary)")) return;
    found[`${at} ${part.tagName.toLowerCase()}${part.id ? "#" + part.id : ""}.${part.getAttribute("class") || ""}`] = [box.left, box.width];
  });
  return found;
}"""


class Trial:
    """What was tried so far; `said` holds what is wrong."""

    def __init__(self, old: Browser, new: Browser, url: str, password: str, pictures: Path) -> None:
        self.old, self.new, self.url, self.password, self.pictures = old, new, url, password, pictures
        self.said: list[str] = []
        self.steps = 0
        self._where = ""

    @contextmanager
    def window(self, login: str) -> Iterator[Page]:
        """A window of the old browser for one of the demo's people, logged in through the page; "" for a visitor."""
        context = self.old.new_context(viewport=SIZE, base_url=self.url, locale="zh-CN")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        page = page_in(context)
        page.on("console", lambda message: self._hear(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._hear(str(error)))
        log_in(page, login, self.password)
        yield page
        context.close()

    @contextmanager
    def step(self, page: Page, name: str, *, compared: bool = True) -> Iterator[None]:
        """A step with a name: what fails in it is noted and the trial goes on; then its picture, and the look beside today's."""
        self._where = name
        self.steps += 1
        try:
            yield
            page.wait_for_load_state("networkidle")
            self._measure(page, compared=compared)
        except (Failed, AssertionError) as error:
            self._hear(f"{error}".strip().splitlines()[0])
        page.screenshot(path=self.pictures / f"{self.steps:02}-{name}.png")
        print(f"  {name}", flush=True)

    def _hear(self, words: str) -> None:
        self.said.append(f"{self._where}: {words}")

    def _measure(self, page: Page, *, compared: bool) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self._hear(f"{wide} px 超出窗口 / wider than the window")
        if compared:
            self._compare(page)

    def _compare(self, page: Page) -> None:
        """The parts of the same page in today's browser stand where they stand here, and are as wide."""
        context = self.new.new_context(viewport=SIZE, base_url=self.url, locale="zh-CN")  # type: ignore[arg-type]
        context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # what one context gives another takes
        beside = context.new_page()
        beside.goto(page.url)
        beside.wait_for_load_state("networkidle")
        here, there = page.evaluate(PARTS), beside.evaluate(PARTS)
        context.close()
        for part in [each for each in here if each in there and _apart(here[each], there[each])][:3]:
            self._hear(f"{part}: {_told(here[part])}, {_told(there[part])} 在新浏览器 / in today's")


def _apart(one: list[float], other: list[float]) -> bool:
    return any(abs(a - b) > APART for a, b in zip(one, other, strict=True))


def _told(box: list[Any]) -> str:
    return f"x {box[0]:.0f} w {box[1]:.0f}"
