"""Forms for what is known: a workbook with one sheet a table, which reads back exactly as it was filled.

    row 1 title and note │ row 2 Chinese headings │ row 3 units │ row 4 ids │ row 5 an example, marked │ data

Imports openpyxl: import this module only when a form is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dudao.facts.contract import FieldSchema, TableSchema, derived_metrics, stages, table_schema
from dudao.facts.known import Fact, KnownFacts, Terms
from dudao.schemes.model import Scheme
from dudao.values.absence import State

DEFAULT_TABLES = ("bodies", "city", "county", "school_stage", "school", "kindergarten", "ledger", "evidence", "terms")
TABLES_OF_LEVEL = {
    "province": ("bodies", "province", "city", "ledger", "evidence", "terms"),
    "city": ("bodies", "city", "county", "ledger", "evidence", "terms"),
    "county": ("bodies", "county", "school_stage", "school", "kindergarten", "ledger", "evidence", "terms"),
}
LAST_ROW = 2000
LABEL_ROW, UNIT_ROW, ID_ROW, FIRST_ROW = 2, 3, 4, 5
STATES = ("未采集", "不适用", "不予公开")

HEAD = PatternFill("solid", fgColor="DCE6F1")
REQUIRED = PatternFill("solid", fgColor="FCE4D6")
EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
THIN = Border(*(Side(style="thin", color="A6A6A6"),) * 4)

INSTRUCTIONS = (
    "一、每张工作表是一张数据表，表名、第 4 行的代号不要改；列的顺序可以换，不用的列可以删。",
    "二、按第 3 行的单位填数字。以别的单位填的，把单位写进第 2 行的表头，如“一般公共预算教育支出（亿元）”，或写在数字后，如 62.31亿元。",
    "三、没有数的不要填 0：没有统计填“未采集”或空着，没有这回事填“不适用”，不能公开填“不予公开”。确实是零才填 0。",
    "四、代码列按文本填写，前面的零不能丢。年度写 2021，学年写 2020-2021，月份写 2021-09；日期写 2021-04-30。",
    "五、同一单位同一年度只填一行。标“示例”的行不会读入，可以删去。合计行不会读入。",
    "六、“上年公布数”填上年公布的数；口径有变动的，“同口径”一列填按本年口径重算的上年数，没有变动的与公布数相同。",
    "七、橙色表头是必填列。读入时每个问题都会指出工作表和单元格。",
)

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


def write_form(path: Path, *, scheme: Scheme | None = None, facts: KnownFacts | None = None) -> None:
    """Write an empty form, or one filled with what is known already.

    Args:
        scheme: chooses the tables by its level; the columns that its indicators rest on come first.
        facts: values to fill in; they are read back the same, states and all.
    """
    book = Workbook()
    _write_instructions(book.active, scheme)
    for table in tables_of_form(scheme, facts):
        schema = table_schema(table)
        columns = _columns(schema, scheme, facts)
        sheet = book.create_sheet(schema.label_zh.replace("/", "、"))
        _write_heading(sheet, schema, columns)
        _write_example(sheet, schema, columns)
        for number, row in enumerate(_rows(schema, facts), start=FIRST_ROW + 1):
            for index, column in enumerate(columns, start=1):
                _put(sheet, number, index, row.get(column.id))
    book.save(path)


def tables_of_form(scheme: Scheme | None, facts: KnownFacts | None) -> tuple[str, ...]:
    """The tables of a form: those of the scheme's level, and any that the facts given hold."""
    chosen = TABLES_OF_LEVEL.get(scheme.level, DEFAULT_TABLES) if scheme else DEFAULT_TABLES
    if facts is None:
        return chosen
    return (*chosen, *sorted(facts.given - set(chosen)))


def _write_instructions(sheet: Worksheet, scheme: Scheme | None) -> None:
    sheet.title = "说明"
    sheet.column_dimensions["A"].width = 110
    title = "数据填报表" + (f"：{scheme.title_zh}（{scheme.edition}）" if scheme else "")
    for number, text in enumerate((title, *INSTRUCTIONS), start=1):
        cell = sheet.cell(number, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1, size=14 if number == 1 else 11)


def _columns(schema: TableSchema, scheme: Scheme | None, facts: KnownFacts | None) -> tuple[FieldSchema, ...]:
    """All columns: keys first, then those that the scheme's indicators rest on, then the rest, and those the facts fill.

    A report states more than its scheme scores (schools, pupils, spending by stage), so none is left out.
    """
    filled = {fact.reference.field for fact in facts.facts if fact.reference.table == schema.id} if facts else set()
    accepted = tuple(column for column in schema.accepted if column.id in filled)
    needed = _needed_metrics(scheme)
    if schema.kind != "dataset" or not needed:
        return (*schema.fields, *accepted)
    keys = {"body_code", "body_name", "period", "stage", *schema.keys}

    def rank(column: FieldSchema) -> int:
        return 0 if column.id in keys else 1 if column.metric in needed else 2

    return (*sorted(schema.fields, key=rank), *accepted)


def _needed_metrics(scheme: Scheme | None) -> set[str]:
    named = {name for point in scheme.points for name in point.indicators} if scheme else set()
    needed = set(named)
    for measure in derived_metrics():
        if measure.id in named:
            needed |= {metric for _, metric, _ in (*measure.numerator, *measure.denominator)}
    return needed


def _write_heading(sheet: Worksheet, schema: TableSchema, columns: Sequence[FieldSchema]) -> None:
    sheet.cell(1, 1, f"{schema.label_zh}　{schema.note_zh}").font = Font(bold=True, size=13)
    for index, column in enumerate(columns, start=1):
        letter = get_column_letter(index)
        for row, text in ((LABEL_ROW, column.label_zh), (UNIT_ROW, column.unit or ""), (ID_ROW, column.id)):
            cell = sheet.cell(row, index, text)
            cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
            cell.border = THIN
            cell.fill = REQUIRED if column.id in schema.keys else HEAD
            cell.font = Font(bold=row == LABEL_ROW, color="7F7F7F" if row == ID_ROW else "000000")
        if column.note_zh:
            sheet.cell(LABEL_ROW, index).comment = Comment(column.note_zh, "督导")
        sheet.column_dimensions[letter].width = max(11, min(28, len(column.label_zh) * 1.4 + 2))
        if column.type in ("code", "text", "period", "date", "choice"):
            sheet.column_dimensions[letter].number_format = "@"
        _add_list(sheet, column, letter)
    sheet.row_dimensions[LABEL_ROW].height = 48
    sheet.freeze_panes = f"{get_column_letter(3 if schema.kind == 'dataset' else 2)}{FIRST_ROW}"


def _add_list(sheet: Worksheet, column: FieldSchema, letter: str) -> None:
    """A drop-down list: entries of a list column (others refused), stages, and the states of a number (others allowed)."""
    if column.type == "stage":
        entries: Iterable[str] = (
            stage.label_zh for stage in stages().values() if not stage.parts and stage.id != "total"
        )
    elif column.choices:
        entries = (names[1] for names in column.choices)
    elif column.is_number:
        entries = STATES
    else:
        return
    rule = DataValidation(type="list", formula1=f'"{",".join(entries)}"', allow_blank=True)
    rule.showErrorMessage = not column.is_number
    rule.errorTitle, rule.error = "不在可填的项目里", "请从列表中选择。"
    if column.is_number:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = (
            column.label_zh[:32],
            f"填数字{f'（{column.unit}）' if column.unit else ''}；没有数的选一种原因。",
        )
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _write_example(sheet: Worksheet, schema: TableSchema, columns: Sequence[FieldSchema]) -> None:
    example = EXAMPLES.get(schema.id) or {"body_code": "示例：990100", "body_name": "云州市", "period": "2021"}
    for index, column in enumerate(columns, start=1):
        text = example.get(column.id, "小学" if column.type == "stage" else None)
        if text is not None:
            cell = sheet.cell(FIRST_ROW, index, text)
            cell.fill, cell.font = EXAMPLE, Font(italic=True, color="7F7F7F")


def _rows(schema: TableSchema, facts: KnownFacts | None) -> Iterable[dict[str, Any]]:
    if facts is None:
        return ()
    if schema.kind == "dataset":
        return _dataset_rows(schema, facts)
    if schema.id == "bodies":
        labels = {names[0]: names[1] for names in schema.by_id["kind"].choices}
        return (
            {
                "code": body.code,
                "name": body.name,
                "kind": labels.get(body.kind, body.kind),
                "parent_code": body.parent_code,
                "valid_from": body.valid_from,
                "valid_to": body.valid_to,
                "short_names": "；".join(body.short_names),
            }
            for body in facts.bodies
        )
    if schema.id == "ledger":
        labels = {names[0]: names[1] for names in schema.by_id["kind"].choices}
        names = [column.id for column in schema.fields]
        return (
            {name: getattr(entry, "location" if name == "place" else name) for name in names}
            | {"kind": labels.get(entry.kind, entry.kind)}
            for entry in facts.ledger
        )
    if schema.id == "evidence":
        names = [column.id for column in schema.fields]
        return (
            {name: getattr(entry, name) for name in names} | {"points": "；".join(entry.points)}
            for entry in facts.evidence
        )
    return _term_rows(facts.terms)


def _term_rows(terms: Terms) -> Iterable[dict[str, Any]]:
    yield from ({"kind": "本地名称", "term": name} for name in terms.names)
    for leader in terms.leaders:
        yield {
            "kind": "领导职务",
            "term": leader.name,
            "post": leader.post,
            "valid_from": leader.valid_from,
            "valid_to": leader.valid_to,
        }
    yield from ({"kind": "相邻地区", "term": name} for name in terms.neighbours)
    yield from ({"kind": "须遮蔽", "term": word} for word in terms.masked)


def _dataset_rows(schema: TableSchema, facts: KnownFacts) -> Iterable[dict[str, Any]]:
    names = {body.code: body.name for body in facts.bodies}
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for fact in facts.facts:
        reference = fact.reference
        if reference.table != schema.id:
            continue
        key = (reference.body_code, reference.period, reference.key)
        row = rows.setdefault(key, _key_cells(schema, fact, names))
        row[reference.field] = _shown(fact)
    return rows.values()


def _key_cells(schema: TableSchema, fact: Fact, names: dict[str, str]) -> dict[str, Any]:
    reference = fact.reference
    row: dict[str, Any] = {"body_code": reference.body_code, "period": reference.period}
    if reference.body_code in names:
        row["body_name"] = names[reference.body_code]
    if "stage" in schema.keys and reference.key in stages():
        row["stage"] = stages()[reference.key].label_zh
    others = [name for name in schema.keys if name not in ("body_code", "period", "stage")]
    row.update(zip(others, reference.key.split("|"), strict=False))
    return row


def _shown(fact: Fact) -> Any:
    if fact.state is State.VALUE or fact.state is State.ZERO:
        return fact.text or fact.value
    return None if fact.state is State.NOT_COLLECTED else fact.state.label_zh


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """Write a value; text stays text, also where it begins like a formula."""
    if value is None or value == "":
        return
    if isinstance(value, Decimal):
        sheet.cell(row, column, _stored(value))
    elif isinstance(value, date):
        sheet.cell(row, column, value.isoformat())
    else:
        cell = sheet.cell(row, column)
        cell.value = str(value)
        cell.data_type = "s"


def _stored(value: Decimal) -> int | float | str:
    """A decimal as a workbook can hold it: a number where that is exact, else text."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"
