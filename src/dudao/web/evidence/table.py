"""The catalogue out as a workbook and as an official table, and in again: what a table would add or change, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dudao.diagnostics.model import Diagnostic
from dudao.facts.known import EvidenceEntry as KnownEntry
from dudao.facts.table_workbook import workbook_of_table
from dudao.reports.draft.form import FormRow, FormTable, PrintedForm
from dudao.values.errors import MisuseError, UnreadableError
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.numbering import UNSORTED
from dudao.web.evidence.proposals import LABELS
from dudao.web.pages.handed_in import Fault, RowPlan, fault_of, language, read_as, where
from dudao.web.pages.workbook_kinds import TableKind, taken_elsewhere
from dudao.web.rounds.models import RoundBody

COLUMNS = ("number", "title", "kind", "document_number", "issuer", "date", "period", "pages")


@dataclass(frozen=True, slots=True)
class Step:
    """One row: its columns and points, and the entry of the same number that it changes (None for a new one)."""

    columns: dict[str, Any]
    points: tuple[str, ...]
    entry: EvidenceEntry | None = None

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """Column, what it was, what it becomes."""
        if self.entry is None:
            return []
        pairs = [(name, getattr(self.entry, name), value) for name, value in self.columns.items()]
        found = [(str(LABELS[name]), before, after) for name, before, after in pairs if before != after]
        if set(self.points) != set(self.entry.point_codes):
            found.append((str(LABELS["points"]), "、".join(self.entry.point_codes), "、".join(self.points)))
        return found


Plan = RowPlan[Step]


def plan_of(path: Path, body: RoundBody, *, called: str, own: frozenset[str] | None) -> Plan:
    """What the table in a file would add to a body's catalogue or change in it; a row with a number that is there changes it.

    Args:
        called: the name under which the file was handed in; remarks name it, and a CSV is known by it.
        own: points that the person may work on; None for all.
    """
    elsewhere = taken_elsewhere(path, called, TableKind.EVIDENCE)
    if elsewhere is not None:
        return RowPlan((), (), 0, (Fault(called, "", elsewhere, True),))
    try:
        rows, problems = _read(path, called)
    except (MisuseError, UnreadableError) as error:
        return RowPlan((), (), 0, (Fault(called, "", error.sentence(language()), True),))
    faults = [fault_of(each) for each in problems]
    there = {each.number: each for each in body.evidence.filter(removed_at=None).prefetch_related("points")}
    known = {task.point for task in body.tasks.all()}
    new, changed, same = [], [], 0
    seen: set[str] = set()
    for row in rows:
        step = Step({name: getattr(row, name) for name in COLUMNS}, row.points, there.get(row.number))
        faults.extend(_faults_of(row, step, known, own, seen))
        seen.add(row.number)
        if step.entry is None:
            new.append(step)
        elif step.differences:
            changed.append(step)
        else:
            same += 1
    return RowPlan(tuple(new), tuple(changed), same, tuple(faults))


def _read(path: Path, called: str) -> tuple[tuple[KnownEntry, ...], tuple[Diagnostic, ...]]:
    loaded = read_as(path, called if Path(called).suffix.lower() != ".csv" else "evidence.csv")
    return loaded.known.evidence, tuple(loaded.problems)


def _faults_of(
    row: KnownEntry, step: Step, known: set[str], own: frozenset[str] | None, seen: set[str]
) -> Iterator[Fault]:
    sheet, place = where(row.place)
    for name, value in step.columns.items():
        longest = getattr(EvidenceEntry._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and longest is not None and len(value) > longest:
            told = _("%(column)s超过 %(most)d 字。") % {"column": LABELS[name], "most": longest}
            yield Fault(sheet, place, told, True)
    if row.number in seen:
        yield Fault(sheet, place, _("编号 %(number)s 重复。") % {"number": row.number}, True)
    for point in row.points:
        if point not in known:
            yield Fault(sheet, place, _("本轮没有要点 %(points)s。") % {"points": point}, True)
    touched = set(row.points) ^ set(step.entry.point_codes if step.entry else ())
    if own is not None and (touched & known) - own:
        points = "、".join(sorted((touched & known) - own))
        yield Fault(sheet, place, _("要点 %(points)s 不由贵部门牵头或配合。") % {"points": points}, True)


def write_entries(entries: Iterable[EvidenceEntry]) -> bytes:
    """A workbook of entries, which reads back as it was written."""
    return workbook_of_table("evidence", (_row(entry) for entry in entries))


def _row(entry: EvidenceEntry) -> dict[str, Any]:
    own = {name: getattr(entry, name) for name in COLUMNS}
    return own | {"file": entry.name, "points": "；".join(entry.point_codes)}


def printed_catalogue(body: RoundBody, entries: Sequence[EvidenceEntry]) -> PrintedForm:
    """The catalogue as an official table (佐证材料目录), grouped by point; what serves several stands under each."""
    titles = {task.point: f"{task.point} {task.title}" for task in body.tasks.all()}
    rows: list[FormRow] = []
    for point, title in [*titles.items(), ("", UNSORTED)]:
        own = [each for each in entries if (point in each.point_codes if point else not each.point_codes)]
        if own:
            rows.append(FormRow((title,), "group"))
            rows.extend(FormRow(_printed(each)) for each in own)
    table = FormTable(
        headings=("编号", "材料名称", "文号", "发文机关", "日期", "页数"),
        rows=tuple(rows),
        widths=(12, 44, 20, 22, 13, 8),
    )
    return PrintedForm(
        title=f"{body.name}佐证材料目录",
        author=body.name,
        head=(f"评价轮次：{body.round.title}　　评价年度：{body.round.period}　　共 {len(entries)} 份",),
        tables=(table,),
        is_wide=True,
    )


def _printed(entry: EvidenceEntry) -> tuple[str, ...]:
    day = entry.date.isoformat() if entry.date else ""
    return (entry.number, entry.title, entry.document_number, entry.issuer, day, entry.pages)
