"""The ledger: list, entry, form, import, export."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.audit.models import AuditEntry
from dudao.web.bodies.models import Body
from dudao.web.ledger import actions, policy, queries
from dudao.web.ledger.contexts import (
    Difference,
    EntryDetailPage,
    EntryFormPage,
    EntryListPage,
    ImportDetailPage,
    ImportNewPage,
    Lit,
)
from dudao.web.ledger.forms import EntryForm, TableForm
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.lights import LIGHTS, light
from dudao.web.ledger.models import LedgerImport, LedgerRecord
from dudao.web.ledger.naming import evidence_named
from dudao.web.ledger.table import label_of, plan_of, write_entries
from dudao.web.ledger.tallies import counts_by_kind, coverage_of, schools_covered, tallies_of, totals_of
from dudao.web.pages.handed_in import hand_in
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_EXPORTED = 20_000


def _lit(entry: LedgerRecord, request: PersonRequest) -> Lit:
    return LIGHTS.get(light(entry.planned, entry.done, entry.deadline, timezone.localdate(request.moment)))


def _asked(request: PersonRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in queries.ASKED}


@require_GET
@known_only
def entry_list(request: PersonRequest) -> HttpResponse:
    """Entries of my area."""
    policy.may_read_ledger(request.acting).require()
    asked, all_entries = _asked(request), queries.entries_for(request.acting)
    rows = queries.narrowed(all_entries, asked, timezone.localdate(request.moment))
    everything = tallies_of(all_entries)
    found = tallies_of(rows) if any(asked.values()) else everything
    leaf = leaf_of(request, rows, total=sum(each.count for each in found))
    own = queries.government_of(request.acting)
    page = EntryListPage(
        leaf=leaf,
        rows=[(entry, kinds().get(entry.kind, entry.kind), _lit(entry, request)) for entry in leaf.rows],
        totals=totals_of(found),
        coverage=coverage_of(found, own),
        schools=schools_covered(rows, own) if asked["kind"] or asked["words"] else None,
        kinds=counts_by_kind(everything),
        lights=LIGHTS,
        asked=asked,
        query=request.GET.urlencode(),
        keep=policy.may_keep_ledger(request.acting, own.path if own else ""),
    )
    return render_page(request, page)


@require_GET
@known_only
def entry_export(request: PersonRequest) -> HttpResponse:
    """What the list shows, as a workbook that reads back."""
    policy.may_read_ledger(request.acting).require()
    rows = queries.narrowed(queries.entries_for(request.acting), _asked(request), timezone.localdate(request.moment))
    answer = HttpResponse(write_entries(rows[:MOST_EXPORTED]), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="ledger.xlsx"'
    return answer


@require_GET
@known_only
def entry_detail(request: PersonRequest, address: str) -> HttpResponse:
    """One entry."""
    entry = _entry(request, address)
    page = EntryDetailPage(
        entry=entry,
        kind=kinds().get(entry.kind, entry.kind),
        light=_lit(entry, request),
        evidence=evidence_named(request.acting, entry.body.path, entry.evidence),
        history=[(each, _changes(each)) for each in AuditEntry.objects.filter(target=f"ledger {address}")],
        keep=policy.may_keep_ledger(request.acting, entry.body.path),
    )
    return render_page(request, page)


def _changes(each: AuditEntry) -> list[Difference]:
    pairs = each.details.items() if each.action == actions.CHANGED else ()
    return [(label_of(name), before, after) for name, (before, after) in pairs]


def _entry(request: PersonRequest, address: str) -> LedgerRecord:
    entry = queries.entries_for(request.acting).filter(address=address).first()
    if entry is None:
        raise Http404
    return entry


def _own(request: PersonRequest) -> Body:
    own = queries.government_of(request.acting)
    policy.may_keep_ledger(request.acting, own.path if own else "").require()
    assert own is not None  # the policy refuses whoever has none
    return own


@require_http_methods(["GET", "POST"])
@known_only
def entry_new(request: PersonRequest) -> HttpResponse:
    """Write an entry."""
    own = _own(request)
    form = EntryForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if form.is_valid():
        entry = actions.write_entry(body_code=own.pk, columns=form.cleaned_data, by=request.acting, at=request.moment)
        messages.success(request, _("已登记。"))
        return redirect("ledger:entry-detail", address=entry.address)
    return render_page(request, EntryFormPage(form=form, entry=None), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def entry_change(request: PersonRequest, address: str) -> HttpResponse:
    """Change an entry."""
    entry = _entry(request, address)
    policy.may_keep_ledger(request.acting, entry.body.path).require()
    given = {name: getattr(entry, name) for name in EntryForm.Meta.fields}
    form = EntryForm(request.POST or None, initial=given)
    if form.is_valid():
        actions.change_entry(address=address, columns=form.cleaned_data, by=request.acting, at=request.moment)
        messages.success(request, _("已保存。"))
        return redirect("ledger:entry-detail", address=address)
    return render_page(request, EntryFormPage(form=form, entry=entry), status=422 if form.errors else 200)


@require_POST
@known_only
def entry_remove(request: PersonRequest, address: str) -> HttpResponse:
    """Put an entry aside."""
    _entry(request, address)
    actions.remove_entry(address=address, by=request.acting, at=request.moment)
    messages.success(request, _("已删除，可在操作记录中查到。"))
    return redirect("ledger:entry-list")


@require_POST
@known_only
def entry_restore(request: PersonRequest, address: str) -> HttpResponse:
    """Bring an entry back."""
    if not LedgerRecord.objects.filter(address=address).exists():
        raise Http404
    actions.restore_entry(address=address, by=request.acting, at=request.moment)
    return redirect("ledger:entry-detail", address=address)


@require_http_methods(["GET", "POST"])
@known_only
def import_new(request: PersonRequest) -> HttpResponse:
    """Hand in a table."""
    own = _own(request)
    form = TableForm(request.POST or None, request.FILES or None)
    kept = hand_in(form, actions.hand_in_table, body_code=own.pk, by=request.acting, at=request.moment)
    if kept is not None:
        return redirect("ledger:import-detail", address=kept.address)
    return render_page(request, ImportNewPage(form=form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def import_detail(request: PersonRequest, address: str) -> HttpResponse:
    """What a table would do; carry it out."""
    kept = LedgerImport.objects.select_related("body").filter(address=address).first()
    if kept is None:
        raise Http404
    policy.may_keep_ledger(request.acting, kept.body.path).require()
    if request.method == "POST":
        plan = actions.apply_table(address=address, by=request.acting, at=request.moment)
        told = _("新增 %(new)d 条，更新 %(changed)d 条。") % {"new": len(plan.new), "changed": len(plan.changed)}
        messages.success(request, told)
        return redirect("ledger:entry-list")
    done = kept.applied_at is not None
    plan_now = None if done else plan_of(Path(kept.file.path), kept.body, called=kept.file_name)
    return render_page(request, ImportDetailPage(kept=kept, plan=plan_now))
