"""The bodies whose data somebody may see, the tables of one, one table with its grid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.datasets import deciding, policy
from dudao.web.datasets.before import cells_before
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.contexts import BodyListPage, PlainLine, SheetListPage, SheetPage
from dudao.web.datasets.deciding import CellReason, obstacles_of
from dudao.web.datasets.desks import Desk
from dudao.web.datasets.grid import columns_of, fixed_of
from dudao.web.datasets.parts import parts_of, seen_as, split_address
from dudao.web.datasets.queries import lines_of, remarks_of, returns_on
from dudao.web.datasets.views.found import desk_at, evaluated_of, table_of
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds.queries import departments_of, own_bodies
from dudao.web.rounds.states import RoundState


@require_GET
@known_only
def body_list(request: PersonRequest) -> HttpResponse:
    """The evaluated bodies whose data I may see, those of open rounds first."""
    policy.may_read_data(request.acting).require()
    found = own_bodies(request.acting).exclude(round__state=RoundState.DRAFT).select_related("round")
    leaf = leaf_of(request, found.order_by("-round__opened_at", "-round_id", "path"))
    return render_page(request, BodyListPage(leaf=leaf))


@require_http_methods(["GET", "POST"])
@known_only
def sheet_list(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The tables of a body; the coordinator hands them to departments."""
    evaluated = evaluated_of(request, address, code)
    assign = policy.may_assign_tables(request.acting, evaluated, request.moment)
    if request.method == "POST":
        given = {
            name.removeprefix("department-"): value
            for name, value in request.POST.items()
            if name.startswith("department-") and isinstance(value, str)
        }
        deciding.assign_tables(evaluated_id=evaluated.pk, departments=given, by=request.acting, at=request.moment)
        messages.success(request, _("分工已保存。"))
        return redirect("datasets:sheet-list", address, code)
    lines = lines_of(evaluated, counts=True)
    page = SheetListPage(
        evaluated=evaluated,
        lines=lines,
        own=policy.standing_of(request.acting, evaluated).department,
        done=sum(line.sheet.state == "accepted" for line in lines),
        assign=assign,
        hand_in=policy.may_hand_in(request.acting, evaluated, request.moment),
        departments=departments_of(evaluated) if assign else [],
    )
    return render_page(request, page)


@require_GET
@known_only
def sheet_detail(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """One table: as a plain table, which the script makes a grid."""
    desk = desk_at(request, address, code, table)
    at, acting = request.moment, request.acting
    standing, parts = desk.standing(acting), parts_of(desk)
    part = split_address(table)[1]
    seen = seen_as(desk, part)
    before = cells_before(desk.evaluated, desk.table)
    remarks = remarks_of(desk)
    page = SheetPage(
        desk=desk,
        parts=parts,
        part=part if seen is not desk else "",
        address=table if seen is not desk else desk.table.id,
        columns=[each for each in columns_of(seen.table, before) if not each["computed"]],
        lines=plain_lines(seen),
        remarks=remarks,
        obstacles=obstacles_of(desk, remarks),
        fill=desk.fill(acting, at, standing),
        submit=desk.submit(acting, at, standing),
        withdraw=desk.withdraw(acting, at, standing),
        accept=policy.may_decide(acting, desk.evaluated, desk.sheet, "accept", at=at),
        send_back=policy.may_decide(acting, desk.evaluated, desk.sheet, "return", at=at),
        returns=returns_on(desk),
        versions=list(desk.sheet.versions.prefetch_related("returns")) if desk.sheet.pk else [],
    )
    return render_page(request, page)


def plain_lines(desk: Desk) -> list[PlainLine]:
    """The rows of a table in words."""
    names = [each.id for each in desk.table.columns]
    lines = []
    for row in desk.there:
        fixed = fixed_of(desk.table, row)
        texts = [fixed[name] if name in fixed else Cell.of(row.cells.get(name)).shown for name in names]
        lines.append(PlainLine(row.key, texts))
    return lines


@require_POST
@known_only
def sheet_move(request: PersonRequest, address: str, code: str, table: str, move: str) -> HttpResponse:
    """Submit, withdraw, accept, or return with reasons (`reason`, and for cells `reason:ROW:COLUMN`)."""
    evaluated = evaluated_of(request, address, code)
    asked = table_of(evaluated, table)
    if move not in DONE:
        raise Http404
    more: dict[str, Any] = {"evaluated_id": evaluated.pk, "table": asked, "by": request.acting, "at": request.moment}
    try:
        if move == "return":
            deciding.return_table(reasons=_reasons(request), **more)
        elif move == "submit":
            deciding.submit_table(why_unchanged=str(request.POST.get("why_unchanged", "")), **more)
        else:
            MAKES[move](**more)
    except Refused as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, str(DONE[move]))
    return redirect("datasets:sheet-detail", address, code, table)


MAKES = {"withdraw": deciding.withdraw_table, "accept": deciding.accept_table}
DONE = {
    "submit": gettext_lazy("已提交。"),
    "withdraw": gettext_lazy("已撤回。"),
    "accept": gettext_lazy("已审定。"),
    "return": gettext_lazy("已退回。"),
}


def _reasons(request: PersonRequest) -> list[CellReason]:
    found = [CellReason(str(request.POST.get("reason", "")))]
    for name, value in request.POST.items():
        if name.startswith("reason:") and isinstance(value, str):
            row, _colon, column = name.removeprefix("reason:").rpartition(":")
            found.append(CellReason(value, row, column))
    return found
