"""Workbooks in: handed in, looked at, marked, carried out or put aside; last year's values in the same way."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.facts.marked import marked_copy
from dudao.web.datasets import imports, policy
from dudao.web.datasets.contexts import ImportNewPage, ImportPage
from dudao.web.datasets.forms import WorkbookForm
from dudao.web.datasets.known import period_before
from dudao.web.datasets.models import TableImport
from dudao.web.datasets.planning import plan_of, read_workbook
from dudao.web.datasets.views.found import evaluated_of
from dudao.web.datasets.views.keeping import WORKBOOK, file_answer
from dudao.web.pages.handed_in import hand_in, language, short_name
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused

MOST_SHOWN = 300


@require_http_methods(["GET", "POST"])
@known_only
def import_new(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Hand in a workbook of this period's tables."""
    return _hand_in(request, address, code, is_base=False)


@require_http_methods(["GET", "POST"])
@known_only
def base_new(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Hand in a workbook of the period before."""
    return _hand_in(request, address, code, is_base=True)


def _hand_in(request: PersonRequest, address: str, code: str, *, is_base: bool) -> HttpResponse:
    evaluated = evaluated_of(request, address, code)
    may = policy.may_assign_tables if is_base else policy.may_hand_in
    may(request.acting, evaluated, request.moment).require()
    form = WorkbookForm(request.POST or None, request.FILES or None)
    kept = hand_in(
        form, imports.hand_in_workbook, evaluated_id=evaluated.pk, by=request.acting, at=request.moment, is_base=is_base
    )
    if kept is not None:
        return redirect("datasets:import-detail", address, code, kept.address)
    before = period_before(evaluated.round.period)
    page = ImportNewPage(evaluated=evaluated, form=form, is_base=is_base, period_before=before)
    return render_page(request, page, status=422 if form.errors else 200)


def _kept(request: PersonRequest, address: str, code: str, key: str) -> TableImport:
    evaluated = evaluated_of(request, address, code)
    policy.may_hand_in(request.acting, evaluated, request.moment).require()
    kept = TableImport.objects.filter(evaluated=evaluated, address=key).first()
    if kept is None:
        raise Http404
    kept.evaluated = evaluated
    return kept


@require_http_methods(["GET", "POST"])
@known_only
def import_detail(request: PersonRequest, address: str, code: str, key: str) -> HttpResponse:
    """What a workbook would change; carry it out (`apply`), or put it aside (`discard`)."""
    kept = _kept(request, address, code, key)
    if request.method == "POST":
        try:
            _decide(request, kept)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect("datasets:import-detail", address, code, key)
        return redirect("datasets:sheet-list", address, code)
    is_done = kept.applied_at is not None or kept.discarded_at is not None
    found = None if is_done else read_workbook(kept)
    page = ImportPage(
        kept=kept,
        plan=plan_of(kept, request.acting, request.moment, found) if found and not kept.is_base else None,
        base_rows=imports.count_base_rows(kept, found) if found and kept.is_base else {},
        fault=found.fault if found else "",
        shown=f":{MOST_SHOWN}",
    )
    return render_page(request, page)


def _decide(request: PersonRequest, kept: TableImport) -> None:
    by, at = request.acting, request.moment
    if "discard" in request.POST:
        imports.discard_workbook(address=kept.address, by=by, at=at)
        messages.success(request, _("已放弃，没有改动数据。"))
    elif kept.is_base:
        found = imports.keep_base(address=kept.address, by=by, at=at)
        messages.success(request, _("已导入 %(count)d 张表的上年数据。") % {"count": len(found)})
    else:
        counted = imports.apply_workbook(
            address=kept.address,
            seen=str(request.POST.get("seen", "")),
            removes=request.POST.getlist("removes"),
            by=by,
            at=at,
        )
        messages.success(request, _("已导入 %(count)d 格。") % {"count": sum(counted.values())})


@require_GET
@known_only
def import_marked(request: PersonRequest, address: str, code: str, key: str) -> HttpResponse:
    """A copy of a workbook with every doubtful cell marked, and a sheet that lists the remarks."""
    kept = _kept(request, address, code, key)
    found = read_workbook(kept)
    name = short_name(kept.file_name)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.symlink_to(Path(kept.file.path).resolve())
        if found.fault:
            raise Refused(found.fault)
        content = marked_copy(copy, found.remarks, language())
    return file_answer(content, WORKBOOK, f"{Path(name).stem}-{_('校验结果')}.xlsx")
