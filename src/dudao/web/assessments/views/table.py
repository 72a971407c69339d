"""The list of self-assessments, the whole table of one, declarations of vetoes."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dudao.reports.draft.form import PrintedForm
from dudao.reports.draft.form_word import render_form
from dudao.schemes.indicators import Gate
from dudao.web.assessments import actions, policy, queries
from dudao.web.assessments.contexts import AssessmentListPage, AssessmentTablePage
from dudao.web.assessments.figures import Printer, live_figures
from dudao.web.assessments.forms import GateForm
from dudao.web.assessments.known import known_of
from dudao.web.assessments.models import GateDeclaration
from dudao.web.assessments.opening import handed_up_of
from dudao.web.assessments.paper import form_of, workbook_of
from dudao.web.assessments.points import marked_points
from dudao.web.assessments.queries import Group
from dudao.web.assessments.states import OPEN_STATES, PointState
from dudao.web.assessments.views.found import evaluated_at
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import deadline_of
from dudao.web.schemes.editions import edition_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ("docx", "xlsx")
Declared = tuple[Gate, GateDeclaration | None, GateForm | None]


@require_GET
@known_only
def assessment_list(request: PersonRequest) -> HttpResponse:
    """Self-assessments of my area."""
    policy.may_list_assessments(request.acting).require()
    leaf = leaf_of(request, queries.open_assessments_for(request.acting))
    opened = handed_up_of(leaf.rows)
    rows = [
        (
            each,
            len(marked_points(each.round.edition)),
            policy.may_read(request.acting, each, handed_up=each.pk in opened),
        )
        for each in leaf.rows
    ]
    return render_page(request, AssessmentListPage(leaf=leaf, rows=rows))


@require_GET
@known_only
def assessment_table(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The table of one body; for those above it, before it was handed up, its progress."""
    evaluated = evaluated_at(request.acting, address, code)
    read = policy.may_read(request.acting, evaluated)
    groups = queries.table_of(evaluated)
    page = AssessmentTablePage(
        evaluated=evaluated,
        read=read,
        groups=groups,
        total=total_of(groups),
        gates=_gates(request, evaluated) if read else [],
        deadline=deadline_of(evaluated, StageKind.SELF_ASSESSMENT),
        unfinished=_unfinished(request, groups) if read else "",
        changed=_changed(evaluated, groups) if read else 0,
        has_application=evaluated.round.stages.filter(kind=StageKind.APPLICATION).exists(),
    )
    return render_page(request, page)


def total_of(groups: list[Group]) -> dict[str, object]:
    """What stands in the last line of the table."""
    rows = [row for group in groups for row in group.rows]
    return {
        "marks": sum((group.marks for group in groups), Decimal(0)),
        "score": sum((group.score for group in groups), Decimal(0)),
        "bonus": sum((group.bonus for group in groups), Decimal(0)),
        "open": sum(group.open for group in groups),
        "accepted": sum(row.found.state == PointState.ACCEPTED for row in rows),
        "points": len(rows),
    }


def _unfinished(request: PersonRequest, groups: list[Group]) -> str:
    """The first point that waits for the person: of the own department, any for the coordinator."""
    own = request.acting.body_code
    for row in (row for group in groups for row in group.rows):
        is_mine = row.task is not None and (
            row.task.lead_id == own or own in {each.pk for each in row.task.partners.all()}
        )
        if row.found.state in OPEN_STATES and (is_mine or request.acting.role == "coordinator"):
            return row.marked.point.code
    return ""


def _changed(evaluated: RoundBody, groups: list[Group]) -> int:
    """How many live figures say otherwise by now; nothing is computed where there are none."""
    kept = [each for group in groups for row in group.rows for each in row.found.figures]
    if not kept:
        return 0
    return sum(each.is_changed for each in live_figures(kept, Printer(known_of(evaluated))))


def _gates(request: PersonRequest, evaluated: RoundBody) -> list[Declared]:
    declared = queries.declared_gates(evaluated)
    may = policy.may_write_all(request.acting, evaluated, request.moment)
    rows: list[Declared] = []
    for gate in edition_of(evaluated.round.edition).gates:
        found = declared.get(gate.code)
        given = {"gate": gate.code}
        if found is not None:
            given |= {"is_occurred": "yes" if found.is_occurred else "no", "reason": found.reason}
        rows.append((gate, found, GateForm(initial=given, auto_id=f"{gate.code}_%s") if may else None))
    return rows


@require_POST
@known_only
def gate_declare(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Declare a veto or downgrade."""
    evaluated = evaluated_at(request.acting, address, code)
    form = GateForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        actions.declare_gate(
            evaluated_id=evaluated.pk,
            gate=given["gate"],
            is_occurred=given["is_occurred"] == "yes",
            reason=given["reason"],
            by=request.acting,
            at=request.moment,
        )
        messages.success(request, _("已申明。"))
    else:
        policy.may_write_all(request.acting, evaluated, request.moment).require()
        messages.error(request, _("请写明依据或说明。"))
    return redirect("assessments:assessment-table", address=address, code=code)


@require_GET
@known_only
def table_export(request: PersonRequest, address: str, code: str, kind: str) -> HttpResponse:
    """The table on paper: Word in the official format, or a workbook."""
    evaluated = evaluated_at(request.acting, address, code)
    policy.may_read(request.acting, evaluated).require()
    if kind not in KINDS:
        raise Http404
    return file_of(form_of(evaluated), kind)


def file_of(form: PrintedForm, kind: str) -> HttpResponse:
    """A form as a file to keep: docx or xlsx."""
    content, media = (render_form(form), DOCX) if kind == "docx" else (workbook_of(form), XLSX)
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(form.title)}.{kind}"
    return answer
