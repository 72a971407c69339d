"""The report desk in a browser: from the first draft to the final version, with changed data and an exception on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from dudao.web.assessments.actions import submit_point
from dudao.web.jobs.worker import work_off
from tests.journeys.axe import faults
from tests.journeys.going import follow
from tests.web.assessments.stage_setting import written
from tests.web.cast import NOW, acting_as
from tests.web.report_desk.stage_setting import evaluated_county

NARRATIVE = "2026年，全县计划新建公办幼儿园60所，已建成24所，教育质量稳步提高。"


def write(window: Page, gap: str, text: str) -> None:
    """Put words in the place of a gap, and wait until they are saved by themselves."""
    window.locator(".part", has_text=gap).get_by_role("link", name="修改").click()
    window.fill(".part-form textarea", text)
    window.wait_for_selector(".saving >> text=已保存")
    window.get_by_role("button", name="完成").click()
    window.wait_for_selector(".part-form", state="detached")


def fill_the_gaps(window: Page) -> None:
    """Write what the facts do not know: addressee, date, the paragraphs with gaps."""
    window.fill("#id_addressee", "云州省教育督导办")
    window.fill("#id_date", "2026年5月6日")
    follow(window, ".front-form button[type=submit]")
    write(window, "教育经费持续增长：", "一般公共预算教育支出只增不减。")
    write(window, "自查发现的其他问题", "一是县城学位仍然紧张。")
    write(window, "其他整改措施", "一是由县教育局于2026年12月底前新增学位。")


@pytest.mark.django_db(transaction=True)
def test_a_report_goes_from_draft_to_final(page_of: Callable[[str], Page], tmp_path: Path) -> None:
    evaluated = evaluated_county()
    written(evaluated, narrative=NARRATIVE, above_reason="走访另有记录，随后补入台账。")
    submit_point(evaluated_id=evaluated.pk, point="1.1", by=acting_as("reporter"), at=NOW)
    desk = f"/report/{evaluated.round.address}/990102/"
    window = page_of("coordinator")
    window.goto("/desk/")
    follow(window, window.get_by_role("link", name="起草自评报告"))
    assert faults(window) == []
    window.get_by_role("button", name="一键起草").click()
    window.wait_for_url(f"**{desk}v/1/")

    # a figure: its fact, confirmed
    window.click(".paper a.figure >> text=60所")
    window.wait_for_selector(".figure-detail >> text=T001 新建公办幼儿园")
    assert faults(window) == []
    window.get_by_role("button", name="是这项数据", exact=True).click()
    window.wait_for_selector("#detail >> text=县联络员甲 于")

    # the gaps filled, saved as a version
    window.goto(desk)
    follow(window, window.get_by_role("link", name="在线修改稿"))
    assert faults(window) == []
    fill_the_gaps(window)
    window.get_by_role("button", name="存为新版本并核对").click()
    window.wait_for_url(f"**{desk}v/2/")

    # an exception: asked by a department, agreed to by the leader
    reporter = page_of("reporter")
    reporter.goto(f"{desk}v/2/?words=CLM001")
    follow(reporter, reporter.get_by_role("link", name="接受为例外").first)
    reporter.select_option("#id_reason", "definition")
    reporter.fill("#id_text", "按省定口径统计")
    assert faults(reporter) == []
    follow(reporter, reporter.get_by_role("button", name="提出", exact=True))
    leader = page_of("leader")
    leader.goto("/desk/")
    follow(leader, leader.get_by_role("link", name="同意或不同意报告问题的例外"))
    leader.get_by_role("button", name="同意 CLM001").click()
    expect(leader.locator(".state >> text=已接受")).to_have_count(1)

    # the ledger says something else now: the sentence is shown, and renewed with one click
    ledger = page_of("colleague")
    ledger.goto("/ledger/")
    follow(ledger, ledger.get_by_role("link", name="新建公办幼儿园"))
    follow(ledger, ledger.get_by_role("link", name="修改"))
    ledger.fill("#id_done", "30")
    follow(ledger, ledger.get_by_role("button", name="保存"))
    work_off()
    window.goto("/desk/")
    follow(window, window.get_by_role("link", name="数据已变，报告里有句子要改"))
    row = window.locator("#changed").locator("xpath=ancestor::section").locator("tbody tr")
    assert [cell.strip() for cell in row.first.locator("td.number").all_inner_texts()] == ["24所", "24所", "30所"]
    window.get_by_role("button", name="采用新数据").click()
    window.wait_for_url(f"**{desk}v/3/")
    assert "已建成30所" in window.inner_text(".paper")

    # versions side by side, by keys through the remarks, final, taken away
    window.keyboard.press("j")
    assert window.evaluate("document.activeElement.classList.contains('remark')")
    window.goto(f"{desk}compare/?old=2&new=3")
    assert window.locator("tr.changed del").first.inner_text() == "24所"
    assert faults(window) == []
    window.goto(f"{desk}v/3/")
    window.get_by_role("button", name="定稿").click()
    window.wait_for_url(f"**{desk}")
    assert window.locator("h1 .state").inner_text() == "已定稿"
    window.goto(f"{desk}v/3/")
    assert faults(window) == []
    window.get_by_text("下载", exact=True).click()
    with window.expect_download() as coming:
        window.get_by_role("link", name="公文格式 Word").click()
    kept = tmp_path / "report.docx"
    coming.value.save_as(kept)
    assert any("已建成30所" in each.text for each in docx.Document(str(kept)).paragraphs)


@pytest.mark.django_db(transaction=True)
def test_two_people_write_in_one_paragraph_and_nothing_is_lost(page_of: Callable[[str], Page]) -> None:
    evaluated = evaluated_county()
    written(evaluated, narrative=NARRATIVE)
    first, second = page_of("coordinator"), page_of("coordinator")
    first.goto(f"/report/{evaluated.round.address}/990102/")
    follow(first, first.get_by_role("button", name="一键起草"))
    for window in (first, second):
        window.goto(f"/report/{evaluated.round.address}/990102/copy/")
        window.locator(".part", has_text="教育经费持续增长：").get_by_role("link", name="修改").click()
        window.wait_for_selector(".part-form textarea")
    first.fill(".part-form textarea", "甲写的。")
    first.wait_for_selector(".saving >> text=已保存")
    second.fill(".part-form textarea", "乙写的。")
    second.wait_for_selector(".clash >> text=甲写的。")
    assert second.input_value(".part-form textarea") == "乙写的。"
    second.get_by_role("button", name="按我的写法存").click()
    second.wait_for_selector(".written >> text=乙写的。")
