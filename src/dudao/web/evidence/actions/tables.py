"""A catalogue handed in as a table: kept to look at, then carried out, all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.evidence import policy
from dudao.web.evidence.actions.entries import Change, change_entries
from dudao.web.evidence.actions.locking import locked_body
from dudao.web.evidence.actions.uploads import MOST_ENTRIES
from dudao.web.evidence.changes import tell_change
from dudao.web.evidence.models import CatalogueImport, EntryPoint, EvidenceEntry
from dudao.web.evidence.numbering import sorting_of
from dudao.web.evidence.standing import keep_standing
from dudao.web.evidence.states import EntryState
from dudao.web.evidence.table import Plan, Step, plan_of
from dudao.web.pages.handed_in import suffix_of_table
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody

HANDED_IN = declare("evidence.table-handed-in", _("上传佐证材料目录表"))
APPLIED = declare("evidence.table-applied", _("导入佐证材料目录表"))
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


@transaction.atomic
def hand_in_table(
    *, evaluated_id: int, content: IO[bytes], name: str, size: int, by: Acting, at: datetime
) -> CatalogueImport:
    """Keep a table to look at (上传); nothing changes yet."""
    body = RoundBody.objects.select_related("round").get(pk=evaluated_id)
    policy.may_add(by, body, at, own=policy.own_points(by, body)).require()
    suffix = suffix_of_table(name, size, SUFFIXES)
    kept = CatalogueImport(evaluated=body, file_name=name[:200], uploaded_at=at, uploaded_by=by.name)
    kept.file.save(f"{kept.address}{suffix}", File(content), save=False)
    kept.save(force_insert=True)
    record(HANDED_IN, on=f"evidence-import {kept.address}", by=by, at=at, path=body.path, details={"file": name})
    return kept


@transaction.atomic
def apply_table(*, address: str, by: Acting, at: datetime) -> Plan:
    """Carry a table out (导入): all of it, or nothing where one row is wrong. New entries have no file yet."""
    kept = CatalogueImport.objects.select_for_update(of=("self",)).get(address=address)
    body = locked_body(kept.evaluated_id)
    own = policy.own_points(by, body)
    policy.may_add(by, body, at, own=own).require()
    if kept.applied_at is not None:
        raise Refused(_("这份目录表已经导入过了。"))
    plan = plan_of(Path(kept.file.path), body, called=kept.file_name, own=own)
    if not plan.is_open:
        raise Refused(_("表里有错误，或没有要更新的内容。"))
    if body.evidence.filter(removed_at=None).count() + len(plan.new) > MOST_ENTRIES:
        raise Refused(_("佐证材料目录已满 %(most)d 条，请先整理。") % {"most": MOST_ENTRIES})
    _write_new(body, plan.new, by=by, at=at)
    changes = [Change(step.entry.address, step.columns, step.points) for step in plan.changed if step.entry]
    if changes:
        change_entries(changes=changes, by=by, at=at)
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    keep_standing(body)
    tell_change(body)
    details = {"new": [step.columns["number"] for step in plan.new], "changed": len(plan.changed)}
    record(APPLIED, on=f"evidence-import {address}", by=by, at=at, path=body.path, details=details)
    return plan


def _write_new(body: RoundBody, steps: tuple[Step, ...], *, by: Acting, at: datetime) -> None:
    department = by.body_code if by.role is Role.REPORTER else None
    entries = [
        EvidenceEntry(
            evaluated=body,
            **step.columns,
            sorting=sorting_of(step.columns["number"]),
            state=EntryState.SUBMITTED,
            department_id=department,
            written_at=at,
            written_by=by.name,
        )
        for step in steps
    ]
    EvidenceEntry.objects.bulk_create(entries, batch_size=500)
    EntryPoint.objects.bulk_create(
        (
            EntryPoint(entry=entry, point=point)
            for entry, step in zip(entries, steps, strict=True)
            for point in step.points
        ),
        batch_size=500,
    )
