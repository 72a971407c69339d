"""Tables of evaluated bodies as they are filled in, every change of a cell, and the versions that were submitted.

Sheet ─┬─ SheetRow (its cells) ── CellChange (what each was)
       ├─ Explanation (of a remark)
       └─ TableVersion (content for ever, hash) ── CellReturn (why it came back)
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models

from dudao.web.bodies.models import CODE_LENGTH, PATH_LENGTH, Body
from dudao.web.datasets.states import TONES, SheetState, VersionState
from dudao.web.rounds.models import RoundBody


def new_address() -> str:
    """A random address."""
    return secrets.token_hex(6)


class Sheet(models.Model):
    """One table of one evaluated body and period. `seq` grows by one with every change; `department` fills it in.

    `address` names it wherever something is kept by what it rests on. `filled` of `wanted` cells hold a value or a reason why there is none.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="sheets")
    table = models.CharField(max_length=60)
    period = models.CharField(max_length=24)
    department = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.DRAFT)
    seq = models.PositiveIntegerField(default=0)
    filled = models.PositiveIntegerField(default=0)
    wanted = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluated", "table", "period"], name="sheet_once_a_body"),
        ]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]


class SheetRow(models.Model):
    """One row: whose it is, and its cells by column (`cells.Cell`). `is_given`: the tree of bodies has it, else somebody added it."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    body_code = models.CharField(max_length=CODE_LENGTH)
    body_name = models.CharField(max_length=120)
    path = models.CharField(max_length=PATH_LENGTH)
    stage = models.CharField(max_length=40, blank=True)
    item = models.CharField(max_length=60, blank=True)
    is_given = models.BooleanField(default=True)
    is_removed = models.BooleanField(default=False)
    cells = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "key"], name="row_once_a_sheet")]


class CellChange(models.Model):
    """A cell before and after one change; `column` is "" where a row was added or removed. Never changed, never removed."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="changes")
    seq = models.PositiveIntegerField()
    row = models.CharField(max_length=120)
    column = models.CharField(max_length=80, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    person_id = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["sheet", "row", "column", "-id"], name="change_of_cell"),
            models.Index(fields=["sheet", "seq"], name="change_since"),
        ]


class Explanation(models.Model):
    """Why a remark of experience is right as it is (经验校验说明); it holds as long as the remark says the same."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="explanations")
    remark = models.CharField(max_length=300)
    found = models.CharField(max_length=400)
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "remark"], name="explained_once")]


class TableVersion(models.Model):
    """A table as it was submitted: canonical CSV with its SHA-256. Of it only what became of it is ever written again."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.SUBMITTED)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()
    explanations = models.JSONField(default=list)
    author = models.CharField(max_length=60)
    department = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "number"], name="version_once_a_sheet")]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES.get(self.state, "off")


class CellReturn(models.Model):
    """Why a version came back: of one cell, of a row (`column` empty), or of the whole table (both empty)."""

    version = models.ForeignKey(TableVersion, on_delete=models.CASCADE, related_name="returns")
    row = models.CharField(max_length=120, blank=True)
    column = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["id"]


class BaseTable(models.Model):
    """A table of an earlier period that no round of this site has: last year's values to compare with, as canonical CSV."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="base_tables")
    table = models.CharField(max_length=60)
    period = models.CharField(max_length=24)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["table"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "table", "period"], name="base_once_a_period"),
        ]


class TableImport(models.Model):
    """A workbook of tables that was handed in: looked at first, then carried out once or put aside."""

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    evaluated = models.ForeignKey(RoundBody, on_delete=models.CASCADE, related_name="table_imports")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="table-imports")
    is_base = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=60)
    applied_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at"]
