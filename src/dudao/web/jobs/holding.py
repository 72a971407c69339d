"""Which worker holds which job: taking one that nobody else has, staying its holder, giving back what a dead worker held.

Each step is one conditional write, so two workers never hold the same job, on SQLite as on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from dudao.web.jobs.models import Job
from dudao.web.jobs.progress import own
from dudao.web.jobs.states import ENDED, JobState

MOST_TRIES = 3
KEPT_FOR = timedelta(days=30)
"""How long jobs stay in the list after their end."""


def claim(
    worker: str, at: datetime, lease: timedelta, *, early: bool = False, names: Collection[str] = ()
) -> Job | None:
    """Take the job that waits longest, if there is one; `early` also takes those that are not due yet.

    Args:
        names: only jobs of these names; of any where it is empty.
    """
    waiting = Job.objects.filter(state=JobState.WAITING).order_by("due_at", "id")
    if names:
        waiting = waiting.filter(name__in=names)
    if not early:
        waiting = waiting.filter(due_at__lte=at)
    if not waiting.exists():  # a look that locks nothing
        return None
    with transaction.atomic():
        job = _lockable(waiting).first()
        if job is None:
            return None
        job.state, job.held_by, job.held_until = JobState.RUNNING, worker, at + lease
        job.started_at, job.tries = at, job.tries + 1
        taken = Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
            state=job.state, held_by=worker, held_until=job.held_until, started_at=at, tries=job.tries
        )
    return job if taken else None


def _lockable(rows: QuerySet[Job]) -> QuerySet[Job]:
    """Rows that another worker is just taking are passed over; SQLite has one writer at a time anyway."""
    return rows.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else rows


def stay_holder(job: Job, at: datetime, lease: timedelta) -> bool:
    """Say that the job is still being done; False where it is another's by now."""
    return bool(own(job).update(held_until=at + lease))


def put_back(job: Job, at: datetime, *, counts: bool) -> bool:
    """Let the job wait again, to be taken from `at` on; `counts` whether this try counts."""
    return bool(
        own(job).update(
            state=JobState.WAITING, due_at=at, held_by="", held_until=None, tries=F("tries") - (0 if counts else 1)
        )
    )


def end(job: Job, at: datetime, *, result: str = "", failure: str = "") -> bool:
    """The job is done, or has failed; False where it is another's by now and nothing was written."""
    state = JobState.FAILED if failure else JobState.DONE
    told = {
        "result": result,
        "failure": failure[:500],
        "state": state,
        "ended_at": at,
        "held_by": "",
        "held_until": None,
    }
    return bool(own(job).update(**told))


def let_go(worker: str, at: datetime) -> None:
    """Give back what a worker held that is known to be dead."""
    _give_back(Job.objects.filter(state=JobState.RUNNING, held_by=worker), at)


def recover(at: datetime) -> None:
    """Give back what workers held that have not been heard of: they were killed, or their machine was."""
    _give_back(Job.objects.filter(state=JobState.RUNNING, held_until__lt=at), at)


def _give_back(held: QuerySet[Job], at: datetime) -> None:
    for job in held:
        same = own(job).filter(held_until=job.held_until)  # not if it was heard of in between
        if job.tries < MOST_TRIES:
            same.update(state=JobState.WAITING, due_at=at, held_by="", held_until=None)
            continue
        with override(job.language):
            told = _("处理程序连续 %(count)s 次中断，任务已停止。请联系系统管理员。") % {"count": job.tries}
        same.update(state=JobState.FAILED, failure=told, ended_at=at, held_by="", held_until=None)


def clean_up(at: datetime) -> None:
    """Remove jobs that ended long ago; what came out of them stays."""
    Job.objects.filter(state__in=ENDED, ended_at__lt=at - KEPT_FOR).delete()
