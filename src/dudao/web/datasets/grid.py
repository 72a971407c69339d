"""A table as the browser's grid takes it: columns, headings, rows, cells, remarks; plain values only.

The words of this answer are a contract: docs/contributing/data-grid.md says what each key holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from dudao.facts.contract import FieldSchema, stages
from dudao.facts.form_columns import group_of, is_of_stage
from dudao.facts.form_formulas import totals_of
from dudao.facts.form_sheets import COMPUTED
from dudao.facts.readers.contract import column_letters
from dudao.schemes.check_terms import Term, parse_side
from dudao.values.absence import State
from dudao.web.datasets.before import CellBefore
from dudao.web.datasets.cells import BLANK_STATES, Cell, blank_reasons
from dudao.web.datasets.checking import Remark
from dudao.web.datasets.desks import Desk
from dudao.web.datasets.models import CellReturn, SheetRow
from dudao.web.datasets.policy import Standing
from dudao.web.datasets.tables import AskedTable, title_of
from dudao.web.pages.handed_in import language

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Total:
    """A column that the grid shows and nobody fills: a sum of others."""

    id: str
    label: str
    unit: str
    formula: str
    terms: tuple[Term, ...]

    def value(self, row: SheetRow) -> str:
        """The sum of what is there; "" where nothing is, as in the workbook."""
        read = ((term, row.cells.get(term.column, {}).get("v")) for term in self.terms)
        known = [Decimal(int(term.times)) * Decimal(text) for term, text in read if is_number(text)]
        return f"{sum(known):f}" if known else ""


def is_number(text: object) -> bool:
    """Whether the text of a cell is a plain number."""
    return isinstance(text, str) and text.replace(".", "", 1).lstrip("-").isdigit()


def totals(table: AskedTable) -> list[Total]:
    """The totals that the columns of a table allow."""
    there = {each.id for each in table.columns}
    found = []
    for number, (formula, unit, label) in enumerate(totals_of(table.id)):
        terms = parse_side(formula).terms
        if all(term.column in there for term in terms):
            found.append(Total(f"total-{number}", label, unit, formula, terms))
    return found


def columns_of(table: AskedTable, before: CellBefore) -> list[Json]:
    """The columns from left to right, those worked out last."""
    with_last = {column for _body, _key, column in before}
    fillable = {each.id for each in table.fillable}
    found = [
        _column(index, each, table, each.id in fillable, each.id in with_last)
        for index, each in enumerate(table.columns)
    ]
    more = enumerate(totals(table), start=len(table.columns))
    return [
        *found,
        *(
            {
                "id": each.id,
                "letters": column_letters(index),
                "label": each.label,
                "unit": each.unit,
                "kind": "count",
                "computed": True,
                "formula": each.formula,
                "fixed": True,
            }
            for index, each in more
        ),
    ]


def _column(index: int, each: FieldSchema, table: AskedTable, is_filled: bool, has_last: bool) -> Json:
    english = language() == "en"
    return {
        "id": each.id,
        "letters": column_letters(index),
        "label": each.label_en if english and each.label_en else each.label_zh,
        "unit": each.unit or "",
        "kind": each.type,
        "computed": False,
        "formula": "",
        "fixed": not is_filled,
        "list": [names[1] for names in each.choices],
        "hint": each.note_zh,
        "range": [None if limit is None else f"{limit:f}" for limit in (each.minimum, each.maximum)],
        "required": each.id in table.needed,
        "is_key": each.id in table.further_keys,
        "last_year_available": has_last,
    }


def header_rows(table: AskedTable) -> list[list[Json]]:
    """The heading as the paper form has it: groups over labels over units; a column without group reaches up."""
    columns: list[tuple[str, str, str]] = [
        (group_of(each), _column(0, each, table, True, False)["label"], each.unit or "") for each in table.columns
    ]
    columns += [(COMPUTED, each.label, each.unit) for each in totals(table)]
    upper: list[Json] = []
    for group, members in groupby(columns, key=lambda each: each[0]):
        own = list(members)
        upper += (
            [{"label": group, "span": len(own), "rows": 1}]
            if group
            else [{"label": label, "span": 1, "rows": 2} for _group, label, _unit in own]
        )
    lower = [{"label": label, "span": 1, "rows": 1} for group, label, _unit in columns if group]
    units = [{"label": unit, "span": 1, "rows": 1} for _group, _label, unit in columns]
    return [upper, lower, units]


def row_of(desk: Desk, row: SheetRow, number: int, standing: Standing, *, may_fill: bool) -> Json:
    """A row: what it is called, what stands in its fixed columns, which cells are not asked of it."""
    absent = [each.id for each in desk.table.fillable if row.stage and not is_of_stage(each, row.stage)]
    return {
        "key": row.key,
        "number": number,
        "label": title_of(row, desk.table),
        "code": row.item,
        "ref": "|".join(part for part in (row.body_code, fact_key(desk.table, row)) if part),
        "fixed": fixed_of(desk.table, row),
        "absent": absent,
        "is_given": row.is_given,
        "may_edit": may_fill and standing.covers(row.path),
        "may_remove": may_fill and standing.covers(row.path) and (desk.table.has_free_rows or bool(desk.table.stages)),
    }


def stage_choices(table: AskedTable) -> list[Json]:
    """The stages of which a table has rows, for choosing one."""
    own, english = stages(table.schema.own), language() == "en"
    return [{"id": each, "label": own[each].label_en if english else own[each].label_zh} for each in table.stages]


def fixed_of(table: AskedTable, row: SheetRow) -> dict[str, str]:
    """What stands in the columns of a row that nobody fills."""
    found = {"body_code": row.body_code, "body_name": row.body_name}
    if row.stage:
        stage = stages(table.schema.own)[row.stage]
        found["stage"] = stage.label_en if language() == "en" else stage.label_zh
    if row.item:
        found["item"] = f"{row.item} {dict(table.items).get(row.item, '')}".strip()
    return found


def fact_key(table: AskedTable, row: SheetRow) -> str:
    """What tells a row apart beside body and period, as facts have it."""
    if table.further_keys:
        return row.item or "|".join(Cell.of(row.cells.get(name)).value for name in table.further_keys)
    return row.stage


def cell_of(cell: Cell, last: str) -> Json:
    """A cell; `last` is the value of the period before, `change` how far it is from it."""
    found: Json = {"value": cell.value, "state": cell.state}
    more = {"reason": cell.reason, "note": cell.note, "written": cell.written, "by": cell.by, "at": cell.at}
    found |= {name: value for name, value in more.items() if value}
    found["seq"] = cell.seq
    if last:
        found |= {"last": last, "change": change_of(cell.value, last)}
    return found


def change_of(now: str, last: str) -> str:
    """By how many per cent a number changed, with its sign; "" where one of the two is none, or the former is zero.

    >>> change_of("110", "100"), change_of("90", "100"), change_of("", "100"), change_of("5", "0")
    ('+10.0%', '-10.0%', '', '')
    """
    if not (is_number(now) and is_number(last)) or Decimal(last) == 0:
        return ""
    return f"{(Decimal(now) - Decimal(last)) * 100 / abs(Decimal(last)):+.1f}%"


def cells_of(desk: Desk, rows: Iterable[SheetRow], before: CellBefore, since: int = 0) -> dict[str, Json]:
    """By row and column every cell that says something or has a value of the period before; `since`: only those written after."""
    wanted = {each.id for each in desk.table.fillable}
    found: dict[str, Json] = {}
    for row in rows:
        key = fact_key(desk.table, row)
        own: Json = {}
        for name in wanted:
            kept = row.cells.get(name)
            if since and (not kept or kept.get("n", 0) <= since):
                continue
            cell, last = Cell.of(kept), before.get((row.body_code, key, name), "")
            if since or last or not cell.is_blank:
                own[name] = cell_of(cell, last)
        if own:
            found[row.key] = own
    return found


def computed_of(desk: Desk, rows: Iterable[SheetRow]) -> dict[str, dict[str, str]]:
    """By row the totals."""
    own = totals(desk.table)
    return {row.key: {each.id: each.value(row) for each in own} for row in rows} if own else {}


def remark_of(each: Remark) -> Json:
    """A remark with its cells and what explains it."""
    found: Json = {
        "id": each.id,
        "rule": each.rule,
        "kind": each.kind,
        "words": each.words,
        "help": each.help,
        "found": each.found,
        "cells": [{"row": row, "col": column} for row, column in each.cells],
        "settled": each.is_settled,
        "explanation": None,
    }
    if each.explanation is not None:
        own = each.explanation
        found["explanation"] = {
            "text": own.text,
            "by": own.by,
            "at": own.at.isoformat(),
            "is_current": each.is_explained,
        }
    return found


def states_of() -> list[Json]:
    """The five states, each with the reasons that can be given for it."""
    english = language() == "en"
    labels = {
        State.VALUE: _("有值"),
        State.ZERO: _("零"),
        State.NOT_COLLECTED: _("未采集"),
        State.NOT_APPLICABLE: _("不适用"),
        State.WITHHELD: _("不予公开"),
    }
    return [
        {
            "id": state.value,
            "label": label,
            "is_blank": state in BLANK_STATES,
            "reasons": [
                {"code": each.code, "label": each.label_en if english else each.label_zh}
                for each in blank_reasons()
                if state.value in each.states
            ],
        }
        for state, label in labels.items()
    ]


def returns_of(found: Sequence[CellReturn]) -> list[Json]:
    """Why a version came back, by cell."""
    return [
        {"row": each.row, "col": each.column, "words": each.reason, "by": each.by, "at": each.at.isoformat()}
        for each in found
    ]
