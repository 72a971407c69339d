"""A sealed submission's report goes into the library: as it was sealed, after review and its notice period, with its errata."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dudao.web.jobs.models import Job
from dudao.web.jobs.worker import work_off
from dudao.web.library.keeping import page_of
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.policies import Refused
from dudao.web.publishing import actions
from dudao.web.publishing.actions.reviewing import JOB
from tests.web.cast import acting_as
from tests.web.publishing.on_stage import sent_submission
from tests.web.publishing.test_uploads import cover_all

pytestmark = pytest.mark.usefixtures("cast")


def test_a_round_s_report_is_public_after_its_notice_period(client_of: Callable[[str], Client]) -> None:
    submission, at = sent_submission(), timezone.now()
    own: dict[str, Any] = {"by": acting_as("coordinator"), "at": at}
    document = actions.publish_submission(address=submission.address, notice_days=3, **own)
    with pytest.raises(Refused, match="已在报告库里"):
        actions.publish_submission(address=submission.address, notice_days=0, **own)
    work_off("library.read")
    cover_all(document, "coordinator")
    address = document.address
    actions.submit_document(address=address, **own)
    accepted = actions.accept_upload(address=address, by=acting_as("operator"), at=at)
    assert accepted.state == DocumentState.SUBMITTED
    assert accepted.notice_until == timezone.localdate(at) + timedelta(days=2)
    visitor = client_of("visitor")
    assert visitor.get(page_of(document)).status_code == 404
    with pytest.raises(Refused, match="期满后才公开"):
        actions.accept_upload(address=address, by=acting_as("operator"), at=at)
    with pytest.raises(Refused, match="公示期内"):
        actions.take_back(address=address, **own)
    job = Job.objects.get(name=JOB)
    assert timezone.localtime(job.due_at).date() == accepted.notice_until + timedelta(days=1)
    Document.objects.filter(pk=document.pk).update(notice_until=timezone.localdate() - timedelta(days=1))
    work_off(JOB)
    assert Document.objects.get(pk=document.pk).state == DocumentState.PUBLISHED
    actions.add_erratum(address=address, wrong="比上年增长4.12%", right="比上年增长4.21%", page=1, **own)
    words = visitor.get(page_of(document)).content.decode()
    for shown in (submission.hash, "会议纪要", "另有 1 件不公开", "本站还没有这一轮的整改记录", "比上年增长4.21%"):
        assert shown in words
    assert "花名册" not in words
    assert "自评得分" not in words


def test_only_ones_own_government_s_and_nothing_without_a_report() -> None:
    submission, at = sent_submission(), timezone.now()
    for login in ("neighbour-coordinator", "city-coordinator", "reporter", "visitor"):
        with pytest.raises(Refused):
            actions.publish_submission(address=submission.address, notice_days=0, by=acting_as(login), at=at)
    with pytest.raises(Refused, match="公示天数"):
        actions.publish_submission(address=submission.address, notice_days=99, by=acting_as("operator"), at=at)
