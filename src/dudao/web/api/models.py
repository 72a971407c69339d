"""Keys with which programs act for a person in one post; only their hash is kept."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.posts.models import Post


def new_address() -> str:
    """A random address."""
    return secrets.token_hex(6)


class Token(models.Model):
    """A key of the interface (接口密钥). It opens what its post opens, until `ends_at`, unless it was revoked.

    `used_on` is the last day on which a program used it.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("用途"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def is_open(self, moment: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and moment < self.ends_at
