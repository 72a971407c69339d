"""Sheets, versions and base tables as facts of the core, read by the one reader of typed rows; kept while nothing changes."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.facts.cells import parse_period_cell
from dudao.facts.contract import FieldSchema, TableSchema, stages, table_schema
from dudao.facts.datasets import previous_period
from dudao.facts.known import CellPlace, Fact
from dudao.facts.readers.contract import column_letters
from dudao.facts.row_keys import KEY_COLUMNS
from dudao.facts.stage_words import parse_stage
from dudao.facts.typed import TypedFacts, TypedRow, read_typed
from dudao.schemes.own_tables import OwnTables
from dudao.values.absence import State
from dudao.values.formula_marks import without_mark
from dudao.values.periods import Period, year
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.lately import Lately
from dudao.web.datasets.models import Sheet, SheetRow
from dudao.web.datasets.tables import AskedTable, title_of

MOST_KEPT = 64
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet says, and where each cell of it stands: line of the page to row, letters to column."""

    table: str
    facts: tuple[Fact, ...]
    problems: tuple[Diagnostic, ...]
    rows: dict[int, str]
    columns: dict[str, str]

    def cell_of(self, place: CellPlace) -> tuple[str, str]:
        """Row and column of a place; the column is "" for a whole row, both for a place that is not of this sheet."""
        found = _ADDRESS.fullmatch(place.cell or "")
        if found is not None:
            return self.rows.get(int(found[2]), ""), self.columns.get(found[1], "")
        return self.rows.get(place.row or 0, ""), ""


@dataclass(frozen=True, slots=True)
class _ReadRow:
    """A row as it was read last: while it stays as it is and where it is, it need not be read again."""

    number: int
    name: str
    cells: Mapping[str, Any]
    facts: tuple[Fact, ...]
    problems: tuple[Diagnostic, ...]

    def is_of(self, row: SheetRow, number: int) -> bool:
        return (self.number, self.name) == (number, row.body_name) and self.cells == row.cells


_sheets: Lately[SheetFacts] = Lately(MOST_KEPT)
_rows: Lately[dict[str, _ReadRow]] = Lately(MOST_KEPT)


def period_of(label: str) -> Period:
    """The period of a sheet or round by its label; this year's where it is none, which no form lets through."""
    return parse_period_cell(label) or year(int(re.sub(r"\D", "", label)[:4] or 2000))


def period_before(label: str) -> str:
    """The label of the period before."""
    return previous_period(period_of(label)).label()


def typed_row(row: SheetRow, asked: AskedTable, period: Period, number: int) -> TypedRow:
    """A row of a sheet as the reader of typed rows takes it."""
    cells = {name: Cell.of(kept).raw for name, kept in row.cells.items()}
    rest = "|".join(row.item if row.item and name == "item" else cells.get(name, "") for name in asked.further_keys)
    return TypedRow(title_of(row, asked), number, row.body_code, period, row.stage or None, rest, cells)


def facts_of_rows(asked: AskedTable, rows: Iterable[SheetRow], label: str) -> SheetFacts:
    """The facts of rows, none of which was removed."""
    period = period_of(label)
    there = [row for row in rows if not row.is_removed]
    typed = [typed_row(row, asked, period, number) for number, row in enumerate(there, start=1)]
    read = read_typed(asked.schema, asked.columns, typed)
    return _sheet_facts(asked, there, read.facts, read.problems)


def _sheet_facts(
    asked: AskedTable, there: Sequence[SheetRow], facts: tuple[Fact, ...], problems: tuple[Diagnostic, ...]
) -> SheetFacts:
    lines = {number: row.key for number, row in enumerate(there, start=1)}
    return SheetFacts(
        asked.id, facts, problems, lines, {column_letters(index): each.id for index, each in enumerate(asked.columns)}
    )


def facts_of_sheet(asked: AskedTable, sheet: Sheet, rows: Sequence[SheetRow] | None = None) -> SheetFacts:
    """The facts of a draft as it stands; read again only after a change, and then only the rows that changed."""
    key = (sheet.address, sheet.seq, sheet.changed_at, asked.schema.own)

    def read() -> SheetFacts:
        there = sheet.rows.all() if rows is None else rows
        if asked.further_keys:  # two rows may have the same keys, which only reading them together tells
            return facts_of_rows(asked, there, sheet.period)
        return _facts_of_changed(asked, sheet, [row for row in there if not row.is_removed])

    return _sheets.of(key, read)


def _facts_of_changed(asked: AskedTable, sheet: Sheet, there: Sequence[SheetRow]) -> SheetFacts:
    """The facts of rows of which those are taken over that are as they were."""
    key, period = (sheet.address, asked.schema.own), period_of(sheet.period)
    before = _rows.get(key) or {}
    now: dict[str, _ReadRow] = {}
    changed: list[tuple[int, SheetRow]] = []
    for number, row in enumerate(there, start=1):
        kept = before.get(row.key)
        if kept is not None and kept.is_of(row, number):
            now[row.key] = kept
        else:
            changed.append((number, row))
    now |= _read_rows(asked, period, changed)
    _rows.put(key, now)
    facts = tuple(fact for row in there for fact in now[row.key].facts)
    return _sheet_facts(asked, there, facts, tuple(each for row in there for each in now[row.key].problems))


def _read_rows(asked: AskedTable, period: Period, rows: Sequence[tuple[int, SheetRow]]) -> dict[str, _ReadRow]:
    """Rows with their lines, read and told apart again by their line."""
    read = read_typed(asked.schema, asked.columns, [typed_row(row, asked, period, number) for number, row in rows])
    facts: dict[int | None, list[Fact]] = defaultdict(list)
    problems: dict[int | None, list[Diagnostic]] = defaultdict(list)
    for fact in read.facts:
        facts[fact.place.row if fact.place else None].append(fact)
    for each in read.problems:
        problems[each.params["place"].row].append(each)
    return {
        row.key: _ReadRow(number, row.body_name, dict(row.cells), tuple(facts[number]), tuple(problems[number]))
        for number, row in rows
    }


def facts_of_content(table: str, own: OwnTables, content: bytes, key: str) -> tuple[Fact, ...]:
    """The facts of a canonical CSV, a version's or a base table's, by its hash."""

    def read() -> SheetFacts:
        schema = table_schema(table, own)
        found: TypedFacts = read_typed(schema, *rows_of_content(schema, content))
        return SheetFacts(table, found.facts, found.problems, {}, {})

    return _sheets.of((key, table, own), read).facts


def rows_of_content(schema: TableSchema, content: bytes) -> tuple[list[FieldSchema], list[TypedRow]]:
    """The columns and rows of a canonical CSV; what this site wrote is there whole."""
    lines = csv.DictReader(StringIO(content.decode("utf-8")))
    columns = [schema.by_id[name] for name in lines.fieldnames or () if name in schema.by_id and name != "period"]
    names = [each.id for each in columns if each.id not in KEY_COLUMNS]
    rows = []
    for number, marked in enumerate(lines, start=1):
        line = {name: without_mark(text or "") for name, text in marked.items() if name}
        stage = parse_stage(line["stage"], schema.own) if line.get("stage") else None
        rest = "|".join(line.get(name, "") for name in schema.keys if name not in KEY_COLUMNS)
        label = stages(schema.own)[stage].label_zh if stage else ""
        title = " ".join(part for part in (line["period"], line.get("body_name", ""), label, rest) if part)
        cells = {name: line[name] for name in names}
        rows.append(TypedRow(title, number, line["body_code"], period_of(line["period"]), stage, rest, cells))
    return columns, rows


LONGEST_WORDS = 500


def cell_of_fact(column: FieldSchema, fact: Fact | None, typed: str = "") -> Cell:
    """A fact as a sheet keeps it: who wrote it and when is still to be said.

    Args:
        typed: what was typed, kept where the digits of the value do not tell how exact it is (62.31亿元 is 623100 万元).
    """
    if fact is None or fact.state not in (State.VALUE, State.ZERO):
        return Cell(state=(fact.state if fact is not None else State.NOT_COLLECTED).value)
    if fact.value is None:
        names = next((each for each in column.choices if each[0] == fact.text), None)
        return Cell(value=names[1] if names else fact.text[:LONGEST_WORDS], state=State.VALUE.value)
    value, is_whole = _in_digits(fact.value, fact.step)
    return Cell(value=value, state=fact.state.value, written="" if is_whole else typed.strip()[:LONGEST_WORDS])


def _in_digits(value: Decimal, step: Decimal | None) -> tuple[str, bool]:
    """A number in digits that tell how exact it is, and whether they do."""
    exponent = step.normalize().as_tuple().exponent if step is not None else None
    if exponent is None:
        return f"{value:f}", True
    if not isinstance(exponent, int) or exponent > 0:
        return f"{value:f}", False
    return f"{value.quantize(Decimal(1).scaleb(exponent)):f}", True
