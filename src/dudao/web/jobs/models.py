"""One piece of long work: who wants it, how far it is, how it ended. The row commits with what asked for it."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from dudao.web.jobs.registry import label_of
from dudao.web.jobs.states import OPEN, TONES, JobState
from dudao.web.policies import Words


def new_address() -> str:
    """A random address."""
    return secrets.token_hex(6)


class Job(models.Model):
    """A job (后台任务). `name` says which function does it, `about` what for, in the words of who started it.

    `key` is the same for what need not be done twice: one job of a key waits or runs at a time; "" for no such thing.
    `due_at` is the moment from which it may be taken. `held_by` and `held_until` name the worker that runs it and how long
    its word counts; `tries` counts how often a worker took it. `result` is the address of what came out, `failure` one
    plain sentence for people.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    name = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    about = models.CharField(max_length=300)
    key = models.CharField(max_length=200, blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=60)
    post_id = models.UUIDField(null=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    held_by = models.CharField(max_length=100, blank=True)
    held_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=300, blank=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], condition=Q(state="waiting"), name="job_waiting"),
            models.Index(fields=["held_until"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["person_id", "-made_at"], name="job_person"),
            models.Index(fields=["ended_at"], name="job_ended"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=[each.value for each in OPEN]) & ~Q(key=""), name="job_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def label(self) -> Words:
        """What the kind of job is called."""
        return label_of(self.name)

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]

    @property
    def percent(self) -> int | None:
        """How much is done, rounded down; None where nobody knows how much there is."""
        return min(100, self.done * 100 // self.total) if self.total else None
