"""The self-assessment on paper: the table (自评表) as a form for Word and as a workbook."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from dudao.reports.draft.form import FormRow, FormTable, PrintedForm
from dudao.web.assessments.queries import Group, Row, declared_gates, table_of
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

HEADINGS = ("评价要点", "分值", "自评分", "加分", "扣分、加分原因", "自评说明", "佐证材料", "牵头部门", "状态")
WIDTHS = (16.0, 5.0, 6.0, 5.0, 15.0, 30.0, 10.0, 9.0, 6.0)
NUMBERS = (1, 2, 3)
NUMBER = re.compile(r"-?\d+(\.\d+)?")
"""Headings stand as on the paper form, whatever the language of the page."""


def form_of(evaluated: RoundBody) -> PrintedForm:
    """The table as a form to print and sign."""
    groups = table_of(evaluated)
    return PrintedForm(
        title=f"{evaluated.name}人民政府{evaluated.round.period}年度自查自评表",
        head=(f"评价方案：{evaluated.round.edition.title_zh}",),
        tables=(FormTable(HEADINGS, WIDTHS, tuple(_lines(groups)), NUMBERS), *_gates(evaluated)),
        signatures=("填表人", "审核人", "主要负责人"),
        author=f"{evaluated.name}人民政府",
        is_wide=True,
    )


def _lines(groups: list[Group]) -> list[FormRow]:
    lines: list[FormRow] = []
    for group in groups:
        if group.part.title:
            lines.append(
                FormRow(
                    (group.part.title, _number(group.marks), _number(group.score), _number(group.bonus or None)),
                    "group",
                )
            )
        lines.extend(FormRow(_cells(row)) for row in group.rows)
    total = [sum((getattr(group, name) for group in groups), Decimal(0)) for name in ("marks", "score", "bonus")]
    if total[0]:
        lines.append(FormRow(("合计", *map(_number, (*total[:2], total[2] or None))), "total"))
    return lines


def _cells(row: Row) -> tuple[str, ...]:
    found = row.found
    verdict = {None: "", True: "达到", False: "未达到"}[found.is_met]
    why = "\n".join(
        each
        for each in (
            found.reason,
            f"高于测算：{found.above_reason}" if found.above_reason else "",
            f"加分：{found.bonus_reason}" if found.bonus_reason else "",
        )
        if each
    )
    return (
        f"{row.marked.point.code} {row.marked.point.title_zh}",
        _number(row.marked.marks),
        _number(found.score) or verdict,
        _number(found.bonus),
        why,
        found.narrative,
        "、".join(row.evidence),
        row.task.lead.name if row.task is not None and row.task.lead is not None else "",
        str(found.get_state_display()) if found.is_begun else "未开始",
    )


def _number(value: Decimal | None) -> str:
    return "" if not value and value != 0 else f"{value.normalize():f}" if value is not None else ""


def _gates(evaluated: RoundBody) -> list[FormTable]:
    declared = declared_gates(evaluated)
    rows = []
    for gate in edition_of(evaluated.round.edition).gates:
        found = declared.get(gate.code)
        words = "" if found is None else "发生" if found.is_occurred else "未发生"
        rows.append(FormRow((gate.name_zh, words or "尚未申明", found.reason if found else "")))
    if not rows:
        return []
    return [FormTable(("否决、降等情形", "申明", "依据或说明"), (40.0, 12.0, 48.0), tuple(rows))]


def workbook_of(form: PrintedForm) -> bytes:
    """The form as a workbook, a sheet a table; numbers as numbers, words that look like formulas as words."""
    book = Workbook()
    book.remove(book.worksheets[0])
    line = Side(style="thin", color="999999")
    for number, table in enumerate(form.tables, start=1):
        sheet = book.create_sheet(f"{_('表')}{number}")
        sheet.append([form.title])
        sheet["A1"].font = Font(bold=True, size=14)
        sheet.append(list(table.headings))
        for place, row in enumerate(table.rows, start=3):
            for index, words in enumerate(row.cells, start=1):
                _put(sheet.cell(place, index), words, is_number=index - 1 in table.numbers)
        for index, width in enumerate(table.widths):
            sheet.column_dimensions[chr(ord("A") + index)].width = width * 1.6
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.border = Border(line, line, line, line)
                cell.font = Font(bold=cell.row == 2)
        sheet.freeze_panes, sheet.print_title_rows = "B3", "2:2"
        sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _put(cell: Any, words: str, *, is_number: bool) -> None:
    """A number as one; words as words, also those that a spreadsheet would work out."""
    if is_number and NUMBER.fullmatch(words):
        cell.value = float(words)
    elif words:
        cell.value, cell.data_type = words, "s"
