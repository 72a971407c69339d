"""Writing, changing, putting aside and bringing back entries; carrying out a table that was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.ledger import policy
from dudao.web.ledger.changes import tell_change
from dudao.web.ledger.models import LedgerImport, LedgerRecord
from dudao.web.ledger.table import COLUMNS, Plan, plan_of
from dudao.web.pages.handed_in import suffix_of_table
from dudao.web.policies import Refused

WRITTEN = declare("ledger.written", _("登记台账"))
CHANGED = declare("ledger.changed", _("修改台账"))
REMOVED = declare("ledger.removed", _("删除台账"))
RESTORED = declare("ledger.restored", _("恢复台账"))
HANDED_IN = declare("ledger.table-handed-in", _("上传台账表"))
APPLIED = declare("ledger.table-applied", _("导入台账表"))
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


@transaction.atomic
def write_entry(*, body_code: str, columns: Mapping[str, Any], by: Acting, at: datetime) -> LedgerRecord:
    """Write an entry into a government's ledger (登记)."""
    body = Body.objects.get(pk=body_code)
    policy.may_keep_ledger(by, body.path).require()
    entry = LedgerRecord(body=body, written_at=at, written_by=by.name, **columns)
    entry.save(force_insert=True)
    details = {"kind": entry.kind, "subject": entry.subject}
    record(WRITTEN, on=f"ledger {entry.address}", by=by, at=at, path=body.path, details=details)
    tell_change(body.pk)
    return entry


@transaction.atomic
def change_entry(*, address: str, columns: Mapping[str, Any], by: Acting, at: datetime) -> LedgerRecord:
    """Change an entry (修改); the audit keeps what each column was."""
    entry = _locked(address, by)
    before = {name: getattr(entry, name) for name in columns}
    changed = {name: [_plain(before[name]), _plain(value)] for name, value in columns.items() if before[name] != value}
    if changed:
        for name, value in columns.items():
            setattr(entry, name, value)
        entry.written_at, entry.written_by = at, by.name
        entry.save()
        record(CHANGED, on=f"ledger {address}", by=by, at=at, path=entry.body.path, details=changed)
        tell_change(entry.body_id)
    return entry


@transaction.atomic
def remove_entry(*, address: str, by: Acting, at: datetime) -> LedgerRecord:
    """Put an entry aside (删除): no list and no report counts it; it can be brought back."""
    entry = _locked(address, by)
    if entry.removed_at is not None:
        raise Refused(_("这条台账已经删除。"))
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    record(REMOVED, on=f"ledger {address}", by=by, at=at, path=entry.body.path, details={"subject": entry.subject})
    tell_change(entry.body_id)
    return entry


@transaction.atomic
def restore_entry(*, address: str, by: Acting, at: datetime) -> LedgerRecord:
    """Bring an entry back (恢复)."""
    entry = _locked(address, by)
    if entry.removed_at is None:
        raise Refused(_("这条台账没有删除。"))
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    record(RESTORED, on=f"ledger {address}", by=by, at=at, path=entry.body.path)
    tell_change(entry.body_id)
    return entry


@transaction.atomic
def hand_in_table(
    *, body_code: str, content: IO[bytes], name: str, size: int, by: Acting, at: datetime
) -> LedgerImport:
    """Keep a table of entries to look at (上传); nothing changes yet."""
    body = Body.objects.get(pk=body_code)
    policy.may_keep_ledger(by, body.path).require()
    suffix = suffix_of_table(name, size, SUFFIXES)
    kept = LedgerImport(body=body, file_name=name[:200], uploaded_at=at, uploaded_by=by.name)
    kept.file.save(f"{kept.address}{suffix}", File(content), save=False)
    kept.save(force_insert=True)
    record(HANDED_IN, on=f"ledger-import {kept.address}", by=by, at=at, path=body.path, details={"file": name})
    return kept


@transaction.atomic
def apply_table(*, address: str, by: Acting, at: datetime) -> Plan:
    """Carry a table out: all of it, or nothing where one row is wrong."""
    kept = LedgerImport.objects.select_for_update(of=("self",)).select_related("body").get(address=address)
    policy.may_keep_ledger(by, kept.body.path).require()
    if kept.applied_at is not None:
        raise Refused(_("这份台账表已经导入过了。"))
    plan = plan_of(Path(kept.file.path), kept.body, called=kept.file_name)
    if not plan.is_open:
        raise Refused(_("表里有错误，或没有要更新的内容。"))
    written = {"written_at": at, "written_by": by.name}
    LedgerRecord.objects.bulk_create(
        [LedgerRecord(body=kept.body, **step.columns, **written) for step in plan.new],
        batch_size=500,
    )
    changed = [step.onto() for step in plan.changed]
    for entry in changed:
        entry.written_at, entry.written_by = at, by.name
    LedgerRecord.objects.bulk_update(changed, [*COLUMNS, "written_at", "written_by"], batch_size=200)
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    details = {"new": len(plan.new), "changed": [step.entry.address for step in plan.changed if step.entry]}
    record(APPLIED, on=f"ledger-import {address}", by=by, at=at, path=kept.body.path, details=details)
    tell_change(kept.body_id)
    return plan


def _plain(value: Any) -> Any:
    """A number as people write it: 24, not 24.0000."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _locked(address: str, by: Acting) -> LedgerRecord:
    entry = LedgerRecord.objects.select_for_update(of=("self",)).select_related("body").get(address=address)
    policy.may_keep_ledger(by, entry.body.path).require()
    return entry
