"""What axe finds on a page, for any journey."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")


def faults(window: Page) -> list[str]:
    """Serious and critical faults of the page as it stands, each with the first place."""
    window.wait_for_load_state()
    found = Axe().run(window).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found if each["impact"] in SERIOUS]
