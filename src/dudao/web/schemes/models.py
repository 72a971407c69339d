"""Published editions and uploads that wait to be published. The content itself is a folder, known by its hash."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedEdition(models.Model):
    """An edition that rounds may use (已发布的方案); never changed: a correction is another edition.

    `folder` is the name of its folder under the site's files; empty for one that Dudao ships.
    """

    name = models.CharField(_("方案版本"), max_length=120, primary_key=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20)
    is_official = models.BooleanField()
    digest = models.CharField(max_length=64)
    folder = models.CharField(max_length=80, blank=True)
    points = models.PositiveIntegerField()
    indicators = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-published_at", "name"]

    def __str__(self) -> str:
        return self.title_zh


class SchemeUpload(models.Model):
    """A scheme that somebody sent as a folder (zip) or workbook: what was found wrong, what it would change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    folder = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    title_zh = models.CharField(max_length=200)
    faults = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    cases = models.PositiveIntegerField(default=0)
    compared_with = models.CharField(max_length=120, blank=True)
    changes = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=60)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]
