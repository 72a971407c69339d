"""From freezing to the receipt in a real browser: a return inside, a notice with an objection, a return from above, sent again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from dudao.web.jobs.worker import work_off
from dudao.web.submissions import actions
from dudao.web.submissions.models import PublicNotice, Submission
from tests.journeys.axe import faults
from tests.journeys.going import follow, press
from tests.web.cast import acting_as
from tests.web.submissions.stage_setting import opened

HUMAN = 3.2
"""Seconds that a person takes at least to write an objection."""
PageOf = Callable[[str], Page]


def state_of(window: Page) -> str:
    """The state that the heading names."""
    return window.inner_text("h1 .state")


def freeze(window: Page, home: str, reason: str = "") -> str:
    """Freeze on the page of the body, and let the worker seal it; gives back the address of the version."""
    window.goto(home)
    if reason:
        window.fill("#id_reason", reason)
    if window.locator("#id_lacking_reason").count():
        window.fill("#id_lacking_reason", "纸质材料正在补盖公章。")
    press(window, "冻结")
    work_off()
    window.reload()
    assert state_of(window) == "已冻结"
    assert faults(window) == []
    return window.url


def a_week_passes() -> None:
    """The days of the notice are over."""
    yesterday = timezone.localdate() - timedelta(days=1)
    PublicNotice.objects.update(first_day=yesterday - timedelta(days=6), last_day=yesterday)


def agree_and_sign(page_of: PageOf, address: str) -> None:
    """Both departments agree, the leader signs, each from the own workbench."""
    for login, button in (("reporter", "确认"), ("colleague", "确认"), ("leader", "审签")):
        window = page_of(login)
        follow(window, window.locator("main a", has_text="报送件").first)
        assert window.url == address
        assert faults(window) == []
        press(window, button)


def show_and_answer(page_of: PageOf, coordinator: Page) -> None:
    """The notice is read without an account, objected to and answered; it cannot end before."""
    press(coordinator, "开始公示")
    visitor = page_of("visitor")
    visitor.goto("/submissions/notices/")
    assert faults(visitor) == []
    follow(visitor, visitor.locator("main td a, main th a").first)
    time.sleep(HUMAN)
    visitor.fill("#id_text", "师资数据与实际不符。")
    assert faults(visitor) == []
    press(visitor, "提交意见")
    assert "尚未答复" in visitor.inner_text("main")
    a_week_passes()
    coordinator.reload()
    assert coordinator.locator("main button", has_text="结束公示").count() == 0
    follow(coordinator, coordinator.locator("text=意见与答复").first)
    assert faults(coordinator) == []
    coordinator.fill("main textarea", "已核实，数据无误。")
    press(coordinator, "答复")
    visitor.reload()
    assert "已核实" in visitor.inner_text("main")


def put_in_the_form(coordinator: Page, address: str, folder: Path) -> None:
    """The record form is printed, and comes back as a scan whose code is read."""
    coordinator.goto(f"{address}form/")
    assert faults(coordinator) == []
    with coordinator.expect_download() as download:
        coordinator.click("text=PDF")
    download.value.save_as(folder / "form.pdf")
    coordinator.goto(f"{address}scan/")
    assert faults(coordinator) == []
    coordinator.set_input_files("#id_file", folder / "form.pdf")
    press(coordinator, "上传")
    assert "二维码与本版相符" in coordinator.inner_text("main")


@pytest.mark.django_db(transaction=True)
def test_a_submission_goes_to_the_receipt_and_comes_back_once_from_each_side(page_of: PageOf, tmp_path: Path) -> None:
    evaluated = opened()
    home = f"/submissions/{evaluated.round.address}/{evaluated.body_id}/"
    coordinator = page_of("coordinator")
    first = freeze(coordinator, home)

    department = page_of("reporter")
    department.goto(first)
    department.fill("#return-reason", "班额数有误")
    press(department, "退回修改")
    assert state_of(department) == "已退回修改"
    coordinator.goto("/desk/")
    assert "班额数有误" in coordinator.inner_text("main")

    second = freeze(coordinator, home, "改正了班额数")
    agree_and_sign(page_of, second)
    put_in_the_form(coordinator, second, tmp_path)
    coordinator.goto(second)
    show_and_answer(page_of, coordinator)
    coordinator.goto(second)
    press(coordinator, "结束公示")
    press(coordinator, "报送")
    assert state_of(coordinator) == "已报送"
    work_off()
    coordinator.goto(f"{second}receipt/")
    assert "990000-" in coordinator.inner_text("main")
    assert faults(coordinator) == []

    office = page_of("supervisor")
    office.goto(f"{second}verify/")
    assert "一字不差" in office.inner_text("main")
    assert faults(office) == []
    office.goto(f"{second}send-back/")
    office.fill("#id_until", (timezone.localdate() + timedelta(days=10)).isoformat())
    office.fill("#id_data", "班额数与上年不衔接")
    assert faults(office) == []
    press(office, "退回")
    coordinator.goto("/desk/")
    assert "班额数与上年不衔接" in coordinator.inner_text("main")

    third = freeze(coordinator, home, "补充了班额变动的说明")
    assert "第 2 版" in coordinator.inner_text("#sealed + .inside, .panel:has(#sealed)")
    _agree_behind_the_scenes(third)
    coordinator.goto(third)
    press(coordinator, "报送")
    numbers = Submission.objects.filter(receipt_number__isnull=False).order_by("number")
    assert [each.number for each in numbers] == [2, 3]
    office.goto("/submissions/")
    assert faults(office) == []
    assert "已报送" in office.inner_text("tbody")


def _agree_behind_the_scenes(address: str) -> None:
    """What was pressed once already is not pressed again."""
    made = Submission.objects.get(address=address.rstrip("/").rsplit("/", 1)[-1])
    common = {"address": made.address, "at": timezone.now()}
    for login in ("reporter", "colleague"):
        actions.agree_as_department(seen=made.hash, by=acting_as(login), **common)  # type: ignore[arg-type]
    actions.sign_submission(seen=made.hash, by=acting_as("leader"), **common)  # type: ignore[arg-type]
    actions.publish_notice(by=acting_as("coordinator"), **common)  # type: ignore[arg-type]
    a_week_passes()
    actions.end_notice(by=acting_as("coordinator"), **common)  # type: ignore[arg-type]
