"""From page to page in a journey: a press that leads elsewhere has ended when the other page is there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def follow(window: Page, what: str | Locator) -> None:
    """Press a link or a button that leads to another page (or to the same one anew), and wait until that is there."""
    with window.expect_navigation():
        (window.locator(what) if isinstance(what, str) else what).click()


def press(window: Page, words: str) -> None:
    """The same with the first button of the page that says this."""
    follow(window, window.locator("main button", has_text=words).first)
