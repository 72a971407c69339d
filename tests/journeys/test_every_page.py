"""Every page in a real browser: nothing serious for axe, nothing said on the console, everything reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults
from tests.journeys.going import follow

PAGES = (
    "/desk/",
    "/desk/post/",
    "/desk/why/",
    "/bodies/",
    "/bodies/990102/",
    "/bodies/?on=2025-12-31",
    "/bodies/import/",
    "/bodies/990102/move/",
    "/people/",
    "/people/invitations/",
    "/people/invitations/new/",
    "/people/applications/",
    "/people/posts/give/",
    "/people/delegations/",
    "/people/apply/",
    "/people/password/",
    "/account/security/",
    "/account/password/change/",
    "/account/logout/",
    "/audit/",
    "/audit/?check=1",
    "/schemes/",
    "/evidence/",
    "/submissions/",
    "/submissions/notices/",
    "/submissions/check/",
    "/jobs/",
    "/library/",
    "/library/?q=教育",
    "/library/figures/?q=教职工数 2020",
    "/library/searches/?q=教育",
    "/library/open-data/",
    "/library/keep/",
    "/library/keep/queue/",
    "/library/keep/blocks/",
    "/library/keep/rounds/",
    "/api/",
    "/api/keys/",
)


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_serious_on_any_page(page_of: Callable[[str], Page]) -> None:
    window = page_of("supervisor")
    for address in PAGES:
        window.goto(address)
        assert faults(window) == [], address


@pytest.mark.django_db(transaction=True)
def test_the_first_tab_leads_past_the_menu(page_of: Callable[[str], Page]) -> None:
    window = page_of("supervisor")
    window.goto("/bodies/")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    window.wait_for_function("() => document.activeElement.id === 'main'")


@pytest.mark.django_db(transaction=True)
def test_on_a_narrow_screen_the_menu_folds_away(page_of: Callable[[str], Page]) -> None:
    window = page_of("coordinator")
    window.set_viewport_size({"width": 390, "height": 800})
    window.goto("/bodies/")
    assert not window.is_visible("#side-menu")
    window.click("[data-folds=side-menu]")
    expect(window.locator("#side-menu")).to_be_visible()
    assert window.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.django_db(transaction=True)
def test_english_is_one_press_away_and_stays(page_of: Callable[[str], Page]) -> None:
    window = page_of("supervisor")
    follow(window, "button[name=language]")
    assert window.inner_text("h1") == "Workbench"
    window.goto("/people/")
    assert (window.inner_text("h1"), window.get_attribute("html", "lang")) == ("People and posts", "en")


@pytest.mark.django_db(transaction=True)
def test_an_invitation_goes_from_hand_to_hand(page_of: Callable[[str], Page]) -> None:
    host = page_of("coordinator")
    host.goto("/people/invitations/new/")
    host.fill("#id_name", "新人甲")
    host.fill("#id_body", "临江县教育局")
    host.select_option("#id_role", "reporter")
    follow(host, "main button[type=submit]")
    link = host.input_value("#link")
    guest = page_of("visitor")
    guest.goto(link)
    assert faults(guest) == []
    for name, typed in (("login", "newcomer"), ("password", "gao-shan-2026"), ("again", "gao-shan-2026")):
        guest.fill(f"#id_{name}", typed)
    guest.click("main button[type=submit]")
    guest.wait_for_url("**/desk/")
    assert "临江县教育局" in guest.inner_text(".lead-in")
