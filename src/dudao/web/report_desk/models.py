"""The report of an evaluated body: its versions with their checks, the copy being written, what people said of both."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.diagnostics.suppressions import REASONS
from dudao.web.report_desk.states import TONES, ExceptionState, ProposalState
from dudao.web.rounds.models import RoundBody


def new_address() -> str:
    """A random address."""
    return secrets.token_hex(6)


class Origin(models.TextChoices):
    """How a version came about."""

    DRAFTED = "drafted", _("自动起草")
    UPLOADED = "uploaded", _("上传文件")
    EDITED = "edited", _("在线修改")
    RENEWED = "renewed", _("采用新数据")
    RESTORED = "restored", _("恢复旧版")


class Desk(models.Model):
    """The report desk of one evaluated body.

    `bindings` are what people said of bindings, as the core keeps them beside a report; they survive every new version.
    """

    evaluated = models.OneToOneField(RoundBody, on_delete=models.CASCADE, related_name="report_desk")
    bindings = models.JSONField(default=list)
    final = models.ForeignKey("ReportVersion", on_delete=models.PROTECT, null=True, related_name="+")
    final_at = models.DateTimeField(null=True)
    final_by = models.CharField(max_length=60, blank=True)


class ReportVersion(models.Model):
    """One version of the report; never changed once it is there.

    Attributes:
        content: the document that the file was written from, part by part; None for a file that somebody uploaded.
        bound: what the figures stood on when the version came: hash of the data, its tables, and the value of each fact.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    file = models.FileField(upload_to="reports")
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content: models.JSONField[Any, Any] = models.JSONField(null=True)
    bound: models.JSONField[Any, Any] = models.JSONField(default=dict)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("说明"), max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "number"], name="version_once_a_desk")]

    def __str__(self) -> str:
        return str(_("第 %(number)s 版") % {"number": self.number})


class VersionCheck(models.Model):
    """What the last check of a version found; made anew when data, bindings or accepted remarks change.

    `stamp` names the state of the data that it was made with; `changed` counts figures that were right when the version came and
    whose fact is another now, `contradicted` warnings that the report contradicts accepted data. `trouble` says why the file could not be read, "" else.
    """

    version = models.OneToOneField(ReportVersion, on_delete=models.CASCADE, related_name="check_made")
    made_at = models.DateTimeField()
    stamp = models.CharField(max_length=64)
    verdict = models.CharField(max_length=12)
    characters = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    agrees = models.PositiveIntegerField(default=0)
    differs = models.PositiveIntegerField(default=0)
    undecided = models.PositiveIntegerField(default=0)
    unbound = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    contradicted = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=400, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(default=dict)


class AcceptedRemark(models.Model):
    """A remark that stays although it is right (例外): who asked, why, until when, and who else agreed."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="exceptions")
    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    code = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=40)
    quote = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=400)
    reason = models.CharField(_("理由类别"), max_length=20, choices=[(key, both.zh) for key, both in REASONS.items()])
    text = models.CharField(_("理由"), max_length=300)
    document = models.CharField(_("依据文号"), max_length=60, blank=True)
    until = models.DateField(_("有效期至"))
    state = models.CharField(max_length=10, choices=ExceptionState.choices, default=ExceptionState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    asked_by_id = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]


class WorkingCopy(models.Model):
    """The report while it is being written in the site; `is_dirty` where it holds what no version holds."""

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="copy")
    based_on = models.ForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("标题"), max_length=200)
    addressee = models.CharField(_("主送机关"), max_length=200, blank=True)
    signatory = models.CharField(_("署名"), max_length=200, blank=True)
    date = models.CharField(_("成文日期"), max_length=60, blank=True)
    is_dirty = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)


class WorkingPart(models.Model):
    """One paragraph of the working copy; `revision` grows with every change, so that nobody writes over another unseen.

    `figures` are places in the text with the fact each was written from: [start, end, reference]. `table`: the cells of a table,
    whose text then says the same; None for a paragraph. A table is kept as it came: its cells are written in Word.
    """

    copy = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=12, default=new_address, editable=False)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    figures: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["place", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["copy", "key"], name="part_once_a_copy")]

    @property
    def table_rows(self) -> list[list[dict[str, Any]]]:
        """The rows of a table for a page: cells in their order with what they cover and whether they are of the head."""
        lines: dict[int, list[dict[str, Any]]] = {}
        for row, _column, rows, columns, text in self.table["cells"] if self.table else ():
            is_head = row < self.table["header_rows"]
            lines.setdefault(row, []).append({"rows": rows, "columns": columns, "text": text, "is_head": is_head})
        return [lines[row] for row in sorted(lines)]


class Proposal(models.Model):
    """Another wording of a paragraph, proposed by a department; the coordinator takes it or not, with a reason."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="proposals")
    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    part = models.CharField(max_length=12)
    before = models.TextField(blank=True)
    text = models.TextField(_("建议改为"))
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    made_for = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]
