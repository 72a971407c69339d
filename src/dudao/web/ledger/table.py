"""Entries out to a workbook and in again: what a table would add or change, and every row that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dudao.diagnostics.model import Diagnostic
from dudao.facts.contract import table_schema
from dudao.facts.known import LedgerEntry
from dudao.facts.table_workbook import workbook_of_table
from dudao.values.errors import MisuseError, UnreadableError
from dudao.web.bodies.models import Body
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.models import LedgerRecord
from dudao.web.pages.handed_in import Fault, RowPlan, fault_of, language, read_as, where
from dudao.web.pages.workbook_kinds import TableKind, taken_elsewhere

COLUMNS = (
    "kind",
    "number",
    "date",
    "actor",
    "post",
    "subject",
    "place",
    "planned",
    "done",
    "unit",
    "deadline",
    "responsible",
    "document_number",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One row: its columns, and the entry of the same number that it changes (None for a new one)."""

    columns: dict[str, Any]
    entry: LedgerRecord | None = None

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """Column, what it was, what it becomes."""
        if self.entry is None:
            return []
        pairs = ((name, getattr(self.entry, name), value) for name, value in self.columns.items())
        return [(label_of(name), before, after) for name, before, after in pairs if before != after]

    def onto(self) -> LedgerRecord:
        """The entry with the row's columns."""
        assert self.entry is not None
        for name, value in self.columns.items():
            setattr(self.entry, name, value)
        return self.entry


Plan = RowPlan[Step]


def label_of(column: str) -> str:
    """A column's name as the table has it."""
    return table_schema("ledger").by_id[column].label_zh


def plan_of(path: Path, body: Body, *, called: str) -> Plan:
    """What the table in a file would add to a body's ledger or change in it: a row with a number that is there changes it.

    Args:
        called: the name under which the file was handed in; remarks name it, and a CSV is known by it.
    """
    elsewhere = taken_elsewhere(path, called, TableKind.LEDGER)
    if elsewhere is not None:
        return RowPlan((), (), 0, (Fault(called, "", elsewhere, True),))
    try:
        entries, problems = _read(path, called)
    except (MisuseError, UnreadableError) as error:
        return RowPlan((), (), 0, (Fault(called, "", error.sentence(language()), True),))
    faults = [fault_of(each) for each in problems]
    numbers = [entry.number for entry in entries if entry.number]
    there = {each.number: each for each in LedgerRecord.objects.filter(body=body, number__in=numbers, removed_at=None)}
    new, changed, same = [], [], 0
    seen: set[str] = set()
    for entry in entries:
        faults.extend(_faults_of(entry, body, seen))
        seen.add(entry.number)
        step = Step(_columns(entry), there.get(entry.number) if entry.number else None)
        if step.entry is None:
            new.append(step)
        elif step.differences:
            changed.append(step)
        else:
            same += 1
    return RowPlan(tuple(new), tuple(changed), same, tuple(faults))


def _read(path: Path, called: str) -> tuple[tuple[LedgerEntry, ...], tuple[Diagnostic, ...]]:
    loaded = read_as(path, called if Path(called).suffix.lower() != ".csv" else "ledger.csv")
    return loaded.known.ledger, tuple(loaded.problems)


def _columns(entry: LedgerEntry) -> dict[str, Any]:
    return {name: getattr(entry, "location" if name == "place" else name) for name in COLUMNS}


def _faults_of(entry: LedgerEntry, body: Body, seen: set[str]) -> Iterator[Fault]:
    sheet, row = where(entry.place)
    if entry.body_code and entry.body_code != body.pk:
        told = _("这一行是 %(code)s 的台账，只能导入 %(name)s 的。") % {"code": entry.body_code, "name": body.name}
        yield Fault(sheet, row, told, True)
    if entry.kind not in kinds():
        yield Fault(sheet, row, _("事项类别没有填，或不在清单里。"), True)
    if not entry.subject:
        yield Fault(sheet, row, _("事项内容没有填。"), True)
    if entry.number and entry.number in seen:
        yield Fault(sheet, row, _("序号 %(number)s 重复。") % {"number": entry.number}, True)


def write_entries(entries: Iterable[LedgerRecord]) -> bytes:
    """A workbook of entries, which reads back as it was written."""
    return workbook_of_table("ledger", (_row(entry) for entry in entries))


def _row(entry: LedgerRecord) -> dict[str, Any]:
    own = {name: getattr(entry, name) for name in COLUMNS}
    return own | {"kind": kinds().get(entry.kind, entry.kind), "body_code": entry.body_id}
