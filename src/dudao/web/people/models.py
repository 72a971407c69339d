"""Links that work once, and applications that wait for somebody to decide."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import LOGIN, PHONE, Person
from dudao.web.acting import Role
from dudao.web.bodies.models import Body
from dudao.web.people.states import ApplicationState
from dudao.web.policies import Words
from dudao.web.posts.models import ROLE_CHOICES


class OneTimeLink(models.Model):
    """An address that opens once, until a moment. Only the hash of its secret part is kept: nobody can read it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def is_open(self, moment: datetime) -> bool:
        """Whether the link still opens."""
        return self.used_at is None and self.withdrawn_at is None and moment < self.expires_at


class Invitation(OneTimeLink):
    """A post that waits for the person who holds the link (邀请)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("角色"), max_length=20, choices=ROLE_CHOICES)
    title = models.CharField(_("职务"), max_length=60, blank=True)
    name = models.CharField(_("姓名"), max_length=60)
    mail = models.EmailField(_("电子邮箱"), blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-made_at"]

    @property
    def role_label(self) -> Words:
        """The role in words."""
        return Role(self.role).label


class ResetLink(OneTimeLink):
    """Lets a person who forgot the password set another one (重设密码)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reset_links")

    class Meta:
        ordering: ClassVar = ["-made_at"]


class Application(models.Model):
    """Somebody asks for an account with a post (注册申请); the account is made when it is accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("登录名"), max_length=40, validators=[LOGIN])
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("手机号"), max_length=16, blank=True, validators=[PHONE])
    mail = models.EmailField(_("电子邮箱"), blank=True)
    password = models.CharField(max_length=128)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("角色"), max_length=20, choices=ROLE_CHOICES)
    title = models.CharField(_("职务"), max_length=60, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=ApplicationState.choices, default=ApplicationState.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    reason = models.CharField(_("不予通过的原因"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at"]
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"], name="application_waiting")]

    @property
    def role_label(self) -> Words:
        """The role in words."""
        return Role(self.role).label
