"""Posts: a person in a role at a body, from one day up to another; and who stands in for them during leave."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.bodies.models import Body
from dudao.web.policies import Words

ROLE_CHOICES = [(role.value, role.label) for role in Role]


class Post(models.Model):
    """One post (岗位). `ends_on` is the first day on which it no longer holds; None is open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("角色"), max_length=20, choices=ROLE_CHOICES)
    title = models.CharField(_("职务"), max_length=60, blank=True)
    starts_on = models.DateField(_("任职日期"))
    ends_on = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "body", "role"], condition=Q(ends_on=None), name="post_held_once"
            ),
        ]

    @property
    def role_label(self) -> Words:
        """The role in words."""
        return Role(self.role).label

    def holds(self, day: date) -> bool:
        """Whether the post is held on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


class Delegation(models.Model):
    """Somebody stands in for the holder of a post (代理), from one day up to another, with a reason."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stands_in")
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止（当日不含）"))
    reason = models.CharField(_("事由"), max_length=200)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-starts_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="delegation_runs_forward"),
        ]
