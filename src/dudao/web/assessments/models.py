"""What a body says of itself: one row a point, declarations of vetoes, a county's application and its review."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.assessments.states import APPLICATION_TONES, TONES, ApplicationState, PointState
from dudao.web.rounds.models import RoundBody

POINTS: dict[str, Any] = {"max_digits": 7, "decimal_places": 2, "null": True, "blank": True}


class SelfAssessment(models.Model):
    """One point of a body's self-assessment (自查自评).

    Attributes:
        version: rises with every change, so that who writes on an older one is told (0: nobody wrote yet).
        score: within the marks; None while there is none. `is_met`: the verdict on a point that has no marks.
        figures: live figures of the narrative, stand-off: quote with surroundings, position, reference (figures.py).
    """

    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="self_assessments")
    point = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=PointState.choices, default=PointState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    score = models.DecimalField(_("自评分"), **POINTS)
    is_met = models.BooleanField(_("自评结论"), null=True, blank=True)
    reason = models.TextField(_("扣分原因"), blank=True)
    bonus = models.DecimalField(_("申请加分"), **POINTS)
    bonus_reason = models.TextField(_("加分理由"), blank=True)
    above_reason = models.TextField(_("高于测算分的理由"), blank=True)
    narrative = models.TextField(_("自评说明"), blank=True)
    figures = models.JSONField(default=list)
    written_at = models.DateTimeField(null=True)
    written_by = models.CharField(max_length=60, blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    return_reason = models.CharField(_("退回原因"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluated", "point"], name="self_assessment_once_a_point"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__gte=0), name="self_score_not_below_nothing"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["evaluated", "state"], name="self_assessment_state")]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]

    @property
    def is_begun(self) -> bool:
        """Whether somebody wrote anything."""
        return self.version > 0


class GateDeclaration(models.Model):
    """Whether a veto or downgrade of the scheme (一票否决、降等情形) occurred, as the coordinator declares it, with the reason."""

    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="gate_declarations")
    gate = models.CharField(max_length=60)
    is_occurred = models.BooleanField(_("是否发生"))
    reason = models.CharField(_("说明"), max_length=500)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluated", "gate"], name="gate_declared_once")]


class Application(models.Model):
    """A county's application (县级申报) in a round whose timetable has that stage.

    What the datasets hold (when basic balance was recognised, the conditions) is not asked again here.
    """

    evaluated = models.OneToOneField(RoundBody, on_delete=models.CASCADE, related_name="application")
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    recognised_by = models.CharField(_("认定文件（标题、文号）"), max_length=200, blank=True)
    monitoring = models.TextField(_("认定以来各年度监测情况"), blank=True)
    statement = models.TextField(_("申报意见"), blank=True)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    telephone = models.CharField(_("联系电话"), max_length=40, blank=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    opinion = models.TextField(_("市级复核意见"), blank=True)

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return APPLICATION_TONES[self.state]


class ReviewMark(models.Model):
    """What the city concluded on one part of an application (市级复核).

    `digest` is of the content it was concluded on: what changes later is not confirmed any more.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="marks")
    part = models.CharField(max_length=40)
    is_confirmed = models.BooleanField()
    reason = models.CharField(_("退回原因"), max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    marked_at = models.DateTimeField()
    marked_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["application", "part"], name="part_marked_once")]
