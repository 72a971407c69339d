"""Rounds: list, preparation, board, notice, moves, extensions, reminders, tasks."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.reports.draft.word import render_word
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds import actions, policy, queries
from dudao.web.rounds.contexts import (
    BodyDetailPage,
    CalendarPage,
    RoundChangePage,
    RoundDetailPage,
    RoundListPage,
    RoundNewPage,
    RoundOpenPage,
    TaskListPage,
)
from dudao.web.rounds.events import events_of
from dudao.web.rounds.forms import CalendarForm, ExtensionForm, ReasonForm, RoundChangeForm, RoundForm, TasksForm
from dudao.web.rounds.missing import missing_for
from dudao.web.rounds.models import Extension, FreeDay, Round, RoundBody, Stage
from dudao.web.rounds.notice_document import notice_of
from dudao.web.rounds.offers import offers_for
from dudao.web.rounds.opening import opening_of
from dudao.web.rounds.overview import answerable, departments_at_work, steps_of
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.states import MOVES
from dudao.web.rounds.waiting import FRESH

FIRST_YEAR, LAST_YEAR = 2000, 2100
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _found(request: PersonRequest, address: str) -> Round:
    found = queries.round_for(request.acting, address)
    if found is None:
        raise Http404
    return found


@require_GET
@known_only
def round_list(request: PersonRequest) -> HttpResponse:
    """Rounds I may see."""
    policy.may_read_rounds(request.acting).require()
    run = policy.may_run_rounds(request.acting, request.acting.area)
    return render_page(
        request, RoundListPage(list(queries.rounds_for(request.acting)), run, timezone.localdate(request.moment).year)
    )


@require_http_methods(["GET", "POST"])
@known_only
def round_new(request: PersonRequest) -> HttpResponse:
    """Begin a round."""
    policy.may_run_rounds(request.acting, request.acting.area).require()
    form = RoundForm(request.POST or None)
    if form.is_valid():
        found = actions.draft_round(
            notice=form.notice(),
            edition=form.cleaned_data["edition"].pk,
            office_code=request.acting.body_code,
            by=request.acting,
            at=request.moment,
        )
        return redirect("rounds:round-change", address=found.address)
    return render_page(request, RoundNewPage(form=form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def round_change(request: PersonRequest, address: str) -> HttpResponse:
    """Prepare a round."""
    found = _found(request, address)
    policy.may_change_timetable(request.acting, found).require()
    given = {
        "title": found.title,
        "period": found.period,
        "issuer": found.issuer,
        "number": found.notice_number,
        "text": found.notice_text,
    }
    form = RoundChangeForm(request.POST or None, initial=given | RoundChangeForm.given_by(list(found.stages.all())))
    chosen = (
        set(request.POST.getlist("bodies")) if request.POST else set(found.bodies.values_list("body_id", flat=True))
    )
    if form.is_valid():
        actions.change_round(
            address=address,
            notice=form.notice(),
            stages=form.stages(),
            codes=sorted(chosen),
            by=request.acting,
            at=request.moment,
        )
        messages.success(request, _("已暂存。"))
        return redirect("rounds:round-detail", address=address)
    page = RoundChangePage(round=found, form=form, candidates=queries.candidates(found), chosen=chosen)
    return render_page(request, page, status=422 if form.errors else 200)


@require_GET
@known_only
def round_detail(request: PersonRequest, address: str) -> HttpResponse:
    """The board."""
    return _board(request, _found(request, address))


def _board(
    request: PersonRequest,
    found: Round,
    *,
    extension_form: ExtensionForm | None = None,
    pause_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    evaluated = list(queries.own_bodies(request.acting).filter(round=found))
    stages = list(found.stages.all())
    days = queries.calendar()
    extensions = Extension.objects.filter(stage__round=found).select_related("stage", "body").order_by("-granted_at")
    extend = policy.may_extend(request.acting, found)
    page = RoundDetailPage(
        round=found,
        stages=[(each, days.between(each.first_day, each.last_day)) for each in stages],
        rows=queries.board(found, evaluated, request.moment),
        extensions=[each for each in extensions if each.body_id is None or each.body in evaluated],
        moves={move: policy.may_move(request.acting, found, move) for move in MOVES},
        change=policy.may_change_timetable(request.acting, found),
        extend=extend,
        offers=offers_for(request.acting, found),
        extension_form=(extension_form or ExtensionForm(found.stages.all(), found.bodies.all())) if extend else None,
        pause_form=pause_form or ReasonForm(auto_id="pause_%s"),
    )
    return render_page(request, page, status=status)


@require_GET
@known_only
def round_notice(request: PersonRequest, address: str) -> HttpResponse:
    """The notice as a Word file in the official format."""
    found = _found(request, address)
    answer = HttpResponse(render_word(notice_of(found)), content_type=DOCX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.title)}.docx"
    return answer


@require_GET
@known_only
def round_open(request: PersonRequest, address: str) -> HttpResponse:
    """What opening will do, to be confirmed."""
    found = _found(request, address)
    policy.may_move(request.acting, found, "open").require()
    opening = opening_of(found, timezone.localdate(request.moment))
    return render_page(request, RoundOpenPage(round=found, opening=opening))


@require_POST
@known_only
def round_move(request: PersonRequest, address: str, move: str) -> HttpResponse:
    """Open, pause, resume or close."""
    found = _found(request, address)
    if move == "pause":
        form = ReasonForm(request.POST, auto_id="pause_%s")
        if not form.is_valid():
            return _board(request, found, pause_form=form, status=422)
        actions.pause_round(address=address, reason=form.cleaned_data["reason"], by=request.acting, at=request.moment)
    else:
        make = MAKES.get(move)
        if make is None:
            raise Http404
        if move == "open" and not request.POST.get("sure"):
            return redirect("rounds:round-open", address=address)
        if move == "close" and not request.POST.get("sure"):
            messages.error(request, _("请先勾选确认：结束后不能撤回。"))
            return redirect("rounds:round-detail", address=address)
        try:
            make(address=address, by=request.acting, at=request.moment)
        except Refused as error:
            messages.error(request, str(error.reason))
    return redirect("rounds:round-detail", address=address)


MAKES: dict[str, Callable[..., Round]] = {
    "open": actions.open_round,
    "resume": actions.resume_round,
    "close": actions.close_round,
}


@require_POST
@known_only
def stage_extend(request: PersonRequest, address: str) -> HttpResponse:
    """Give more time."""
    found = _found(request, address)
    form = ExtensionForm(found.stages.all(), found.bodies.all(), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.extend_stage(
                stage_id=given["stage"].pk,
                evaluated_id=given["body"].pk if given["body"] else None,
                last_day=given["last_day"],
                reason=given["reason"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error("last_day", str(error.reason))
        else:
            messages.success(request, _("期限已延长。"))
            return redirect("rounds:round-detail", address=address)
    return _board(request, found, extension_form=form, status=422)


@require_POST
@known_only
def stage_remind(request: PersonRequest, address: str) -> HttpResponse:
    """Remind every body that has not finished a stage."""
    found = _found(request, address)
    stage = Stage.objects.filter(round=found, pk=request.POST.get("stage") or 0).first()
    if stage is None:
        raise Http404
    rows = queries.board(found, list(found.bodies.all()), request.moment)
    behind = [row.evaluated for row in rows if _is_behind(row, stage)]
    text = _("%(stage)s尚未完成，请尽快办理。") % {"stage": stage.get_kind_display()}
    count = actions.remind_bodies(stage_id=stage.pk, evaluated=behind, text=text, by=request.acting, at=request.moment)
    messages.success(
        request, ngettext("已催办 %(count)d 个单位。", "已催办 %(count)d 个单位。", count) % {"count": count}
    )
    return redirect("rounds:round-detail", address=address)


def _is_behind(row: queries.BoardRow, stage: Stage) -> bool:
    cell = next(each for each in row.cells if each.stage.pk == stage.pk)
    return cell.progress is None or not cell.progress.is_done


@require_http_methods(["GET", "POST"])
@known_only
def calendar_change(request: PersonRequest, year: int) -> HttpResponse:
    """A year's public holidays and days worked in exchange."""
    policy.may_change_calendar(request.acting).require()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    days = FreeDay.objects.filter(day__year=year)
    form = CalendarForm(year, request.POST or None, initial={"days": CalendarForm.lines(days)})
    if form.is_valid():
        actions.set_free_days(days=form.cleaned_data["days"], year=year, by=request.acting, at=request.moment)
        messages.success(request, _("工作日历已保存。"))
        return redirect("rounds:calendar-change", year=year)
    return render_page(request, CalendarPage(year=year, form=form), status=422 if form.errors else 200)


def _evaluated(request: PersonRequest, address: str, code: str) -> RoundBody:
    evaluated = queries.evaluated_for(request.acting, _found(request, address), code)
    if evaluated is None:
        raise Http404
    return evaluated


@require_GET
@known_only
def body_detail(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """One evaluated body: its stages, what it lacks, who answers, what was done last."""
    evaluated, today = _evaluated(request, address, code), timezone.localdate(request.moment)
    page = BodyDetailPage(
        round=evaluated.round,
        evaluated=evaluated,
        steps=steps_of(evaluated, request.acting, request.moment),
        missing=missing_for(evaluated),
        answerable=answerable(evaluated, today),
        departments=departments_at_work(evaluated, today),
        events=events_of(evaluated),
        reminder=evaluated.reminders.filter(sent_at__gt=request.moment - FRESH).first(),
    )
    return render_page(request, page)


@require_http_methods(["GET", "POST"])
@known_only
def task_list(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Points of one body with their departments; the coordinator hands them out."""
    evaluated = _evaluated(request, address, code)
    tasks = queries.tasks_of(evaluated)
    assign = policy.may_assign(request.acting, evaluated)
    form = TasksForm(tasks, queries.departments_of(evaluated), request.POST or None) if assign else None
    if request.method == "POST":
        assign.require()
        if form is not None and form.is_valid():
            actions.assign_tasks(evaluated_id=evaluated.pk, shares=form.shares(), by=request.acting, at=request.moment)
            messages.success(request, _("任务已分解。"))
            return redirect("rounds:task-list", address=address, code=code)
    progress = Progress(sum(task.lead_id is not None for task in tasks), len(tasks))
    page = TaskListPage(
        round=evaluated.round, evaluated=evaluated, tasks=tasks, assign=assign, form=form, progress=progress
    )
    return render_page(request, page, status=422 if form is not None and form.errors else 200)
