"""People of the invented province look round: what the workbench, the menu and the steps lead to opens, for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from tests.journeys.axe import faults
from tests.journeys.going import follow
from tests.journeys.pictures import picture

LINKS = "Array.from(document.querySelectorAll('main a[href], nav a[href]'), each => each.href)"
WHO = (
    *("operator", "supervisor", "inspector", "author"),
    *("yunzhou", "yunzhou.edu", "yunzhou.leader", "lanjiang", "lanjiang.edu", "songlan", "lancheng"),
)
PICTURES = {
    "supervisor": "site-workbench-supervisor",
    "yunzhou": "site-workbench-coordinator",
    "lanjiang.edu": "site-workbench-reporter",
}


@pytest.mark.django_db(transaction=True)
def test_nobody_of_the_province_meets_a_dead_end(window_of: Callable[[str], Page]) -> None:
    seen: set[str] = set()
    dead: list[str] = []
    for login in WHO:
        window = window_of(login)
        if login in PICTURES:
            picture(window, PICTURES[login])
        if login == "lanjiang":
            picture_of_the_steps(window)
        if login == "lanjiang.edu":
            picture_of_a_table(window)
        dead.extend(f"{login} {each}" for each in dead_ends(window, seen))
        window.context.close()
    assert dead == []


def picture_of_the_steps(window: Page) -> None:
    """The page of a body in its round."""
    window.get_by_role("link", name="查看全部步骤").first.click()
    window.wait_for_selector(".steps")
    picture(window, "site-steps")
    window.goto("/desk/")


def picture_of_a_table(window: Page) -> None:
    """A table that is being filled in."""
    window.goto("/data/")
    follow(window, window.locator("tbody th a").first)
    follow(window, window.locator("tbody th a").first)
    window.wait_for_selector(".sheet-table")
    picture(window, "site-data")
    window.goto("/desk/")


def dead_ends(window: Page, seen: set[str]) -> Iterator[str]:
    """Links of workbench and steps that do not open for the person; pages of a kind not seen before are looked at by axe."""
    links = dict.fromkeys(window.evaluate(LINKS))
    for address in [each for each in links if kind_of(each) == "rounds:body-detail"][:1]:
        window.goto(address)
        links |= dict.fromkeys(window.evaluate(LINKS))
    for address in links:
        answer = window.request.get(address)
        if answer.status != 200:
            yield f"{address}: {answer.status}"
        elif kind_of(address) not in seen and answer.headers["content-type"].startswith("text/html"):
            seen.add(kind_of(address))
            window.goto(address)
            yield from (f"{address}: {fault}" for fault in faults(window))


def kind_of(address: str) -> str:
    """The name of an address: pages of one name look alike."""
    return resolve(urlsplit(address).path).view_name
