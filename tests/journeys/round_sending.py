"""Signing and sending in a whole round: frozen, agreed to, signed, shown, an objection answered, sent, received, verified."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect

from dudao.cli.main import run
from dudao.web.jobs.worker import work_off
from dudao.web.rounds.states import StageKind
from dudao.web.submissions.models import PublicNotice, Submission
from tests.journeys.round_data import evaluated
from tests.journeys.whole_round import enter

QUESTION, ANSWER = "数据截至什么时候？", "截至上年末。"


def submission() -> Submission:
    """The one of the journey."""
    return Submission.objects.get(evaluated=evaluated())


def page_of_it(window: Page) -> None:
    """To its page."""
    window.goto(f"/submissions/v/{submission().address}/")


def freeze(coordinator: Page) -> None:
    """Everything into one sealed file."""
    enter(coordinator, StageKind.SIGNING)
    coordinator.get_by_label("仍缺或不一致的原因").fill("纸质材料正在补盖公章。")
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="冻结", exact=True).click()
    work_off()
    page_of_it(coordinator)
    expect(coordinator.locator("main")).to_contain_text(submission().hash[:8])


def agree_and_sign(departments: list[Page], leader: Page) -> None:
    """Each lead department agrees, then the leader signs."""
    for window in departments:
        page_of_it(window)
        with window.expect_navigation():
            window.get_by_role("button", name="确认", exact=True).click()
    page_of_it(leader)
    with leader.expect_navigation():
        leader.get_by_role("button", name="审签", exact=True).click()
    expect(leader.locator("main")).to_contain_text("已审签")


def show_and_answer(coordinator: Page, guest: Page) -> None:
    """The public is shown it and asks; the coordinator answers; the days of the notice go by.

    Nobody can wait for days, and the site goes by the server's clock alone: the days of the notice are put back in the database.
    What one sees before they are over, and that nothing ends before, is seen first.
    """
    page_of_it(coordinator)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="开始公示", exact=True).click()
    notice = PublicNotice.objects.get(submission=submission())
    guest.goto(f"/submissions/notices/{notice.address}/")
    guest.fill("#id_text", QUESTION)
    guest.fill("#id_name", "王先生")
    guest.fill("#id_contact", "0990-0000000")
    guest.wait_for_timeout(5_000)  # a person takes longer than a program, and the page knows it
    with guest.expect_navigation():
        guest.get_by_role("button", name="提交意见", exact=True).click()
    coordinator.goto(f"/submissions/v/{submission().address}/objections/")
    expect(coordinator.locator("main")).to_contain_text(QUESTION)
    coordinator.locator("main textarea[name$=answer]").first.fill(ANSWER)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="答复").first.click()
    page_of_it(coordinator)
    expect(coordinator.locator("main")).to_contain_text("期满后（次日 0:00 起）才能结束")
    expect(coordinator.get_by_role("button", name="结束公示", exact=True)).to_have_count(0)
    yesterday = timezone.localdate() - timedelta(days=1)
    PublicNotice.objects.filter(pk=notice.pk).update(first_day=yesterday, last_day=yesterday)
    page_of_it(coordinator)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="结束公示", exact=True).click()


def send(coordinator: Page, supervisor: Page, folder: Path) -> None:
    """Sent, with a receipt; the office loads the bundle and verifies it without the site."""
    page_of_it(coordinator)
    with coordinator.expect_navigation():
        coordinator.get_by_role("button", name="报送", exact=True).click()
    work_off()
    expect(coordinator.locator("main")).to_contain_text("回执")
    page_of_it(supervisor)
    address = f"/submissions/v/{submission().address}/bundle/"
    answer = supervisor.request.get(address)
    assert answer.status == 200
    file = folder / "bundle.zip"
    file.write_bytes(answer.body())
    assert run_of(file) == 0


def run_of(file: Path) -> int:
    """What `dudao bundle verify` says of a file."""
    try:
        return run(["bundle", "verify", str(file)])
    except SystemExit as ended:
        return int(ended.code or 0)
