"""The tree of bodies: the list and one body with its history."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from dudao.web.bodies import policy, queries
from dudao.web.bodies.contexts import BodyDetailPage, BodyListPage
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page


@require_GET
@known_only
def body_list(request: PersonRequest) -> HttpResponse:
    """The bodies of my area."""
    policy.may_read_bodies(request.acting).require()
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "words", "closed")}
    rows = queries.bodies_for(request.acting, kind=asked["kind"], words=asked["words"], is_closed=bool(asked["closed"]))
    page = BodyListPage(
        leaf=leaf_of(request, rows),
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
    page = BodyDetailPage(
        body=body,
        above=queries.above(body),
        children=leaf_of(request, body.children.filter(closed_on=None).order_by("kind", "code")),
        names=list(body.bodyname_set.filter(withdrawn_at=None).order_by("-valid_from", "-id")),
        places=list(
            body.bodyplace_set.filter(withdrawn_at=None).select_related("parent").order_by("-valid_from", "-id")
        ),
        events=list(body.events.prefetch_related("became")),
        change=policy.may_change_bodies(request.acting, body.path),
    )
    return render_page(request, page)
