"""Changing cells and rows of a draft, and explaining remarks. Submitting and deciding is in `deciding`."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.facts.contract import FieldSchema
from dudao.facts.known import Fact
from dudao.facts.typed import TypedRow, read_typed
from dudao.values.absence import State
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.datasets import policy
from dudao.web.datasets.cells import BLANK_STATES, Cell, blank_reasons
from dudao.web.datasets.checking import EMPTY, without_place
from dudao.web.datasets.desks import Desk, count_cells, locked_desk
from dudao.web.datasets.known import cell_of_fact, period_of
from dudao.web.datasets.models import CellChange, Explanation, SheetRow
from dudao.web.datasets.parts import may_report
from dudao.web.datasets.policy import Standing
from dudao.web.datasets.states import SheetState
from dudao.web.datasets.tables import AskedTable, places_of, tree_of
from dudao.web.pages.handed_in import language
from dudao.web.policies import Refused, Words

SAVED = declare("data.saved", _("填报数据"))
ROW_ADDED = declare("data.row-added", _("增加一行"))
ROW_REMOVED = declare("data.row-removed", _("删除一行"))
EXPLAINED = declare("data.explained", _("说明经验校验"))

REFUSING = frozenset(
    ("not-a-number", "cell-error", "formula-without-value", "unit-does-not-fit", "zero-or-missing")
    + ("date-unreadable", "choice-unknown")
)
"""Remarks of reading after which a cell cannot be kept: nobody would know what it says."""
MOST_CHANGES, LONGEST_NOTE, LONGEST_WORDS, MOST_ROWS = 20_000, 200, 500, 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """A cell as an editor wants it.

    Attributes:
        value: as typed. state: one of the five; "" or "value" where the value tells. reason, note: why it is blank.
        seq: number of the sheet when the editor last saw this cell; None for the number of the whole save.
    """

    row: str
    column: str
    value: str = ""
    state: str = ""
    reason: str = ""
    note: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be kept, and why."""

    row: str
    column: str
    words: Words


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that somebody else wrote meanwhile: what they wrote, and what the editor wanted. It stays as they wrote it."""

    row: str
    column: str
    mine: Cell
    theirs: Cell


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: cells kept as the table has them now, those refused, those in conflict; words on what was read."""

    desk: Desk
    saved: list[tuple[str, str, Cell]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    told: dict[tuple[str, str], str] = field(default_factory=dict)


@transaction.atomic
def save_cells(
    *, evaluated_id: int, table: AskedTable, seq: int, changes: Sequence[Change], by: Acting, at: datetime
) -> Saved:
    """Keep cells of a draft (填报), each by itself: what cannot be kept, or what somebody else wrote meanwhile, stands in the
    answer beside what could.

    Args:
        seq: the number of the sheet that the editor saw. A cell written after it by somebody else, and saying something
            else, is a conflict and stays as it is.
    """
    desk = locked_desk(evaluated_id, table)
    standing = desk.standing(by)
    desk.fill(by, at, standing).require()
    if len(changes) > MOST_CHANGES:
        raise Refused(_("一次最多保存 %(most)d 格，请分几次粘贴，或用工作簿导入。") % {"most": MOST_CHANGES})
    found = Saved(desk)
    wanted = _read(desk, changes, standing, found)
    write_cells(desk, wanted, seq, found, by, at)
    if found.saved:
        details = {"table": table.id, "seq": desk.sheet.seq, "cells": len(found.saved)}
        record(SAVED, on=target_of(desk), by=by, at=at, path=desk.evaluated.path, details=details)
    return found


def target_of(desk: Desk) -> str:
    """How the audit names a sheet."""
    return f"data {desk.evaluated.round.address} {desk.evaluated.body_id} {desk.table.id}"


Wanted = list[tuple[SheetRow, Change, Cell]]


def _read(desk: Desk, changes: Sequence[Change], standing: Standing, found: Saved) -> Wanted:
    """The changes that can be kept, as cells; the others are told in `found`."""
    rows = {row.key: row for row in desk.there}
    columns = {each.id: each for each in desk.table.fillable}
    wanted: Wanted = []
    typed: dict[str, dict[str, Change]] = {}
    for change in changes:
        refusal = _hindrance(desk, change, rows.get(change.row), columns.get(change.column), standing)
        if refusal:
            found.refused.append(Refusal(change.row, change.column, refusal))
        elif change.state in BLANK_STATES and not change.value.strip():
            cell = Cell(state=change.state, reason=change.reason, note=change.note.strip()[:LONGEST_NOTE])
            wanted.append((rows[change.row], change, cell))
        else:
            typed.setdefault(change.row, {})[change.column] = change
    for key, own in typed.items():
        wanted.extend((rows[key], own[name], cell) for name, cell in _parsed(desk, rows[key], own, found))
    return wanted


def _hindrance(
    desk: Desk, change: Change, row: SheetRow | None, column: FieldSchema | None, standing: Standing
) -> Words:
    """Why a change is no change of this table, or not this person's; "" where nothing hinders it."""
    if row is None:
        return _("表里没有这一行，可能刚被删去。")
    if column is None:
        return _("这一格不能填。")
    if standing.department and not may_report(desk, standing.department, column.id):
        return _("这一列由其他部门填报。")
    answer = policy.may_change_row(standing, row.path)
    if not answer:
        return answer.reason
    if change.state and change.state not in list(State):
        return _("没有“%(state)s”这种状态。") % {"state": change.state}
    known = {each.code for each in blank_reasons() if not change.state or change.state in each.states}
    if change.reason and change.reason not in known:
        return _("没有这种原因，请从列表中选择。")
    return ""


def _parsed(desk: Desk, row: SheetRow, own: Mapping[str, Change], found: Saved) -> list[tuple[str, Cell]]:
    """Typed cells of a row as the core reads them; what it cannot read is refused, what it doubts is told."""
    columns = [each for each in desk.table.fillable if each.id in own]
    given = {name: change.value for name, change in own.items()}
    cells = []
    for column in columns:
        # one cell at a time: a key of the row is a cell like the others here
        fact, told, is_refused = _read_cell(desk, column, given[column.id])
        if is_refused:
            found.refused.append(Refusal(row.key, column.id, told))
            continue
        if told:
            found.told[row.key, column.id] = told
        cells.append((column.id, _cell(column, fact, given[column.id], own[column.id])))
    return cells


def _read_cell(desk: Desk, column: FieldSchema, value: str) -> tuple[Fact | None, str, bool]:
    """What a cell says, words on it, and whether it cannot be kept."""
    schema = replace(desk.table.schema, keys=("body_code", "period"))
    typed = TypedRow("", 1, "0", period_of(desk.sheet.period), cells={column.id: value})
    read = read_typed(schema, [column], [typed])
    words = "；".join(without_place(each, language()) for each in read.problems)
    return (
        read.facts[0] if read.facts else None,
        words,
        any(each.name in REFUSING for each in read.problems),
    )


def _cell(column: FieldSchema, fact: Fact | None, typed: str, change: Change) -> Cell:
    """A read cell as the sheet keeps it."""
    cell = cell_of_fact(column, fact, typed)
    if cell.state not in BLANK_STATES:
        return cell
    return replace(cell, reason=change.reason, note=change.note.strip()[:LONGEST_NOTE])


def write_cells(desk: Desk, wanted: Wanted, seq: int, found: Saved, by: Acting, at: datetime) -> None:
    """Put cells into their rows, but for those that somebody else wrote after the editor looked."""
    next_seq, person = desk.sheet.seq + 1, str(by.person_id or "")
    changes: list[CellChange] = []
    changed: dict[str, SheetRow] = {}
    for row, change, wish in wanted:
        there = Cell.of(row.cells.get(change.column))
        if there.says == wish.says:
            found.saved.append((row.key, change.column, there))
            continue
        seen = seq if change.seq is None else change.seq
        if there.seq > seen and there.person != person:
            found.conflicts.append(Conflict(row.key, change.column, wish, there))
            continue
        cell = replace(wish, seq=next_seq, by=by.name, person=person, at=at.isoformat())
        changes.append(change_of(desk, row.key, change.column, there, cell, by, at, next_seq))
        row.cells[change.column] = cell.kept()
        changed[row.key] = row
        found.saved.append((row.key, change.column, cell))
    if changes:
        SheetRow.objects.bulk_update(changed.values(), ["cells"], batch_size=200)
        CellChange.objects.bulk_create(changes, batch_size=500)
        count_change(desk, next_seq, by, at)


def change_of(
    desk: Desk, row: str, column: str, before: Cell, after: Cell, by: Acting, at: datetime, seq: int
) -> CellChange:
    """A change of a cell for the history, not yet kept."""
    return CellChange(
        sheet=desk.sheet,
        seq=seq,
        row=row,
        column=column,
        before=before.kept(),
        after=after.kept(),
        at=at,
        by=by.name,
        person_id=by.person_id,
    )


def change_of_row(desk: Desk, row: SheetRow, seq: int, by: Acting, at: datetime, *, is_new: bool) -> CellChange:
    """A row that was added or taken out, for the history; not yet kept."""
    named = {"row": row.body_name}
    before, after = ({}, named) if is_new else (named, {})
    return CellChange(
        sheet=desk.sheet,
        seq=seq,
        row=row.key,
        before=before,
        after=after,
        at=at,
        by=by.name,
        person_id=by.person_id,
    )


def count_change(desk: Desk, seq: int, by: Acting, at: datetime) -> None:
    """Count a change; one of an accepted table begins a new draft on top of it."""
    sheet = desk.sheet
    sheet.seq, sheet.changed_at, sheet.changed_by = seq, at, by.name
    sheet.filled, sheet.wanted = count_cells(desk)
    if sheet.state == SheetState.ACCEPTED:
        sheet.state = SheetState.DRAFT
    sheet.save()


@transaction.atomic
def add_row(
    *, evaluated_id: int, table: AskedTable, body_code: str, stage: str = "", by: Acting, at: datetime
) -> tuple[Desk, SheetRow]:
    """Add a row (增加一行): of a room, a group asked, or a stage that a school has and the sheet does not."""
    desk = locked_desk(evaluated_id, table)
    standing = desk.standing(by)
    desk.fill(by, at, standing).require()
    place = next((each for each in places_of(table, tree_of(desk.evaluated)) if each.code == body_code), None)
    if place is None:
        raise Refused(_("%(code)s 不在本轮的填报范围内。") % {"code": body_code})
    policy.may_change_row(standing, place.path).require()
    if len(desk.rows) >= MOST_ROWS:
        raise Refused(_("一张表最多 %(most)d 行。") % {"most": MOST_ROWS})
    row = _returning_row(desk, place.code, stage) or SheetRow(
        sheet=desk.sheet,
        key=f"{place.code}|{secrets.token_hex(4)}" if table.has_free_rows else f"{place.code}|{stage}",
        number=max((each.number for each in desk.rows), default=0) + 1,
        body_code=place.code,
        body_name=place.name,
        path=place.path,
        stage=stage,
        is_given=False,
    )
    if row.pk is None:
        desk.rows.append(row)
    row.is_removed = False
    row.save()
    _tell_row(desk, ROW_ADDED, row, by, at)
    return desk, row


def _returning_row(desk: Desk, code: str, stage: str) -> SheetRow | None:
    """The row of a stage that was removed before; refused for one that is there, or where the table has no such rows."""
    if desk.table.has_free_rows:
        return None
    if not desk.table.stages:
        raise Refused(_("这张表的行由机构名录确定，不能增加。"))
    if stage not in desk.table.stages:
        raise Refused(_("请选择学段。"))
    found = next((row for row in desk.rows if (row.body_code, row.stage) == (code, stage)), None)
    if found is not None and not found.is_removed:
        raise Refused(_("表里已有这所学校的这个学段。"))
    return found


@transaction.atomic
def remove_row(*, evaluated_id: int, table: AskedTable, key: str, by: Acting, at: datetime) -> Desk:
    """Take a row out (删除一行); its cells are kept, and the history tells."""
    desk = locked_desk(evaluated_id, table)
    standing = desk.standing(by)
    desk.fill(by, at, standing).require()
    row = next((each for each in desk.there if each.key == key), None)
    if row is None:
        raise Refused(_("表里没有这一行，可能刚被删去。"))
    policy.may_change_row(standing, row.path).require()
    if not (table.has_free_rows or table.stages):
        raise Refused(_("这张表的行由机构名录确定，不能删除；没有数的请选择原因。"))
    row.is_removed = True
    row.save(update_fields=["is_removed"])
    _tell_row(desk, ROW_REMOVED, row, by, at)
    return desk


def _tell_row(desk: Desk, action: str, row: SheetRow, by: Acting, at: datetime) -> None:
    seq = desk.sheet.seq + 1
    change_of_row(desk, row, seq, by, at, is_new=action == ROW_ADDED).save()
    count_change(desk, seq, by, at)
    details = {"table": desk.table.id, "row": row.key}
    record(action, on=target_of(desk), by=by, at=at, path=desk.evaluated.path, details=details)


@transaction.atomic
def explain_remark(
    *, evaluated_id: int, table: AskedTable, remark: str, found: str, text: str, by: Acting, at: datetime
) -> Explanation:
    """Write why a remark of experience is right as it is (经验校验说明); it travels with the data.

    Args:
        remark, found: which remark, and what it says of the numbers: another number must be explained again.
    """
    desk = locked_desk(evaluated_id, table)
    standing = desk.standing(by)
    desk.fill(by, at, standing).require()
    if not text.strip():
        raise Refused(_("请写明情况。"))
    key = remark.partition("@")[2].rpartition(":")[0]
    row = next((each for each in desk.there if each.key == key), None)
    if (row is None and remark != EMPTY) or (remark == EMPTY and desk.there):
        raise Refused(_("这条提示已经不在了，请刷新。"))
    policy.may_change_row(standing, row.path if row is not None else desk.evaluated.path).require()
    kept, _is_new = Explanation.objects.update_or_create(
        sheet=desk.sheet,
        remark=remark,
        defaults={"found": found, "text": text.strip()[:LONGEST_WORDS], "at": at, "by": by.name},
    )
    details = {"table": table.id, "remark": remark, "text": kept.text}
    record(EXPLAINED, on=target_of(desk), by=by, at=at, path=desk.evaluated.path, details=details)
    return kept
