"""The stage of data in a whole round: tables typed, pasted, saved through a gap in the network, returned, mended, accepted."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from dudao.web.datasets.tables import AskedTable, tables_asked
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from tests.journeys.going import follow
from tests.journeys.whole_round import CITY, enter

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "yunling"
LATER = "2021"
PASTE = """text => {
  const block = new DataTransfer();
  block.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: block, bubbles: true, cancelable: true }));
}"""
SAVED = "已保存"
NOTHING_WAITS = re.compile(f"{SAVED}|改动会自动保存")
REASON = "在园幼儿数与年报不一致，请核对。"


def evaluated() -> RoundBody:
    """The city in the round of the journey."""
    return RoundBody.objects.select_related("round__edition").get(body_id=CITY)


def open_table(window: Page, title: str) -> None:
    """From the page of the body into a table."""
    enter(window, StageKind.DATA)
    follow(window, window.get_by_role("link", name=title, exact=True))
    window.wait_for_selector("#data-grid.is-live, #data-grid.is-empty")


def is_told(window: Page, words: str) -> None:
    """The state of saving says this."""
    expect(window.locator("[data-state]")).to_contain_text(words)


def paste(window: Page, column: int, text: str) -> None:
    """A block from a spreadsheet, from a cell of the body's one line on."""
    window.click(cell(column))
    window.evaluate(PASTE, text)


def cell(column: int) -> str:
    """A cell of a table with one body: it stands upright, a column of the form below the other."""
    return f"td[data-r='{column}'][data-c='0']"


def fill_city_table(reporter: Page, colleague: Page) -> None:
    """Two people fill the city's table: one loses the network, both write the same cell, one pastes the rest."""
    city = tables_asked(evaluated())[0]
    values = city_values(city)
    open_table(reporter, city.title)
    reporter.context.set_offline(True)
    type_into(reporter, 0, values[0])
    is_told(reporter, "网络中断，已存在本机")
    reporter.context.set_offline(False)
    is_told(reporter, SAVED)
    open_table(colleague, city.title)
    colleague.context.set_offline(True)  # what the other writes cannot reach this page, however long it takes
    type_into(reporter, 1, values[1])
    is_told(reporter, SAVED)
    type_into(colleague, 1, "1")
    is_told(colleague, "网络中断，已存在本机")
    colleague.context.set_offline(False)
    conflicts = colleague.locator(".sheet-conflicts")
    expect(conflicts).to_contain_text("市填报员甲")
    conflicts.get_by_text("用对方的").first.click()
    expect(conflicts).to_be_hidden()
    paste(reporter, 2, "\n".join(values[2:]))
    is_told(reporter, SAVED)


def city_values(table: AskedTable) -> list[str]:
    """A row of the example for the city, in the order of the table's columns; blanks where it has none."""
    with (EXAMPLE / f"{table.id}.csv").open(encoding="utf-8") as file:
        row = next(each for each in csv.DictReader(file) if (each["body_code"], each["period"]) == (CITY, LATER))
    return [row.get(each.id, "") for each in table.fillable]


def type_into(window: Page, column: int, text: str) -> None:
    """Press on a cell of the first row, type, Enter."""
    window.click(cell(column))
    window.keyboard.type(text)
    window.keyboard.press("Enter")


def explain_and_submit(window: Page) -> None:
    """Say why blank cells are blank and why the checks' questions are answered, and submit."""
    missing = window.locator("[data-part=missing]")
    expect(missing).to_contain_text("未填")
    while (before := missing.inner_text()) != "未填 0 格":
        window.click("[data-tool=next-blank]")
        window.select_option("#sheet-reason", label="没有此项统计")
        window.click("[data-tool=fill-reason]")
        expect(missing).not_to_have_text(before)
    expect(window.locator("[data-state]")).to_have_text(NOTHING_WAITS)
    for box in window.locator("[data-part=remarks] .explaining").all():
        box.locator("input").fill("经与原始报表核对，数据属实。")
        box.get_by_text("保存说明").click()
        expect(box).to_contain_text("说明已保存")
    window.get_by_role("button", name="提交").click()
    expect(window.locator(".lead-in .state")).to_have_text("待审核")


def import_judgements(window: Page) -> None:
    """What people concluded, as a file: one with a word that is no answer is not taken, the mended one is."""
    _hand_in(window, "也许")
    expect(window.locator("main")).to_contain_text("需要核对的地方")
    expect(window.locator("main")).to_contain_text("也许")
    _hand_in(window, "是")
    with window.expect_navigation():
        window.get_by_role("button", name="确认导入").click()
    open_table(window, _judged().title)
    expect(window.locator(".sheet-table")).to_contain_text("是")


def _judged() -> AskedTable:
    return next(each for each in tables_asked(evaluated()) if each.id == "judged")


def _hand_in(window: Page, last: str) -> None:
    found, codes = evaluated(), [code for code, _name in _judged().items]
    answers = ["是"] * (len(codes) - 1) + [last]
    lines = [f"{CITY},{found.round.period},{code},{each}" for code, each in zip(codes, answers, strict=True)]
    text = "\n".join(("body_code,period,item,passed", *lines))
    window.goto(f"/data/{found.round.address}/{CITY}/import/")
    window.set_input_files("#id_file", {"name": "judged.csv", "mimeType": "text/csv", "buffer": text.encode()})
    with window.expect_navigation():
        window.get_by_role("button", name="上传并预览").click()


def submit_the_rest(reporter: Page) -> None:
    """The other tables go to the coordinator."""
    for table in tables_asked(evaluated())[1:]:
        open_table(reporter, table.title)
        reporter.get_by_role("button", name="提交").click()
        expect(reporter.locator(".lead-in .state")).to_have_text("待审核")


def judge_tables(coordinator: Page, reporter: Page) -> None:
    """The coordinator sends the city's table back; it is mended, submitted again and accepted with all others."""
    first, *others = tables_asked(evaluated())
    open_table(coordinator, first.title)
    coordinator.fill("#reason", REASON)
    coordinator.get_by_role("button", name="退回").click()
    expect(coordinator.locator(".lead-in .state")).to_have_text("被退回")
    reporter.goto("/desk/")
    expect(reporter.locator("main")).to_contain_text("被退回的数据表")
    open_table(reporter, first.title)
    expect(reporter.locator("main")).to_contain_text(REASON)
    type_into(reporter, 0, city_values(first)[0])
    reporter.fill("#why-unchanged", "原始报表已核对，数据不变。")
    explain_and_submit(reporter)
    for table in (first, *others):
        open_table(coordinator, table.title)
        coordinator.get_by_role("button", name="审定").click()
        expect(coordinator.locator(".lead-in .state")).to_have_text("已审定")
