"""What the public says of documents: comments with replies, marks, reports, blocks; complaints with their steps and files."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document
from dudao.web.voices.states import (
    COMPLAINT_TONES,
    TONES,
    CommentState,
    ComplaintKind,
    ComplaintState,
    Fault,
    ReportState,
    Side,
)


def new_address() -> str:
    """A public address."""
    return secrets.token_hex(6)


class Comment(models.Model):
    """A comment on a document, or a reply to one.

    Attributes:
        parent: the comment that begins the thread; None for that comment itself. One level is shown, however people reply.
        answers: the comment that a reply answers. signed: the name as it was when it was written.
        page, figure: what it speaks of: a page, and the number of a figure on it.
        digest: hash of the folded text, by which the same text is known again.
        is_proved: whether the sender's browser did the work asked for (`proof.py`).
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="voices")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    signed = models.CharField(max_length=20)
    text = models.TextField(_("评论"))
    page = models.PositiveIntegerField(null=True)
    figure = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=CommentState.choices, default=CommentState.WAITING)
    fault = models.CharField(max_length=10, choices=Fault.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    helpful = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    is_proved = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["document", "state", "-made_at"], name="comment_document"),
            models.Index(fields=["state", "made_at"], name="comment_queue"),
            models.Index(fields=["author", "-made_at"], name="comment_author"),
            models.Index(fields=["digest", "-made_at"], name="comment_digest"),
        ]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[CommentState(self.state)]

    @property
    def place(self) -> str:
        """The address of the page it speaks of; "" where it speaks of the whole."""
        mark = f"#f{self.figure}" if self.figure else ""
        return f"/library/d/{self.document.address}/p/{self.page}/{mark}" if self.page else ""


class HelpfulMark(models.Model):
    """Somebody found a comment helpful."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="marks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["comment", "person"], name="helpful_once")]


class Report(models.Model):
    """Somebody, perhaps a visitor, says that a comment should not stand (举报)."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    fault = models.CharField(_("原因"), max_length=10, choices=Fault.choices)
    words = models.CharField(_("说明"), max_length=300, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "at"], name="report_queue")]


class Block(models.Model):
    """Somebody may not comment until a day, that day included; without one until it is lifted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    until = models.DateField(_("禁言至"), null=True, blank=True)
    reason = models.CharField(_("原因"), max_length=300)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]


def new_secret() -> str:
    """The secret part of the address under which a complaint is followed."""
    return secrets.token_urlsafe(18)


class ComplaintRules(models.Model):
    """The clocks of complaints, in working days of the site's calendar; one row, the defaults where there is none."""

    decide_days = models.PositiveSmallIntegerField(_("受理后多少个工作日内办结"), default=7)
    appeal_within = models.PositiveSmallIntegerField(_("决定后多少个工作日内可申请复核"), default=10)
    appeal_days = models.PositiveSmallIntegerField(_("复核多少个工作日内办结"), default=10)


class Complaint(models.Model):
    """A complaint about a document (投诉), followed under a secret address.

    Attributes:
        name, contact, is_organisation: who complains; shown to the keepers alone.
        work: the work or the data concerned; right: on what the complaint rests; claim: what is wrong and what is wanted.
        page, figure: the place concerned, where the complaint came from there: page, number of the figure.
        due_on: last day of the clock that runs now; None while more is asked for. days_left: of the clock that waits.
        held_at: when the document was taken out of sight because of it. decided_by_id: who may not decide the appeal.
    """

    address = models.CharField(max_length=32, unique=True, default=new_secret, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="complaints")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("投诉类型"), max_length=15, choices=ComplaintKind.choices)
    is_organisation = models.BooleanField(_("以单位名义投诉"), default=False)
    name = models.CharField(_("姓名或单位全称"), max_length=80)
    contact = models.CharField(_("联系方式"), max_length=120)
    work = models.CharField(_("涉及的作品或内容"), max_length=300)
    right = models.CharField(_("权利依据"), max_length=300, blank=True)
    claim = models.TextField(_("理由和要求"))
    page = models.PositiveIntegerField(null=True)
    figure = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=ComplaintState.choices, default=ComplaintState.RECEIVED)
    made_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    days_left = models.PositiveSmallIntegerField(default=0)
    held_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    appeal_until = models.DateField(null=True)
    appealed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="complaint_queue")]

    @property
    def place(self) -> str:
        """Where in the document: the address of the page concerned; "" for the whole."""
        return f"/library/d/{self.document.address}/p/{self.page}/#p{self.page}" if self.page else ""

    @property
    def number(self) -> str:
        """The number on the receipt."""
        return f"TS{self.made_at:%Y}{self.pk:06d}"

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return COMPLAINT_TONES[ComplaintState(self.state)]


class ComplaintStep(models.Model):
    """What was done about a complaint, by which side; everybody concerned reads it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=10)
    side = models.CharField(max_length=12, choices=Side.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class ComplaintFile(models.Model):
    """A proof: kept by its hash with the evidence, handed out to keepers alone and as bytes of no type."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
