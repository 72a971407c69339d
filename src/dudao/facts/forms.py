"""Forms for what is known: a workbook with one sheet a table, which reads back exactly as it was filled.

A form for reports holds every column of its tables; one for measuring only the columns that formulas read, grouped, with
last year's values beside and locked checks. `form_sheets` writes the sheets. Imports openpyxl: import only to write a form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from dudao.facts.cells import parse_period_cell
from dudao.facts.contract import FieldSchema, TableSchema, derived_metrics, table_lines, table_schema
from dudao.facts.datasets import next_period
from dudao.facts.form_columns import Row, form_columns, form_rows, grouped, stages_beside
from dudao.facts.form_sheets import BESIDE, GROUPED, PLAIN, Layout, SheetContent, lock, put, write_sheet
from dudao.facts.known import KnownFacts
from dudao.facts.table_rows import rows_of_table
from dudao.schemes.model import Scheme
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.periods import Period

DEFAULT_TABLES = ("bodies", "city", "county", "school_stage", "school", "kindergarten", "ledger", "evidence", "terms")
TABLES_OF_LEVEL = {
    "province": ("bodies", "province", "city", "ledger", "evidence", "terms"),
    "city": ("bodies", "city", "county", "ledger", "evidence", "terms"),
    "county": ("bodies", "county", "school_stage", "school", "kindergarten", "ledger", "evidence", "terms"),
}
BEFORE = "对照·"
"""How the name of a sheet with last year's values begins; it is not read back."""
LASTING_TABLES = ("school", "kindergarten", "room")
LASTING_TYPES = ("choice", "flag", "year")
"""What a school was last year it mostly still is: filled in beforehand, to be changed where it is not."""

INSTRUCTIONS = (
    "一、每张工作表是一张数据表，表名、表头最下面一行灰色的代号不要改；列的顺序可以换，不用的列可以删。",
    "二、按表头里的单位填数字。以别的单位填的，把单位写进中文表头，如“一般公共预算教育支出（亿元）”，或写在数字后，如 62.31亿元。",
    "三、没有数的不要填 0：没有统计填“未采集”或空着，没有这回事填“不适用”，不能公开填“不予公开”。确实是零才填 0。",
    "四、代码列按文本填写，前面的零不能丢。年度写 2021，学年写 2020-2021，月份写 2021-09；日期写 2021-04-30。",
    "五、同一单位同一年度只填一行。标“示例”的行不会读入，可以删去。合计行不会读入。",
    "六、“上年公布数”填上年公布的数；口径有变动的，“同口径”一列填按本年口径重算的上年数，没有变动的与公布数相同。",
    "七、橙色表头是必填列。读入时每个问题都会指出工作表和单元格。",
)
MORE_INSTRUCTIONS = (
    "八、绿色的【自动】列由公式算出，已锁定，不用填，也不会读入。“逻辑校验”显示的必须改正；“经验校验”显示的请核对，属实的不用改，备好说明。",
    "九、工作表有保护，没有密码：表头和【自动】列不能改，填数的格子都能改，也能插行、删行、排序。",
)
BESIDE_INSTRUCTION = (
    "十、学段并排的表一所学校一行，各学段的数填在各自的列里，没有的学段空着（上年没有的为灰色，新设的照样填）。"
)


@dataclass(frozen=True, slots=True)
class MeasuringForm:
    """What a form for measuring holds beside its facts.

    Attributes:
        columns: the columns that formulas read, by table. `items`: by table what people judge, code to name.
        before: last year's facts; rows are laid out for the bodies that they name. `period`: of the rows to fill,
            None for the period after the latest of `before`.
        stages: those to lay out side by side in tables of schools by stage; () for one row a stage.
    """

    columns: Mapping[str, frozenset[str]]
    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    before: KnownFacts | None = None
    period: Period | None = None
    stages: Sequence[str] = ()


def write_form(
    path: Path,
    *,
    scheme: Scheme | None = None,
    facts: KnownFacts | None = None,
    measuring: MeasuringForm | None = None,
    also: Iterable[str] = (),
    own: OwnTables = NO_OWN_TABLES,
) -> None:
    """Write an empty form, or one filled with what is known already.

    Args:
        scheme: chooses the tables by its level; the columns that its indicators rest on come first.
        facts: values to fill in; they are read back the same, states and all.
        measuring: asks only for the columns of formulas, and locks what is computed.
        also: further tables of a form for reports. own: what the scheme brings along.
    """
    book = Workbook()
    _write_instructions(book.active, scheme, measuring)
    for table in _tables(scheme, facts, measuring, also, own):
        schema = table_schema(table, own)
        title = schema.label_zh.replace("/", "、")
        if measuring is None:
            rows = list(rows_of_table(schema, facts))
            content = SheetContent(schema, form_columns(schema, _columns(schema, scheme, facts), ()), rows)
            write_sheet(book.create_sheet(title), content, PLAIN, is_locked=False)
        else:
            _write_measuring(book, title, schema, facts, measuring)
    book.save(path)


def _tables(
    scheme: Scheme | None,
    facts: KnownFacts | None,
    measuring: MeasuringForm | None,
    also: Iterable[str],
    own: OwnTables,
) -> tuple[str, ...]:
    if measuring is None:
        chosen = tables_of_form(scheme, facts)
        return (*chosen, *(table for table in also if table not in chosen))
    wanted = {"bodies", *measuring.columns, *(facts.given if facts else ())}
    return tuple(sorted(wanted, key=lambda table: (table != "bodies", list(table_lines(own)).index(table))))


def tables_of_form(scheme: Scheme | None, facts: KnownFacts | None) -> tuple[str, ...]:
    """The tables of a form: those of the scheme's level, and any that the facts given hold."""
    chosen = TABLES_OF_LEVEL.get(scheme.level, DEFAULT_TABLES) if scheme else DEFAULT_TABLES
    if facts is None:
        return chosen
    return (*chosen, *sorted(facts.given - set(chosen)))


def _write_instructions(sheet: Worksheet, scheme: Scheme | None, measuring: MeasuringForm | None) -> None:
    sheet.title = "说明"
    sheet.column_dimensions["A"].width = 110
    title = "数据填报表" + (f"：{scheme.title_zh}（{scheme.edition}）" if scheme else "")
    further = (*MORE_INSTRUCTIONS, *((BESIDE_INSTRUCTION,) if measuring.stages else ())) if measuring else ()
    texts = (*INSTRUCTIONS, *further)
    for number, text in enumerate((title, *texts), start=1):
        cell = sheet.cell(number, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)


def _filled(schema: TableSchema, facts: KnownFacts | None) -> set[str]:
    return {fact.reference.field for fact in facts.facts if fact.reference.table == schema.id} if facts else set()


def _columns(schema: TableSchema, scheme: Scheme | None, facts: KnownFacts | None) -> tuple[FieldSchema, ...]:
    """All columns: keys first, then those that the scheme's indicators rest on, then the rest, and those the facts fill.

    A report states more than its scheme scores (schools, pupils, spending by stage), so none is left out.
    """
    filled = _filled(schema, facts)
    accepted = tuple(column for column in schema.accepted if column.id in filled)
    needed = _needed_metrics(scheme)
    if schema.kind != "dataset" or not needed:
        return (*schema.fields, *accepted)
    keys = _keys(schema)

    def rank(column: FieldSchema) -> int:
        return 0 if column.id in keys else 1 if column.metric in needed else 2

    return (*sorted(schema.fields, key=rank), *accepted)


def _keys(schema: TableSchema) -> frozenset[str]:
    return frozenset(("body_code", "body_name", "period", "stage", *schema.keys))


def _needed_metrics(scheme: Scheme | None) -> set[str]:
    named = {name for point in scheme.points for name in point.indicators} if scheme else set()
    needed = set(named)
    for measure in derived_metrics():
        if measure.id in named:
            needed |= {metric for _, metric, _ in (*measure.numerator, *measure.denominator)}
    return needed


def _write_measuring(
    book: Workbook, title: str, schema: TableSchema, facts: KnownFacts | None, form: MeasuringForm
) -> None:
    fields = _measuring_columns(schema, facts, form)
    before = _last_rows(schema, form.before)
    rows = list(rows_of_table(schema, facts))
    if not rows and before:
        rows = before if schema.kind != "dataset" else _laid_out(schema, before, form)
    named = f"{BEFORE}{title}" if before and schema.kind == "dataset" else ""
    items = {"item": form.items[schema.id]} if schema.id in form.items else {}
    beside = stages_beside(schema, form.stages, (*rows, *before))
    columns, layout = form_columns(schema, fields, beside), BESIDE if beside else GROUPED
    content = SheetContent(schema, columns, form_rows(schema, rows, beside), named, items, beside)
    write_sheet(book.create_sheet(title), content, layout, is_locked=True)
    if named:
        _write_before(book.create_sheet(named), content, form_rows(schema, before, beside), layout)


def _measuring_columns(schema: TableSchema, facts: KnownFacts | None, form: MeasuringForm) -> Sequence[FieldSchema]:
    if schema.kind != "dataset":
        return schema.fields
    wanted = _keys(schema) | form.columns.get(schema.id, frozenset()) | _filled(schema, facts)
    known = [column for column in (*schema.fields, *schema.accepted) if column.id in wanted]
    return grouped(known, _keys(schema))


def _last_rows(schema: TableSchema, before: KnownFacts | None) -> list[dict[str, Any]]:
    """The rows of the latest period of a table; all rows of a register."""
    rows = list(rows_of_table(schema, before))
    if schema.kind != "dataset" or not rows:
        return rows
    latest = max(rows, key=_start)["period"]
    return [row for row in rows if row["period"] == latest]


def _start(row: Mapping[str, Any]) -> Any:
    period = parse_period_cell(row["period"])
    return (period is not None, period.start if period else None)


def _laid_out(schema: TableSchema, before: Sequence[Mapping[str, Any]], form: MeasuringForm) -> list[dict[str, Any]]:
    """Last year's rows with this year's period: who must be filled in, and what a school lastingly is."""
    last = parse_period_cell(before[0]["period"])
    period = form.period or (next_period(last) if last else None)
    lasting = {
        column.id for column in schema.fields if schema.id in LASTING_TABLES and column.type in LASTING_TYPES
    } | _keys(schema)
    return [
        {**{name: value for name, value in row.items() if name in lasting}, "period": period.label() if period else ""}
        for row in before
    ]


def _write_before(sheet: Worksheet, content: SheetContent, rows: Sequence[Row], layout: Layout) -> None:
    """Last year's values in the columns of the form, locked: to compare with, not to fill in."""
    sheet.cell(1, 1, "上年数据，只供对照，不会读入").font = Font(bold=True)
    for index, column in enumerate(content.columns, start=1):
        if column.stage:
            sheet.cell(layout.stages, index, content.stage_label(column.stage))
        sheet.cell(layout.labels, index, column.field.label_zh)
        sheet.cell(layout.units, index, column.field.unit or "")
        for number, row in enumerate(rows, start=layout.first + 1):
            put(sheet, number, index, row.get(column.key))
    sheet.freeze_panes = f"C{layout.first}"
    lock(sheet)
