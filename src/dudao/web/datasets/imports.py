"""Workbooks of tables that were handed in: what they would change, cell by cell; carried out once, or put aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.datasets import policy
from dudao.web.datasets.actions import Change, Saved, change_of, change_of_row, count_change, write_cells
from dudao.web.datasets.cells import BLANK, Cell
from dudao.web.datasets.desks import Desk, locked_desk
from dudao.web.datasets.known import period_before
from dudao.web.datasets.models import BaseTable, CellChange, SheetRow, TableImport
from dudao.web.datasets.planning import Found, TablePlan, base_rows, plan_of, plan_of_table, read_workbook
from dudao.web.datasets.tables import tables_asked
from dudao.web.datasets.versions import content_of, hash_of
from dudao.web.pages.handed_in import suffix_of_table
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody

HANDED_IN = declare("data.workbook-handed-in", _("上传数据工作簿"))
APPLIED = declare("data.workbook-applied", _("导入数据工作簿"))
DISCARDED = declare("data.workbook-discarded", _("放弃数据工作簿"))
BASE_KEPT = declare("data.base-kept", _("导入上年数据"))
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


@transaction.atomic
def hand_in_workbook(
    *, evaluated_id: int, content: IO[bytes], name: str, size: int, by: Acting, at: datetime, is_base: bool = False
) -> TableImport:
    """Keep a workbook to look at (上传); nothing changes yet. `is_base`: it holds the values of the period before."""
    evaluated = RoundBody.objects.select_related("round__edition").get(pk=evaluated_id)
    may = policy.may_assign_tables if is_base else policy.may_hand_in
    may(by, evaluated, at).require()
    suffix = suffix_of_table(name, size, SUFFIXES)
    kept = TableImport(evaluated=evaluated, file_name=name[:200], is_base=is_base, uploaded_at=at, uploaded_by=by.name)
    # kept under a name of its own; a table in a csv is known by the name it came with
    kept.file.save(f"{kept.address}{suffix}", File(content), save=False)
    kept.save(force_insert=True)
    _tell(HANDED_IN, kept, by, at, {"file": name, "base": is_base})
    return kept


@transaction.atomic
def apply_workbook(*, address: str, seen: str, by: Acting, at: datetime, removes: Iterable[str] = ()) -> dict[str, int]:
    """Carry a workbook out: every cell that can be read, in every table that this person may fill. Returns cells by table.

    Args:
        seen: the fingerprint of what was looked at; refused where a table was changed meanwhile.
        removes: tables of which the rows that the workbook does not have are taken out.
    """
    kept = _locked(address)
    policy.may_hand_in(by, kept.evaluated, at).require()
    found = read_workbook(kept)
    plan = plan_of(kept, by, at, found)
    if plan.fingerprint != seen:
        raise Refused(_("预览之后数据有变动，请核对后再导入。"))
    if not plan.is_open:
        raise Refused(_("工作簿里没有可以导入的内容。"))
    counted = {}
    for part in plan.tables:
        if not part.may:
            continue
        desk = locked_desk(kept.evaluated_id, part.table)
        fresh = plan_of_table(desk, found, by, at)
        counted[part.table.id] = _carry_out(desk, fresh, by, at, removes=part.table.id in removes)
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    _tell(APPLIED, kept, by, at, {"cells": counted})
    return counted


def _carry_out(desk: Desk, plan: TablePlan, by: Acting, at: datetime, *, removes: bool) -> int:
    """Write cells, add rows, take rows out where wanted. Returns how many cells and rows."""
    changes = [(row, Change(row.key, column), cell) for row, column, cell in plan.cells]
    saved = Saved(desk)
    write_cells(desk, changes, desk.sheet.seq, saved, by, at)
    gone = plan.gone if removes else []
    if not plan.new and not gone:
        return len(saved.saved)
    seq, number = desk.sheet.seq + 1, max((row.number for row in desk.rows), default=0)
    told = []
    for index, row in enumerate(plan.new, start=1):
        row.sheet, row.number = desk.sheet, number + index
        row.cells = {name: _signed(cell, seq, by, at).kept() for name, cell in plan.cells_of(row).items()}
        told.append(change_of_row(desk, row, seq, by, at, is_new=True))
        told.extend(
            change_of(desk, row.key, name, BLANK, Cell.of(kept), by, at, seq) for name, kept in row.cells.items()
        )
    for row in gone:
        row.is_removed = True
        told.append(change_of_row(desk, row, seq, by, at, is_new=False))
    SheetRow.objects.bulk_create(plan.new, batch_size=500)
    SheetRow.objects.bulk_update(gone, ["is_removed"], batch_size=500)
    CellChange.objects.bulk_create(told, batch_size=500)
    desk.rows.extend(plan.new)
    count_change(desk, seq, by, at)
    return len(saved.saved) + len(told)


def _signed(cell: Cell, seq: int, by: Acting, at: datetime) -> Cell:
    says = (cell.value, cell.state, cell.reason, cell.note, cell.written)
    return Cell(*says, seq, by.name, str(by.person_id or ""), at.isoformat())


@transaction.atomic
def discard_workbook(*, address: str, by: Acting, at: datetime) -> TableImport:
    """Put a workbook aside (放弃): it will not be carried out."""
    kept = _locked(address)
    policy.may_hand_in(by, kept.evaluated, at).require()
    kept.discarded_at = at
    kept.save(update_fields=["discarded_at"])
    _tell(DISCARDED, kept, by, at, {"file": kept.file_name})
    return kept


@transaction.atomic
def keep_base(*, address: str, by: Acting, at: datetime) -> list[BaseTable]:
    """Keep the tables of the period before from a workbook (导入上年数据), to compare with and to compute growth from."""
    kept = _locked(address)
    policy.may_assign_tables(by, kept.evaluated, at).require()
    found = read_workbook(kept)
    tables = _base_tables(kept.evaluated, base_rows(kept.evaluated, found), by, at)
    if not tables:
        raise Refused(_("工作簿里没有 %(period)s 的数据。") % {"period": period_before(kept.evaluated.round.period)})
    kept.applied_at = at
    kept.save(update_fields=["applied_at"])
    _tell(BASE_KEPT, kept, by, at, {"tables": [each.table for each in tables]})
    return tables


def count_base_rows(kept: TableImport, found: Found) -> dict[str, int]:
    """How many rows of the period before a workbook holds, by what the table is called."""
    rows = {} if found.fault else base_rows(kept.evaluated, found)
    return {table.title: len(rows[table.id]) for table in tables_asked(kept.evaluated) if rows.get(table.id)}


def _base_tables(
    evaluated: RoundBody, rows: Mapping[str, Sequence[SheetRow]], by: Acting, at: datetime
) -> list[BaseTable]:
    period = period_before(evaluated.round.period)
    found = []
    for table in tables_asked(evaluated):
        if not rows.get(table.id):
            continue
        content = content_of(table, rows[table.id], period, {})
        base, _is_new = BaseTable.objects.update_or_create(
            body_id=evaluated.body_id,
            table=table.id,
            period=period,
            defaults={"content": content, "sha256": hash_of(content), "at": at, "by": by.name},
        )
        found.append(base)
    return found


def _locked(address: str) -> TableImport:
    rows = TableImport.objects.select_for_update(of=("self",)).select_related("evaluated__round__edition")
    kept = rows.get(address=address)
    if kept.applied_at is not None:
        raise Refused(_("这份工作簿已经导入过了。"))
    if kept.discarded_at is not None:
        raise Refused(_("这份工作簿已经放弃。"))
    return kept


def _tell(action: str, kept: TableImport, by: Acting, at: datetime, details: dict[str, object]) -> None:
    record(action, on=f"data-import {kept.address}", by=by, at=at, path=kept.evaluated.path, details=details)
