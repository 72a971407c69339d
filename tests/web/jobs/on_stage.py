"""Addresses and actions of long work, and who of the cast gets and does what."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from dudao.web.jobs import holding
from dudao.web.jobs.actions import start_job
from dudao.web.jobs.models import Job
from tests.web.answers import GONE, LOGIN, POST_ONLY, YES, Access, Act
from tests.web.cast import NOW, acting_as
from tests.web.jobs import played

OWN = {"*": GONE, "visitor": LOGIN, "reporter": YES, "operator": YES}
"""Who sees the reporter's job."""
STEERS = {"reporter", "operator"}


def started(name: str = played.COUNT, key: str = "", **arguments: object) -> Job:
    """A job of the reporter that waits."""
    with transaction.atomic():
        return start_job(name=name, arguments=arguments, about="数一数", by=acting_as("reporter"), at=NOW, key=key)


def of_job() -> str:
    """Its address."""
    return started().address


def of_failed() -> str:
    """One that failed."""
    started()
    job = holding.claim("here", NOW, timedelta(minutes=1))
    assert job is not None
    holding.end(job, NOW, failure="文件打不开。")
    return job.address


ACCESS: dict[str, Access] = {
    "jobs:job-list": ((), {"*": YES, "visitor": LOGIN}),
    "jobs:job-detail": ((of_job,), OWN),
    "jobs:job-progress": ((of_job,), OWN),
    "jobs:job-withdraw": (("none",), {"*": POST_ONLY}),
    "jobs:job-again": (("none",), {"*": POST_ONLY}),
}
ACTS: dict[str, Act] = {
    "job.withdrawn": Act("jobs:job-withdraw", STEERS, (of_job,)),
    "job.run-again": Act("jobs:job-again", STEERS, (of_failed,)),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = set()
