"""One entry an action: never changed, never removed, each with the hash of the one before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dudao.web.audit.names import declared_actions
from dudao.web.policies import Words


class AuditEntry(models.Model):
    """What was done. `path` is the tree path of the body concerned; who covers it may read the entry.

    `hash` is SHA-256 over the canonical JSON of all other columns with the hash of the entry before; the database itself
    refuses to change or delete a row (triggers of the first migration).
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=20, blank=True)
    body_code = models.CharField(max_length=40, blank=True)
    for_name = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=120)
    path = models.CharField(max_length=400, blank=True)
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["target", "-number"], name="audit_target"),
            models.Index(fields=["path", "-number"], name="audit_path"),
            models.Index(fields=["person_id", "-number"], name="audit_person"),
        ]

    @property
    def label(self) -> Words:
        """What the action is called; its own name where a later version no longer knows it."""
        return declared_actions().get(self.action, self.action)
