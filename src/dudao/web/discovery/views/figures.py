"""Figures across reports: a table with the place where each stands, as files and as a chart."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dudao.web.discovery import figure_files
from dudao.web.discovery.charts import bars_of
from dudao.web.discovery.contexts import FigureListPage, FigureRow
from dudao.web.discovery.facets import Choice
from dudao.web.discovery.figures import (
    KINDS,
    ORDERS,
    FigureQuestion,
    find_figures,
    kinds_of,
    read_figure_question,
    wordings_of,
)
from dudao.web.discovery.flooding import may_search
from dudao.web.discovery.views.listing import too_many
from dudao.web.library.caching import PAGE_SECONDS, kept
from dudao.web.library.states import Level
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.rates import is_within
from dudao.web.pages.requests import PersonRequest, render_page
from dudao.web.policies import Refused

FILES: dict[str, tuple[Any, str]] = {
    "csv": (figure_files.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (figure_files.as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def figure_list(request: PersonRequest) -> HttpResponse:
    """The figures of a metric, by place, year and level."""
    question = read_figure_question(request.GET.dict())
    if question != FigureQuestion() and not may_search(request):
        return too_many(request)
    counts = kinds_of(question, request.acting, request.moment.date())
    leaf = leaf_of(request, find_figures(question, request.acting, request.moment.date()))
    page = FigureListPage(
        question=question,
        typed=request.GET.get("q", "")[:120],
        leaf=leaf,
        rows=[FigureRow(each, figure_files.page_of(each.address, each.page)) for each in leaf.rows],
        bars=bars_of(leaf.rows),
        wordings=wordings_of(question.metric)[1:] if question.metric else [],
        orders=[(question.query(name), label, name == question.order) for name, (label, _by) in ORDERS.items()],
        kinds=[
            Choice(label, counts[name], question.query(kind=name), name == question.kind)
            for name, (label, _roles) in KINDS.items()
            if counts[name] or name == question.kind
        ],
        levels=[(each.value, each.label) for each in Level],
    )
    return kept(request, render_page(request, page), PAGE_SECONDS)


@require_safe
def figure_file(request: PersonRequest, suffix: str) -> HttpResponse:
    """The same as a file."""
    if not is_within(request, "library-file"):
        raise Refused(_("下载过于频繁，请稍后再试。"))
    question = read_figure_question(request.GET.dict())
    rows = find_figures(question, request.acting, request.moment.date())[: figure_files.MOST]
    write, kind = FILES[suffix]
    answer = HttpResponse(write(rows), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="figures.{suffix}"'
    return kept(request, answer, PAGE_SECONDS)
