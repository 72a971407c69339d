"""Evidence, ledger, self-assessment and report in a whole round: handed in, returned, mended, accepted, checked, made final."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from playwright.sync_api import Page, expect

from dudao.web.assessments.actions import Given, accept_point, declare_gate, submit_point, write_point
from dudao.web.assessments.points import marked_points
from dudao.web.jobs.worker import work_off
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.editions import edition_of
from tests.journeys.going import follow
from tests.journeys.round_data import evaluated
from tests.journeys.whole_round import CITY, acting_now, enter, moment

POINT, REASON = "1.1", "请补充会议情况。"
ABOVE = "部分工作的材料已列入佐证目录，台账正在补登。"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REPORT = (
    "云东市人民政府履行教育职责情况自评报告",
    "云州省人民政府教育督导委员会办公室：",
    "我市对照评价要点开展了自查自评。现将有关情况报告如下：",
    "一、存在问题",
    "城区学位仍然紧张，部分学校教师不足。",
    "二、下一步措施",
    "市教育局牵头，按计划新增学位，补充紧缺学科教师。",
    "云东市人民政府",
)


def word_file(*lines: str) -> bytes:
    """A Word file with these paragraphs."""
    document, content = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


def file_of(name: str, *lines: str) -> Any:
    """The same as a browser's input takes it."""
    return {"name": name, "mimeType": WORD, "buffer": word_file(*lines)}


def hand_in_evidence(reporter: Page) -> None:
    """A file goes into the catalogue and is read."""
    enter(reporter, StageKind.EVIDENCE)
    reporter.goto(f"/evidence/{evaluated().round.address}/{CITY}/")
    lines = ("云东市委教育工作领导小组会议纪要", "会议研究教育工作。")
    reporter.set_input_files("#id_file", file_of("1.1会议纪要.docx", *lines))
    reporter.locator("form[data-uploads] button[type=submit]").last.click()
    reporter.wait_for_selector("[data-upload-list] .is-added")
    work_off()


def write_ledger(reporter: Page) -> None:
    """An entry of what was done."""
    reporter.goto("/ledger/new/")
    reporter.select_option("#id_kind", "meeting")
    reporter.fill("#id_subject", "市委教育工作领导小组全体会议")
    reporter.fill("#id_date", f"{evaluated().round.period}-05-20")
    follow(reporter, "main form button[type=submit]")
    expect(reporter.locator(".alert")).to_contain_text("已登记")


def assess(reporter: Page, coordinator: Page) -> None:
    """One point by hand: written, submitted, returned, mended, accepted; the others as the same people would."""
    body = evaluated()
    address = f"/self-assessment/{body.round.address}/{body.body_id}/point/{POINT}/"
    _write_card(reporter, address, "成立领导机构，定期研究教育工作。")
    coordinator.goto(address)
    coordinator.fill("[name=reason]", REASON)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="退回").click()
    reporter.goto("/desk/")
    expect(reporter.locator("main")).to_contain_text(REASON)
    _write_card(reporter, address, "成立领导机构，全年召开会议，定期研究教育工作。")
    coordinator.goto(address)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="通过").click()
    expect(coordinator.locator("main")).to_contain_text("已通过")
    _the_other_points()


def _write_card(window: Page, address: str, narrative: str) -> None:
    window.goto(address)
    window.fill("#id_score", "14")
    window.fill("#id_narrative", narrative)
    if window.locator("#id_above_reason").count():
        window.fill("#id_above_reason", ABOVE)
    with window.expect_navigation():
        window.get_by_role("button", name="保存并提交").click()
    window.goto(address)
    expect(window.locator("h1")).to_contain_text("待审核")


def _the_other_points() -> None:
    body, by, at = evaluated(), acting_now("city-coordinator"), moment()
    for point, marked in marked_points(body.round.edition).items():
        if point != POINT:
            columns = {"score": marked.marks, "narrative": "按要求完成。", "above_reason": ABOVE}
            found = write_point(evaluated_id=body.pk, point=point, given=Given(0, columns), by=by, at=at)
            submit_point(evaluated_id=body.pk, point=point, by=by, at=at)
            accept_point(evaluated_id=body.pk, point=point, version=found.version, by=by, at=at)
    for gate in edition_of(body.round.edition).gates:
        declare_gate(evaluated_id=body.pk, gate=gate.code, is_occurred=False, reason="没有发生。", by=by, at=at)


def finish_report(coordinator: Page) -> None:
    """A draft is looked at; the office's own Word file is checked and made final."""
    enter(coordinator, StageKind.REPORT)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="起草").first.click()
    work_off()
    body = evaluated()
    coordinator.goto(f"/report/{body.round.address}/{body.body_id}/v/1/")
    expect(coordinator.locator("main")).to_contain_text("待补")
    coordinator.goto(f"/report/{body.round.address}/{body.body_id}/upload/")
    coordinator.set_input_files("#id_file", file_of("自评报告.docx", *REPORT))
    with coordinator.expect_navigation():
        coordinator.click("main form button[type=submit]")
    work_off()
    coordinator.goto(f"/report/{body.round.address}/{body.body_id}/v/2/")
    follow(coordinator, coordinator.get_by_role("button", name="定稿"))
    expect(coordinator.locator("main")).to_contain_text("已定稿")
