"""What people said of an upload before it was public: responsibility, what is to be covered, corrections; shut-out uploaders."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document


class Handing(models.Model):
    """How a document was handed in: who answers for it, and how far it is.

    Attributes:
        responsible_at, responsible_by: when and who declared source and responsibility (来源与责任声明).
        likeness_reason: why it goes on although something alike is in the library already.
        notice_days: of a document from a round: days between the operators' yes and the day it is public; 0 for none.
        submitted_at, decided_at: the last time it went to the operators, and their last decision.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="handing")
    responsible_at = models.DateTimeField(null=True)
    responsible_by = models.CharField(max_length=60, blank=True)
    likeness_reason = models.CharField(max_length=400, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["submitted_at"], name="handing_submitted"),
            models.Index(fields=["decided_at"], name="handing_decided"),
        ]


class Decision(models.TextChoices):
    """What becomes of a place that shows personal data or a name."""

    COVER = "cover", _("遮盖")
    KEEP = "keep", _("保留")


class Judgement(models.Model):
    """What a person decided of a place of a file: found by the machine (`is_drawn` false) or drawn as a box.

    Attributes:
        sha256: of the file; another file of the document is judged anew.
        key: of the place; that of a found one comes from its kind, page and characters.
        boxes: [[left, top, right, bottom]] in shares of the page.
        reason: why it stays, or what is covered.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="judgements")
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=60)
    page = models.PositiveIntegerField()
    boxes: models.JSONField[Any, Any] = models.JSONField(default=list)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.CharField(max_length=200, blank=True)
    is_drawn = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["page", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "sha256", "key"], name="judgement_once_a_place")
        ]


class RoundRecord(models.Model):
    """What of a sealed submission stands beside its report in the library, taken out of the bundle once (frozen).

    Attributes:
        hash: of the bundle. evidence: [{number, title, kind, document_number, issuer, date, points}] of what may be public;
        `hidden` how many more there are. scores: [{point, title, marks, score}], [] where the round does not show them.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="round_record")
    round_title = models.CharField(max_length=120)
    government = models.CharField(max_length=120)
    hash = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list)
    hidden = models.PositiveIntegerField(default=0)
    scores: models.JSONField[Any, Any] = models.JSONField(default=list)


class Erratum(models.Model):
    """A mistake of a published document and what is right (勘误); `page` 0 where none is named."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="errata")
    page = models.PositiveIntegerField(_("页码"), default=0)
    wrong = models.CharField(_("原文"), max_length=400)
    right = models.CharField(_("更正为"), max_length=400)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Block(models.Model):
    """Somebody may not upload (停止上传), up to and including `until`; without a day for good, until it is lifted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="upload_blocks")
    reason = models.CharField(_("原因"), max_length=300)
    until = models.DateField(_("截止日期"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(lifted_at=None), name="block_one_in_force")
        ]
