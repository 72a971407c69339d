"""The tree of bodies: the list, also as of another day; one body with its history; its changes; tables in and out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.web.bodies import policy, queries
from dudao.web.bodies.contexts import (
    BodyChangePage,
    BodyDetailPage,
    BodyImportPage,
    BodyImportPreviewPage,
    BodyListPage,
)
from dudao.web.bodies.forms import FORMS, ImportForm, kinds_below
from dudao.web.bodies.imports import apply_table, hand_in_table, plan_for
from dudao.web.bodies.models import Body, BodyImport, Kind
from dudao.web.bodies.preview import Difference, differences
from dudao.web.bodies.workbook import write_bodies
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused, Words

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_STEPS = 200


@require_GET
@known_only
def body_list(request: PersonRequest) -> HttpResponse:
    """The bodies of my area."""
    policy.may_read_bodies(request.acting).require()
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "words", "closed", "on")}
    day = _day(asked["on"])
    narrowed = {"kind": asked["kind"], "words": asked["words"]}
    rows = (
        queries.bodies_for(request.acting, is_closed=bool(asked["closed"]), **narrowed)
        if day is None
        else queries.bodies_on(request.acting, day, **narrowed)
    )
    page = BodyListPage(
        leaf=leaf_of(request, rows),
        day=day,
        is_day_wrong=bool(asked["on"]) and day is None,
        kinds=queries.kinds_for(request.acting),
        asked=asked,
        change=policy.may_change_bodies(request.acting, request.acting.area),
    )
    return render_page(request, page)


@require_GET
@known_only
def body_detail(request: PersonRequest, code: str) -> HttpResponse:
    """One body: where it stands, what it was called, what happened to it."""
    body = queries.body_for(request.acting, code)
    if body is None:
        raise Http404
    children = body.children.filter(closed_on=None)
    departments: list[Body] = list(children.filter(kind=Kind.DEPARTMENT).order_by("code")) if body.is_government else []
    if departments:
        children = children.exclude(kind=Kind.DEPARTMENT)
    page = BodyDetailPage(
        body=body,
        above=queries.above(body),
        children=leaf_of(request, children.order_by("kind", "code")),
        names=list(body.bodyname_set.filter(withdrawn_at=None).order_by("-valid_from", "-id")),
        places=list(
            body.bodyplace_set.filter(withdrawn_at=None).select_related("parent").order_by("-valid_from", "-id")
        ),
        events=list(body.events.prefetch_related("became")),
        change=policy.may_change_bodies(request.acting, body.path),
        changes=[(word, label) for word, (label, _form) in FORMS.items()],
        departments=departments,
    )
    return render_page(request, page)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@known_only
def body_change(request: PersonRequest, code: str, change: str) -> HttpResponse:
    """A change of one body: first what it would do, then, confirmed, the deed."""
    body = queries.body_for(request.acting, code)
    if body is None or change not in FORMS:
        raise Http404
    policy.may_change_bodies(request.acting, body.path).require()
    heading, form_class = FORMS[change]
    start = {"on": timezone.localdate(request.moment), "name": body.name if change == "rename" else ""}
    start |= {"short_names": body.short_names if change == "rename" else "", "kind": kinds_below(body.kind)[0]}
    form = form_class(request.POST or None, body=body, initial=start | request.GET.dict())
    preview: list[Difference] | None = None
    refusal: Words = ""
    if form.is_valid():
        try:
            if "confirm" in request.POST:
                form.deed(request.acting, request.moment)()
                messages.success(request, _("已登记。"))
                return redirect("bodies:body-detail", code)
            preview = differences(form.deed(request.acting, request.moment), form.cleaned_data["on"])
        except Refused as refused:
            refusal = refused.reason
    page = BodyChangePage(body=body, heading=heading, form=form, preview=preview, refusal=refusal)
    return render_page(request, page, status=422 if form.errors or refusal else 200)


@require_GET
@known_only
def body_export(request: PersonRequest) -> HttpResponse:
    """The bodies of my area as a workbook that can be imported again."""
    policy.may_read_bodies(request.acting).require()
    answer = HttpResponse(write_bodies(request.acting.area), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="bodies-{timezone.localdate(request.moment)}.xlsx"'
    return answer


@require_http_methods(["GET", "POST"])
@known_only
def import_new(request: PersonRequest) -> HttpResponse:
    """Hand in a table of bodies; the next page shows what it would do."""
    policy.may_change_bodies(request.acting, request.acting.area).require()
    form = ImportForm(request.POST or None, request.FILES or None, initial={"on": timezone.localdate(request.moment)})
    fault: Words = ""
    if form.is_valid():
        file, on = form.cleaned_data["file"], form.cleaned_data["on"]
        try:
            kept = hand_in_table(
                content=file, name=file.name, size=file.size, on=on, by=request.acting, at=request.moment
            )
        except Refused as refused:
            fault = refused.reason
        else:
            return redirect("bodies:import-preview", kept.pk)
    return render_page(request, BodyImportPage(form=form, fault=fault), status=422 if form.errors or fault else 200)


@require_http_methods(["GET", "POST"])
@known_only
def import_preview(request: PersonRequest, import_id: UUID) -> HttpResponse:
    """What a table would add or change, and every fault by sheet and cell; carried out when confirmed."""
    policy.may_change_bodies(request.acting, request.acting.area).require()
    kept = BodyImport.objects.filter(pk=import_id, uploaded_by=request.acting.person_id or import_id).first()
    if kept is None:
        raise Http404
    if request.method == "POST":
        apply_table(import_id=kept.pk, by=request.acting, at=request.moment)
        messages.success(request, _("已按名录更新。"))
        return redirect("bodies:body-list")
    plan = plan_for(kept, request.acting)
    kinds = (("add", _("新增")), ("rename", _("更名")), ("move", _("划转")), ("close", _("撤销")))
    counts = [*((label, plan.count(kind)) for kind, label in kinds), (_("不变"), plan.same)]
    page = BodyImportPreviewPage(kept=kept, plan=plan, counts=counts, steps=plan.steps[:MOST_STEPS])
    return render_page(request, page)
