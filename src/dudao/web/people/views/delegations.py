"""Standing in during leave: what I handed over, where I stand in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.accounts.models import Person
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.people import queries
from dudao.web.people.contexts import DelegationListPage
from dudao.web.people.forms import DelegationForm
from dudao.web.policies import Words
from dudao.web.posts.actions import delegate_post, revoke_delegation
from dudao.web.posts.models import Delegation


@require_http_methods(["GET", "POST"])
@known_only
def delegation_list(request: PersonRequest) -> HttpResponse:
    """My delegations, and a new one for a post of mine, or for one that I may give (the holder may be ill)."""
    person = _me(request)
    day = queries.today(request.moment)
    posts = queries.own_posts(person, day)
    if wanted := request.GET.get("post"):
        posts = posts | queries.posts_in_area(request.acting).filter(pk=_uuid_or_404(wanted), ends_on=None)
    start = {"starts_on": day, "ends_on": day + timedelta(days=7), "post": wanted}
    form = DelegationForm(request.POST or None, posts=posts, initial=start) if posts else None
    if form is not None and form.is_valid():
        given = form.cleaned_data
        delegate_post(
            post_id=given["post"].pk,
            deputy_id=given["deputy"].pk,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            reason=given["reason"],
            by=request.acting,
            at=request.moment,
        )
        messages.success(request, _("已委托代理；对方在“切换岗位”中可以看到。"))
        return redirect("people:delegation-list")
    rows = [(each, *_state(each, request)) for each in queries.delegations_of(person)]
    page = DelegationListPage(rows=rows, form=form)
    return render_page(request, page, status=422 if form is not None and form.errors else 200)


@require_POST
@known_only
def delegation_revoke(request: PersonRequest, delegation_id: int) -> HttpResponse:
    """End a delegation at once."""
    person = _me(request)
    is_own = queries.delegations_of(person).filter(pk=delegation_id).exists()
    here = Delegation.objects.filter(pk=delegation_id, post__in=queries.posts_in_area(request.acting)).exists()
    if not (is_own or here):
        raise Http404
    found = revoke_delegation(delegation_id=delegation_id, by=request.acting, at=request.moment)
    messages.success(request, _("已收回代理。"))
    return redirect("people:delegation-list") if is_own else redirect("people:person-detail", found.post.person_id)


def _me(request: PersonRequest) -> Person:
    return Person.objects.get(login=request.user.get_username())


def _state(each: Delegation, request: PersonRequest) -> tuple[Words, str]:
    day = queries.today(request.moment)
    if each.revoked_at is not None:
        return _("已收回"), "off"
    if each.ends_on <= day:
        return _("已结束"), "off"
    return (_("代理中"), "good") if each.starts_on <= day else (_("未开始"), "waiting")


def _uuid_or_404(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
