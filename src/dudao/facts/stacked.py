"""Several tables one below the other on a sheet: a heading that comes again, on every printed page or over other columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from dudao.facts.cells import clean_text
from dudao.facts.contract import TableSchema
from dudao.facts.headings import find_heading
from dudao.facts.readers.contract import Sheet

TITLE_ROWS = 4


def tables_of_sheet(sheet: Sheet, schema: TableSchema) -> Iterator[Sheet]:
    """The sheet, or its parts where a heading of the table comes again below; rows keep their numbers in every part."""
    heading = find_heading(sheet, schema) if schema.kind == "dataset" else None
    if heading is None:
        yield sheet
        return
    words = _heading_words(schema)
    starts = [
        _start_of(sheet, number, heading.first_row)
        for number in range(heading.first_row, len(sheet.rows))
        if _names_columns(sheet.rows[number], words)
    ]
    starts = [start for start in dict.fromkeys(starts) if start > heading.first_row]
    if not starts:
        yield sheet
        return
    for begin, end in zip([0, *starts], [*starts, len(sheet.rows)], strict=True):
        yield replace(sheet, rows=[[] for _ in range(begin)] + sheet.rows[begin:end])


def _names_columns(row: list[Any], words: frozenset[str]) -> bool:
    """Whether a row names two columns or more, and one of them tells rows apart."""
    if words.isdisjoint(row):
        return False
    found = words.intersection(cell for cell in row if isinstance(cell, str))
    return len(found) >= 2


@cache
def _heading_words(schema: TableSchema) -> frozenset[str]:
    """How the columns of body, name, period and stage are headed."""
    return frozenset(
        word
        for field in schema.fields
        if field.id in ("body_code", "body_name", "period", "stage")
        for word in (
            field.id,
            field.label_zh,
            field.label_en,
            *field.aliases,
            *(each.lstrip("~") for each in field.synonyms),
        )
    )


def _start_of(sheet: Sheet, number: int, least: int) -> int:
    """Where the table begins whose heading stands in a row: after the blank row above its title, else at the heading."""
    for row in range(number - 1, max(least, number - TITLE_ROWS) - 1, -1):
        filled = [text for cell in sheet.rows[row] if (text := clean_text(cell))]
        if not filled:
            return row + 1
        if len(filled) > 2:
            return row + 1
    return number
