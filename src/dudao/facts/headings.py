"""Find the heading of a sheet and what each column is: ids or Chinese headings, one to four rows, units in or below them.

title rows │ heading (merged: 在校学生数 over 小学 初中) │ unit row │ id row │ note and example rows │ data
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from dudao.diagnostics.model import Diagnostic
from dudao.facts.cells import WIDTHS, clean_text
from dudao.facts.contract import FieldSchema, TableSchema, stages, table_lines
from dudao.facts.heading_units import is_numbering_row, is_unit_row, split_unit, unit_above, unit_of_column
from dudao.facts.problems import label_of, problem
from dudao.facts.readers.contract import Sheet
from dudao.facts.stage_words import parse_stage, split_parts
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables

Found = tuple[FieldSchema | None, str | None]
"""What a column is, and the stage that its heading names."""
ROW_COLUMNS = ("body_code", "body_name", "period", "stage")
SEARCHED_ROWS = 15
DEEPEST = 4
STAGE_ROWS_ABOVE = 3
"""How far above the labels the stages may stand that are laid out side by side; groups may stand between."""
SILENT_COLUMNS = frozenset(("序号", "备注", "说明", "联系人", "联系电话", "填表人", "remarks", "notes", "no"))
"""Columns that every office adds: not read, and nobody needs to be told."""
AUTOMATIC = "【自动】"
"""How the heading of a column begins that a form fills itself by a formula."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its place from 0, what it is, and the unit its heading names (None: the schema's own)."""

    index: int
    field: FieldSchema
    unit: str | None = None
    stage: str | None = None
    """The stage whose values it holds, where a table of one row a stage was laid out with its stages side by side."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns that were recognised, the first row of the heading (`top`) and the first below it, from 0.

    `left_out`: columns that the form fills itself and that are not read back.
    """

    columns: tuple[Column, ...]
    first_row: int
    problems: tuple[Diagnostic, ...] = ()
    left_out: frozenset[int] = frozenset()
    top: int = 0

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages laid out side by side; () for a table with one row a stage, or without stages."""
        return tuple(dict.fromkeys(column.stage for column in self.columns if column.stage))

    def of_stage(self, stage: str | None) -> tuple[Column, ...]:
        """The columns of a stage and those of all; every column where none has a stage."""
        return tuple(column for column in self.columns if column.stage in (None, stage))


_DECORATION = re.compile(r"[\d年度（）()\s_\-.]+|附件|附表|表\d+")
_DROPPED = re.compile(r"[\s*＊_\-—–、，,。.：:“”\"'‘’()（）\[\]【】]+")


@lru_cache(maxsize=65_536)
def squashed(heading: str) -> str:
    """A heading for comparison: half-width, lower case, without blanks and marks."""
    return _DROPPED.sub("", heading.translate(WIDTHS)).lower()


@cache
def _names(schema: TableSchema) -> dict[str, FieldSchema]:
    """Ids, further ids and labels of a table's columns, squashed."""
    found: dict[str, FieldSchema] = {}
    for name, field in schema.by_id.items():
        found.setdefault(squashed(name), field)
    for field in (*schema.fields, *schema.accepted):
        found.setdefault(squashed(field.label_zh), field)
        found.setdefault(squashed(field.label_en), field)
    return found


@cache
def _wordings(schema: TableSchema) -> dict[str, FieldSchema]:
    """Further headings: synonyms, with the stage before or behind them where the column has one. Built when needed."""
    found: dict[str, FieldSchema] = {}
    for field in (*schema.fields, *schema.accepted):
        if field.previous:
            continue
        for synonym in field.synonyms:
            word, at, implied = synonym.lstrip("~").partition("@")
            if field.stage in (None, "total", implied):
                found.setdefault(squashed(word), field)
            if field.stage is not None and not at:
                for stage_word in stages(schema.own)[field.stage].words:
                    found.setdefault(squashed(stage_word + word), field)
                    found.setdefault(squashed(word + stage_word), field)
    return found


def find_heading(sheet: Sheet, schema: TableSchema) -> Heading | None:
    """The heading of a sheet; None where no row names at least two columns of the table (one, for a table of words)."""
    start = next((number for number, row in enumerate(sheet.rows) if any(cell not in (None, "") for cell in row)), 0)
    texts = [[clean_text(cell) for cell in row] for row in sheet.rows[: start + SEARCHED_ROWS]]
    if texts and all(text in schema.by_id for text in texts[start] if text) and sum(map(bool, texts[start])) >= 2:
        return _heading(sheet, schema, texts, start, 1)
    best: tuple[int, int, int] = (0, 0, 0)  # hits, less deep first, top
    for top in range(start, len(texts)):
        if _is_numbers(texts[top]):
            continue
        for depth in range(1, min(DEEPEST, len(texts) - top) + 1):
            hits = sum(1 for column, _ in _match(texts[top : top + depth], schema) if column)
            best = max(best, (hits, -depth, top), key=lambda each: each[:2])
    hits, top, depth = best[0], best[2], -best[1]
    if hits < 2 and not (hits == 1 and len(texts[top]) == 1):
        return None
    bottom = top + _with_id_row(texts, schema, top, depth)
    above = range(max(start, top - STAGE_ROWS_ABOVE), top)
    top = next((row for row in above if _lays_stages_side_by_side(texts[top:bottom], texts[row], schema)), top)
    return _heading(sheet, schema, texts, top, bottom - top)


def _lays_stages_side_by_side(block: list[list[str]], above: list[str], schema: TableSchema) -> bool:
    """Whether the row above a heading names the stages whose columns stand below."""
    if "stage" not in schema.keys or any(field and field.id == "stage" for field, _ in _match(block, schema)):
        return False
    return any(parse_stage(text, schema.own) for text in above if text)


def _is_numbers(row: list[str]) -> bool:
    """A row of data: most of what is filled are numbers."""
    filled = [text for text in row if text]
    return not filled or sum(text[0].isdigit() for text in filled) * 2 > len(filled)


def _with_id_row(texts: list[list[str]], schema: TableSchema, top: int, depth: int) -> int:
    """The depth of a heading block, a row of ids below it (and a unit row between) taken in."""
    for number in range(top + depth, min(top + depth + 3, len(texts))):
        filled = [text for text in texts[number] if text]
        if len(filled) >= 2 and sum(text in schema.by_id for text in filled) * 5 >= len(filled) * 4:
            return number - top + 1
    return depth


def _heading(sheet: Sheet, schema: TableSchema, texts: list[list[str]], top: int, depth: int) -> Heading:
    block = texts[top : top + depth]
    first_row, units = _rows_below(texts, top + depth)
    common = unit_above(texts[:top])
    columns: list[Column] = []
    problems: list[Diagnostic] = []
    taken: set[tuple[str, str | None]] = set()
    fields = _match(block, schema)
    left_out = frozenset(
        (
            *(index for row in block for index, text in enumerate(row) if text.startswith(AUTOMATIC)),
            *(index for index, (_, stage) in enumerate(fields) if stage and _is_union(stage, schema)),
        )
    )
    is_side_by_side = any(stage for _, stage in fields)
    for index, (field, stage) in enumerate(fields):
        if index in left_out:
            continue
        if field is None:
            title = "".join(row[index] for row in block if index < len(row))
            if title and squashed(title) not in SILENT_COLUMNS:
                problems.append(_unknown(sheet, schema, top + depth - 1, index, title))
            continue
        place = sheet.place(top + depth - 1, index)
        if (field.id, stage) in taken:
            problems.append(problem("column-doubled", place, {"name": label_of(field)}))
            continue
        if is_side_by_side and stage is None and field.id not in (*schema.keys, *ROW_COLUMNS):
            problems.append(problem("column-without-stage", place, {"name": label_of(field)}))
            continue
        taken.add((field.id, stage))
        unit = unit_of_column(field, index, block, units, top, sheet.merges, common)
        columns.append(Column(index, field, unit, stage))
    return Heading(tuple(columns), first_row, tuple(problems), left_out, top)


def _rows_below(texts: list[list[str]], number: int) -> tuple[int, list[str]]:
    """The first row of data below a heading, and the row of units between, [] for none; a row that numbers columns is passed."""
    units: list[str] = []
    while number < len(texts):
        if not units and is_unit_row(texts[number]):
            units = texts[number]
        elif not is_numbering_row(texts[number]):
            break
        number += 1
    return number, units


def _is_union(stage: str, schema: TableSchema) -> bool:
    """A total over stages (合计, 义务教育): its columns follow from the others and are not read."""
    return stage == "total" or bool(stages(schema.own)[stage].parts)


def _match(block: list[list[str]], schema: TableSchema) -> list[Found]:
    """What each column is, from a block of heading rows; merged cells of the upper rows reach to the right.

    In a table with a row for each stage and no column for it the headings may name the stage instead.
    """
    found = _match_all(block, schema, in_stages=False)
    if "stage" not in schema.keys or any(field and field.id == "stage" for field, _ in found):
        return found
    staged = _match_all(block, schema, in_stages=True)
    return staged if any(field and stage for field, stage in staged) else found


def _match_all(block: list[list[str]], schema: TableSchema, *, in_stages: bool) -> list[Found]:
    width = max(map(len, block), default=0)
    filled = [_carried(row, width) if number < len(block) - 1 else row for number, row in enumerate(block)]
    found: list[Found] = []
    for index in range(width):
        own = [row[index] for row in block if index < len(row) and row[index]]
        parts = [row[index] for row in filled if index < len(row) and row[index]]
        stage = None
        if in_stages and own:
            parts, stage = split_parts(parts, schema.own)
            own = split_parts(own, schema.own)[0] or parts[-1:]
        field = _field_of(own, parts, schema) if own else None
        is_key = field is not None and field.id in (*schema.keys, *ROW_COLUMNS)
        found.append((field, None if is_key else stage))
    return found


def _carried(row: list[str], width: int) -> list[str]:
    """A merged cell gives its text in its first column only; the blanks right of it belong to it."""
    last, filled = "", []
    for index in range(width):
        text = row[index] if index < len(row) else ""
        last = text or last
        filled.append(last)
    return filled


def _field_of(own: list[str], parts: list[str], schema: TableSchema) -> FieldSchema | None:
    names = _names(schema)
    for text in reversed(own):  # an id row below decides
        if (field := names.get(squashed(text))) is not None:
            return field
    plain = [split_unit(text)[0] for text in parts]
    candidates = [split_unit(text)[0] for text in reversed(own)]
    if len(plain) > 1:
        candidates += ["".join(plain), "".join(reversed(plain)), "".join(plain[-2:]), "".join(reversed(plain[-2:]))]
    for look_up in (names.get, lambda text: _wordings(schema).get(text)):
        if (field := _first(candidates, look_up)) is not None:
            return field
    return None


def _first(candidates: list[str], look_up: Callable[[str], FieldSchema | None]) -> FieldSchema | None:
    return next((field for text in candidates if (field := look_up(squashed(text))) is not None), None)


def _unknown(sheet: Sheet, schema: TableSchema, row: int, index: int, title: str) -> Diagnostic:
    labels = {squashed(field.label_zh): field.label_zh for field in schema.fields}
    labels |= {squashed(field.id): field.id for field in schema.fields}
    near = get_close_matches(squashed(title), labels, n=2, cutoff=0.5)
    columns = {field.label_zh: label_of(field) for field in schema.fields}
    nearest = [columns.get(labels[name], labels[name]) for name in near] or ["—"]
    return problem("column-unknown", sheet.place(row, index), {"name": title, "nearest": nearest})


def table_of_name(name: str, own: OwnTables = NO_OWN_TABLES) -> str | None:
    """The table that a sheet or file name means: its id, label or another name, a year or a number about it allowed.

    >>> table_of_name("city"), table_of_name("2021年台账"), table_of_name("佐证材料目录 (2)"), table_of_name("说明")
    ('city', 'ledger', 'evidence', None)
    """
    plain = squashed(_DECORATION.sub("", name.translate(WIDTHS)))
    exact = squashed(name)
    return next((table for table, names in _table_names(own).items() if exact in names or plain in names), None)


@cache
def _table_names(own: OwnTables) -> dict[str, frozenset[str]]:
    return {
        table: frozenset(
            squashed(name) for name in (table, line["label_zh"], line["label_en"], *line["aliases"].split("|"))
        )
        - {""}
        for table, line in table_lines(own).items()
    }
