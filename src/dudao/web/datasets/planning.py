"""What a workbook says against what the drafts hold: cells that would change, rows that would come or go, faults by cell."""

from __future__ import annotations

import csv
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from dudao.diagnostics.model import Diagnostic, Severity
from dudao.facts.contract import FieldSchema
from dudao.facts.known import Fact, KnownFacts
from dudao.facts.load import LoadedFacts, load_facts
from dudao.facts.quality_report import make_quality_report
from dudao.values.absence import State
from dudao.values.errors import MisuseError, UnreadableError
from dudao.web.acting import Acting
from dudao.web.bodies.tree import Place
from dudao.web.datasets.before import facts_before, labels_alike
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.desks import Desk, desk_of
from dudao.web.datasets.grid import fact_key, is_number
from dudao.web.datasets.known import cell_of_fact, period_before
from dudao.web.datasets.models import SheetRow, TableImport
from dudao.web.datasets.parts import may_report
from dudao.web.datasets.tables import AskedTable, places_of, tables_asked, title_of, tree_of
from dudao.web.pages.handed_in import Fault, fault_of, language, short_name, where
from dudao.web.pages.workbook_kinds import TableKind, taken_elsewhere
from dudao.web.policies import Answer, Refused
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

BODIES = "bodies.csv"
"""The round's bodies, put beside a workbook so that rows which only name a school are known."""
RowKey = tuple[str, str]
"""Body, and what else tells its rows apart, as facts have it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of a workbook: facts by table and row, in order; remarks of reading and of the checks."""

    rows: dict[str, dict[RowKey, list[Fact]]]
    other_periods: dict[str, dict[RowKey, list[Fact]]]
    remarks: tuple[Diagnostic, ...]
    fault: str = ""


def read_workbook(kept: TableImport) -> Found:
    """Read a kept workbook as the core reads any, with the bodies of the round known."""
    evaluated = kept.evaluated
    asked = {table.id: table for table in tables_asked(evaluated)}
    own = edition_of(evaluated.round.edition).own
    elsewhere = taken_elsewhere(Path(kept.file.path), kept.file_name, TableKind.DATA, own)
    if elsewhere is not None:
        return Found({}, {}, (), str(elsewhere))
    try:
        loaded = _load(kept, own)
    except (MisuseError, UnreadableError) as error:
        return Found({}, {}, (), error.sentence(language()))
    labels = labels_alike(evaluated.round.period)
    rows: dict[str, dict[RowKey, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    others: dict[str, dict[RowKey, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in loaded.known.facts:
        reference = fact.reference
        if reference.table in asked and not fact.derived_from:
            target = rows if reference.period in labels else others
            target[reference.table][reference.body_code, reference.key].append(fact)
    history = KnownFacts(facts=facts_before(evaluated, list(asked)))
    report = make_quality_report(loaded, None, history)
    remarks = tuple(each for each in report.remarks if _is_told(each))
    return Found(rows, others, remarks)


def _is_told(each: Diagnostic) -> bool:
    place = each.params.get("place")
    return getattr(place, "file", "") != BODIES and each.name not in ("table-given-twice", "body-gone-or-new")


def _load(kept: TableImport, own: object) -> LoadedFacts:
    with TemporaryDirectory() as folder:
        bodies, copy = Path(folder) / BODIES, Path(folder) / short_name(kept.file_name)
        if copy.name == BODIES:
            raise MisuseError("机构名录由督导机构维护，不在这里导入", "bodies are not imported here")
        copy.symlink_to(Path(kept.file.path).resolve())
        with bodies.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("code", "name", "kind", "parent_code"))
            writer.writerows((each.code, each.name, each.kind, each.parent) for each in tree_of(kept.evaluated))
        return load_facts([bodies, copy], own, with_derived=False)  # type: ignore[arg-type]  # an edition's own tables


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that a workbook would change."""

    row: str
    label: str
    before: str
    after: str


@dataclass(slots=True)
class TablePlan:
    """What a workbook would do to one table.

    Attributes:
        cells: those that change, row and column. new, gone: rows that would come, and those that the workbook has not.
        same: cells that say what is there already. may: whether this person may fill the table.
    """

    table: AskedTable
    may: Answer
    cells: list[tuple[SheetRow, str, Cell]] = field(default_factory=list)
    new: list[SheetRow] = field(default_factory=list)
    fresh: dict[str, dict[str, Cell]] = field(default_factory=dict)
    gone: list[SheetRow] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)

    def cells_of(self, row: SheetRow) -> dict[str, Cell]:
        """The cells of a new row."""
        return self.fresh[row.key]

    @property
    def differences(self) -> list[Difference]:
        """The cells that change, in words."""
        labels = {each.id: each.label_zh for each in self.table.columns}
        return [
            Difference(title_of(row, self.table), labels[name], Cell.of(row.cells.get(name)).shown, cell.shown)
            for row, name, cell in self.cells
        ]

    @property
    def new_titles(self) -> list[str]:
        """The rows that would come, in words."""
        return [self._title(row) for row in self.new]

    @property
    def gone_titles(self) -> list[str]:
        """The rows that the workbook has not, in words."""
        return [self._title(row) for row in self.gone]

    def _title(self, row: SheetRow) -> str:
        cells = self.fresh.get(row.key) or {name: Cell.of(kept) for name, kept in row.cells.items()}
        keys = (cells[name].shown for name in self.table.further_keys if name in cells)
        return " ".join([title_of(row, self.table), *keys])


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a workbook would do: table by table, with every fault and remark."""

    tables: list[TablePlan]
    faults: list[Fault]
    remarks: tuple[Diagnostic, ...]
    left_out: int

    @property
    def is_open(self) -> bool:
        """Whether there is anything to carry out."""
        return any(part.may and (part.cells or part.new or part.gone) for part in self.tables)

    @property
    def fingerprint(self) -> str:
        """What was looked at: another draft, or another file, gives another."""
        told = [
            (part.table.id, row.key, name, *Cell.of(row.cells.get(name)).says, *cell.says)
            for part in self.tables
            for row, name, cell in part.cells
        ]
        rows = [(part.table.id, *sorted(part.new_titles), *(row.key for row in part.gone)) for part in self.tables]
        return hashlib.sha256(repr((told, rows)).encode()).hexdigest()[:24]


def plan_of(kept: TableImport, by: Acting, at: datetime, found: Found | None = None) -> ImportPlan:
    """What a workbook would do to the drafts as they stand."""
    found = found or read_workbook(kept)
    evaluated = kept.evaluated
    if found.fault:
        return ImportPlan([], [Fault(kept.file_name, "", found.fault, True)], (), 0)
    tables = [
        plan_of_table(desk_of(evaluated, table), found, by, at)
        for table in tables_asked(evaluated)
        if table.id in found.rows
    ]
    faults = [fault_of(each) for each in found.remarks if each.severity is not Severity.NOTE]
    faults.extend(fault for part in tables for fault in part.faults)
    left_out = sum(len(rows) for rows in found.other_periods.values())
    return ImportPlan(tables, faults, found.remarks, left_out)


def plan_of_table(desk: Desk, found: Found, by: Acting, at: datetime) -> TablePlan:
    """What a workbook would do to one table."""
    standing = desk.standing(by)
    plan = TablePlan(desk.table, desk.fill(by, at, standing))
    there = {(row.body_code, fact_key(desk.table, row)): row for row in desk.there}
    places = {each.code: each for each in places_of(desk.table, tree_of(desk.evaluated))}
    columns = {each.id: each for each in desk.table.fillable}
    given = found.rows.get(desk.table.id, {})
    for key, facts in given.items():
        row = there.get(key)
        if row is None:
            _add_new(desk, plan, key, facts, places, columns)
        elif not standing.covers(row.path):
            plan.faults.append(_fault(facts, _("这一行不归您填报，没有读入。")))
        else:
            for name, cell in _cells(facts, columns):
                if _are_alike(cell, Cell.of(row.cells.get(name))):
                    plan.same += 1
                elif standing.department and not may_report(desk, standing.department, name):
                    words = _("“%(column)s”由其他部门填报，没有读入。") % {"column": columns[name].label_zh}
                    plan.faults.append(_fault(facts, words))
                else:
                    plan.cells.append((row, name, cell))
    if desk.table.has_free_rows:
        plan.gone.extend(row for key, row in there.items() if key not in given and standing.covers(row.path))
    return plan


def _are_alike(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same; 96.5 and 96.50 do, for a workbook drops the last zero."""
    if one.state != other.state:
        return False
    if one.value == other.value:
        return True
    numbers = [Decimal(each.value) for each in (one, other) if is_number(each.value)]
    return len(numbers) == 2 and numbers[0] == numbers[1]


def _cells(facts: Iterable[Fact], columns: dict[str, FieldSchema]) -> Iterator[tuple[str, Cell]]:
    """The cells of a row that say anything: a blank never takes a value away."""
    for fact in facts:
        column = columns.get(fact.reference.field)
        if column is not None and fact.state is not State.NOT_COLLECTED:
            yield column.id, cell_of_fact(column, fact)


def _add_new(
    desk: Desk,
    plan: TablePlan,
    key: RowKey,
    facts: list[Fact],
    places: dict[str, Place],
    columns: dict[str, FieldSchema],
) -> None:
    """A row that the draft has not: a new one where people add rows, else a fault."""
    code, rest = key
    place, table = places.get(code), desk.table
    cells = dict(_cells(facts, columns))
    if place is None or not (table.has_free_rows or rest in table.stages):
        plan.faults.append(
            _fault(facts, _("%(code)s 不在这张表的行里，没有读入。") % {"code": f"{code} {rest}".strip()})
        )
        return
    if table.stages and not cells:
        return
    if table.has_free_rows:
        cells |= _key_cells(table, rest, columns)
    row = SheetRow(
        key=f"{code}|{secrets.token_hex(4)}" if table.has_free_rows else f"{code}|{rest}",
        number=0,
        body_code=code,
        body_name=place.name,
        path=place.path,
        stage="" if table.has_free_rows else rest,
        is_given=False,
    )
    removed = next((each for each in desk.rows if each.key == row.key), None)
    if removed is not None:  # a stage that somebody took out
        plan.faults.append(_fault(facts, _("这一行已从表里删去；要填报请先在表里加回。")))
        return
    plan.new.append(row)
    plan.fresh[row.key] = cells


def _key_cells(table: AskedTable, rest: str, columns: dict[str, FieldSchema]) -> dict[str, Cell]:
    found = {}
    for name, text in zip(table.further_keys, rest.split("|"), strict=False):
        names = next((each for each in columns[name].choices if text in each), None)
        found[name] = Cell(value=names[1] if names else text, state=State.VALUE.value)
    return found


def _fault(facts: list[Fact], words: str) -> Fault:
    place = facts[0].place
    sheet, cell = where(place)
    return Fault(sheet, _("第 %(row)s 行") % {"row": place.row} if place and place.row else cell, words, True)


def base_rows(evaluated: RoundBody, found: Found) -> dict[str, list[SheetRow]]:
    """The rows of the period before that a workbook holds, by table."""
    if found.fault:
        raise Refused(found.fault)
    labels = labels_alike(period_before(evaluated.round.period))
    names = {each.code: each for each in tree_of(evaluated)}
    rows: dict[str, list[SheetRow]] = {}
    for table in tables_asked(evaluated):
        columns = {each.id: each for each in table.columns}
        for (code, rest), facts in found.other_periods.get(table.id, {}).items():
            own = [fact for fact in facts if fact.reference.period in labels]
            if not own:
                continue
            cells = {name: cell.kept() for name, cell in _cells(own, columns)}
            if table.further_keys:
                cells |= {name: cell.kept() for name, cell in _key_cells(table, rest, columns).items()}
            place = names.get(code)
            rows.setdefault(table.id, []).append(
                SheetRow(
                    key=f"{code}|{rest}",
                    body_code=code,
                    body_name=place.name if place else "",
                    stage=rest if "stage" in table.schema.keys else "",
                    cells=cells,
                )
            )
    return rows
