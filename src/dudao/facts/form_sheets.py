"""One table of a form as a sheet: title, groups, headings, units, ids, lists, notes, example, rows, locked columns.

    title │ (stages) │ (groups) │ Chinese headings │ units │ ids │ example, marked │ rows

Imports openpyxl: import this module only when a form is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dudao.facts.contract import FieldSchema, TableSchema, stages
from dudao.facts.form_columns import FormColumn, Row, group_of
from dudao.facts.form_formulas import Computed, Grid, computed_columns
from dudao.facts.form_pages import SCALE, break_pages, page_of_columns, widths_of

LAST_ROW = 2000
SPARE_ROWS = 50
STATES = ("未采集", "不适用", "不予公开")
HEAD = PatternFill("solid", fgColor="DCE6F1")
REQUIRED = PatternFill("solid", fgColor="FCE4D6")
EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
LOCKED = PatternFill("solid", fgColor="E2EFDA")
ABSENT = PatternFill("solid", fgColor="D9D9D9")
THIN = Border(*(Side(style="thin", color="A6A6A6"),) * 4)
OPEN = Protection(locked=False)
COMPUTED = "自动计算"
"""The group of the columns that a form works out."""

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
EXAMPLES_OF_LEVEL = {
    "school": {"body_code": "示例：9901210001", "body_name": "临江县第一小学", "period": "2021"},
    "county": {"body_code": "示例：990121", "body_name": "临江县", "period": "2021"},
    "city": {"body_code": "示例：990100", "body_name": "云州市", "period": "2021"},
    "province": {"body_code": "示例：990000", "body_name": "云岭省", "period": "2021"},
}
EXAMPLES_OF_TABLE = {"kindergarten": {"body_name": "临江县第一幼儿园"}, "room": {"number": "1", "kind": "音乐"}}
"""What the example of a table has in place of, or beside, that of its level."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which row holds what; `groups` and `stages` are 0 where there is no such row."""

    groups: int
    labels: int
    stages: int = 0

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
BESIDE = Layout(3, 4, 2)
"""Stages side by side, each over its groups."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What stands on a sheet: the table, its columns, rows to fill in, and the name of last year's sheet ("" for none).

    `items`: the entries of a column of items (indicators to be judged, code to name), for its list and remarks.
    `beside`: the stages that stand side by side.
    """

    schema: TableSchema
    columns: Sequence[FormColumn]
    rows: Sequence[Row] = ()
    before: str = ""
    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    beside: Sequence[str] = ()

    def stage_label(self, stage: str) -> str:
        return stages(self.schema.own)[stage].label_zh if stage else ""


@dataclass(frozen=True, slots=True)
class _Head:
    """The heading of a column, from top to bottom."""

    stage: str
    group: str
    label: str
    unit: str
    id: str
    fill: PatternFill


def write_sheet(sheet: Worksheet, content: SheetContent, layout: Layout, *, is_locked: bool) -> None:
    """Write one table; `is_locked` protects headings and computed columns (without a password), never the rows to fill."""
    computed = _computed(content) if is_locked else []
    heads = [*_heads(content), *_heads_of_computed(content, computed)]
    _set_up_columns(sheet, content, layout, computed, is_locked=is_locked)
    _set_up_print(sheet, content, layout)
    pages = [0] * len(heads)
    if layout.groups:
        blocks, parts = [head.group for head in heads], [head.stage for head in heads]
        pages = page_of_columns(widths_of(sheet, len(heads)), blocks, parts, _name_columns(content))
        break_pages(sheet, pages)
    _write_heading(sheet, content, layout, heads, pages)
    _write_example(sheet, content, layout)
    for number, row in enumerate(content.rows, start=layout.first + 1):
        _write_row(sheet, content, number, row, is_open=is_locked)
    _write_computed(sheet, content, layout, computed)
    if is_locked:
        lock(sheet)


def _computed(content: SheetContent) -> list[tuple[str, Computed]]:
    """The computed columns with their stage: those of each stage where stages stand side by side."""
    found: list[tuple[str, Computed]] = []
    for stage in content.beside or ("",):
        letters = {
            column.field.id: get_column_letter(index)
            for index, column in enumerate(content.columns, start=1)
            if column.stage in ("", stage)
        }
        grid = Grid(letters, content.before, stage, content.stage_label(stage))
        found.extend((stage, each) for each in computed_columns(content.schema, grid))
    return found


def _name_columns(content: SheetContent) -> int:
    """How many columns on the left say of whom a row speaks."""
    return 2 if content.schema.kind == "dataset" else 1


def _set_up_print(sheet: Worksheet, content: SheetContent, layout: Layout) -> None:
    """Landscape on A4, as wide as the pages take, with the heading and the columns of names on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.print_title_rows = f"1:{layout.units}"
    sheet.print_title_cols = f"A:{get_column_letter(_name_columns(content))}"
    sheet.page_setup.scale = SCALE if layout.groups else 100
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&A　第&P页，共&N页"


def lock(sheet: Worksheet) -> None:
    """Protect a sheet against slips, without a password; widths, sorting and filters stay possible."""
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)


def _heads(content: SheetContent) -> list[_Head]:
    return [
        _Head(
            content.stage_label(column.stage),
            group_of(column.field),
            column.field.label_zh,
            column.field.unit or "",
            column.field.id,
            REQUIRED if column.field.id in content.schema.keys else HEAD,
        )
        for column in content.columns
    ]


def _heads_of_computed(content: SheetContent, computed: Sequence[tuple[str, Computed]]) -> list[_Head]:
    return [
        _Head(content.stage_label(stage), COMPUTED, column.label, column.unit, "", LOCKED) for stage, column in computed
    ]


def _set_up_columns(
    sheet: Worksheet,
    content: SheetContent,
    layout: Layout,
    computed: Sequence[tuple[str, Computed]],
    *,
    is_locked: bool,
) -> None:
    """Widths, formats, lists and what may be filled in."""
    for index, column in enumerate(content.columns, start=1):
        letter, kept = get_column_letter(index), column.field
        width = sheet.column_dimensions[letter]
        width.width = _width_of(kept)
        if kept.type in ("code", "text", "period", "date", "choice"):
            width.number_format = "@"
        if is_locked:
            width.protection = OPEN
        _add_list(sheet, kept, letter, layout, content)
    for index, (_, each) in enumerate(computed, start=len(content.columns) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 36 if each.is_check else 14


def _width_of(column: FieldSchema) -> float:
    """A width that shows a number under a label of three lines, or words and codes whole where they are of usual length."""
    if column.is_number or column.type in ("flag", "stage", "period"):
        return max(10, min(20, ceil(len(column.label_zh) / 3) * 2.4 + 1))
    return max(18, min(28, len(column.label_zh) * 1.4 + 2))


def _write_heading(
    sheet: Worksheet, content: SheetContent, layout: Layout, heads: Sequence[_Head], pages: Sequence[int]
) -> None:
    schema = content.schema
    note = schema.note_zh if not content.beside else "一所学校一个学年一行，各学段并排；没有的学段空着"
    sheet.cell(1, 1, schema.label_zh).font = Font(bold=True, size=13)
    sheet.cell(1, 3, note).font = Font(color="7F7F7F")
    if layout.stages:
        _write_merged(sheet, layout.stages, [head.stage for head in heads], pages)
    if layout.groups:
        of_stage = [(head.stage, head.group) for head in heads]
        _write_merged(sheet, layout.groups, [head.group for head in heads], list(zip(of_stage, pages, strict=True)))
    if layout.stages:
        _merge_upwards(sheet, layout, sum(not head.stage for head in heads))
    for index, head in enumerate(heads, start=1):
        is_computed = not head.id
        for row, text in ((layout.labels, head.label), (layout.units, head.unit), (layout.ids, head.id)):
            if row != layout.ids or not is_computed:
                _head(sheet, row, index, text, head.fill, is_id=row == layout.ids, is_bold=row == layout.labels)
    for index, column in enumerate(content.columns, start=1):
        if column.field.note_zh:
            sheet.cell(layout.labels, index).comment = Comment(column.field.note_zh, "督导")
    sheet.row_dimensions[layout.labels].height = 48
    sheet.freeze_panes = f"{get_column_letter(_name_columns(content) + 1)}{layout.first}"


def _head(
    sheet: Worksheet, row: int, index: int, text: str, fill: PatternFill, *, is_id: bool = False, is_bold: bool = False
) -> None:
    cell = sheet.cell(row, index, text)
    cell.alignment = Alignment(wrap_text=not is_id, shrink_to_fit=is_id, horizontal="center", vertical="center")
    cell.border = THIN
    cell.fill = fill
    cell.font = Font(bold=is_bold, color="7F7F7F" if is_id else "000000")


def _write_merged(sheet: Worksheet, row: int, labels: Sequence[str], within: Sequence[object]) -> None:
    """An upper heading row: one merged cell over neighbours with the same label that stand together (`within`)."""
    for _, members in groupby(range(len(labels)), key=lambda index: (labels[index], within[index])):
        indexes = [index + 1 for index in members]
        for index in indexes:
            _head(sheet, row, index, labels[index - 1] if index == indexes[0] else "", HEAD, is_bold=True)
        if len(indexes) > 1 and labels[indexes[0] - 1]:
            sheet.merge_cells(start_row=row, end_row=row, start_column=indexes[0], end_column=indexes[-1])


def _merge_upwards(sheet: Worksheet, layout: Layout, columns: int) -> None:
    """The group of the columns that have no stage stands in the row of stages too."""
    for area in [
        str(area) for area in sheet.merged_cells.ranges if area.min_row == layout.groups and area.min_col == 1
    ]:
        sheet.unmerge_cells(area)
    sheet.cell(layout.stages, 1).value, sheet.cell(layout.groups, 1).value = sheet.cell(layout.groups, 1).value, None
    sheet.merge_cells(start_row=layout.stages, end_row=layout.groups, start_column=1, end_column=columns)


def _add_list(sheet: Worksheet, column: FieldSchema, letter: str, layout: Layout, content: SheetContent) -> None:
    """A drop-down list: entries of a list column (others refused), stages, and the states of a number (others allowed)."""
    entries = list(content.items.get(column.id, ())) or _entries(column, content.schema)
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
    schema = content.schema
    of_level = EXAMPLES_OF_LEVEL.get(schema.level, EXAMPLES_OF_LEVEL["city"])
    example = EXAMPLES.get(schema.id) or {**of_level, **EXAMPLES_OF_TABLE.get(schema.id, {})}
    for index, column in enumerate(content.columns, start=1):
        text = example.get(column.key, "小学" if column.field.type == "stage" else None)
        if text is not None:
            cell = sheet.cell(layout.first, index, text)
            cell.fill, cell.font = EXAMPLE, Font(italic=True, color="7F7F7F")


def _write_row(sheet: Worksheet, content: SheetContent, number: int, row: Row, *, is_open: bool) -> None:
    """One row to fill; what belongs to a stage that the school does not have is grey."""
    there = row.get("stages")
    for index, column in enumerate(content.columns, start=1):
        put(sheet, number, index, row.get(column.key), is_open=is_open)
        if name := content.items.get(column.key, {}).get(str(row.get(column.key))):
            sheet.cell(number, index).comment = Comment(name, "督导")
        if column.stage and there is not None and column.stage not in there:
            cell = sheet.cell(number, index)
            cell.fill, cell.protection = ABSENT, OPEN


def _write_computed(
    sheet: Worksheet, content: SheetContent, layout: Layout, computed: Sequence[tuple[str, Computed]]
) -> None:
    last = layout.first + len(content.rows) + SPARE_ROWS
    for index, (_, column) in enumerate(computed, start=len(content.columns) + 1):
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
