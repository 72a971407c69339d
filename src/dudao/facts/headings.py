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
from dudao.facts.problems import problem
from dudao.facts.readers.contract import Sheet
from dudao.schemes.formula.dimensions import parse_measure
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.units import parse_unit

SEARCHED_ROWS = 15
DEEPEST = 4
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


_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*[*＊]?$")
_SLASHED = re.compile(r"[/／:：](\S{1,8})$")
_SHEET_UNIT = re.compile(r"单位\s*[:：]\s*([^\s，,；;）)]+)")
_DECORATION = re.compile(r"[\d年度（）()\s_\-.]+|附件|附表|表\d+")
_DROPPED = re.compile(r"[\s*＊_\-—–、，,。.：:“”\"'‘’()（）\[\]【】]+")


@lru_cache(maxsize=65_536)
def squashed(heading: str) -> str:
    """A heading for comparison: half-width, lower case, without blanks and marks."""
    return _DROPPED.sub("", heading.translate(WIDTHS)).lower()


def split_unit(heading: str) -> tuple[str, str | None]:
    """A heading and the unit at its end, None where what stands in brackets is no unit.

    >>> split_unit("一般公共预算教育支出（亿元）"), split_unit("专任教师数/人"), split_unit("县（市、区）")
    (('一般公共预算教育支出', '亿元'), ('专任教师数', '人'), ('县（市、区）', None))
    """
    text = heading.strip()
    for pattern in (_BRACKETED, _SLASHED):
        found = pattern.search(text)
        if found is not None:
            unit = found[1].translate(WIDTHS).strip().removeprefix("单位").lstrip(":： ")
            if parse_unit(unit) is not None or _is_other_measure(unit):
                return text[: found.start()].strip(), unit
    return text, None


def _is_other_measure(unit: str) -> bool:
    """A unit that formulas know: USD, million USD, pupils, m2, 元/生·年."""
    measure = parse_measure(unit)
    return measure is not None and unit[:1].isalpha()


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
    texts = [[clean_text(cell) for cell in row] for row in sheet.rows[:SEARCHED_ROWS]]
    if texts and all(text in schema.by_id for text in texts[0] if text) and sum(map(bool, texts[0])) >= 2:
        return _heading(sheet, schema, texts, 0, 1)
    best: tuple[int, int, int] = (0, 0, 0)  # hits, less deep first, top
    for top in range(len(texts)):
        if _is_numbers(texts[top]):
            continue
        for depth in range(1, min(DEEPEST, len(texts) - top) + 1):
            hits = sum(1 for column in _match(texts[top : top + depth], schema) if column)
            best = max(best, (hits, -depth, top), key=lambda each: each[:2])
    hits, top, depth = best[0], best[2], -best[1]
    if hits < 2 and not (hits == 1 and len(texts[top]) == 1):
        return None
    return _heading(sheet, schema, texts, top, _with_id_row(texts, schema, top, depth))


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
    fields = _match(block, schema)
    first_row = top + depth
    below = texts[first_row] if first_row < len(texts) else []
    has_unit_row = _is_unit_row(below)
    units = below if has_unit_row else []
    common = next((found[1] for row in texts[:top] for text in row if (found := _SHEET_UNIT.search(text))), None)
    columns: list[Column] = []
    problems: list[Diagnostic] = []
    taken: dict[str, int] = {}
    automatic = frozenset(index for row in block for index, text in enumerate(row) if text.startswith(AUTOMATIC))
    for index, field in enumerate(fields):
        if index in automatic:
            continue
        if field is None:
            title = "".join(row[index] for row in block if index < len(row))
            if title and squashed(title) not in SILENT_COLUMNS:
                problems.append(_unknown(sheet, schema, top + depth - 1, index, title))
            continue
        if field.id in taken:
            place = sheet.place(top + depth - 1, index)
            problems.append(problem("column-doubled", place, {"name": field.label_zh}))
            continue
        taken[field.id] = index
        unit = _unit_of(block, index) or (units[index] if index < len(units) and units[index] else None)
        unit = unit or _unit_of_group(sheet, block, top, index, field)
        columns.append(Column(index, field, unit or _common_unit(common, field)))
    return Heading(tuple(columns), first_row + has_unit_row, tuple(problems), automatic, top)


def _unit_of_group(sheet: Sheet, block: list[list[str]], top: int, index: int, field: FieldSchema) -> str | None:
    """The unit that a merged heading over several columns names (公用经费（元）), where it measures what the column does."""
    for first, left, last, right in sheet.merges:
        if left < right and left <= index <= right and top <= first <= last < top + len(block) - 1:
            text = block[first - top][left] if left < len(block[first - top]) else ""
            unit = split_unit(text)[1]
            given, own = parse_unit(unit or ""), parse_unit(field.unit or "")
            if field.is_number and given and own and given.dimension == own.dimension:
                return unit
    return None


def _common_unit(unit: str | None, field: FieldSchema) -> str | None:
    """A unit named above the table holds for amounts of money whose own heading names none, and for nothing else."""
    if unit is None or field.unit is None or not field.is_number:
        return None
    given, own = parse_unit(unit), parse_unit(field.unit)
    return unit if given and own and given.dimension == own.dimension == "money" else None


def _unit_of(block: list[list[str]], index: int) -> str | None:
    for row in reversed(block):
        if index < len(row) and row[index]:
            unit = split_unit(row[index])[1]
            if unit is None and row[index] in _UNIT_WORDS:
                unit = row[index]
            if unit is not None:
                return unit
    return None


_UNIT_WORDS = frozenset(
    (
        "元",
        "万元",
        "亿元",
        "人",
        "名",
        "所",
        "个",
        "间",
        "%",
        "㎡",
        "m2",
        "平方米",
        "平方公里",
        "人次",
        "万人",
        "次",
        "分",
    )
)


def _is_unit_row(row: list[str]) -> bool:
    """A row of units only (万元 人 人 %), at least two."""
    filled = [text for text in row if text]
    return len(filled) >= 2 and all(
        text in _UNIT_WORDS or text in ("单位", "计量单位", "—", "-", "/") for text in filled
    )


def _match(block: list[list[str]], schema: TableSchema) -> list[FieldSchema | None]:
    """What each column is, from a block of heading rows; merged cells of the upper rows reach to the right."""
    width = max(map(len, block), default=0)
    filled = [_carried(row, width) if number < len(block) - 1 else row for number, row in enumerate(block)]
    found: list[FieldSchema | None] = []
    seen: set[str] = set()
    for index in range(width):
        own = [row[index] for row in block if index < len(row) and row[index]]
        parts = [row[index] for row in filled if index < len(row) and row[index]]
        field = _field_of(own, parts, schema) if own else None
        found.append(field)
        if field is not None:
            seen.add(field.id)
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
    nearest = [labels[name] for name in near] or ["—"]
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
