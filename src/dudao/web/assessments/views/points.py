"""The card of a point: write, save by itself, hand in, decide; its live figures, remarks, history, traces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.assessments import actions, policy, queries
from dudao.web.assessments.actions import Conflict
from dudao.web.assessments.contexts import Conflicted, ConflictPart, PointWritePage
from dudao.web.assessments.coverage import coverage_of
from dudao.web.assessments.figures import LiveFigure, Printer, live_figures
from dudao.web.assessments.forms import PointForm, ReturnForm
from dudao.web.assessments.known import measured_of
from dudao.web.assessments.machine import proposal_for
from dudao.web.assessments.models import SelfAssessment
from dudao.web.assessments.points import Marked, marked_points
from dudao.web.assessments.queries import Row
from dudao.web.assessments.states import MOVES, OPEN_STATES
from dudao.web.assessments.views.found import evaluated_at, marked_at
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Answer, Refused
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import deadline_of

SCORES = ("score", "is_met", "reason", "above_reason", "bonus", "bonus_reason")
AUTOSAVE = "X-Autosave"
MOST_ATTACHABLE = 200


class _Card:
    """A point for one person: what was written, who may do what."""

    def __init__(self, request: PersonRequest, address: str, code: str, point: str) -> None:
        self.request = request
        self.evaluated: RoundBody = evaluated_at(request.acting, address, code)
        policy.may_read(request.acting, self.evaluated).require()
        self.marked: Marked = marked_at(self.evaluated, point)
        self.found: SelfAssessment = queries.assessments_of(self.evaluated)[point]
        self.task: Task | None = queries.task_of(self.evaluated, point)
        self.now = policy.may_work_on(self.evaluated, request.moment)
        self.write = self._may(("narrative",))
        self.score = self._may(SCORES)

    def _may(self, fields: tuple[str, ...]) -> Answer:
        acting, moment = self.request.acting, self.request.moment
        return policy.may_write_point(acting, self.found, self.task, moment, fields, now=self.now)

    @property
    def writable(self) -> tuple[str, ...]:
        """The columns that the person may write."""
        return (*(SCORES if self.score else ()), *(("narrative",) if self.write else ()))

    def form(self, sent: Any = None) -> PointForm:
        """The form, with what was sent where anything was."""
        return PointForm(self.found, self.marked, self.writable, sent)

    def moves(self) -> dict[str, Answer]:
        """Every move, and whether the person may make it."""
        ask = policy.may_move_point
        acting, moment = self.request.acting, self.request.moment
        return {move: ask(acting, self.found, self.task, move, moment, now=self.now) for move in MOVES}


@require_http_methods(["GET", "POST"])
@known_only
def point_write(request: PersonRequest, address: str, code: str, point: str) -> HttpResponse:
    """One point a card; the same address takes what the card saves by itself (answered in JSON)."""
    card = _Card(request, address, code, point)
    if request.method != "POST":
        return _page(card, card.form())
    card.write.require()
    form = card.form(request.POST)
    is_auto = AUTOSAVE in request.headers
    if not form.is_valid():
        told = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"faults": told}, status=422) if is_auto else _page(card, form, status=422)
    try:
        found = actions.write_point(
            evaluated_id=card.evaluated.pk, point=point, given=form.given(), by=request.acting, at=request.moment
        )
    except Conflict as conflict:
        return _conflicted(card, form, conflict, is_auto=is_auto)
    except Refused as refused:
        if is_auto:
            return JsonResponse({"faults": [str(refused.reason)]}, status=422)
        form.add_error(None, str(refused.reason))
        return _page(card, form, status=422)
    if is_auto:
        saved = timezone.localtime(request.moment).strftime("%H:%M:%S")
        return JsonResponse({"version": found.version, "saved": saved})
    return _onward(card)


def _conflicted(card: _Card, form: PointForm, conflict: Conflict, *, is_auto: bool) -> HttpResponse:
    """Who changed what meanwhile; what the person wrote stays in the form and can be saved onto the new version."""
    began = form.cleaned_data["version"]
    told = Conflicted(conflict.version, queries.history_of(card.evaluated, card.found.point, since=began))
    if is_auto:
        part = ConflictPart(told)
        html = render_to_string(part.template, {"page": part}, request=card.request)
        return JsonResponse({"version": conflict.version, "html": html}, status=409)
    form.data = card.request.POST.copy()
    form.data["version"] = str(conflict.version)
    return _page(card, form, conflict=told, status=409)


def _onward(card: _Card) -> HttpResponse:
    """After a save: hand it in, go on, or stay, as the button says."""
    request, point = card.request, card.found.point
    address, code = card.evaluated.round.address, card.evaluated.body_id
    goal = request.POST.get("then", "")
    if goal == "submit":
        try:
            actions.submit_point(evaluated_id=card.evaluated.pk, point=point, by=request.acting, at=request.moment)
            messages.success(request, _("已提交，等待政府联络员审核。"))
        except Refused as refused:
            messages.error(request, str(refused.reason))
    elif goal == "next":
        point = _neighbours(card)[1] or point
    else:
        messages.success(request, _("已保存。"))
    return redirect("assessments:point-write", address=address, code=code, point=point)


def _neighbours(card: _Card) -> tuple[str, str]:
    codes = list(marked_points(card.evaluated.round.edition))
    place = codes.index(card.found.point)
    return codes[place - 1] if place else "", codes[place + 1] if place + 1 < len(codes) else ""


def _page(card: _Card, form: PointForm, *, conflict: Conflicted | None = None, status: int = 200) -> HttpResponse:
    measured = measured_of(card.evaluated)
    proposal = proposal_for(card.marked, measured)
    rows = [row for group in queries.table_of(card.evaluated) for row in group.rows]
    before, after = _neighbours(card)
    figures = live_figures(card.found.figures, Printer(measured.known)) if card.found.figures else []
    page = PointWritePage(
        evaluated=card.evaluated,
        found=card.found,
        marked=card.marked,
        task=card.task,
        form=form,
        write=card.write,
        score=card.score,
        moves=card.moves(),
        return_form=ReturnForm(auto_id="return_%s"),
        rows=rows,
        before=before,
        after=after,
        unfinished=_next_unfinished(rows, card.found.point),
        proposal=proposal,
        coverage=coverage_of(card.evaluated, card.marked, measured, proposal),
        attachable=_attachable(card) if card.write else [],
        pieces=pieces_of(card.found.narrative, figures),
        deadline=deadline_of(card.evaluated, StageKind.SELF_ASSESSMENT),
        conflict=conflict,
    )
    return render_page(card.request, page, status=status)


def _attachable(card: _Card) -> list[EvidenceEntry]:
    """The first entries of the catalogue that do not speak for the point; more are found in the catalogue itself."""
    rows = EvidenceEntry.objects.filter(evaluated=card.evaluated, removed_at=None)
    return list(rows.exclude(points__point=card.found.point).only("address", "number", "title")[:MOST_ATTACHABLE])


def _next_unfinished(rows: list[Row], point: str) -> str:
    """The next point after this one, round the end, that is open and has no score or verdict yet."""
    codes = [row.marked.point.code for row in rows]
    place = codes.index(point)
    for row in (*rows[place + 1 :], *rows[:place]):
        if row.found.state in OPEN_STATES and row.found.score is None and row.found.is_met is None:
            return row.marked.point.code
    return ""


def pieces_of(text: str, figures: list[LiveFigure]) -> list[tuple[str, LiveFigure | None]]:
    """A narrative cut at its live figures, in order."""
    pieces: list[tuple[str, LiveFigure | None]] = []
    position = 0
    for each in sorted(figures, key=lambda one: one.start):
        pieces += [(text[position : each.start], None), (each.quote, each)]
        position = each.end
    return [*pieces, (text[position:], None)]


@require_POST
@known_only
def point_move(request: PersonRequest, address: str, code: str, point: str, move: str) -> HttpResponse:
    """Submit, recall, accept or return."""
    card = _Card(request, address, code, point)
    make = MAKES.get(move)
    if make is None:
        raise Http404
    more: dict[str, Any] = {}
    if move == "accept":
        more["version"] = int(request.POST.get("version") or 0) if request.POST.get("version", "").isdigit() else 0
    if move == "return":
        more["reason"] = request.POST.get("reason", "")
    try:
        make(evaluated_id=card.evaluated.pk, point=point, by=request.acting, at=request.moment, **more)
        messages.success(request, DONE[move])
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect("assessments:point-write", address=address, code=code, point=point)


DONE = {
    "submit": gettext_lazy("已提交，等待政府联络员审核。"),
    "recall": gettext_lazy("已撤回，可以继续修改。"),
    "accept": gettext_lazy("已通过。"),
    "return": gettext_lazy("已退回。"),
}
MAKES: dict[str, Callable[..., SelfAssessment]] = {
    "submit": actions.submit_point,
    "recall": actions.recall_point,
    "accept": actions.accept_point,
    "return": actions.return_point,
}
