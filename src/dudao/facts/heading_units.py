"""Units in headings: in brackets behind a name, in a row of their own below, over a group of columns, above the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dudao.facts.cells import WIDTHS
from dudao.facts.contract import FieldSchema
from dudao.schemes.formula.dimensions import parse_measure
from dudao.values.units import parse_unit

STEMS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")
Merges = Sequence[tuple[int, int, int, int]]
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*[*＊]?$")
_SLASHED = re.compile(r"[/／:：](\S{1,8})$")
_SHEET_UNIT = re.compile(r"单位\s*[:：]\s*([^\s，,；;）)]+)")


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


def unit_above(rows: Iterable[list[str]]) -> str | None:
    """The unit that the title rows name for the whole table (单位：万元)."""
    return next((found[1] for row in rows for text in row if (found := _SHEET_UNIT.search(text))), None)


def unit_of_column(
    field: FieldSchema,
    index: int,
    block: list[list[str]],
    units: list[str],
    top: int,
    merges: Merges,
    common: str | None,
) -> str | None:
    """The unit of a column: of its own heading, the row of units, the group it stands in, or the table; None for its usual one.

    Args:
        block: the rows of the heading, the first of them row `top` of the sheet. units: the row of units below, if any.
    """
    own = _unit_of(block, index) or (units[index] if index < len(units) and units[index] else None)
    return own or _unit_of_group(merges, block, top, index, field) or _common_unit(common, field)


def is_numbering_row(row: list[str]) -> bool:
    """A row that numbers the columns below a heading (甲 乙 1 2 3), not a row of data."""
    filled = [text.strip("()（）栏") for text in row if text]
    letters = [text for text in filled if text in STEMS]
    numbers = [text for text in filled if text not in STEMS]
    if len(filled) < 3 or letters != list(STEMS[: len(letters)]):
        return False
    if numbers and not all(text.isdecimal() and len(text) <= 4 for text in numbers):
        return False
    return [int(text) for text in numbers] == list(range(1, len(numbers) + 1))


def _unit_of_group(merges: Merges, block: list[list[str]], top: int, index: int, field: FieldSchema) -> str | None:
    """The unit that a merged heading over several columns names (公用经费（元）), where it measures what the column does."""
    for first, left, last, right in merges:
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


def is_unit_row(row: list[str]) -> bool:
    """A row of units only (万元 人 人 %)."""
    filled = [text for text in row if text]
    return any(parse_unit(text) is not None or _is_other_measure(text) for text in filled) and all(
        text in _UNIT_WORDS or text in ("单位", "计量单位", "—", "-", "/") or _is_other_measure(text) for text in filled
    )
