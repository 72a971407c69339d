"""A visitor of the library: search, a report with its figures, comparison, poster; and the keeper's queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dudao.web.demo.days import Days
from dudao.web.demo.documents import Planned, planned_in
from dudao.web.demo.example import Example
from dudao.web.demo.library import bring_in
from dudao.web.demo.stage import Stage
from dudao.web.jobs.worker import work_off
from dudao.web.library.models import Document
from tests.journeys.axe import faults

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SHOWN = {
    "yunzhou-2024-self-assessment.txt": "published",
    "yunling-2025-funding.html": "published",
    "yunzhou-2025-self-assessment.txt": "published",
    "yunzhou-2025-opinion.txt": "published",
    "lanjiang-2025-self-assessment.txt": "submitted",
}
"""Documents of the example's library, and how far each gets here."""


@pytest.mark.django_db(transaction=True)
def test_a_visitor_finds_reads_and_compares_reports_and_a_keeper_sees_what_waits(
    page_of: Callable[[str], Page],
) -> None:
    _fill()
    visitor = page_of("visitor")
    visitor.goto("/")
    expect(visitor.locator("main")).to_contain_text("云州市人民政府2025年度履行教育职责情况的自评报告")
    visitor.goto("/library/?q=普惠性幼儿园")
    expect(visitor.locator("main mark").first).to_contain_text("普惠性幼儿园")

    report = Document.objects.get(title="云州市人民政府2025年度履行教育职责情况的自评报告")
    visitor.goto(f"/library/d/{report.address}/")
    expect(visitor.locator("main h1")).to_contain_text(report.title)
    assert faults(visitor) == []
    visitor.locator("h2", has_text="文中数字").scroll_into_view_if_needed()
    expect(visitor.locator("main")).to_contain_text("与公布数据一致")

    keeper = page_of("supervisor")
    keeper.goto("/library/keep/queue/")
    expect(keeper.locator("main")).to_contain_text("澜江市人民政府2025年度履行教育职责情况的自评报告")
    assert faults(keeper) == []


def _fill() -> None:
    """The documents, each as a PDF or a page: those need no other program than the tests have anyway."""
    days = Days(timezone.localdate())
    stage = Stage(Example(EXAMPLES / "yunling", days.year), days, "", lambda words: None)
    for each in planned_in(EXAMPLES / "library"):
        if each.path.name in SHOWN and each.state == "published":
            bring_in(stage, _handed_in(each))
    work_off()


def _handed_in(planned: Planned) -> Planned:
    made = replace(planned, uploader="supervisor", tier="public", state=SHOWN[planned.path.name])
    return made if made.format == "html" else replace(made, format="pdf", name=f"{Path(made.name).stem}.pdf")
