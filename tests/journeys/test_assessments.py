"""A point of a self-assessment in a real browser: by keys, with a live figure, returned, mended and accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from dudao.web.assessments.models import SelfAssessment
from tests.journeys.axe import faults
from tests.journeys.going import follow
from tests.web.assessments.stage_setting import applying, opened
from tests.web.assessments.test_applications import ready
from tests.web.ledger.entries import written_entry

SLOW_ANSWERS = """() => {
  const own = window.fetch;
  window.fetch = (...all) => own(...all).then((answer) => new Promise((tell) => setTimeout(tell, 2000, answer)));
}"""


def visit(number: str) -> None:
    """A visit in the county's ledger."""
    written_entry(kind="visit", number=number, date=date(2026, 2, 1), planned=None, done=None, unit="")


@pytest.mark.django_db(transaction=True)
def test_a_point_is_written_by_keys_returned_mended_and_accepted(page_of: Callable[[str], Page]) -> None:
    reporter, coordinator = page_of("reporter"), page_of("coordinator")
    evaluated = opened()
    visit("V1")
    visit("V2")
    table = f"/self-assessment/{evaluated.round.address}/990102/"
    card = f"{table}point/1.1/"

    reporter.goto(f"{table}point/2.1/")
    reporter.keyboard.press("k")
    reporter.wait_for_url(f"**{card}")
    reporter.keyboard.press("s")
    reporter.keyboard.type("3")
    reporter.wait_for_selector(".saved.is-saved")
    reporter.fill("#id_narrative", "县委主要负责人到校调研，成效明显。")
    reporter.evaluate("document.getElementById('id_narrative').setSelectionRange(11, 11)")
    reporter.keyboard.press("Escape")
    reporter.keyboard.press("f")
    reporter.keyboard.type("调研")
    expect(reporter.locator(".offered .offer").first).to_contain_text("调研")
    reporter.keyboard.press("Tab")
    reporter.keyboard.press("Enter")
    reporter.wait_for_selector(".live-figures .state.is-good")
    assert reporter.input_value("#id_narrative") == "县委主要负责人到校调研2次，成效明显。"

    visit("V3")
    reporter.reload()
    reporter.click(".live-figures button:has-text('采用新数')")
    reporter.wait_for_selector(".live-figures .state.is-good")
    assert "到校调研3次" in reporter.input_value("#id_narrative")
    reporter.fill("#id_reason", "联系学校少 1 所。")
    reporter.click("text=保存并提交")
    reporter.wait_for_selector(".alert:has-text('已提交')")
    assert faults(reporter) == []

    coordinator.goto(card)
    coordinator.fill("#return_reason", "补充思政课次数")
    follow(coordinator, "button:has-text('退回')")
    reporter.goto("/desk/")
    follow(reporter, "text=自评要点 1.1 被退回")
    reporter.fill("#id_narrative", reporter.input_value("#id_narrative") + "讲授思政课1次。")
    follow(reporter, "text=保存并提交")
    coordinator.goto(card)
    coordinator.click("button:has-text('通过')")
    coordinator.wait_for_selector(".alert:has-text('已通过')")
    coordinator.goto(table)
    assert faults(coordinator) == []
    found = SelfAssessment.objects.get()
    assert (found.state, found.score, [each["quote"] for each in found.figures]) == ("accepted", 3, ["3次"])


@pytest.mark.django_db(transaction=True)
def test_who_submits_while_the_page_saves_does_not_meet_themselves(page_of: Callable[[str], Page]) -> None:
    reporter, evaluated = page_of("reporter"), opened()
    reporter.goto(f"/self-assessment/{evaluated.round.address}/990102/point/1.1/")
    reporter.evaluate(SLOW_ANSWERS)
    reporter.fill("#id_score", "3")
    reporter.fill("#id_reason", "联系学校少 1 所。")
    with reporter.expect_response(lambda answer: "x-autosave" in answer.request.headers):
        reporter.fill("#id_narrative", "到校调研3次。")
    reporter.fill("#id_narrative", "到校调研4次。")
    reporter.click("text=保存并提交")
    reporter.wait_for_selector(".alert:has-text('已提交')")
    found = SelfAssessment.objects.get()
    assert (found.state, found.narrative) == ("submitted", "到校调研4次。")


@pytest.mark.django_db(transaction=True)
def test_two_people_and_a_broken_network_lose_nothing(page_of: Callable[[str], Page], said: list[str]) -> None:
    one, other = page_of("reporter"), page_of("colleague")
    evaluated = opened()
    card = f"/self-assessment/{evaluated.round.address}/990102/point/1.1/"
    one.goto(card)
    other.goto(card)
    one.fill("#id_narrative", "教育局写的。")
    one.wait_for_selector(".saved.is-saved")
    other.context.set_offline(True)
    other.fill("#id_narrative", "财政局写的。")
    other.wait_for_selector(".saved:has-text('网络断开')")
    other.context.set_offline(False)
    other.wait_for_selector("#conflict .alert:has-text('填报员甲')")
    assert faults(other) == []
    assert other.input_value("#id_narrative") == "财政局写的。"
    other.click("text=以我填的为准")
    other.wait_for_selector(".alert:has-text('已保存')")
    assert SelfAssessment.objects.get().narrative == "财政局写的。"
    said.clear()  # the browser tells of the lost network and of the conflict


@pytest.mark.django_db(transaction=True)
def test_application_review_and_what_stands_beside_a_point_are_plain_to_axe(page_of: Callable[[str], Page]) -> None:
    window, city = page_of("coordinator"), page_of("city-coordinator")
    county = applying()
    ready(county)
    own = f"/self-assessment/{county.round.address}/990102/"
    for address in ("", "application/", "point/B/", "point/B/history/", "trace/B8/"):
        window.goto(own + address)
        assert faults(window) == [], address
    city.goto(f"{own}review/")
    assert faults(city) == []
    city.goto("/self-assessment/")
    assert faults(city) == []
