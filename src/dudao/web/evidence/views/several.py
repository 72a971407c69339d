"""Several entries at once: accepting, returning, changing with what will be overwritten."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dudao.web.evidence import actions, policy, queries
from dudao.web.evidence.contexts import BulkPage, Difference
from dudao.web.evidence.forms import BulkForm, ReasonForm
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.proposals import LABELS, shown
from dudao.web.evidence.views.finding import catalogue_or_404, department_choices, point_choices
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.rounds.models import RoundBody


def _chosen(request: PersonRequest, evaluated: RoundBody) -> list[EvidenceEntry]:
    """The entries that were ticked, those of this catalogue."""
    return list(queries.entries_of(evaluated).filter(address__in=request.POST.getlist("entry")[:500]))


@require_POST
@known_only
def entry_judge(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Accept the entries chosen, or return them with a reason."""
    evaluated = catalogue_or_404(request, address, code)
    chosen = _chosen(request, evaluated)
    addresses = [each.address for each in chosen]
    back = _back(request, address, code)
    if not chosen:
        messages.error(request, _("请先勾选材料。"))
    elif "accept" in request.POST:
        actions.accept_entries(addresses=addresses, by=request.acting, at=request.moment)
        told = ngettext("已通过 %(count)d 份。", "已通过 %(count)d 份。", len(chosen))
        messages.success(request, told % {"count": len(chosen)})
    else:
        form = ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        if not reason:
            messages.error(request, _("请写明退回的原因。"))
            return back
        actions.return_entries(addresses=addresses, reason=reason, by=request.acting, at=request.moment)
        told = ngettext("已退回 %(count)d 份。", "已退回 %(count)d 份。", len(chosen))
        messages.success(request, told % {"count": len(chosen)})
    return back


def _back(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """To the page that asked: of one entry, or the list."""
    one = request.POST.getlist("entry")[:1] if "one" in request.POST else []
    if one:
        return redirect("evidence:entry-detail", address=address, code=code, entry=one[0])
    return redirect("evidence:entry-list", address=address, code=code)


@require_POST
@known_only
def entry_bulk(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Change the entries chosen: first what would be overwritten, then, confirmed, the change."""
    evaluated = catalogue_or_404(request, address, code)
    own = policy.own_points(request.acting, evaluated)
    policy.may_add(request.acting, evaluated, request.moment, own=own).require()
    chosen = _chosen(request, evaluated)
    if not chosen:
        messages.error(request, _("请先勾选材料。"))
        return redirect("evidence:entry-list", address=address, code=code)
    departments = department_choices(evaluated)
    is_typed = "preview" in request.POST or "confirm" in request.POST
    form = BulkForm(point_choices(evaluated, own), departments, request.POST if is_typed else None)
    differences = None
    if form.is_valid():
        if "confirm" in request.POST:
            changes = [_change(each, form) for each in chosen]
            done = actions.change_entries(changes=changes, by=request.acting, at=request.moment)
            told = ngettext("已修改 %(count)d 份。", "已修改 %(count)d 份。", len(done))
            messages.success(request, told % {"count": len(done)})
            return redirect("evidence:entry-list", address=address, code=code)
        differences = [(each, _differences(each, _change(each, form), dict(departments))) for each in chosen]
    page = BulkPage(evaluated=evaluated, entries=chosen, form=form, differences=differences)
    return render_page(request, page, status=422 if form.errors else 200)


def _change(entry: EvidenceEntry, form: BulkForm) -> actions.Change:
    point = form.cleaned_data["add_point"]
    points = (*entry.point_codes, point) if point and point not in entry.point_codes else None
    return actions.Change(entry.address, form.columns(), points)


def _differences(entry: EvidenceEntry, change: actions.Change, departments: dict[str, str]) -> list[Difference]:
    """What of an entry would be overwritten."""
    wanted: dict[str, Any] = dict(change.columns)
    found: list[Difference] = [
        (str(LABELS[name]), shown(name, getattr(entry, name), departments), shown(name, value, departments))
        for name, value in wanted.items()
        if getattr(entry, name) != value
    ]
    if change.points is not None:
        found.append((str(LABELS["points"]), "、".join(entry.point_codes), "、".join(change.points)))
    return found
