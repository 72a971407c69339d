"""Long work in one process: how it is started, told, tried again and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dudao.web.jobs import holding
from dudao.web.jobs.actions import run_again, withdraw_job
from dudao.web.jobs.models import Job
from dudao.web.jobs.progress import Progress, Taken
from dudao.web.jobs.states import JobState
from dudao.web.jobs.worker import LEASE, work_off
from dudao.web.policies import Refused
from dudao.web.posts.models import Post
from tests.web.cast import NOW, acting_as
from tests.web.jobs import played
from tests.web.jobs.on_stage import started

pytestmark = pytest.mark.usefixtures("cast")


def test_a_job_is_done_for_the_post_in_which_it_was_started() -> None:
    played.SEEN.clear()
    started(to=4)
    (job,) = work_off()
    assert (job.state, job.done, job.total, job.result, job.tries) == (JobState.DONE, 4, 4, "/desk/", 1)
    assert played.SEEN == ["990102-edu"]


def test_who_lost_the_post_meanwhile_works_as_a_member_of_the_public() -> None:
    played.SEEN.clear()
    started()
    Post.objects.filter(person__login="reporter").update(ends_on=NOW.date())
    work_off()
    assert played.SEEN == [""]


def test_a_job_is_there_only_if_its_transaction_commits() -> None:
    with transaction.atomic():
        started()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_same_key_waits_once_and_may_come_again_after_its_end() -> None:
    first = started(key="report 1")
    assert started(key="report 1") == first
    assert started(key="report 2") != first
    work_off()
    assert started(key="report 1") != first


def test_a_refusal_is_told_word_for_word_and_not_tried_again() -> None:
    started(name=played.REFUSE)
    (job,) = work_off()
    assert (job.state, job.failure, job.tries) == (JobState.FAILED, "轮次已经结束。", 1)


def test_a_failure_never_names_a_path_of_the_machine() -> None:
    started(name=played.UNREADABLE)
    (job,) = work_off()
    assert job.failure == "ab12.docx 已损坏，请重新上传"


def test_a_slip_of_the_program_is_told_by_a_number_that_the_log_has(caplog: pytest.LogCaptureFixture) -> None:
    job = started(name=played.BREAK)
    with pytest.raises(KeyError):
        work_off()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.address in job.failure
    assert "secret" not in job.failure
    assert job.address in caplog.text


def test_what_passes_is_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    job = started(name=played.FALTER, until=3)
    for _ in range(2):
        with pytest.raises(Exception, match="away"):
            work_off()
        job.refresh_from_db()
        assert (job.state, job.due_at > timezone.now()) == (JobState.WAITING, True)
        assert holding.claim("another", timezone.now(), LEASE) is None
    work_off()
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.DONE, 3)


def test_a_job_of_a_version_that_no_longer_knows_it_fails_plainly() -> None:
    job = started()
    Job.objects.update(name="old.export")
    work_off()
    job.refresh_from_db()
    assert "没有这类任务" in job.failure


def test_a_silent_worker_loses_its_job_and_its_word_counts_no_more() -> None:
    started()
    first = holding.claim("first", NOW, LEASE)
    assert first is not None
    holding.recover(NOW + LEASE / 2)
    assert holding.claim("second", NOW, LEASE) is None
    holding.recover(NOW + 2 * LEASE)
    second = holding.claim("second", NOW + 2 * LEASE, LEASE)
    assert second is not None
    assert second.pk == first.pk
    assert not holding.stay_holder(first, NOW, LEASE)
    assert not holding.end(first, NOW, result="/wrong/")
    with pytest.raises(Taken):
        Progress(first).tell(1, 2)
    assert holding.end(second, NOW, result="/right/")
    assert Job.objects.get().result == "/right/"


def test_a_job_that_kills_every_worker_fails_in_the_end() -> None:
    started()
    for number in range(holding.MOST_TRIES):
        assert holding.claim(f"worker-{number}", NOW, LEASE)
        holding.let_go(f"worker-{number}", NOW)
    job = Job.objects.get()
    assert (job.state, job.held_by) == (JobState.FAILED, "")
    assert "连续 3 次中断" in job.failure


def test_only_what_waits_is_taken_back_and_only_what_ended_badly_runs_again() -> None:
    job = started()
    by = acting_as("reporter")
    with pytest.raises(Refused):
        run_again(address=job.address, by=by, at=NOW)
    withdraw_job(address=job.address, by=by, at=NOW)
    assert work_off() == []
    run_again(address=job.address, by=by, at=NOW)
    (done,) = work_off()
    assert done.state == JobState.DONE
    with pytest.raises(Refused):
        withdraw_job(address=job.address, by=by, at=NOW)


def test_a_job_does_not_run_again_beside_its_like() -> None:
    job, by = started(key="report 1"), acting_as("reporter")
    withdraw_job(address=job.address, by=by, at=NOW)
    started(key="report 1")
    with pytest.raises(Refused):
        run_again(address=job.address, by=by, at=NOW)


def test_what_ended_long_ago_is_removed() -> None:
    started()
    work_off()
    ended_at = Job.objects.get().ended_at
    assert ended_at is not None
    waiting = started()
    holding.clean_up(ended_at + holding.KEPT_FOR)
    assert Job.objects.count() == 2
    holding.clean_up(ended_at + holding.KEPT_FOR + timedelta(seconds=1))
    assert list(Job.objects.all()) == [waiting]


def test_the_part_of_a_page_asks_again_until_the_job_has_ended(client_of: Callable[[str], Client]) -> None:
    job, client = started(), client_of("reporter")
    waiting = client.get(f"/jobs/{job.address}/progress/")
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    assert "HX-Refresh" not in waiting
    work_off()
    ended = client.get(f"/jobs/{job.address}/progress/")
    assert "hx-get" not in ended.content.decode()
    assert 'href="/desk/"' in ended.content.decode()
    assert ended["HX-Refresh"] == "true"


def test_the_menu_counts_own_work_under_way(client_of: Callable[[str], Client]) -> None:
    started()
    assert 'count">1<' in client_of("reporter").get("/desk/").content.decode()
    assert 'count">' not in client_of("colleague").get("/desk/").content.decode()


def test_operators_see_whose_jobs_there_are(client_of: Callable[[str], Client]) -> None:
    started()
    assert "填报员甲" in client_of("operator").get("/jobs/").content.decode()
    assert "数一数" not in client_of("neighbour").get("/jobs/").content.decode()
