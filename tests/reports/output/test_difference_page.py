"""The page of two versions in a browser: it asks nothing of the network, works by keyboard, on paper, and without barriers."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dudao.reports.compare.versions import compare_files
from dudao.reports.output.difference_page import render_difference_page
from tests.reports.compare.versions import OLD, reading_of, swapped

NEW = swapped(
    ("60.93亿元", "61.20亿元"),
    ("（云政发〔2020〕15号）", "（云政发〔2020〕16号）"),
    ("（二）职业教育。", "（二）推动职业学校提质培优。"),
    ("教师工资水平明显提高", "教师工资水平稳步提高"),
    ("初中106所。", "初中106所，专任教师3.08万人。"),
    ("现将有关情况报告如下：\n", ""),
)


@pytest.fixture
def page(chromium: Browser, tmp_path: Path) -> Page:
    file = tmp_path / "diff.html"
    file.write_text(render_difference_page(compare_files([reading_of(OLD)], [reading_of(NEW)])), "utf-8")
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    opened.told = []  # type: ignore[attr-defined]
    opened.on("console", lambda message: opened.told.append(message.text))
    opened.on(
        "request", lambda request: opened.told.append(request.url) if not request.url.startswith("file:") else None
    )
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def test_it_opens_without_a_word_and_asks_nothing_of_the_network(page: Page) -> None:
    assert page.told == []  # type: ignore[attr-defined]
    assert page.locator(".panel.on").get_attribute("data-panel") == "figures"


def test_a_difference_leads_to_its_place_and_back(page: Page) -> None:
    page.locator(".panel.on .remark.changed a.place").first.click()
    assert page.locator(".text .here").count() == 1
    page.locator(".text a.figure.changed").first.click()
    assert "60.93亿元" in page.locator(".remark.current").inner_text()


def test_it_works_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("4")
    assert page.locator(".panel.on").get_attribute("data-panel") == "sections"
    page.keyboard.press("1")
    page.keyboard.press("j")
    first = page.locator(".remark.current").inner_text()
    page.keyboard.press("j")
    assert page.locator(".remark.current").inner_text() != first
    page.keyboard.press("k")
    assert page.locator(".remark.current").inner_text() == first
    page.keyboard.press("/")
    page.keyboard.type("教师")
    assert page.locator(".panel.on .remark:visible").count() == 1


def test_states_can_be_left_out(page: Page) -> None:
    page.locator('.panel.on input[value="came"]').uncheck()
    assert page.locator(".panel.on .remark.came:visible").count() == 0
    assert page.locator(".panel.on .remark.changed:visible").count() == 1


def test_on_paper_every_list_is_there(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".panel:visible").count() == 4
    assert page.locator(".filters:visible").count() == 0


@pytest.mark.parametrize("panel", ["1", "2", "3", "4"])
def test_axe_finds_no_barrier(page: Page, panel: str) -> None:
    page.keyboard.press(panel)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
