"""Jobs, for a person."""

from __future__ import annotations

from django.db.models import QuerySet

from dudao.web.acting import Acting, Role
from dudao.web.jobs.models import Job
from dudao.web.jobs.states import OPEN


def jobs_for(acting: Acting) -> QuerySet[Job]:
    """One's own; all of them for operators."""
    if acting.role is Role.OPERATOR:
        return Job.objects.all()
    return Job.objects.filter(person_id=acting.person_id) if acting.is_known else Job.objects.none()


def open_jobs_of(acting: Acting) -> int:
    """How many of one's own wait or run."""
    return Job.objects.filter(person_id=acting.person_id, state__in=OPEN).count() if acting.is_known else 0
