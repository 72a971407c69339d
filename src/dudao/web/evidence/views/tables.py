"""The catalogue as a workbook, as an official table, and handed in as a table."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.reports.draft.form_word import render_form
from dudao.web.evidence import actions, policy, queries
from dudao.web.evidence.contexts import ImportDetailPage, ImportNewPage
from dudao.web.evidence.forms import TableForm
from dudao.web.evidence.models import CatalogueImport
from dudao.web.evidence.table import plan_of, printed_catalogue, write_entries
from dudao.web.evidence.views.finding import catalogue_or_404
from dudao.web.pages.handed_in import hand_in
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody

MOST_PRINTED = 1_000
"""Entries in one Word file; it takes two thousandths of a second each."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@known_only
def entry_export(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """What the list shows, as a workbook that reads back."""
    evaluated = catalogue_or_404(request, address, code)
    asked = {name: request.GET.get(name, "").strip() for name in queries.ASKED}
    rows = queries.narrowed(queries.entries_of(evaluated), asked)
    return _named(HttpResponse(write_entries(rows), content_type=XLSX), evaluated, "xlsx")


@require_GET
@known_only
def entry_document(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """What the list shows, as an official table."""
    evaluated = catalogue_or_404(request, address, code)
    asked = {name: request.GET.get(name, "").strip() for name in queries.ASKED}
    entries = list(queries.narrowed(queries.entries_of(evaluated), asked)[: MOST_PRINTED + 1])
    if len(entries) > MOST_PRINTED:
        raise Refused(_("超过 %(most)d 份，请先按要点或部门查询，再分别导出。") % {"most": MOST_PRINTED})
    document = render_form(printed_catalogue(evaluated, entries))
    return _named(HttpResponse(document, content_type=DOCX), evaluated, "docx")


def _named(answer: HttpResponse, evaluated: RoundBody, suffix: str) -> HttpResponse:
    name = quote(f"{evaluated.name}佐证材料目录.{suffix}")
    answer["Content-Disposition"] = f"attachment; filename=\"evidence.{suffix}\"; filename*=UTF-8''{name}"
    return answer


@require_http_methods(["GET", "POST"])
@known_only
def import_new(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Hand in a table."""
    evaluated = catalogue_or_404(request, address, code)
    own = policy.own_points(request.acting, evaluated)
    policy.may_add(request.acting, evaluated, request.moment, own=own).require()
    form = TableForm(request.POST or None, request.FILES or None)
    kept = hand_in(form, actions.hand_in_table, evaluated_id=evaluated.pk, by=request.acting, at=request.moment)
    if kept is not None:
        return redirect("evidence:import-detail", address=address, code=code, table=kept.address)
    return render_page(request, ImportNewPage(evaluated=evaluated, form=form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def import_detail(request: PersonRequest, address: str, code: str, table: str) -> HttpResponse:
    """What a table would do; carry it out."""
    evaluated = catalogue_or_404(request, address, code)
    own = policy.own_points(request.acting, evaluated)
    policy.may_add(request.acting, evaluated, request.moment, own=own).require()
    kept = CatalogueImport.objects.filter(address=table, evaluated=evaluated).first()
    if kept is None:
        raise Http404
    if request.method == "POST":
        plan = actions.apply_table(address=table, by=request.acting, at=request.moment)
        told = _("新增 %(new)d 条，更新 %(changed)d 条。") % {"new": len(plan.new), "changed": len(plan.changed)}
        messages.success(request, told)
        return redirect("evidence:entry-list", address=address, code=code)
    now = None
    if kept.applied_at is None:
        now = plan_of(Path(kept.file.path), evaluated, called=kept.file_name, own=own)
    return render_page(request, ImportDetailPage(evaluated=evaluated, kept=kept, plan=now))
