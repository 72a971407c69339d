"""Indicators beside the data: the page, the part that refreshes itself after saves, and how one came about."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from dudao.web.datasets.contexts import IndicatorListPage, IndicatorPanel, StepsPage
from dudao.web.datasets.live import measured_of, traces_of
from dudao.web.datasets.queries import lines_of
from dudao.web.datasets.steps import steps_of
from dudao.web.datasets.views.found import evaluated_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.rounds.progress import Progress


@require_GET
@known_only
def indicator_list(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """All indicators of a body from its drafts; for htmx only the panel beside a table."""
    evaluated = evaluated_of(request, address, code)
    lines = lines_of(evaluated, counts=True)
    filled = Progress(sum(each.sheet.filled for each in lines), sum(each.sheet.wanted for each in lines))
    measured = measured_of(evaluated)
    if getattr(request, "htmx", False):
        return render_page(request, IndicatorPanel(evaluated=evaluated, measured=measured, filled=filled))
    return render_page(request, IndicatorListPage(evaluated=evaluated, measured=measured, filled=filled))


@require_GET
@known_only
def indicator_detail(request: PersonRequest, address: str, code: str, indicator: str) -> HttpResponse:
    """How an indicator or conclusion came about, down to the cells."""
    evaluated = evaluated_of(request, address, code)
    traces = traces_of(evaluated, indicator, request.GET.get("stage", ""))
    if not traces:
        raise Http404
    return render_page(request, StepsPage(evaluated=evaluated, code=indicator, steps=steps_of(traces, evaluated)))
