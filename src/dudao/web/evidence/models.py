"""Files kept once by what they hold, and entries of the catalogue that name them, for one evaluated body in one round."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dudao.web.bodies.models import Body
from dudao.web.evidence.content import FileKind
from dudao.web.evidence.states import READ_TONES, TONES, EntryState, ReadState, Visibility
from dudao.web.rounds.models import RoundBody


def new_address() -> str:
    """A random address."""
    return secrets.token_hex(6)


class StoredFile(models.Model):
    """A file by the hash of its content, which is also its name on disk (`storage.py`); kept once, whoever hands it in.

    `pages` as the file has them, None where unknown; `pictures` how many of them were drawn; `proposed` what its text
    says about itself (title, document_number, issuer, date).
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in FileKind])
    stored_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReadState.choices, default=ReadState.WAITING)
    problem = models.CharField(max_length=400, blank=True)
    pages = models.PositiveIntegerField(null=True)
    pictures = models.PositiveIntegerField(default=0)
    proposed = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.sha256

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return READ_TONES[self.state]

    @property
    def file_kind(self) -> FileKind:
        """What it is, told from its content."""
        return FileKind(self.kind)


class EvidenceEntry(models.Model):
    """One line of a body's catalogue (佐证材料目录). `removed_at` puts it aside: no list counts it, it can be brought back.

    `file` is None for material that is kept on paper only; `name` is what the file was called, `folder` the folder it
    came in; `sorting` what the number is sorted by; `period` the time it covers, as people write it (2025, 2024-2025学年); `pages` as people write them.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    evaluated = models.ForeignKey(RoundBody, on_delete=models.PROTECT, related_name="evidence")
    number = models.CharField(_("编号"), max_length=40)
    sorting = models.CharField(max_length=120)
    title = models.CharField(_("材料名称"), max_length=300)
    kind = models.CharField(_("材料种类"), max_length=60, blank=True)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=120, blank=True)
    date = models.DateField(_("日期"), null=True, blank=True)
    period = models.CharField(_("所属时期"), max_length=40, blank=True)
    pages = models.CharField(_("页数"), max_length=20, blank=True)
    department = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("提供部门")
    )
    note = models.CharField(_("备注"), max_length=300, blank=True)
    visibility = models.CharField(_("公开范围"), max_length=10, choices=Visibility.choices, default=Visibility.INTERNAL)
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="entries")
    name = models.CharField(max_length=255, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["sorting", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evaluated", "number"], condition=Q(removed_at=None), name="evidence_number_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["evaluated", "sorting"], name="evidence_sorting"),
            models.Index(fields=["evaluated", "state"], name="evidence_state"),
            models.Index(fields=["evaluated", "kind"], name="evidence_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]

    @property
    def point_codes(self) -> list[str]:
        """Codes of the points it speaks for; the first is the one it is numbered by."""
        return [each.point for each in self.points.all()]


class EntryPoint(models.Model):
    """A point that an entry speaks for."""

    entry = models.ForeignKey(EvidenceEntry, on_delete=models.CASCADE, related_name="points")
    point = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "point"], name="evidence_point_once")]
        indexes: ClassVar = [models.Index(fields=["point"], name="evidence_point")]


class FileVersion(models.Model):
    """A file that an entry has or had; the highest number is the one in use."""

    entry = models.ForeignKey(EvidenceEntry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "number"], name="evidence_version_once")]


class EvidenceStanding(models.Model):
    """How many of the papers that the scheme asks for a body's catalogue has, as of its last change (`standing.py`)."""

    evaluated = models.OneToOneField(
        RoundBody, on_delete=models.CASCADE, primary_key=True, related_name="evidence_standing"
    )
    met = models.PositiveIntegerField()


class CatalogueImport(models.Model):
    """A catalogue that was handed in as a table, to look at and then carry out once."""

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    evaluated = models.ForeignKey(RoundBody, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="evidence-imports")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=60)
    applied_at = models.DateTimeField(null=True)
