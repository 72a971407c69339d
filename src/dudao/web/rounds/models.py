"""A round with its timetable, the bodies it evaluates, and who does what until when."""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.values.deadlines import Window
from dudao.web.bodies.models import PATH_LENGTH, Body
from dudao.web.rounds.states import TONES, RoundState, StageKind
from dudao.web.schemes.models import PublishedEdition


def new_address() -> str:
    """A public address: random, so that counting leads nowhere."""
    return secrets.token_hex(6)


class Round(models.Model):
    """One round of evaluation (评价轮次).

    `tree_day` is the day whose tree of bodies the round uses throughout, `known_at` the moment at which it was taken.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    title = models.CharField(_("名称"), max_length=120)
    edition = models.ForeignKey(PublishedEdition, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(_("评价年度"), max_length=12)
    office = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.DRAFT)
    notice_number = models.CharField(_("通知文号"), max_length=60, blank=True)
    notice_text = models.TextField(_("通知正文"), blank=True)
    issuer = models.CharField(_("发文机关"), max_length=120, blank=True)
    tree_day = models.DateField(null=True)
    known_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]


class Stage(models.Model):
    """One stage of a round's timetable; `last_day` belongs to it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=20, choices=StageKind.choices)
    order = models.PositiveSmallIntegerField()
    first_day = models.DateField(_("开始"))
    last_day = models.DateField(_("截止"))

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind"], name="stage_once_a_round"),
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="stage_runs_forward"),
        ]

    @property
    def window(self) -> Window:
        """From the start of its first day to the end of its last."""
        zone = timezone.get_current_timezone()
        opens = datetime.combine(self.first_day, time.min, zone)
        return Window(opens, datetime.combine(self.last_day + timedelta(days=1), time.min, zone))


class RoundBody(models.Model):
    """A body that a round evaluates, as it was called and stood in the tree when the round was opened."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="evaluated_in")
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=PATH_LENGTH)
    kind = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "body"], name="body_once_a_round")]
        indexes: ClassVar = [models.Index(fields=["path"], name="round_body_path")]

    def __str__(self) -> str:
        return self.name


class Extension(models.Model):
    """A later last day of a stage, for one body or for all, with the reason."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extensions")
    body = models.ForeignKey(RoundBody, on_delete=models.CASCADE, null=True, related_name="extensions")
    last_day = models.DateField(_("延长至"))
    reason = models.CharField(_("原因"), max_length=200)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=60)


class Task(models.Model):
    """One point of the scheme for one body: which department leads, which help, until when (任务分解)."""

    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="tasks")
    point = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="leads")
    partners = models.ManyToManyField(Body, related_name="helps")
    due = models.DateField(_("完成时限"), null=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluated", "point"], name="point_once_a_body")]


class Reminder(models.Model):
    """A word to an evaluated body that something is due (催办)."""

    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="reminders")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, null=True, related_name="reminders")
    text = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-sent_at"]


class FreeDay(models.Model):
    """A public holiday, or a weekend day worked in exchange (调休上班), as the yearly notice has it."""

    day = models.DateField(primary_key=True)
    is_worked = models.BooleanField(_("调休上班"), default=False)
    name = models.CharField(_("名称"), max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["day"]
