"""The task centre in a real browser: progress moves by itself, and the page tells the end without being asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dudao.web.jobs import holding
from dudao.web.jobs.progress import Progress
from tests.journeys.axe import faults
from tests.web.jobs.on_stage import started


@pytest.mark.django_db(transaction=True)
def test_progress_moves_and_stops_when_the_job_has_ended(page_of: Callable[[str], Page]) -> None:
    window, job = page_of("reporter"), started()
    window.goto(f"/jobs/{job.address}/")
    expect(window.get_by_role("status")).to_contain_text("等待处理")
    held = holding.claim("here", timezone.now(), timedelta(minutes=1), early=True)
    assert held is not None
    Progress(held).tell(30, 40, "第 30 件")
    expect(window.get_by_role("progressbar")).to_have_attribute("value", "30")
    assert faults(window) == []
    holding.end(held, timezone.now(), result="/desk/")
    window.get_by_role("link", name="查看结果").click()
    window.wait_for_url("**/desk/")
    window.goto("/jobs/")
    assert faults(window) == []
    assert "已完成" in window.inner_text("#jobs")
