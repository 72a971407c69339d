"""One entry of the ledger, with the columns of the ledger's table in the datasets."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.bodies.models import Body


def new_address() -> str:
    """A random address."""
    return secrets.token_hex(6)


class LedgerRecord(models.Model):
    """An entry of a government's ledger. `removed_at` puts it aside: it can be brought back, and no list or report counts it.

    `planned` and `done` are counted in `unit`.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(_("事项类别"), max_length=40)
    number = models.CharField(_("序号"), max_length=40, blank=True)
    date = models.DateField(_("日期"), null=True, blank=True)
    actor = models.CharField(_("人员或单位"), max_length=200, blank=True)
    post = models.CharField(_("职务"), max_length=100, blank=True)
    subject = models.CharField(_("事项内容"), max_length=500)
    place = models.CharField(_("地点或对象"), max_length=300, blank=True)
    planned = models.DecimalField(_("计划数"), max_digits=16, decimal_places=4, null=True, blank=True)
    done = models.DecimalField(_("完成数"), max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    deadline = models.DateField(_("完成时限"), null=True, blank=True)
    responsible = models.CharField(_("责任单位"), max_length=200, blank=True)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    evidence = models.CharField(_("佐证材料编号"), max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=60)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-date", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["body", "kind", "-date"], name="ledger_body_kind_date"),
            models.Index(fields=["body", "-date"], name="ledger_body_date"),
            models.Index(fields=["body", "number"], name="ledger_body_number"),
            # what a province's list asks: entries in their order, and their sums, each from an index alone
            models.Index(fields=["removed_at", "-date", "-id", "body"], name="ledger_order"),
            models.Index(
                fields=["removed_at", "body", "kind", "unit", "planned", "done", "deadline"], name="ledger_sums"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class LedgerImport(models.Model):
    """A table of entries that was handed in, to look at and then carry out once."""

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="ledger-imports")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=60)
    applied_at = models.DateTimeField(null=True)
