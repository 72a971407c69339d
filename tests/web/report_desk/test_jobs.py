"""Checks in the background: files that take time, and data that change."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from dudao.web.jobs.states import JobState
from dudao.web.jobs.worker import work_off
from dudao.web.report_desk import actions, queries
from dudao.web.report_desk.models import ReportVersion, VersionCheck
from dudao.web.report_desk.tasks import CHECKING, follow_change, last_check
from dudao.web.report_desk.waiting import waiting
from dudao.web.rounds.models import RoundBody
from tests.web.cast import NOW, acting_as
from tests.web.report_desk.stage_setting import drafted, evaluated_county
from tests.web.report_desk.test_versions import done_is

pytestmark = pytest.mark.usefixtures("cast")


def handed_in(blob: bytes, name: str, evaluated: RoundBody | None = None) -> ReportVersion:
    """A file as somebody uploads it."""
    more = {"content": BytesIO(blob), "name": name, "size": len(blob), "by": acting_as("coordinator"), "at": NOW}
    return actions.upload_report(evaluated=evaluated or evaluated_county(), **more)  # type: ignore[arg-type]


def test_a_pdf_is_read_by_a_job_and_its_page_says_so(client_of: Callable[[str], Client]) -> None:
    draft = drafted()
    version = handed_in(queries.pdf_of(draft), "自评报告.pdf", draft.desk.evaluated)
    page = reverse("report_desk:version-detail", args=[version.desk.evaluated.round.address, "990102", version.number])
    assert "正在后台" in client_of("coordinator").get(page).content.decode()
    jobs = work_off()
    assert [(each.name, each.state) for each in jobs] == [(CHECKING, JobState.DONE)]
    assert jobs[0].result == page
    version.refresh_from_db()
    assert version.bound["facts"]


def test_a_broken_pdf_is_kept_with_the_reason(client_of: Callable[[str], Client]) -> None:
    version = handed_in(b"%PDF-1.7\n" + b"\x00broken" * 300, "自评报告.pdf")
    work_off()
    check = VersionCheck.objects.get(version=version)
    assert check.trouble
    page = reverse("report_desk:version-detail", args=[version.desk.evaluated.round.address, "990102", version.number])
    assert check.trouble in client_of("coordinator").get(page).content.decode()


def test_changed_data_are_followed_once_and_stand_on_the_workbench() -> None:
    version = drafted()
    done_is(30)
    follow_change("990102")
    follow_change("990102")
    assert len(work_off()) == 1
    assert VersionCheck.objects.get(version=version).changed == 1
    todos = {str(each.what): each.count for each in waiting(acting_as("coordinator"), NOW)}
    assert todos["数据已变，报告里有句子要改"] == 1
    assert last_check(version.desk.evaluated) is not None


def test_an_entry_of_the_ledger_that_changes_starts_a_check(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    version = drafted()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        done_is(31)
    work_off()
    assert queries.changed_of(VersionCheck.objects.get(version=version))[0]["expected"] == "31"
