"""Rows of a dataset to facts: every filled cell a fact with its place, every blank one a fact not collected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.facts.cells import Entry, clean_text, parse_date_cell, parse_number_cell, parse_period_cell
from dudao.facts.contract import FieldSchema, TableSchema, stages
from dudao.facts.headings import Column, Heading, squashed
from dudao.facts.known import CellPlace, Fact, KnownBody
from dudao.facts.problems import problem
from dudao.facts.readers.contract import Sheet
from dudao.facts.records import Record, records_of
from dudao.values.absence import State
from dudao.values.periods import Period, school_year, year
from dudao.values.reference import FactReference

TOTAL_WORDS = ("合计", "总计", "全市合计", "全县合计", "小计", "平均")
KEY_COLUMNS = frozenset(("body_code", "body_name", "period", "stage"))


@dataclass
class BodyBook:
    """The bodies known so far: by code, and by name for rows that give no code."""

    bodies: dict[str, KnownBody] = field(default_factory=dict)
    codes_of_name: dict[str, str] = field(default_factory=dict)
    is_given: bool = False

    def add(self, body: KnownBody) -> None:
        self.bodies.setdefault(body.code, body)
        for name in (body.name, *body.short_names):
            self.codes_of_name.setdefault(squashed(name), body.code)


@dataclass
class DatasetRows:
    """What the rows of one table gave."""

    facts: list[Fact] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True, slots=True)
class RowKey:
    """What tells one row of a dataset from another."""

    body_code: str
    period: Period
    stage: str | None
    rest: str


def read_dataset(
    sheet: Sheet, schema: TableSchema, heading: Heading, book: BodyBook, seen: dict[RowKey, CellPlace]
) -> DatasetRows:
    """The facts of one sheet. A row without body or period is left out with a problem, as is the second of two alike.

    `seen` holds the rows of this table read before, from other sheets too; it is added to.
    """
    found = DatasetRows()
    columns = [column for column in heading.columns if column.field.id not in KEY_COLUMNS]
    for record in records_of(sheet, heading):
        key = _key_of(record, schema, book, found.problems)
        if key is None:
            continue
        if key in seen:
            params = {"other": seen[key], "key": f"{key.body_code} {key.period.label()}"}
            found.problems.append(problem("row-doubled", record.place, params))
            continue
        seen[key] = record.place
        found.rows += 1
        found.facts.extend(_facts_of(record, key, columns, schema, found.problems))
    return found


def _key_of(record: Record, schema: TableSchema, book: BodyBook, problems: list[Diagnostic]) -> RowKey | None:
    code = _body_code(record, schema, book, problems)
    if code is None:
        return None
    raw = record.cells.get("period")
    if clean_text(raw) == "":
        problems.append(problem("key-missing", record.place, {"name": "年度（period）"}))
        return None
    period = parse_period_cell(raw)
    if period is None:
        problems.append(problem("period-unreadable", record.place_of("period"), {"found": clean_text(raw)}))
        return None
    stage = None
    if "stage" in schema.keys:
        stage = parse_stage(record.text("stage"))
        if stage is None:
            nearest = [each.label_zh for each in stages().values() if not each.parts]
            params = {"found": record.text("stage"), "nearest": nearest}
            problems.append(problem("stage-unknown", record.place_of("stage"), params))
            return None
    rest = "|".join(record.text(name) for name in schema.keys if name not in KEY_COLUMNS)
    return RowKey(code, period, stage, rest)


def parse_stage(text: str) -> str | None:
    """The id of a stage by its id, label or one of its words; None where it is none.

    >>> parse_stage("小学"), parse_stage("幼儿园"), parse_stage("senior"), parse_stage("大班")
    ('primary', 'preschool', 'senior', None)
    """
    return next(
        (
            each.id
            for each in stages().values()
            if text in (each.id, each.label_zh, each.school_zh) or text in each.words
        ),
        None,
    )


def _body_code(record: Record, schema: TableSchema, book: BodyBook, problems: list[Diagnostic]) -> str | None:
    code, name = record.text("body_code"), record.text("body_name")
    if code in TOTAL_WORDS or (not code and name in TOTAL_WORDS):
        problems.append(problem("total-row-skipped", record.place, {"found": code or name}))
        return None
    if not code and name:
        code = book.codes_of_name.get(squashed(name), "") or ("" if book.is_given else name)
    if not code:
        problems.append(problem("key-missing", record.place, {"name": "单位代码（body_code）"}))
        return None
    code = known_code(code, record.place_of("body_code"), book, problems)
    if name and code not in book.bodies:
        book.add(KnownBody(code, name, schema.level))
    return code


def known_code(code: str, place: CellPlace, book: BodyBook, problems: list[Diagnostic]) -> str:
    """A code as the table of bodies has it: lost leading zeros put back, an unknown or damaged code reported."""
    if code in book.bodies or not book.is_given:
        return code
    for width in range(len(code) + 1, len(code) + 5):
        padded = code.zfill(width)
        if padded in book.bodies:
            problems.append(problem("zeros-restored", place, {"found": code, "expected": padded}))
            return padded
    damaged = "e+" in code.lower() or (len(code) >= 17 and code.endswith("000") and code.isdigit())
    problems.append(problem("code-damaged" if damaged else "body-unknown", place, {"found": code}))
    return code


def _facts_of(
    record: Record, key: RowKey, columns: list[Column], schema: TableSchema, problems: list[Diagnostic]
) -> Iterator[Fact]:
    row_name = key.rest if key.rest else key.stage or ""
    label = key.period.label()
    for column in columns:
        schema_field = column.field
        if schema_field.id in schema.keys:
            continue
        raw = record.cells.get(schema_field.id)
        reference = FactReference(schema.id, key.body_code, label, schema_field.id, row_name)
        place = record.sheet.place(record.row, column.index)
        if schema_field.is_number:
            entry = parse_number_cell(raw, schema_field, column.unit)
            if entry.problem:
                problems.append(problem(entry.problem, place, {"name": schema_field.label_zh, **entry.params}))
            yield _number_fact(reference, entry, schema_field, key, place)
        else:
            yield _word_fact(reference, raw, schema_field, key, place, problems)


def _number_fact(reference: FactReference, entry: Entry, column: FieldSchema, key: RowKey, place: CellPlace) -> Fact:
    stage = column.stage or key.stage
    return Fact(
        reference=reference,
        label=column.label_zh if column.stage or key.stage is None else stages()[key.stage].school_zh + column.label_zh,
        value=entry.value,
        state=entry.state,
        unit=column.unit,
        body_code=key.body_code,
        period=previous_period(key.period) if column.previous else key.period,
        stage=stage,
        synonyms=column.synonyms,
        place=place,
        basis="restated" if column.previous == "restated" else "",
        metric=column.metric,
        step=None if column.type == "count" and entry.step is not None and entry.step <= 1 else entry.step,
    )


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
            problems.append(problem("date-unreadable", place, {"name": column.label_zh, "found": text}))
            state = State.NOT_COLLECTED
        text = "" if day is None else day.isoformat()
    elif text and column.choices:
        text = choice_of(text, column, place, problems)
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
    params = {"name": column.label_zh, "found": text, "nearest": [names[1] for names in column.choices]}
    problems.append(problem("choice-unknown", place, params))
    return text


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


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
