"""What stands beside the card of a point: remarks, figures to put in, figures that changed, history, traces."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dudao.facts.coverage import LEDGER, kind_and_words
from dudao.reports.bind.saved import parse_reference
from dudao.web.assessments import actions, policy, queries
from dudao.web.assessments.checks import remarks_on
from dudao.web.assessments.contexts import FiguresPart, IndicatorTracePage, PointChecksPart, PointHistoryPage
from dudao.web.assessments.figures import Printer, live_figures
from dudao.web.assessments.known import COMPUTED, measured_of
from dudao.web.assessments.machine import trace_of
from dudao.web.assessments.picker import figures_for
from dudao.web.assessments.views.found import evaluated_at, marked_at
from dudao.web.datasets.queries import fact_address
from dudao.web.evidence.actions.entries import Change, change_entries
from dudao.web.evidence.queries import entry_of
from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of


def _readable(request: PersonRequest, address: str, code: str) -> RoundBody:
    evaluated = evaluated_at(request.acting, address, code)
    policy.may_read(request.acting, evaluated).require()
    return evaluated


@require_GET
@known_only
def point_checks(request: PersonRequest, address: str, code: str, point: str) -> HttpResponse:
    """Live figures and remarks, asked for again after every save."""
    evaluated = _readable(request, address, code)
    marked_at(evaluated, point)
    found = queries.assessments_of(evaluated)[point]
    known = measured_of(evaluated).known
    page = PointChecksPart(
        evaluated=evaluated,
        found=found,
        figures=[(each, source_of(evaluated, each.reference)) for each in live_figures(found.figures, Printer(known))],
        remarks=remarks_on(found, known),
        write=policy.may_write_point(request.acting, found, queries.task_of(evaluated, point), request.moment),
    )
    return render_page(request, page)


def source_of(evaluated: RoundBody, reference: str) -> str:
    """The page where a figure comes from: the cell, the entries of the ledger, the trace; "" for a sum over tables."""
    found = parse_reference(reference)
    if found is None:
        return ""
    if found.table == LEDGER:
        kind, words = kind_and_words(found.key)
        return f"{reverse('ledger:entry-list')}?{urlencode({'kind': kind, 'words': ' '.join(words[:1])})}"
    if found.table == COMPUTED and found.field in {
        each.code for each in edition_of(evaluated.round.edition).indicators
    }:
        own = [evaluated.round.address, evaluated.body_id, found.field]
        return reverse("assessments:indicator-trace", args=own)
    return fact_address(evaluated, found)


@require_GET
@known_only
def figure_search(request: PersonRequest, address: str, code: str, point: str) -> HttpResponse:
    """Figures to put into a narrative, by words of their names."""
    evaluated = _readable(request, address, code)
    marked = marked_at(evaluated, point)
    own = (each.code for each in marked.indicators)
    wanted = frozenset((*own, *marked.point.indicators, *marked.point.ledger))
    words = request.GET.get("words", "").strip()[:60]
    return render_page(request, FiguresPart(figures_for(evaluated, measured_of(evaluated), words, wanted), words))


@require_POST
@known_only
def figures_renew(request: PersonRequest, address: str, code: str, point: str) -> HttpResponse:
    """Take changed figures over."""
    evaluated = _readable(request, address, code)
    marked_at(evaluated, point)
    sent = [each for each in (request.POST.get("version", ""), *request.POST.getlist("position")) if each.isdigit()]
    try:
        actions.renew_figures(
            evaluated_id=evaluated.pk,
            point=point,
            version=int(sent[0]) if sent else 0,
            positions=[int(each) for each in sent[1:]],
            by=request.acting,
            at=request.moment,
        )
        messages.success(request, _("已采用现在的数据。"))
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect("assessments:point-write", address=address, code=code, point=point)


@require_POST
@known_only
def evidence_attach(request: PersonRequest, address: str, code: str, point: str) -> HttpResponse:
    """Let an entry of the catalogue speak for the point too; the rules of the catalogue decide who may."""
    evaluated = _readable(request, address, code)
    marked_at(evaluated, point)
    entry = entry_of(evaluated, request.POST.get("entry", ""))
    try:
        if entry is None:
            raise Refused(_("请先选一份材料。"))
        points = tuple(dict.fromkeys((*entry.point_codes, point)))
        change = Change(entry.address, points=points)
        change_entries(changes=[change], by=request.acting, at=request.moment)
        messages.success(request, _("已选用：%(title)s") % {"title": entry.title})
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect("assessments:point-write", address=address, code=code, point=point)


@require_GET
@known_only
def point_history(request: PersonRequest, address: str, code: str, point: str) -> HttpResponse:
    """What was done to a point, with differences."""
    evaluated = _readable(request, address, code)
    marked = marked_at(evaluated, point)
    return render_page(request, PointHistoryPage(evaluated, marked, queries.history_of(evaluated, point)))


@require_GET
@known_only
def indicator_trace(request: PersonRequest, address: str, code: str, indicator: str) -> HttpResponse:
    """How a computed indicator came about, down to the cells."""
    evaluated = _readable(request, address, code)
    known = next((each for each in edition_of(evaluated.round.edition).indicators if each.code == indicator), None)
    if known is None:
        raise Http404
    traces = trace_of(evaluated, measured_of(evaluated), indicator)
    name = known.name_en if language() == "en" else known.name_zh
    return render_page(request, IndicatorTracePage(evaluated, indicator, name, traces, language()))
