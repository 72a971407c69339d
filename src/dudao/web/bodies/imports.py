"""Taking a table of bodies in: kept first, so that preview and deed look at the same file; then carried out once."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies import policy
from dudao.web.bodies.actions import Ground, NewBody, close_body, import_bodies, move_body, rename_body
from dudao.web.bodies.models import BodyImport
from dudao.web.bodies.workbook import Plan, Step, kind_of, plan_of
from dudao.web.pages.handed_in import suffix_of_table
from dudao.web.policies import Refused

HANDED_IN = declare("body.table-handed-in", _("上传机构名录"))
APPLIED = declare("body.table-applied", _("按名录更新机构"))
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")


@transaction.atomic
def hand_in_table(*, content: IO[bytes], name: str, size: int, on: date, by: Acting, at: datetime) -> BodyImport:
    """Keep a table to look at (上传); nothing changes yet."""
    policy.may_change_bodies(by, by.area).require()
    suffix = suffix_of_table(name, size, SUFFIXES)
    if by.person_id is None:
        raise Refused(_("请先登录。"))
    kept = BodyImport(file_name=name[:200], on=on, uploaded_at=at, uploaded_by=by.person_id)
    # kept under a name of its own; a table in a csv is known by its file's name
    kept.file.save(f"{kept.pk}{suffix}", File(content), save=False)
    kept.save(force_insert=True)
    record(HANDED_IN, on=f"import {kept.pk}", by=by, at=at, path=by.area, details={"file": name})
    return kept


def plan_for(kept: BodyImport, by: Acting) -> Plan:
    """What a kept table would do now."""
    return plan_of(Path(kept.file.path), by, kept.on, called=kept.file_name)


@transaction.atomic
def apply_table(*, import_id: UUID, by: Acting, at: datetime) -> Plan:
    """Carry a table out: all of it, or nothing where one row is refused."""
    kept = BodyImport.objects.select_for_update().get(pk=import_id)
    policy.may_change_bodies(by, by.area).require()
    if kept.applied_at is not None:
        raise Refused(_("这份名录已经导入过了。"))
    plan = plan_for(kept, by)
    if not plan.is_open:
        raise Refused(_("名录里有错误，或没有要更新的内容。"))
    import_bodies(new=[_new(step) for step in plan.steps if step.kind == "add"], by=by, at=at)
    for step in plan.steps:
        _carry_out(step, kept.on, by, at)
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    details = {kind: plan.count(kind) for kind in ("add", "rename", "move", "close")}
    record(APPLIED, on=f"import {kept.pk}", by=by, at=at, path=by.area, details=details)
    return plan


def _new(step: Step) -> NewBody:
    row = step.row
    short = "；".join(row.short_names)
    ends = row.valid_to if step.is_whole else None
    return NewBody(row.code, kind_of(row), row.name, row.parent_code, short, row.valid_from, ends)


def _carry_out(step: Step, on: date, by: Acting, at: datetime) -> None:
    ground = Ground(on=step.on or on, note=str(_("按名录导入")))
    if step.kind == "rename":
        short = "；".join(step.row.short_names)
        rename_body(code=step.code, name=step.new, short_names=short, ground=ground, by=by, at=at)
    elif step.kind == "move":
        move_body(code=step.code, parent_code=step.new, ground=ground, by=by, at=at)
    elif step.kind == "close":
        close_body(code=step.code, ground=ground, by=by, at=at)
