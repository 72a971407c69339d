"""Memberships: one's own and using a code; for those who run the library the list, granting, codes."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.readers import actions, policy, queries
from dudao.web.readers.contexts import CodeListPage, MemberListPage, MembershipPage
from dudao.web.readers.forms import CodeForm, CodesForm, GrantForm
from dudao.web.readers.tabs import tabs_for


@require_http_methods(["GET", "POST"])
@known_only
def membership(request: PersonRequest) -> HttpResponse:
    """My membership; a code opens one."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if not ratelimit.consume(request, action="membership_code"):
            raise Refused(_("尝试过于频繁，请一小时后再试。"))
        try:
            actions.redeem_code(code=form.cleaned_data["code"], by=request.acting, at=request.moment)
        except Refused as refused:
            form.add_error("code", str(refused.reason))
        else:
            messages.success(request, _("会员已开通。"))
            return redirect("readers:membership")
    page = MembershipPage(
        tabs=tabs_for(request.acting),
        memberships=list(queries.memberships_of(request.acting)[:50]),
        is_member=queries.has_membership(request.acting, timezone.localdate(request.moment)),
        form=form,
    )
    return render_page(request, page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def member_list(request: PersonRequest) -> HttpResponse:
    """Everybody's memberships; granting one."""
    policy.may_grant_membership(request.acting).require()
    form = GrantForm(request.POST or None)
    if form.is_valid():
        person, ends_on = form.cleaned_data["person"], form.cleaned_data["ends_on"]
        actions.grant_membership(person_id=person.pk, ends_on=ends_on, by=request.acting, at=request.moment)
        messages.success(request, _("会员已开通。"))
        return redirect("readers:member-list")
    asked = {name: request.GET.get(name, "").strip() for name in ("words", "open")}
    day = timezone.localdate(request.moment)
    rows = queries.members(request.acting, words=asked["words"], only_open=asked["open"] == "1", day=day)
    page = MemberListPage(tabs=tabs_for(request.acting), leaf=leaf_of(request, rows), form=form, asked=asked)
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def membership_end(request: PersonRequest, number: int) -> HttpResponse:
    """End a membership."""
    policy.may_grant_membership(request.acting).require()
    rows = queries.members(request.acting, day=timezone.localdate(request.moment))
    found = get_object_or_404(rows, pk=number)
    actions.end_membership(membership_id=found.pk, by=request.acting, at=request.moment)
    messages.success(request, _("会员资格已终止。"))
    return redirect("readers:member-list")


@require_http_methods(["GET", "POST"])
@known_only
def code_list(request: PersonRequest) -> HttpResponse:
    """Batches of codes; the codes of a new batch are on the page that answers, and nowhere else."""
    policy.may_grant_membership(request.acting).require()
    form, made, codes = CodesForm(request.POST or None), None, list[str]()
    if form.is_valid():
        made, codes = actions.make_codes(**form.cleaned_data, by=request.acting, at=request.moment)
        form = CodesForm()
    page = CodeListPage(
        tabs=tabs_for(request.acting),
        leaf=leaf_of(request, queries.batches(request.acting)),
        form=form,
        made=made,
        codes=codes,
    )
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def codes_void(request: PersonRequest, address: str) -> HttpResponse:
    """Make the unused codes of a batch worthless."""
    policy.may_grant_membership(request.acting).require()
    found = get_object_or_404(queries.batches(request.acting), address=address)
    actions.void_codes(address=found.address, by=request.acting, at=request.moment)
    messages.success(request, _("未使用的会员码已作废。"))
    return redirect("readers:code-list")
