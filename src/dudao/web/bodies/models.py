"""Bodies with a history: what a body was called and whom it was below, from when to when.

Dates are half-open: a name valid until 1 September is not the name on 1 September. What was recorded is never changed: a
correction withdraws a row (`withdrawn_at`) and adds another, so that a closed round finds the tree as it was known then.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a body is; the first five are the levels of the tree."""

    NATION = "nation", _("国家")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    COUNTY = "county", _("县（市、区）")
    TOWN = "town", _("乡镇（街道）")
    DEPARTMENT = "department", _("部门")
    SCHOOL = "school", _("学校")
    KINDERGARTEN = "kindergarten", _("幼儿园")
    OTHER = "other", _("其他机构")


GOVERNMENTS = (Kind.NATION, Kind.PROVINCE, Kind.CITY, Kind.COUNTY, Kind.TOWN)
CODE_LENGTH, PATH_LENGTH = 40, 400


class Body(models.Model):
    """A body by its code, which never changes hands; name, parent and path are those of today, for lists and searches."""

    code = models.CharField(_("代码"), max_length=CODE_LENGTH, primary_key=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=120)
    short_names = models.CharField(_("简称"), max_length=200, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=PATH_LENGTH, unique=True)
    founded_on = models.DateField(_("设立日期"), null=True, blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["path"]
        indexes: ClassVar = [models.Index(fields=["kind", "path"], name="body_kind_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_government(self) -> bool:
        """Whether it is a level of the tree, not a department or school."""
        return self.kind in GOVERNMENTS


class Dated(models.Model):
    """What held of a body from one day up to, not including, another; None is open."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class BodyName(Dated):
    """What a body was called."""

    name = models.CharField(max_length=120)
    short_names = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "valid_from"], name="body_name_from")]


class BodyPlace(Dated):
    """Whom a body was below: the government that answers for a school, the government a department is part of."""

    parent = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "valid_from"], name="body_place_from")]


class EventKind(models.TextChoices):
    """What happens to bodies."""

    FOUNDED = "founded", _("设立")
    RENAMED = "renamed", _("更名")
    MOVED = "moved", _("划转（变更隶属）")
    MERGED = "merged", _("合并")
    SPLIT = "split", _("分设")
    CLOSED = "closed", _("撤销")


class BodyEvent(models.Model):
    """Something that happened to bodies on a day, with the document that says so."""

    kind = models.CharField(max_length=20, choices=EventKind.choices)
    on = models.DateField()
    bodies = models.ManyToManyField(Body, related_name="events")
    became = models.ManyToManyField(Body, related_name="came_from")
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-on", "-id"]


class BodyImport(models.Model):
    """A table of bodies that was handed in: looked at first, then carried out once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to="imports/bodies")
    file_name = models.CharField(max_length=200)
    on = models.DateField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]
