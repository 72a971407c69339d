"""Complaints: made, followed under the secret address, answered by who uploaded; decided by keepers."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dudao.web.evidence.storage import path_of
from dudao.web.library.models import Document
from dudao.web.library.proof import check_proof
from dudao.web.library.states import DocumentState
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused, Words
from dudao.web.voices import policy
from dudao.web.voices.actions.complaints import make_complaint, set_rules, step_complaint
from dudao.web.voices.clock import light_of, rules
from dudao.web.voices.complaint_contexts import (
    ComplaintDecidePage,
    ComplaintNewPage,
    ComplaintPage,
    ComplaintQueuePage,
)
from dudao.web.voices.complaint_forms import ComplaintForm, OfficeForm, RulesForm, StepForm
from dudao.web.voices.limits import require_rate
from dudao.web.voices.models import Complaint
from dudao.web.voices.queries import figure_words
from dudao.web.voices.states import OPEN_STATES, ComplaintKind, ComplaintState, Side

OFFICE_MOVES = ("hold", "ask", "uphold", "reject")
MOVES_OF = {Side.COMPLAINANT: ("supply", "appeal", "withdraw"), Side.UPLOADER: ("answer", "appeal")}
INERT = "default-src 'none'; sandbox"


@require_http_methods(["GET", "POST"])
def complaint_new(request: PersonRequest, address: str) -> HttpResponse:
    """Complain about a document; anybody may, within limits."""
    document = get_object_or_404(Document.objects.exclude(published_at=None), address=address)
    policy.may_complain(request.acting, document).require()
    asked = {name: request.GET.get(name, "") for name in ("page", "figure")}
    work = figure_words(request.acting, document, asked["figure"])
    begun = {**asked, "work": work, **({"kind": ComplaintKind.WRONG.value} if work else {})}
    form, refusal = (
        ComplaintForm(f"complaint {address}", request.POST or None, request.FILES or None, initial=begun),
        "",
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            is_proved = check_proof(f"complaint {address}", given["challenge"], given["number"])
            require_rate(request, "complaint", is_proved=is_proved)
            more = {"is_true": given["is_true"], "by": request.acting, "at": request.moment}
            made = make_complaint(document=address, claimed=form.claimed(), files=given["proofs"], **more)
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            return redirect("voices:complaint-state", made.address)
    page = ComplaintNewPage(document=document, form=form, days=rules().decide_days, refusal=refusal, work=work)
    return render_page(request, page, status=422 if form.errors or refusal else 200)


@require_http_methods(["GET", "POST"])
def complaint_state(request: PersonRequest, secret: str) -> HttpResponse:
    """A complaint for who made it: its secret address is all it takes to follow it, add to it, appeal, take it back."""
    found = get_object_or_404(Complaint.objects.select_related("document"), address=secret)
    answer = _own_page(request, found, Side.COMPLAINANT)
    answer["Referrer-Policy"] = (
        "same-origin"  # not told elsewhere; with "no-referrer" a browser's form would have no origin
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
@known_only
def complaint_answer(request: PersonRequest, number: int) -> HttpResponse:
    """A complaint for who uploaded the document: what it says, without who says it; a word of one's own, an appeal."""
    found = get_object_or_404(Complaint.objects.select_related("document"), pk=number)
    if not policy.is_uploader(request.acting, found):
        raise Http404
    return _own_page(request, found, Side.UPLOADER)


def _own_page(request: PersonRequest, found: Complaint, side: Side) -> HttpResponse:
    form = StepForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        move = request.POST.get("move", "")
        if move not in MOVES_OF[side]:
            raise Refused(_("没有这一步。"))
        require_rate(request, "complaint_step", is_proved=True)
        given = form.cleaned_data
        more = {"words": given["words"], "files": given["proofs"], "by": request.acting, "at": request.moment}
        step_complaint(complaint_id=found.pk, move=move, side=side, **more)
        return redirect(request.path)
    page = ComplaintPage(
        complaint=found,
        steps=list(found.steps.all()),
        files=list(found.files.all()) if side is Side.COMPLAINANT else [],
        light=light_of(found, timezone.localdate(request.moment)),
        moves=[move for move in MOVES_OF[side] if policy.may_step(request.acting, found, move, side, request.moment)],
        is_complainant=side is Side.COMPLAINANT,
        form=form,
    )
    return render_page(request, page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def complaint_queue(request: PersonRequest) -> HttpResponse:
    """Complaints by their clocks; a POST sets the clocks."""
    policy.may_keep_voices(request.acting).require()
    form = RulesForm(request.POST or None, instance=rules())
    if form.is_valid():
        set_rules(**form.cleaned_data, by=request.acting, at=request.moment)
        messages.success(request, _("已保存。"))
        return redirect("voices:complaint-queue")
    asked = {name: request.GET.get(name, "open" if name == "state" else "") for name in ("state", "kind")}
    rows = Complaint.objects.select_related("document")
    if asked["state"] == "open":
        rows = rows.filter(state__in=OPEN_STATES).order_by("due_on", "pk")
    elif asked["state"]:
        rows = rows.filter(state=asked["state"])
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    today = timezone.localdate(request.moment)
    leaf = leaf_of(request, rows)
    leaf.rows[:] = [(each, light_of(each, today)) for each in leaf.rows]
    states: list[tuple[str, Words]] = [("open", _("未办结")), *((each.value, each.label) for each in ComplaintState)]
    kinds: list[tuple[str, Words]] = [(each.value, each.label) for each in ComplaintKind]
    page = ComplaintQueuePage(leaf=leaf, asked=asked, states=states, kinds=kinds, today=today, form=form)
    return render_page(request, page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def complaint_decide(request: PersonRequest, number: int) -> HttpResponse:
    """A complaint for keepers: hold the document, ask for more, decide."""
    policy.may_keep_voices(request.acting).require()
    found = get_object_or_404(Complaint.objects.select_related("document", "person"), pk=number)
    form = OfficeForm(request.POST or None)
    if form.is_valid():
        move = request.POST.get("move", "")
        if move not in OFFICE_MOVES:
            raise Refused(_("没有这一步。"))
        more = {**form.cleaned_data, "by": request.acting, "at": request.moment}
        step_complaint(complaint_id=found.pk, move=move, side=Side.OFFICE, **more)
        messages.success(request, _("已办理。"))
        return redirect("voices:complaint-decide", number)
    may = {each: policy.may_step(request.acting, found, each, Side.OFFICE, request.moment) for each in OFFICE_MOVES}
    page = ComplaintDecidePage(
        complaint=found,
        steps=list(found.steps.all()),
        files=list(found.files.all()),
        light=light_of(found, timezone.localdate(request.moment)),
        moves=[move for move, answer in may.items() if answer],
        remedies=_remedies(found),
        form=form,
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _remedies(found: Complaint) -> list[tuple[str, Words]]:
    """Where what is wrong is put right, as long as the complaint is open or upheld and the document is not taken down."""
    document = found.document
    if found.state not in (*OPEN_STATES, ComplaintState.UPHELD) or document.state == DocumentState.WITHDRAWN:
        return []
    keep, cover = f"/library/keep/{document.address}/", gettext_lazy("遮盖")
    if found.page:
        cover = format_lazy(gettext_lazy("遮盖第 {page} 页"), page=found.page)
    place = f"?page={found.page}#page-{found.page}" if found.page else ""
    return [
        (f"{keep}privacy/{place}", cover),
        (f"{keep}errata/", gettext_lazy("登记勘误")),
        (keep, gettext_lazy("更正信息")),
        (f"{keep}replace/", gettext_lazy("替换或撤下")),
    ]


@require_GET
@known_only
def complaint_file(request: PersonRequest, number: int, file: int) -> HttpResponse:
    """A proof, for keepers: an attachment of no type, in which nothing runs."""
    policy.may_keep_voices(request.acting).require()
    found = get_object_or_404(Complaint, pk=number).files.filter(pk=file).first()
    if found is None or not path_of(found.sha256).is_file():
        raise Http404
    answer = HttpResponse(path_of(found.sha256).read_bytes(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename=\"proof\"; filename*=UTF-8''{quote(found.name, safe='')}"
    answer["Content-Security-Policy"] = INERT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
