"""The page of an explanation in a browser: it asks nothing of the network, works by keyboard, on paper and without barriers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dudao.facts.load import load_facts
from dudao.indicators.output.explain_page import KINDS, render_explanation
from dudao.indicators.run import Run
from dudao.indicators.trace.model import KINDS as TRACE_KINDS
from dudao.schemes.edition import load_edition
from dudao.values.periods import year
from tests.indicators.explained import write_county, write_scheme


def content(folder: Path, lang: str = "zh") -> str:
    scheme = load_edition(str(write_scheme(folder / "scheme")))
    run = Run(scheme, load_facts([write_county(folder / "county")]).known, year(2022), is_traced=True)
    conclusion = next(run.conclusions({"990121"}))
    assert conclusion.trace is not None
    return render_explanation([conclusion.trace], about=("教室 <1>",), lang=lang)


def opened(browser: Browser, folder: Path, *, scripts: bool = True) -> Iterator[Page]:
    file = folder / "explained.html"
    file.write_text(content(folder), "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    page.told = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.told.append(message.text))  # type: ignore[attr-defined]
    page.on(
        "request",
        lambda request: None if request.url.startswith("file:") else page.told.append(request.url),  # type: ignore[attr-defined]
    )
    page.goto(file.as_uri())
    yield page
    context.close()


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    yield from opened(chromium, tmp_path)


@pytest.fixture
def plain_page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    yield from opened(chromium, tmp_path, scripts=False)


def test_it_opens_without_a_word_and_asks_nothing_of_the_network(page: Page) -> None:
    assert page.told == []  # type: ignore[attr-defined]
    assert "未达标" in page.locator(".banner").inner_text()
    assert "教室 <1>" in page.locator(".banner").inner_text()


def test_it_says_what_is_missing_in_whole_things_and_leads_there(page: Page) -> None:
    link = page.locator(".short a", has_text="还差 3间")
    link.click()
    assert "还差 3间" in page.locator(".node.here").inner_text()
    assert page.locator(".node.here").is_visible()


def test_the_way_goes_down_to_the_cell_with_the_legal_basis(page: Page) -> None:
    page.get_by_role("button", name="全部展开").click()
    tree = page.locator(".tree").inner_text()
    assert "school.csv!D3" in tree
    assert "20 ÷ 1000" in tree
    assert page.locator(".status.confirmed", has_text="已核实").first.is_visible()


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("j")
    first = page.locator(".node.here").get_attribute("id")
    page.keyboard.press("ArrowDown")
    second = page.locator(".node.here").get_attribute("id")
    assert second != first
    page.keyboard.press("ArrowUp")
    assert page.locator(".node.here").get_attribute("id") == first
    page.keyboard.press("ArrowLeft")
    assert page.locator(".node:visible").count() == 1
    page.keyboard.press("ArrowRight")
    assert page.locator(".node:visible").count() > 1
    page.keyboard.press("/")
    page.keyboard.type("网络多媒体教室间数")
    assert int(page.locator(".left").inner_text()) > 0


def test_only_what_fails_can_be_left_open(page: Page) -> None:
    page.get_by_role("button", name="只看未达到和缺数据的").click()
    assert page.locator(".row.fail", has_text="河口小学").first.is_visible()
    inside = page.locator(".row:not(.fail)", has_text="山前小学").first
    assert not inside.locator(".node").first.is_visible()


def test_it_folds_without_scripts(plain_page: Page) -> None:
    fold = plain_page.locator("[data-fails] .row:not(.fail) > details", has_text="山前小学").first
    assert not fold.locator("ul").first.is_visible()
    fold.locator("summary").first.click()
    assert fold.locator("ul").first.is_visible()
    assert not plain_page.locator(".tools").is_visible()


def test_on_paper_everything_is_there(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".tools").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0


def test_a_step_stands_once_and_is_linked_later(page: Page) -> None:
    ids = page.locator(".node[id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids))
    for target in page.locator(".again a").evaluate_all("links => links.map(link => link.hash.slice(1))"):
        assert target in ids


def test_axe_finds_no_barrier(page: Page) -> None:
    page.get_by_role("button", name="全部展开").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_every_kind_of_step_has_a_word_in_both_languages(tmp_path: Path) -> None:
    assert set(KINDS) == set(TRACE_KINDS)
    assert '<html lang="en">' in content(tmp_path, "en")
