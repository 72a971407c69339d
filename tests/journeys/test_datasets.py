"""Filling in a table as office staff do: typing, pasting, two people at once, a network that goes, a login that ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dudao.web.datasets.deciding import submit_table
from dudao.web.datasets.desks import desk_of
from dudao.web.rounds.models import RoundBody
from tests.journeys.axe import faults
from tests.journeys.conftest import PATIENCE
from tests.web.cast import PASSWORD, acting_as
from tests.web.datasets.county_round import AT, county_round, table
from tests.web.datasets.on_stage import TABLE, filled_table

PRIMARY, JUNIOR = "临江县第一小学", "临江县第一初级中学"
PASTE = """text => {
  const block = new DataTransfer();
  block.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: block, bubbles: true, cancelable: true }));
}"""
HERE = "() => document.activeElement.getAttribute('aria-label')"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evaluated(stage: LiveServer) -> RoundBody:
    """A county in the stage of data."""
    return county_round()


class Grid:
    """The table in a window, as a person sees it."""

    def __init__(self, window: Page, evaluated: RoundBody, kept: str = "school_stage") -> None:
        self.window = window
        window.goto(reverse("datasets:sheet-detail", args=[evaluated.round.address, evaluated.body_id, kept]))
        window.wait_for_selector(".sheet-table")

    def place(self, row: str, column: str) -> str:
        """The cell of a row and a column, both by their headings."""
        found = self.window.evaluate(
            """([row, column]) => {
              const rows = [...document.querySelectorAll(".sheet-table tbody tr")];
              const line = rows.find((each) => each.cells[0].textContent.includes(row));
              const headings = [...document.querySelectorAll(".sheet-table thead th[data-column]:not(.is-number)")];
              return [line.cells[1].dataset.r, headings.find((each) => each.firstChild.textContent === column).dataset.column];
            }""",
            [row, column],
        )
        return f"td[data-r='{found[0]}'][data-c='{found[1]}']"

    def press(self, row: str, column: str) -> None:
        """Press on a cell."""
        self.window.click(self.place(row, column))

    def type(self, row: str, column: str, text: str) -> None:
        """Press on a cell, type, Enter."""
        self.press(row, column)
        self.window.keyboard.type(text)
        self.window.keyboard.press("Enter")

    def shows(self, row: str, column: str, text: str) -> None:
        """The cell shows a text."""
        expect(self.window.locator(f"{self.place(row, column)} .shown")).to_have_text(text)

    def is_told(self, words: str) -> None:
        """The state of saving begins with these words."""
        expect(self.window.locator("[data-state]")).to_contain_text(words)


def is_kept(window: Page, evaluated: RoundBody, row: str, column: str, value: str) -> None:
    """The server keeps this of a cell: now, or as soon as the page has sent it."""
    last = time.monotonic() + PATIENCE / 1000
    while kept(evaluated, row, column) != value:
        assert time.monotonic() < last, f"{row} {column} is still {kept(evaluated, row, column)}"
        window.wait_for_timeout(50)


def kept(evaluated: RoundBody, row: str, column: str) -> Any:
    """What the server keeps of a cell."""
    rows = desk_of(evaluated, table(evaluated)).rows
    return next(each.cells.get(column, {}).get("v") for each in rows if each.key == row)


def test_what_is_typed_or_composed_is_saved_by_itself_and_there_after_a_reload(
    page_of: Callable[[str], Page], evaluated: RoundBody
) -> None:
    grid = Grid(page_of("reporter"), evaluated)
    grid.type(PRIMARY, "在校学生数", "１，２００")
    grid.press(JUNIOR, "在校学生数")
    hands = grid.window.context.new_cdp_session(grid.window)
    for letters in ("b", "bu"):  # an input method begins in the cell, its first letter too
        hands.send("Input.imeSetComposition", {"text": letters, "selectionStart": 1, "selectionEnd": len(letters)})
    hands.send("Input.insertText", {"text": "不适用"})
    grid.window.keyboard.press("Enter")
    grid.shows(JUNIOR, "在校学生数", "不适用")
    is_kept(grid.window, evaluated, "9901020001|primary", "students", "1200")
    grid.is_told("已保存")
    grid.window.reload()
    grid.window.wait_for_selector(".sheet-table")
    grid.shows(PRIMARY, "在校学生数", "1200")
    grid.shows(JUNIOR, "在校学生数", "不适用")


def test_a_block_from_a_spreadsheet_goes_in_whole_and_one_step_back_takes_it_out(
    page_of: Callable[[str], Page], evaluated: RoundBody
) -> None:
    grid = Grid(page_of("reporter"), evaluated)
    grid.press(PRIMARY, "在校学生数")
    first, second = (grid.window.locator(f"td[data-r='{row}'] .shown").all_inner_texts() for row in (0, 1))
    grid.window.evaluate(PASTE, '１,２００\t"3\n"\r\n800\t不适用\r\n\t\r\n')
    grid.shows(PRIMARY, "在校学生数", "1200")
    grid.shows(JUNIOR, "在校学生数", "800")
    expect(grid.window.locator("td[data-r='1'] .shown", has_text="不适用")).not_to_have_count(0)
    grid.window.keyboard.press("Control+z")
    for row, texts in ((0, first), (1, second)):
        expect(grid.window.locator(f"td[data-r='{row}'] .shown")).to_have_text(texts)
    grid.window.keyboard.press("Control+y")
    grid.shows(JUNIOR, "在校学生数", "800")
    is_kept(grid.window, evaluated, "9901020002|junior", "students", "800")
    grid.press(JUNIOR, "在校学生数")
    grid.window.evaluate(PASTE, "1\t2\n3\t4")
    expect(grid.window.locator("[data-part=said]")).to_contain_text("没有粘贴")
    grid.shows(JUNIOR, "在校学生数", "800")


def test_the_second_of_two_people_sees_both_values_and_chooses(
    page_of: Callable[[str], Page], evaluated: RoundBody
) -> None:
    one, other = Grid(page_of("reporter"), evaluated), Grid(page_of("coordinator"), evaluated)
    one.type(PRIMARY, "在校学生数", "100")
    one.type(JUNIOR, "在校学生数", "500")
    one.is_told("已保存")
    other.type(PRIMARY, "在校学生数", "200")
    other.type(JUNIOR, "在校学生数", "600")
    conflicts = other.window.locator(".sheet-conflicts")
    expect(conflicts).to_contain_text("填报员甲")
    expect(conflicts.locator("li")).to_have_count(2)
    assert kept(evaluated, "9901020001|primary", "students") == "100"
    assert faults(other.window) == []
    conflicts.locator("li", has_text=PRIMARY).get_by_text("用我的").click()
    conflicts.locator("li", has_text=JUNIOR).get_by_text("用对方的").click()
    expect(conflicts).to_be_hidden()
    other.shows(JUNIOR, "在校学生数", "500")
    is_kept(other.window, evaluated, "9901020001|primary", "students", "200")


def test_without_network_one_goes_on_and_nothing_is_lost(
    page_of: Callable[[str], Page], evaluated: RoundBody, said: list[str]
) -> None:
    grid = Grid(page_of("reporter"), evaluated)
    grid.window.context.set_offline(True)
    grid.type(PRIMARY, "在校学生数", "321")
    grid.is_told("网络中断，已存在本机")
    grid.type(JUNIOR, "在校学生数", "654")
    grid.window.context.set_offline(False)
    for row, value in (("9901020001|primary", "321"), ("9901020002|junior", "654")):
        is_kept(grid.window, evaluated, row, "students", value)
    grid.window.context.set_offline(True)
    grid.type(PRIMARY, "专任教师数", "21")
    grid.is_told("网络中断")
    context = grid.window.context
    grid.window.close()  # as in a crash: nothing is asked, nothing is sent
    context.set_offline(False)
    again = Grid(context.new_page(), evaluated)
    again.shows(PRIMARY, "专任教师数", "21")
    is_kept(again.window, evaluated, "9901020001|primary", "teachers", "21")
    told = [words for words in said if "INTERNET_DISCONNECTED" not in words and "htmx:" not in words]
    assert told == []  # but for requests that found no network, those of the panel beside the table too
    said.clear()


def test_a_login_that_ends_keeps_the_draft_for_its_person_alone(
    page_of: Callable[[str], Page], evaluated: RoundBody, said: list[str]
) -> None:
    grid = Grid(page_of("reporter"), evaluated)
    Session.objects.all().delete()
    grid.type(PRIMARY, "在校学生数", "77")
    grid.is_told("登录已过期，已存在本机")
    expect(grid.window.get_by_role("link", name="重新登录")).to_be_visible()
    grid.window.on("dialog", lambda dialog: dialog.accept())
    log_in(grid.window, "colleague")
    grid.is_told("换了人登录")
    assert kept(evaluated, "9901020001|primary", "students") is None
    log_in(grid.window, "reporter")
    is_kept(grid.window, evaluated, "9901020001|primary", "students", "77")
    grid.is_told("已保存")
    said.clear()  # the refusals, as the browser tells them


def log_in(window: Page, login: str) -> None:
    """Log in anew in a second window of the same browser, and come back to the first."""
    other = window.context.new_page()
    other.context.clear_cookies(name="sessionid")
    other.goto("/account/login/")
    other.fill("#id_login", login)
    other.fill("#id_password", PASSWORD)
    other.click("main button[type=submit]")
    other.wait_for_url("**/desk/")
    other.close()
    window.evaluate("window.dispatchEvent(new Event('focus'))")


def test_a_remark_leads_to_its_cell_and_explanations_and_reasons_stay(
    page_of: Callable[[str], Page], evaluated: RoundBody
) -> None:
    grid = Grid(page_of("reporter"), evaluated)
    grid.type(PRIMARY, "在校学生数", "900")
    grid.type(PRIMARY, "专任教师数", "20")
    grid.type(PRIMARY, "县级及以上骨干教师数", "25")
    remarks = grid.window.locator("[data-part=remarks]")
    expect(remarks).to_contain_text("逻辑校验")
    expect(grid.window.locator("td.has-fault")).to_have_count(2)
    remarks.locator(".is-logic .jump").first.click()
    assert PRIMARY in grid.window.evaluate(HERE)
    expect(grid.window.locator("#sheet-bar")).to_contain_text("逻辑校验")
    remarks.locator(".explaining input").fill("教学点集中")
    remarks.get_by_text("保存说明").click()
    expect(grid.window.locator("[data-remark-counts]")).to_contain_text("待说明 0")
    grid.press(JUNIOR, "在校学生数")
    grid.window.select_option("#sheet-reason", label="尚未统计，稍后补报")
    grid.window.click("[data-tool=fill-reason]")
    grid.shows(JUNIOR, "在校学生数", "未采集")
    grid.is_told("已保存")
    assert faults(grid.window) == []
    grid.window.reload()
    grid.window.wait_for_selector(".sheet-table")
    grid.press(JUNIOR, "在校学生数")
    expect(grid.window.locator("#sheet-bar")).to_contain_text("尚未统计，稍后补报")
    grid.window.evaluate("location.hash = '#9901020001|primary:t_backbone'")  # as indicators lead to their cells
    grid.window.wait_for_function("() => document.activeElement.getAttribute('aria-label').includes('骨干教师')")
    expect(grid.window.locator(".indicators")).to_contain_text("缺数据")
    expect(remarks.locator(".explaining input")).to_have_value("教学点集中")


def test_a_table_comes_back_with_a_reason_at_its_cell_and_goes_up_again(
    page_of: Callable[[str], Page], stage: LiveServer
) -> None:
    evaluated = filled_table()
    asked = table(evaluated, TABLE)
    submit_table(evaluated_id=evaluated.pk, table=asked, by=acting_as("coordinator"), at=AT)
    host = Grid(page_of("coordinator"), evaluated, TABLE)
    host.window.click("td[data-r='0'][data-c='1']")
    host.window.click("[data-tool=return-cell]")
    host.window.keyboard.type("请附认定文件")
    assert faults(host.window) == []
    host.window.get_by_role("button", name="退回").last.click()
    expect(host.window.locator(".lead-in")).to_contain_text("被退回")
    guest = Grid(page_of("reporter"), evaluated, TABLE)
    returned = guest.window.locator("td.is-returned")
    expect(returned).to_have_count(1)
    returned.click()
    expect(guest.window.locator("#sheet-bar")).to_contain_text("退回：请附认定文件")
    guest.window.fill("#why-unchanged", "认定文件已附在佐证材料里。")
    guest.window.click("form[data-submits-sheet] button")
    expect(guest.window.locator(".lead-in")).to_contain_text("待审核")


def test_the_keyboard_alone_fills_a_table_and_leaves_it(page_of: Callable[[str], Page], evaluated: RoundBody) -> None:
    grid = Grid(page_of("reporter"), evaluated)
    keys = grid.window.keyboard
    grid.window.focus("#sheet-find")
    for _step in range(5):  # past the fields for adding rows
        keys.press("Tab")
        if grid.window.evaluate("document.activeElement.matches('.cell-input')"):
            break
    assert grid.window.evaluate(HERE).startswith(PRIMARY)
    for key in ("1", "2", "Tab", "3", "F2", "4", "Enter", "5", "Escape"):
        keys.press(key)
    texts = grid.window.locator("td[data-r='0'] .shown").all_inner_texts()
    assert texts[:2] == ["12", "34"] or "34" in texts
    assert grid.window.locator("td[data-r='1'][data-c='0'] .shown").inner_text() == ""
    keys.press("Control+End")
    keys.press("Control+Home")
    assert grid.window.evaluate(HERE).startswith(PRIMARY)
    keys.press("Escape")
    keys.press("Tab")
    assert not grid.window.evaluate("document.activeElement.matches('.cell-input')")
    grid.is_told("已保存")


def test_who_may_not_fill_reads_the_same_table_and_prints_it(
    page_of: Callable[[str], Page], evaluated: RoundBody
) -> None:
    grid = Grid(page_of("supervisor"), evaluated)
    grid.press(PRIMARY, "在校学生数")
    grid.window.keyboard.type("5")
    expect(grid.window.locator("[data-part=said]")).to_contain_text("不能修改")
    grid.shows(PRIMARY, "在校学生数", "")
    assert faults(grid.window) == []
    grid.window.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    papers = grid.window.locator(".sheet-paper").all_text_contents()
    assert papers
    assert all(JUNIOR in paper and "单位" in paper for paper in papers)


def test_a_table_opened_in_a_gap_of_the_network_comes_by_itself(
    evaluated: RoundBody, page_of: Callable[[str], Page], said: list[str]
) -> None:
    reporter = page_of("reporter")
    reporter.route("**/sheet.json", lambda route: route.abort())
    reporter.goto(reverse("datasets:sheet-detail", args=[evaluated.round.address, evaluated.body_id, "school_stage"]))
    expect(reporter.locator("[data-part=said]")).to_contain_text("正在自动重试")
    reporter.unroute("**/sheet.json")
    expect(reporter.locator("#data-grid.is-live")).to_be_visible()
    expect(reporter.locator("[data-part=said]")).to_be_empty()
    said.clear()
