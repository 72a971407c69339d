"""What a running job holds in its hand: telling how far it is, and for whom it works."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from time import monotonic

from django.db.models import QuerySet
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.acting import VISITOR, Acting
from dudao.web.jobs.models import Job
from dudao.web.jobs.states import JobState
from dudao.web.posts.queries import actings_of

SECONDS_BETWEEN = 0.5
"""How often progress is written at most; people do not read faster."""


class Taken(Exception):
    """The job is no longer this worker's: it was silent too long and another has it. Whatever it still does is left undone."""


class Progress:
    """How far a job is. `by` is who started it, in the same post, if they still hold it: policies answer as they would today."""

    def __init__(self, job: Job, told_moment: datetime | None = None) -> None:
        self.job = job
        self._told_moment = told_moment
        self._told_at = 0.0

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` is done (total 0: nobody knows), with a few words for people."""
        if self._told_at and done < total and monotonic() - self._told_at < SECONDS_BETWEEN:
            return
        self._told_at = monotonic()
        if not own(self.job).update(done=max(done, 0), total=max(total, 0), words=words[:200]):
            raise Taken

    @property
    def moment(self) -> datetime:
        """What time it is for the job: the server's time; that of the story where an example is filled in."""
        return self._told_moment or timezone.now()

    @cached_property
    def by(self) -> Acting:
        """Who started the job; a visitor where the account is shut, without a post where the post is over."""
        owner = self.job.person_id
        person = Person.objects.filter(pk=owner, is_active=True).first() if owner else None
        if person is None:
            return VISITOR
        actings = actings_of(person, timezone.localdate())
        held = next((each for each in actings if each.post_id == self.job.post_id), None)
        return held or Acting(person_id=person.pk, name=person.name)


def own(job: Job) -> QuerySet[Job]:
    """The row of a job while it is still held by the one who took it in this try."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, held_by=job.held_by, tries=job.tries)
