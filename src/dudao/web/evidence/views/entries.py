"""One entry: what it says and shows, changing it, another file, putting it aside, judging it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.audit.models import AuditEntry
from dudao.web.evidence import actions, policy, queries
from dudao.web.evidence.actions.entries import CHANGED
from dudao.web.evidence.contexts import Difference, EntryDetailPage, EntryFormPage
from dudao.web.evidence.forms import EntryForm, FileForm, ReasonForm
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.proposals import LABELS, proposals_for
from dudao.web.evidence.requirements import is_out_of_date, kinds_of
from dudao.web.evidence.states import EntryState
from dudao.web.evidence.views.finding import catalogue_or_404, department_choices, entry_or_404, point_choices
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody


@require_GET
@known_only
def entry_detail(request: PersonRequest, address: str, code: str, entry: str) -> HttpResponse:
    """One entry with its preview."""
    evaluated = catalogue_or_404(request, address, code)
    return detail_page(request, evaluated, entry_or_404(evaluated, entry))


def detail_page(
    request: PersonRequest,
    evaluated: RoundBody,
    entry: EvidenceEntry,
    *,
    file_form: FileForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an entry, with forms as they came back."""
    own = policy.own_points(request.acting, evaluated)
    may_open = policy.may_open_file(request.acting, entry, own=own)
    pages = (entry.file.pictures or 1) if entry.file else 0
    asked = request.GET.get("page", "1")
    number = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), max(pages, 1))
    page = EntryDetailPage(
        evaluated=evaluated,
        entry=entry,
        number=number,
        pages=pages,
        passages=queries.passages_on(entry, number) if may_open and entry.file else [],
        words=request.GET.get("words", "").strip()[:200],
        versions=queries.versions_of(entry),
        same=queries.same_file(entry),
        ledger=queries.ledger_naming(entry),
        history=[(each, _changes(each)) for each in AuditEntry.objects.filter(target=f"evidence {entry.address}")],
        refusals=queries.refusals_of(evaluated, entry),
        is_late=is_out_of_date(entry.period, evaluated.round.period),
        open=may_open,
        change=policy.may_change(request.acting, entry, request.moment, own=own),
        judge={move: policy.may_judge(request.acting, entry, move, request.moment) for move in ("accept", "return")},
        file_form=file_form or FileForm(auto_id="file_%s"),
        reason_form=reason_form or ReasonForm(auto_id="reason_%s"),
    )
    return render_page(request, page, status=status)


def _changes(each: AuditEntry) -> list[Difference]:
    if each.action != CHANGED:
        return []
    pairs: Sequence[tuple[str, Any]] = list(each.details.items())
    return [(str(LABELS[name]), *value) for name, value in pairs if name in LABELS]


@require_http_methods(["GET", "POST"])
@known_only
def entry_change(request: PersonRequest, address: str, code: str, entry: str) -> HttpResponse:
    """Confirm an entry, or change it."""
    evaluated = catalogue_or_404(request, address, code)
    found = entry_or_404(evaluated, entry)
    own = policy.own_points(request.acting, evaluated)
    policy.may_change(request.acting, found, request.moment, own=own).require()
    fixed = [point for point in found.point_codes if own is not None and point not in own]
    proposed = proposals_for(found, kinds_of(evaluated.round.edition)) if found.state == EntryState.DRAFT else {}
    form = EntryForm(
        point_choices(evaluated, own),
        department_choices(evaluated),
        request.POST or None,
        initial=_given(found) | proposed,
        fixed=fixed,
    )
    if form.is_valid():
        try:
            change = actions.Change(found.address, form.columns(), form.chosen())
            actions.change_entries(changes=[change], by=request.acting, at=request.moment)
        except Refused as error:
            form.add_error("number", str(error.reason))
        else:
            messages.success(request, _("已登记。"))
            return _next(request, evaluated, found)
    page = EntryFormPage(
        evaluated=evaluated,
        entry=found,
        form=form,
        kinds=kinds_of(evaluated.round.edition),
        proposed=[(str(LABELS[name]), value) for name, value in proposed.items()],
        fixed=fixed,
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _given(entry: EvidenceEntry) -> dict[str, Any]:
    given = {name: getattr(entry, name) for name in EntryForm.Meta.fields}
    return given | {"department": entry.department_id or "", "points": entry.point_codes}


def _next(request: PersonRequest, evaluated: RoundBody, done: EvidenceEntry) -> HttpResponse:
    """To the next entry that waits to be confirmed, where one was asked for; else back to this one."""
    address, code = evaluated.round.address, evaluated.body_id
    if "next" not in request.POST:
        return redirect("evidence:entry-detail", address=address, code=code, entry=done.address)
    waiting = queries.next_draft(request.acting, evaluated, done)
    if waiting is None:
        return redirect("evidence:entry-list", address=address, code=code)
    return redirect("evidence:entry-change", address=address, code=code, entry=waiting.address)


@require_POST
@known_only
def file_replace(request: PersonRequest, address: str, code: str, entry: str) -> HttpResponse:
    """Another file in place of this one."""
    evaluated = catalogue_or_404(request, address, code)
    found = entry_or_404(evaluated, entry)
    form = FileForm(request.POST, request.FILES, auto_id="file_%s")
    if form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        given = actions.Upload(content=file, name=str(file.name))
        try:
            actions.replace_file(address=found.address, upload=given, by=request.acting, at=request.moment)
        except Refused as error:
            form.add_error("file", str(error.reason))
        else:
            messages.success(request, _("已替换，原文件留作历史版本；请核对后登记。"))
            return redirect("evidence:entry-change", address=address, code=code, entry=entry)
    return detail_page(request, evaluated, found, file_form=form, status=422)


@require_POST
@known_only
def entry_remove(request: PersonRequest, address: str, code: str, entry: str) -> HttpResponse:
    """Put an entry aside."""
    found = entry_or_404(catalogue_or_404(request, address, code), entry)
    actions.remove_entry(address=found.address, by=request.acting, at=request.moment)
    messages.success(request, _("已删除 %(number)s，可在“已删除”中恢复。") % {"number": found.number})
    return redirect("evidence:entry-list", address=address, code=code)


@require_POST
@known_only
def entry_restore(request: PersonRequest, address: str, code: str, entry: str) -> HttpResponse:
    """Bring an entry back."""
    found = entry_or_404(catalogue_or_404(request, address, code), entry)
    actions.restore_entry(address=found.address, by=request.acting, at=request.moment)
    return redirect("evidence:entry-detail", address=address, code=code, entry=entry)
