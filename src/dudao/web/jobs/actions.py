"""Starting long work, withdrawing it while it waits, having it run again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.jobs import policy
from dudao.web.jobs.models import Job
from dudao.web.jobs.registry import kinds
from dudao.web.jobs.states import MOVES, OPEN
from dudao.web.policies import Refused

WITHDRAWN = declare("job.withdrawn", _("取消任务"))
RUN_AGAIN = declare("job.run-again", _("重新运行任务"))


def start_job(
    *,
    name: str,
    arguments: Mapping[str, Any],
    about: str,
    by: Acting,
    at: datetime,
    key: str = "",
    due: datetime | None = None,
) -> Job:
    """Start long work in the transaction of the action that wants it: the job is there when that commits, or not at all.

    Args:
        name: a declared kind of job. arguments: plain values that JSON keeps. about: one line for people, what it is for.
        key: a job of the same key that waits or runs is given back instead of a second one.
        due: the moment from which it may be taken; at once where there is none.
    """
    if name not in kinds():
        raise ValueError(f"job {name} is not declared")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a job belongs into the transaction of the action that wants it")
    there = _open_of(key)
    if there is not None:
        return there
    new = Job(
        name=name,
        arguments=dict(arguments),
        about=about[:300],
        key=key,
        person_id=by.person_id,
        person_name=by.name,
        post_id=by.post_id,
        language=get_language() or "zh-hans",
        made_at=at,
        due_at=due or at,
    )
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:  # on PostgreSQL another may have started it in between
        there = _open_of(key)
        if there is None:
            raise
        return there
    return new


def _open_of(key: str) -> Job | None:
    return Job.objects.filter(key=key, state__in=OPEN).first() if key else None


@transaction.atomic
def withdraw_job(*, address: str, by: Acting, at: datetime) -> Job:
    """Take back a job that still waits (取消)."""
    job = _moved(address, "withdraw", by)
    job.ended_at = at
    job.save()
    record(WITHDRAWN, on=f"job {address}", by=by, at=at, details={"about": job.about})
    return job


@transaction.atomic
def run_again(*, address: str, by: Acting, at: datetime) -> Job:
    """Let a job that failed or was taken back wait again (重新运行), for whoever started it."""
    job = _moved(address, "run-again", by)
    if _open_of(job.key) is not None:
        raise Refused(_("同样的任务已在处理。"))
    job.due_at, job.tries, job.started_at, job.ended_at = at, 0, None, None
    job.done = job.total = 0
    job.words = job.failure = ""
    job.save()
    record(RUN_AGAIN, on=f"job {address}", by=by, at=at, details={"about": job.about})
    return job


def _moved(address: str, move: str, by: Acting) -> Job:
    job = Job.objects.select_for_update().get(address=address)
    policy.may_steer_job(by, job.person_id).require()
    sources, target = MOVES[move]
    if job.state not in sources:
        raise Refused(_("任务现在是“%(state)s”，不能这样操作。") % {"state": job.get_state_display()})
    job.state = target
    return job
