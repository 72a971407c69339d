"""The page of a checked version: light, safe, readable for those above once it was sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dudao.web.report_desk import sending
from dudao.web.report_desk.models import ReportVersion, VersionCheck
from tests.web.report_desk.stage_setting import REPORT, uploaded

pytestmark = pytest.mark.usefixtures("cast")
MOST_BYTES = 150_000


def page_of(version: ReportVersion, client: Client, query: str = "") -> str:
    """What a browser gets."""
    where = [version.desk.evaluated.round.address, "990102", version.number]
    answer = client.get(reverse("report_desk:version-detail", args=where) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_report_of_a_hundred_figures_stays_light(client_of: Callable[[str], Client]) -> None:
    lines = "\n\n".join(f"2026年，全县第{n}批校舍维修投入{n * 37}万元，惠及学生{n * 11}人。" for n in range(1, 53))
    version = uploaded(text=REPORT.replace("二、教育经费持续增长\n", f"二、教育经费持续增长\n\n{lines}\n"))
    figures = VersionCheck.objects.get(version=version).result["figures"]
    assert len(figures) > 100
    assert len(page_of(version, client_of("coordinator")).encode()) <= MOST_BYTES


def test_the_list_is_narrowed_by_level_family_and_words(client_of: Callable[[str], Client]) -> None:
    version, client = uploaded(), client_of("coordinator")
    listed = page_of(version, client, "?words=CLM001")
    assert listed.count("<b>CLM001</b>") == 1
    assert "<b>MSK" not in listed
    assert '<li class="remark warning' not in page_of(version, client, "?level=error")


def test_what_a_report_says_is_never_obeyed(client_of: Callable[[str], Client]) -> None:
    nasty = REPORT.replace(
        "教育质量稳步提高。", "教育质量稳步提高<script>alert(1)</script><img src=x onerror=alert(1)>。"
    )
    version, client = uploaded(text=nasty), client_of("coordinator")
    page = page_of(version, client)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_those_above_read_what_was_sent_and_only_that(
    client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = uploaded()
    second = uploaded(first.desk.evaluated, REPORT.replace("24所", "25所"))
    monkeypatch.setattr(sending, "_sources", {"test": lambda: ReportVersion.objects.filter(pk=second.pk)})
    where = first.desk.evaluated.round.address
    client = client_of("supervisor")
    found = {
        name: client.get(reverse(f"report_desk:{name}", args=[where, "990102", *more])).status_code
        for name, more in (
            ("desk-detail", ()),
            ("version-detail", (2,)),
        )
    }
    assert found == {"desk-detail": 403, "version-detail": 200}
    assert client.get(reverse("report_desk:version-detail", args=[where, "990102", 1])).status_code == 403
    assert "第 2 版" in client.get(reverse("report_desk:desk-list")).content.decode()
    assert client.post(reverse("report_desk:version-check", args=[where, "990102", 2])).status_code == 403
