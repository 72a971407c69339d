"""What readers say of documents: comments with replies, marks, reports; and who may not comment for a while."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document
from dudao.web.voices.states import TONES, CommentState, Fault, ReportState


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
