"""A reader's own side: favourites, what was read, notices, choices; and the codes that open a membership."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document, Membership


def new_address() -> str:
    """A public address."""
    return secrets.token_hex(6)


class Reader(models.Model):
    """What somebody chose as a reader; who chose nothing has no row.

    Attributes:
        pen_name: under which comments are signed; where it is empty, the name with all but its first sign covered.
        keeps_history: whether it is remembered what was opened.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reader", primary_key=True)
    pen_name = models.CharField(_("署名"), max_length=20, blank=True)
    keeps_history = models.BooleanField(_("记住我读过的文档"), default=True)


class Favourite(models.Model):
    """A document that somebody wants to find again (收藏)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="favourites")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "document"], name="favourite_once")]


class Visit(models.Model):
    """When somebody last opened a document, and how many times."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "document"], name="visit_once")]
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="visit_newest")]


class Notice(models.Model):
    """One sentence for somebody with the page it is about; unread until it is opened or all are marked as read.

    `words_en` is the same in English, "" where only the one sentence was given.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    words = models.CharField(max_length=400)
    words_en = models.CharField(max_length=400, blank=True)
    address = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="notice_newest"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
        ]

    @property
    def said(self) -> str:
        """The sentence in the reader's language."""
        return self.words_en if self.words_en and (get_language() or "").startswith("en") else self.words


class CodeBatch(models.Model):
    """Membership codes made together: what for, how long each opens, until when it can be used."""

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    purpose = models.CharField(_("用途"), max_length=80)
    days = models.PositiveIntegerField(_("会员天数"))
    expires_on = models.DateField(_("最迟使用日期"))
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]


class MembershipCode(models.Model):
    """A code that opens one membership once; only its hash is kept."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)
    membership = models.OneToOneField(Membership, on_delete=models.SET_NULL, null=True, related_name="code")
