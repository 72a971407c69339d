"""One table of a form as a sheet: title, groups, headings, units, ids, lists, notes, example, rows, locked columns.

    title │ (groups) │ Chinese headings │ units │ ids │ example, marked │ rows

Imports openpyxl: import this module only when a form is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from itertools import groupby
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dudao.facts.contract import FieldSchema, TableSchema, catalogue_lines, stages
from dudao.facts.form_formulas import Computed, Grid, computed_columns

LAST_ROW = 2000
SPARE_ROWS = 50
STATES = ("未采集", "不适用", "不予公开")
HEAD = PatternFill("solid", fgColor="DCE6F1")
REQUIRED = PatternFill("solid", fgColor="FCE4D6")
EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
LOCKED = PatternFill("solid", fgColor="E2EFDA")
THIN = Border(*(Side(style="thin", color="A6A6A6"),) * 4)
OPEN = Protection(locked=False)

EXAMPLES: dict[str, dict[str, Any]] = {
    "bodies": {"code": "示例：990100", "name": "云州市", "kind": "市", "parent_code": "990000", "short_names": "云州"},
    "ledger": {
        "number": "示例：T001",
        "kind": "调研",
        "date": "2021-04-30",
        "body_code": "990100",
        "actor": "某某某",
        "post": "市委书记",
        "subject": "调研思政课建设",
        "place": "云州市第一中学",
    },
    "evidence": {
        "number": "示例：E001",
        "title": "云州市消除义务教育大班额专项规划（2020—2022年）",
        "document_number": "云政办发〔2020〕22号",
        "issuer": "云州市人民政府办公室",
        "date": "2020-06-10",
        "pages": "11",
        "points": "2.5",
    },
    "terms": {"kind": "示例：领导职务", "term": "某某某", "post": "市长", "valid_from": "2020-05"},
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which row holds what; `groups` is 0 where there is no row of groups."""

    groups: int
    labels: int

    @property
    def units(self) -> int:
        return self.labels + 1

    @property
    def ids(self) -> int:
        return self.labels + 2

    @property
    def first(self) -> int:
        """The example's row; the rows to fill begin below it."""
        return self.labels + 3


PLAIN = Layout(0, 2)
GROUPED = Layout(2, 3)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands on a sheet: the table, its columns, rows to fill in, and the name of last year's sheet ("" for none).

    `items`: the entries of a column of items (codes of indicators to be judged), for its list.
    """

    schema: TableSchema
    columns: Sequence[FieldSchema]
    rows: Sequence[Mapping[str, Any]] = ()
    before: str = ""
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_sheet(sheet: Worksheet, content: SheetContent, layout: Layout, *, is_locked: bool) -> None:
    """Write one table; `is_locked` protects headings and computed columns (without a password), never the rows to fill."""
    letters = {column.id: get_column_letter(index) for index, column in enumerate(content.columns, start=1)}
    computed = computed_columns(content.schema, Grid(letters, content.before)) if is_locked else []
    _write_heading(sheet, content, layout, is_locked=is_locked)
    _write_example(sheet, content, layout)
    for number, row in enumerate(content.rows, start=layout.first + 1):
        for index, column in enumerate(content.columns, start=1):
            put(sheet, number, index, row.get(column.id), is_open=is_locked)
    _write_computed(sheet, content, layout, computed)
    _set_up_print(sheet, content, layout)
    if is_locked:
        lock(sheet)


def _set_up_print(sheet: Worksheet, content: SheetContent, layout: Layout) -> None:
    """Landscape on A4, as wide as the pages take, with the heading and the columns of names on every page."""
    names = get_column_letter(2 if content.schema.kind == "dataset" else 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.print_title_rows, sheet.print_title_cols = f"1:{layout.units}", f"A:{names}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&A　第&P页，共&N页"


def lock(sheet: Worksheet) -> None:
    """Protect a sheet against slips, without a password; widths, sorting and filters stay possible."""
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)


@cache
def _groups() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(line["columns"].split("|")), line["label_zh"]) for line in catalogue_lines("form_groups"))


def group_of(column: FieldSchema) -> str:
    """The heading above a column: of what it speaks, "" for none."""
    return next((label for names, label in _groups() if any(fnmatchcase(column.id, name) for name in names)), "")


def grouped(columns: Iterable[FieldSchema], keys: frozenset[str]) -> list[FieldSchema]:
    """Columns with those of one group side by side, keys first, groups in the order in which they first occur."""
    found = list(columns)
    order: dict[str, int] = {}
    for column in found:
        order.setdefault(group_of(column), len(order))
    return sorted(found, key=lambda column: (column.id not in keys, order[group_of(column)]))


def _write_heading(sheet: Worksheet, content: SheetContent, layout: Layout, *, is_locked: bool) -> None:
    schema = content.schema
    sheet.cell(1, 1, f"{schema.label_zh}　{schema.note_zh}").font = Font(bold=True, size=13)
    if layout.groups:
        _write_groups(sheet, content.columns, layout)
    for index, column in enumerate(content.columns, start=1):
        letter = get_column_letter(index)
        rows = ((layout.labels, column.label_zh), (layout.units, column.unit or ""), (layout.ids, column.id))
        for row, text in rows:
            fill = REQUIRED if column.id in schema.keys else HEAD
            _head(sheet, row, index, text, fill, is_id=row == layout.ids, is_bold=row == layout.labels)
        if column.note_zh:
            sheet.cell(layout.labels, index).comment = Comment(column.note_zh, "督导")
        width = sheet.column_dimensions[letter]
        width.width = max(11, min(28, len(column.label_zh) * 1.4 + 2))
        if column.type in ("code", "text", "period", "date", "choice"):
            width.number_format = "@"
        if is_locked:
            width.protection = OPEN
        _add_list(sheet, column, letter, layout, content)
    sheet.row_dimensions[layout.labels].height = 48
    sheet.freeze_panes = f"{get_column_letter(3 if schema.kind == 'dataset' else 2)}{layout.first}"


def _head(
    sheet: Worksheet, row: int, index: int, text: str, fill: PatternFill, *, is_id: bool = False, is_bold: bool = False
) -> None:
    cell = sheet.cell(row, index, text)
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    cell.border = THIN
    cell.fill = fill
    cell.font = Font(bold=is_bold, color="7F7F7F" if is_id else "000000")


def _write_groups(sheet: Worksheet, columns: Sequence[FieldSchema], layout: Layout) -> None:
    """The upper heading row: one merged cell over the columns of a group."""
    numbered = enumerate(columns, start=1)
    for label, members in groupby(numbered, key=lambda pair: group_of(pair[1])):
        indexes = [index for index, _ in members]
        for index in indexes:
            _head(sheet, layout.groups, index, label if index == indexes[0] else "", HEAD, is_bold=True)
        if len(indexes) > 1:
            sheet.merge_cells(
                start_row=layout.groups, end_row=layout.groups, start_column=indexes[0], end_column=indexes[-1]
            )


def _add_list(sheet: Worksheet, column: FieldSchema, letter: str, layout: Layout, content: SheetContent) -> None:
    """A drop-down list: entries of a list column (others refused), stages, and the states of a number (others allowed)."""
    entries = content.items.get(column.id, ()) or _entries(column, content.schema)
    listed = ",".join(entries)
    if not entries or len(listed) > 250:  # a list in a formula holds 255 characters
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    rule.showErrorMessage = not column.is_number
    rule.errorTitle, rule.error = "不在可填的项目里", "请从列表中选择。"
    if column.is_number:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = (
            column.label_zh[:32],
            f"填数字{f'（{column.unit}）' if column.unit else ''}；没有数的选一种原因。",
        )
    rule.add(f"{letter}{layout.first}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _entries(column: FieldSchema, schema: TableSchema) -> Sequence[str]:
    if column.type == "stage":
        return [stage.label_zh for stage in stages(schema.own).values() if not stage.parts and stage.id != "total"]
    if column.choices:
        return [names[1] for names in column.choices]
    return STATES if column.is_number else ()


def _write_example(sheet: Worksheet, content: SheetContent, layout: Layout) -> None:
    example = EXAMPLES.get(content.schema.id) or {"body_code": "示例：990100", "body_name": "云州市", "period": "2021"}
    for index, column in enumerate(content.columns, start=1):
        text = example.get(column.id, "小学" if column.type == "stage" else None)
        if text is not None:
            cell = sheet.cell(layout.first, index, text)
            cell.fill, cell.font = EXAMPLE, Font(italic=True, color="7F7F7F")


def _write_computed(sheet: Worksheet, content: SheetContent, layout: Layout, computed: Sequence[Computed]) -> None:
    last = layout.first + len(content.rows) + SPARE_ROWS
    for index, column in enumerate(computed, start=len(content.columns) + 1):
        for row, text in ((layout.labels, column.label), (layout.units, column.unit)):
            _head(sheet, row, index, text, LOCKED, is_bold=row == layout.labels)
        sheet.column_dimensions[get_column_letter(index)].width = 36 if column.is_check else 14
        for row in range(layout.first + 1, last + 1):
            cell = sheet.cell(row, index, column.formula(row))
            cell.fill = LOCKED
            if column.is_check:
                cell.font = Font(color="C00000")


def put(sheet: Worksheet, row: int, column: int, value: Any, *, is_open: bool = False) -> None:
    """Write a value; text stays text, also where it begins like a formula. `is_open`: not locked on a locked sheet."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, Decimal):
        cell.value = _stored(value)
    elif isinstance(value, date):
        cell.value = value.isoformat()
    else:
        cell.value = str(value)
        cell.data_type = "s"
    if is_open:
        cell.protection = OPEN


def _stored(value: Decimal) -> int | float | str:
    """A decimal as a workbook can hold it: a number where that is exact, else text."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"
