"""Rows of a dataset to facts: every filled cell a fact with its place, every blank one a fact not collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from dudao.diagnostics.model import Bilingual, Diagnostic
from dudao.facts.bodybook import BodyBook
from dudao.facts.cells import Entry, clean_text, parse_date_cell, parse_number_cell, prose
from dudao.facts.contract import FieldSchema, TableSchema, stages
from dudao.facts.headings import Column, Heading, squashed
from dudao.facts.known import CellPlace, Fact
from dudao.facts.problems import label_of, problem
from dudao.facts.readers.contract import Sheet, column_letters
from dudao.facts.records import Record, records_of
from dudao.facts.row_keys import (
    GRAND_TOTAL,
    RowKey,
    is_note,
    key_of,
    period_of_title,
    place_of_sheet,
    total_of,
)
from dudao.facts.row_keys import KEY_COLUMNS as KEY_COLUMNS  # also asked for by those who read rows themselves
from dudao.schemes.own_tables import OwnTables
from dudao.values.absence import State
from dudao.values.periods import Period, school_year, year
from dudao.values.reference import FactReference

MOST_KEPT = 20_000
"""Entries of a column that are remembered."""
WHOLE_ROW = frozenset(("",))
"""A row of nothing but keys still stands for itself."""


@dataclass
class DatasetRows:
    """What the rows of one table gave."""

    facts: list[Fact] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    rows: int = 0


@dataclass
class SeenRows:
    """The rows of a table read so far, with the columns that they filled: education may give some, finance the others."""

    by_columns: dict[frozenset[str], dict[RowKey, CellPlace]] = field(default_factory=dict)

    def add(self, key: RowKey, columns: frozenset[str], place: CellPlace) -> CellPlace | None:
        """Take a row in; where one that fills any of the same columns is there already, its place, and nothing is taken in."""
        for others, rows in self.by_columns.items():
            if key in rows and not columns.isdisjoint(others):
                return rows[key]
        self.by_columns.setdefault(columns, {})[key] = place
        return None


def read_dataset(sheet: Sheet, schema: TableSchema, heading: Heading, book: BodyBook, seen: SeenRows) -> DatasetRows:
    """The facts of one sheet. A row without body or period is left out with a problem, as is the second of two alike.

    `seen` holds the rows of this table read before, from other sheets too; it is added to.
    """
    found = DatasetRows()
    of_stage = {
        stage: [column for column in heading.of_stage(stage) if column.field.id not in KEY_COLUMNS]
        for stage in heading.stages or (None,)
    }
    filled = {stage: frozenset(each.field.id for each in columns) or WHOLE_ROW for stage, columns in of_stage.items()}
    readers = {stage: RowReader(columns, schema, found.problems) for stage, columns in of_stage.items()}
    title = None
    if "period" not in {column.field.id for column in heading.columns}:
        title = period_of_title(sheet, heading)
        if title is not None:
            found.problems.append(problem("period-from-title", place_of_sheet(sheet), {"found": title.words}))
    totals: list[Record] = []
    for record in records_of(sheet, heading):
        if (word := total_of(record)) != "":
            if record.is_first:
                found.problems.append(problem("total-row-skipped", record.place, {"found": word}))
            if GRAND_TOTAL.fullmatch(word):
                totals.append(record)
            continue
        if is_note(record, book):
            found.problems.append(problem("row-not-data", record.place, {"found": record.filled[0][:30]}))
            continue
        if record.is_empty:
            continue
        key = key_of(record, schema, book, title, found.problems)
        if key is None:
            continue
        other = seen.add(key, filled[record.stage], record.place)
        if other is not None:
            params = {"other": other, "key": f"{key.body_code} {key.period.label()}"}
            found.problems.append(problem("row-doubled", record.place, params))
            continue
        found.rows += 1
        found.facts.extend(readers[record.stage].facts_of(record, key))
    for total in totals:
        found.problems.extend(check_total(total, of_stage[total.stage], found.facts))
    return found


def check_total(record: Record, columns: list[Column], facts: list[Fact]) -> Iterator[Diagnostic]:
    """Ask where a grand total is not the sum of the rows of its sheet; only for counts of one period, all of them known."""
    if len({fact.reference.period for fact in facts}) != 1:
        return
    for column in columns:
        if column.field.type != "count":
            continue
        own = [
            fact.value
            for fact in facts
            if fact.reference.field == column.field.id and record.stage in (None, fact.stage)
        ]
        entry = parse_number_cell(record.cells.get(column.field.id), column.field, column.unit)
        if entry.value is None or not own:
            continue
        added = sum((value for value in own if value is not None), Decimal(0))
        if added != entry.value:
            params = {"name": label_of(column.field), "found": f"{entry.value:f}", "expected": f"{added:f}"}
            yield problem("total-not-sum", record.place_of(column.field.id), params)


Said = tuple[Decimal | None, State, Decimal | None, Entry | None]
"""What a cell of numbers says: value, state, one unit of its last digit (None for a whole number of things), and its entry
where that is doubtful."""


class _ColumnReader(NamedTuple):
    """What is the same for every cell of a column and stage, and what was met in it: counts and words come again and again."""

    column: Column
    id: str
    letters: str
    label: str
    unit: str | None
    stage: str | None
    synonyms: tuple[str, ...]
    metric: str
    basis: str
    is_previous: bool
    is_number: bool
    said: dict[Any, Said]

    @classmethod
    def of(cls, column: Column, key: RowKey, own: OwnTables) -> _ColumnReader:
        """The reader of a column on the rows of a stage."""
        field = column.field
        return cls(
            column,
            field.id,
            column_letters(column.index),
            _label(field, key, own),
            field.unit,
            field.stage or key.stage,
            field.synonyms,
            field.metric,
            "restated" if field.previous == "restated" else "",
            bool(field.previous),
            field.is_number,
            {},
        )

    def say(self, raw: Any) -> Said:
        """What a cell of numbers says."""
        is_kept = type(raw) is float or type(raw) is str
        if is_kept and (found := self.said.get(raw)) is not None:
            return found
        entry = parse_number_cell(raw, self.column.field, self.column.unit)
        step = None if self.column.field.type == "count" and entry.step is not None and entry.step <= 1 else entry.step
        said = entry.value, entry.state, step, entry if entry.problem else None
        if is_kept and len(self.said) < MOST_KEPT:
            self.said[raw] = said
        return said


class RowReader:
    """The cells of the rows of a table as facts."""

    def __init__(self, columns: list[Column], schema: TableSchema, problems: list[Diagnostic]) -> None:
        self.columns = [column for column in columns if column.field.id not in schema.keys]
        self.schema = schema
        self.problems = problems
        self.readers: dict[str | None, list[_ColumnReader]] = {}

    def facts_of(self, record: Record, key: RowKey) -> list[Fact]:
        """A fact for every cell of a row, in the order of the columns."""
        readers = self.readers.get(key.stage)
        if readers is None:
            own = self.schema.own
            readers = self.readers[key.stage] = [_ColumnReader.of(column, key, own) for column in self.columns]
        sheet, row = record.sheet, record.row + 1
        file, name, table, body = sheet.file, sheet.name if sheet.addressed else None, self.schema.id, key.body_code
        row_name = key.rest or key.stage or ""
        period, before, number = key.period, None, str(row)
        label, cell_of = period.label(), record.cells.get
        found: list[Fact] = []
        for reader in readers:
            column, id_, letters, title, unit, stage, synonyms, metric, basis, is_previous, is_number, said = reader
            raw = cell_of(id_)
            reference = FactReference(table, body, label, id_, row_name)
            place = CellPlace(file, name, letters + number, row)
            if not is_number:
                found.append(_word_fact(reference, raw, column.field, key, place, self.problems))
                continue
            value, state, step, entry = (said.get(raw) if type(raw) is float else None) or reader.say(raw)
            if entry is not None:
                params = {"name": label_of(column.field), **entry.params}
                self.problems.append(problem(entry.problem, place, params))
            if is_previous and before is None:
                before = previous_period(period)
            of = before if is_previous and before is not None else period
            found.append(Fact(  # by position, which takes half the time of names: a table has a million of them
                reference, title, value, state, unit, body, of, stage, synonyms, place, basis, (), "", metric, step,
            ))  # fmt: skip
        return found


def _label(column: FieldSchema, key: RowKey, own: OwnTables) -> str:
    """The label of a column with the stage of its row before it, where the column has none of its own."""
    if column.stage or key.stage is None:
        return column.label_zh
    return stages(own)[key.stage].school_zh + column.label_zh


def _word_fact(
    reference: FactReference,
    raw: Any,
    column: FieldSchema,
    key: RowKey,
    place: CellPlace,
    problems: list[Diagnostic],
) -> Fact:
    text = clean_text(raw)
    state = State.VALUE if text else State.NOT_COLLECTED
    if text in ("不适用", "/", "—", "-", "not_applicable"):
        state, text = State.NOT_APPLICABLE, ""
    elif text in ("未采集", "not_collected", "…", "……"):
        state, text = State.NOT_COLLECTED, ""
    elif text and column.type == "date":
        day = parse_date_cell(raw)
        if day is None:
            problems.append(problem("date-unreadable", place, {"name": label_of(column), "found": text}))
            state = State.NOT_COLLECTED
        text = "" if day is None else day.isoformat()
    elif text and column.choices:
        text = choice_of(text, column, place, problems)
    elif column.type == "text":
        text = prose(raw)
    return Fact(
        reference=reference,
        label=column.label_zh,
        value=None,
        state=state,
        unit=None,
        body_code=key.body_code,
        period=key.period,
        stage=key.stage,
        place=place,
        metric=column.metric,
        text=text,
    )


def choice_of(text: str, column: FieldSchema, place: CellPlace, problems: list[Diagnostic]) -> str:
    """The id of an entry of a list, by id, label or another of its names; another text is kept as it is and reported."""
    wanted = squashed(text)
    for names in column.choices:
        if any(wanted == squashed(name) for name in names):
            return names[0]
    params = {"name": label_of(column), "found": text, "nearest": [_entry_label(names) for names in column.choices]}
    problems.append(problem("choice-unknown", place, params))
    return text


def _entry_label(names: tuple[str, ...]) -> Bilingual:
    """How an entry of a list is called; in English by its id or its first name in Latin letters."""
    others = (name for name in (names[0], *names[2:]) if name.isascii())
    return Bilingual(names[1], next(others, names[1]))


def previous_period(period: Period) -> Period:
    """The same stretch of time a year before: of a year the year, of a school year the school year.

    >>> previous_period(year(2021)).label(), previous_period(school_year(2020)).label()
    ('2020', '2019-2020')
    """
    if period.kind == "year":
        return year(period.start.year - 1)
    if period.kind == "school_year":
        return school_year(period.start.year - 1)
    return Period(_year_before(period.start), _year_before(period.end), period.kind)


def next_period(period: Period) -> Period:
    """The same stretch of time a year later, as far as data come in years; another kind of period stays as it is.

    >>> next_period(year(2021)).label(), next_period(school_year(2020)).label()
    ('2022', '2021-2022')
    """
    if period.kind == "year":
        return year(period.start.year + 1)
    return school_year(period.start.year + 1) if period.kind == "school_year" else period


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
