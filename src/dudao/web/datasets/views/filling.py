"""What the grid asks for and sends: the table, cells, rows, explanations, the history of a cell."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.datasets import actions, grid
from dudao.web.datasets.actions import Change, Saved
from dudao.web.datasets.before import cells_before
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.checking import Remark
from dudao.web.datasets.deciding import obstacles_of
from dudao.web.datasets.desks import Desk, count_cells, desk_of
from dudao.web.datasets.parts import may_report, seen_as, split_address
from dudao.web.datasets.policy import Standing, may_decide
from dudao.web.datasets.queries import changes_of, remarks_of, returns_on
from dudao.web.datasets.tables import places_of, tree_of
from dudao.web.datasets.views.found import as_json, desk_at, evaluated_of, sent_of, table_of, text_in
from dudao.web.pages.requests import PersonRequest
from dudao.web.policies import Answer, Refused

MOST_REMARKS = 500
"""Remarks that an answer holds; those that must be mended come first, and when they are, the others follow."""


@require_GET
@as_json
def sheet_json(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """The whole table for the grid."""
    desk = desk_at(request, address, code, table)
    standing = desk.standing(request.acting)
    fill = desk.fill(request.acting, request.moment, standing)
    before = cells_before(desk.evaluated, desk.table)
    seen = seen_as(desk, split_address(table)[1])
    foreign = _foreign(seen, standing)
    rows = enumerate(seen.there, start=1)
    return JsonResponse(
        {
            "table": desk.table.id,
            "title": desk.table.title,
            "period": desk.sheet.period,
            "seq": desk.sheet.seq,
            "columns": [
                each | {"fixed": each["fixed"] or each["id"] in foreign} for each in grid.columns_of(seen.table, before)
            ],
            "header_rows": grid.header_rows(seen.table),
            "rows": [grid.row_of(seen, row, number, standing, may_fill=bool(fill)) for number, row in rows],
            "cells": grid.cells_of(seen, seen.there, before),
            "computed": grid.computed_of(seen, seen.there),
            "states": grid.states_of(),
            "may_edit": fill.is_yes,
            "reason": str(fill.reason),
            "may_add_rows": fill.is_yes and (desk.table.has_free_rows or bool(desk.table.stages)),
            "row_choices": _row_choices(desk) if fill else {},
            **_standing_of(request, desk, seen),
        }
    )


def _foreign(desk: Desk, standing: Standing) -> frozenset[str]:
    """Columns that are another department's to fill."""
    if not standing.department:
        return frozenset()
    columns = (each.id for each in desk.table.fillable)
    return frozenset(each for each in columns if not may_report(desk, standing.department, each))


def _row_choices(desk: Desk) -> dict[str, Any]:
    """For whom rows can be added, and of which stages."""
    if not (desk.table.has_free_rows or desk.table.stages):
        return {}
    found = places_of(desk.table, tree_of(desk.evaluated))
    return {
        "bodies": [{"code": each.code, "name": each.name} for each in found],
        "stages": grid.stage_choices(desk.table),
    }


def _standing_of(request: PersonRequest, desk: Desk, seen: Desk | None = None) -> dict[str, Any]:
    """What changes with every save: remarks, state, what hinders submitting, which moves are open.

    Args:
        seen: the part that is looked at: remarks that touch none of its columns are left out, numbers are its own.
    """
    remarks = _touching(remarks_of(desk), seen) if seen is not None else remarks_of(desk)
    filled, wanted = (desk.sheet.filled, desk.sheet.wanted) if seen is None or seen is desk else count_cells(seen)
    at, acting = request.moment, request.acting
    standing = desk.standing(acting)
    moves = {
        "submit": desk.submit(acting, at, standing),
        "withdraw": desk.withdraw(acting, at, standing),
        "accept": may_decide(acting, desk.evaluated, desk.sheet, "accept", at=at),
        "return": may_decide(acting, desk.evaluated, desk.sheet, "return", at=at),
    }
    return {
        "remarks": [grid.remark_of(each) for each in remarks[:MOST_REMARKS]],
        "remarks_total": len(remarks),
        "state": {"id": desk.sheet.state, "label": desk.sheet.get_state_display(), "tone": desk.sheet.tone},
        "filled": filled,
        "wanted": wanted,
        "obstacles": [str(each) for each in obstacles_of(desk, remarks_of(desk))],
        "moves": {name: _move(desk, name, answer) for name, answer in moves.items()},
        "returns": grid.returns_of(returns_on(desk)),
    }


def _touching(remarks: list[Remark], seen: Desk) -> list[Remark]:
    shown = {each.id for each in seen.table.columns}
    return [each for each in remarks if not each.cells or any(column in shown for _row, column in each.cells)]


def _move(desk: Desk, name: str, answer: Answer) -> dict[str, Any]:
    place = [desk.evaluated.round.address, desk.evaluated.body_id, desk.table.id, name]
    return {"may": answer.is_yes, "reason": str(answer.reason), "address": reverse("datasets:sheet-move", args=place)}


@require_http_methods(["GET", "POST"])
@as_json
def cells(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """GET `?since=`: what was written after a number of the sheet. POST: keep cells."""
    if request.method == "GET":
        return _written_since(request, desk_at(request, address, code, table), split_address(table)[1])
    evaluated = evaluated_of(request, address, code)
    found = sent_of(request)
    seq = found.get("seq")
    if not isinstance(seq, int) or seq < 0:
        raise Refused(_("没有读懂发来的内容。"))
    changes = _changes(found.get("changes"))
    saved = actions.save_cells(
        evaluated_id=evaluated.pk,
        table=table_of(evaluated, table),
        seq=seq,
        changes=changes,
        by=request.acting,
        at=request.moment,
    )
    return JsonResponse(_answer(request, saved, seq, split_address(table)[1]))


def _changes(sent: object) -> list[Change]:
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        raise Refused(_("没有读懂发来的内容。"))
    return [
        Change(
            row=text_in(each, "row"),
            column=text_in(each, "col"),
            value=_typed(each.get("value")),
            state=text_in(each, "state"),
            reason=text_in(each, "reason"),
            note=text_in(each, "note"),
            seq=each["seq"] if isinstance(each.get("seq"), int) else None,
        )
        for each in sent
    ]


def _typed(value: object) -> str:
    """A value as typed; a number of JSON as its digits."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)


def _answer(request: PersonRequest, saved: Saved, seq: int, part: str) -> dict[str, Any]:
    desk, seen = saved.desk, seen_as(saved.desk, part)
    before = cells_before(desk.evaluated, desk.table)
    rows = {row.key: row for row in desk.there}

    def shown(row: str, column: str, cell: Cell) -> dict[str, Any]:
        key = grid.fact_key(desk.table, rows[row])
        last = before.get((rows[row].body_code, key, column), "")
        told = saved.told.get((row, column))
        return {"row": row, "col": column, **grid.cell_of(cell, last), **({"told": told} if told else {})}

    own = {(row, column) for row, column, _cell in saved.saved}
    others = grid.cells_of(seen, seen.there, before, since=seq) if seq else {}
    return {
        "seq": desk.sheet.seq,
        "saved_at": request.moment.isoformat(),
        "saved": [shown(*each) for each in saved.saved],
        "refused": [{"row": each.row, "col": each.column, "words": str(each.words)} for each in saved.refused],
        "conflicts": [
            {
                "row": each.row,
                "col": each.column,
                "mine": grid.cell_of(each.mine, ""),
                "theirs": grid.cell_of(each.theirs, ""),
            }
            for each in saved.conflicts
        ],
        "others": [
            {"row": row, "col": column, **cell}
            for row, columns in others.items()
            for column, cell in columns.items()
            if (row, column) not in own
        ],
        "computed": grid.computed_of(seen, [rows[row] for row in {row for row, _column in own}]),
        **_standing_of(request, desk, seen),
    }


def _written_since(request: PersonRequest, desk: Desk, part: str) -> HttpResponse:
    seen = seen_as(desk, part)
    asked = request.GET.get("since", "0")
    since = int(asked) if asked.isdigit() else 0
    before = cells_before(desk.evaluated, desk.table)
    written = grid.cells_of(seen, seen.there, before, since=since)
    return JsonResponse(
        {
            "seq": desk.sheet.seq,
            "rows": [row.key for row in desk.there],
            "others": [
                {"row": row, "col": column, **cell} for row, own in written.items() for column, cell in own.items()
            ],
            "computed": grid.computed_of(seen, [row for row in seen.there if row.key in written]),
            **_standing_of(request, desk, seen),
        }
    )


@require_POST
@as_json
def rows(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """Add a row (`add`: body and stage) or take one out (`remove`: its key)."""
    evaluated = evaluated_of(request, address, code)
    asked, part, found = table_of(evaluated, table), split_address(table)[1], sent_of(request)
    more: dict[str, Any] = {"evaluated_id": evaluated.pk, "table": asked, "by": request.acting, "at": request.moment}
    if "remove" in found:
        desk = actions.remove_row(key=text_in(found, "remove"), **more)
        return JsonResponse(
            {"seq": desk.sheet.seq, "removed": found["remove"], **_standing_of(request, desk, seen_as(desk, part))}
        )
    add = found.get("add")
    if not isinstance(add, dict):
        raise Refused(_("没有读懂发来的内容。"))
    desk, row = actions.add_row(body_code=text_in(add, "body"), stage=text_in(add, "stage"), **more)
    standing = desk.standing(request.acting)
    seen = seen_as(desk, part)
    shown = grid.row_of(seen, row, desk.there.index(row) + 1, standing, may_fill=True)
    return JsonResponse({"seq": desk.sheet.seq, "row": shown, **_standing_of(request, desk, seen)})


@require_POST
@as_json
def explanations(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """Explain a remark of experience: `id` and `found` as the remark has them, `text`."""
    evaluated = evaluated_of(request, address, code)
    asked, found = table_of(evaluated, table), sent_of(request)
    actions.explain_remark(
        evaluated_id=evaluated.pk,
        table=asked,
        remark=text_in(found, "id"),
        found=text_in(found, "found"),
        text=text_in(found, "text"),
        by=request.acting,
        at=request.moment,
    )
    desk = desk_of(evaluated, asked)
    return JsonResponse(_standing_of(request, desk, seen_as(desk, split_address(table)[1])))


@require_GET
@as_json
def cell_history(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """Every change of a cell (`?row=&col=`): who, when, before, after; newest first."""
    desk = desk_at(request, address, code, table)
    row, column = request.GET.get("row", ""), request.GET.get("col", "")
    if desk.sheet.pk is None:
        return JsonResponse({"changes": []})
    if not any(each.key == row for each in desk.rows):
        raise Http404
    return JsonResponse(
        {
            "changes": [
                {
                    "by": each.by,
                    "at": each.at.isoformat(),
                    "before": grid.cell_of(Cell.of(each.before), ""),
                    "after": grid.cell_of(Cell.of(each.after), ""),
                }
                for each in changes_of(desk.sheet, row, column)
            ]
        }
    )
