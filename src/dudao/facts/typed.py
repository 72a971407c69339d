"""Rows that were typed into a page, read like the cells of a workbook: the same numbers, states, units, dates and remarks.

A row is known by its keys beforehand (body, period, stage, what else tells it apart), so nothing is looked for: no heading,
no totals, no notes. Its place is the table's name, the row's title and the cell, as the page numbers rows and columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.facts.contract import FieldSchema, TableSchema
from dudao.facts.datasets import RowReader
from dudao.facts.headings import Column
from dudao.facts.known import CellPlace, Fact
from dudao.facts.problems import label_of, problem
from dudao.facts.readers.contract import Sheet
from dudao.facts.records import Record
from dudao.facts.row_keys import KEY_COLUMNS, RowKey
from dudao.values.periods import Period


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of a page.

    Attributes:
        title: how people call it: body, stage. `number`: its line on the page, from 1.
        rest: what else tells it apart, as the table's further keys have it, joined by "|"; "" where body and stage do.
        cells: what was typed, by column id; a column left out is blank.
    """

    title: str
    number: int
    body_code: str
    period: Period
    stage: str | None = None
    rest: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TypedFacts:
    """A fact for every cell of every row, in their order, and what is doubtful about them."""

    facts: tuple[Fact, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def read_typed(schema: TableSchema, columns: Sequence[FieldSchema], rows: Sequence[TypedRow]) -> TypedFacts:
    """The facts of typed rows.

    Args:
        columns: the columns of the page from left to right, keys included; they give the cells their letters.
    Returns:
        values exact and in the units of the schema; a blank is not collected, never zero. Of two rows with the same keys
        both are read, and the second is told; a row that lacks one of its keys is told and not read.
    """
    reader = RowReader([Column(index, each) for index, each in enumerate(columns)], schema, problems := [])
    indexes = {each.id: index for index, each in enumerate(columns)}
    further = [name for name in schema.keys if name not in KEY_COLUMNS]
    facts: list[Fact] = []
    seen: dict[RowKey, CellPlace] = {}
    for row in rows:
        key = RowKey(row.body_code, row.period, row.stage, row.rest)
        sheet = Sheet(schema.label_zh, row.title, [], addressed=True)
        record = Record(sheet, row.number - 1, dict(row.cells), indexes)
        lacking = [schema.by_id[name] for name, part in zip(further, row.rest.split("|"), strict=False) if not part]
        if lacking:
            problems.append(problem("key-missing", record.place, {"name": [label_of(each) for each in lacking]}))
            continue
        if key in seen:
            problems.append(problem("row-doubled", record.place, {"other": seen[key], "key": row.title}))
        seen.setdefault(key, record.place)
        facts.extend(reader.facts_of(record, key))
    return TypedFacts(tuple(facts), tuple(problems))
