"""Submissions of a body in a round, who agreed, the public notice with its objections, requests to send late."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.bodies.models import Body
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.submissions.states import OVER, REQUEST_TONES, TONES, RequestState, Section, SubmissionState


def new_address() -> str:
    """A public address: random, so that counting leads nowhere."""
    return secrets.token_hex(6)


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return datetime.combine(day + timedelta(days=1), time.min, timezone.get_current_timezone())


class SendingRules(models.Model):
    """How a round shows submissions to the public and takes them in; without a row the defaults hold.

    `notice_days` are days of the calendar, or working days, the first day included.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="sending_rules")
    notice_days = models.PositiveSmallIntegerField(_("公示天数"), default=7)
    are_working_days = models.BooleanField(_("按工作日计"), default=False)
    shows_scores = models.BooleanField(_("公示自评得分"), default=False)
    takes_anonymous = models.BooleanField(_("接受匿名意见"), default=True)
    needs_scan = models.BooleanField(_("报送前须上传签字盖章的备案表"), default=False)


class Submission(models.Model):
    """One version of what a body submits, sealed under `hash`; a later version never changes an earlier one.

    `replaces` is the version sealed before. `lacking` is what the scheme asks for and was not there when it was frozen, with
    the coordinator's reason. `asked_by` froze it; `report_text` and `scores` are what the public sees, taken
    out of what was sealed; `report_version` is the desk's number for the version sealed. `endorsements` is the canonical list of what was said to it up to its sending.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    evaluated = models.ForeignKey(RoundBody, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=10, choices=SubmissionState.choices, default=SubmissionState.SEALING)
    reason = models.CharField(_("本次修改说明"), max_length=300, blank=True)
    lacking = models.JSONField(default=list)
    lacking_reason = models.CharField(_("仍缺材料的原因"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    job = models.CharField(max_length=12, blank=True)
    sealed_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="bundles", max_length=120)
    size = models.PositiveBigIntegerField(default=0)
    report_version = models.PositiveBigIntegerField(null=True)
    report_text = models.JSONField(default=list)
    scores = models.JSONField(default=list)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=60, blank=True)
    scan = models.FileField(upload_to="scans", max_length=120, blank=True)
    scan_preview = models.FileField(upload_to="scans", max_length=120, blank=True)
    scan_name = models.CharField(max_length=200, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_was_read = models.BooleanField(default=False)
    scan_at = models.DateTimeField(null=True)
    scan_by = models.CharField(max_length=60, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=120, blank=True)
    return_reason = models.CharField(max_length=400, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=60, blank=True)
    is_late = models.BooleanField(default=False)
    endorsements = models.TextField(blank=True)
    endorsements_hash = models.CharField(max_length=64, blank=True)
    sent_file = models.FileField(upload_to="bundles", max_length=160, blank=True)
    receipt_number = models.CharField(max_length=40, null=True, unique=True)
    mend_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluated", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["evaluated"], condition=~Q(state__in=OVER), name="submission_one_under_way"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["hash"], name="submission_hash")]

    def __str__(self) -> str:
        return f"{self.evaluated.name} {self.number}"

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]

    @property
    def is_over(self) -> bool:
        """Whether it came back: the body freezes anew."""
        return self.state in OVER

    @property
    def is_sealed(self) -> bool:
        """Whether its bundle is there."""
        return bool(self.hash)


class Confirmation(models.Model):
    """What a lead department says to a submission; `decision` is empty as long as it says nothing."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="confirmations")
    department = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    points = models.CharField(max_length=400, blank=True)
    decision = models.CharField(max_length=10, blank=True, choices=(("agreed", _("同意")), ("returned", _("退回"))))
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["department_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "department"], name="department_once_a_submission")
        ]


class PublicNotice(models.Model):
    """The public notice of a submission (公示): from `first_day` to `last_day`, both included."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="notice")
    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["-began_at"]

    @property
    def closes(self) -> datetime:
        """The first moment after its last day."""
        return end_of(self.last_day)


class Objection(models.Model):
    """What somebody of the public says about a notice (意见). Name and contact are for those who answer, never public."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.CASCADE, related_name="objections")
    address = models.CharField(max_length=32, unique=True, editable=False)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("姓名或单位"), max_length=60, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    text = models.TextField(_("意见"), max_length=2000)
    made_at = models.DateTimeField()
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "number"], name="objection_number_once"),
        ]


class LateRequest(models.Model):
    """A body asks to send after the deadline (逾期报送申请); granted up to and including `until`."""

    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="late_requests")
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    reason = models.CharField(_("原因"), max_length=300)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    until = models.DateField(_("同意延至"), null=True)
    decision_reason = models.CharField(_("审批意见"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evaluated"], condition=Q(state=RequestState.ASKED.value), name="late_request_one_open"
            ),
        ]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return REQUEST_TONES[self.state]


class Remark(models.Model):
    """What the office returns of a submission, and why."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=20, choices=Section.choices)
    text = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["id"]
