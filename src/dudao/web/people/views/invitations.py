"""Inviting, the list of invitations, and the public page behind the link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.acting import Role
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.people import actions, policy, queries
from dudao.web.people.contexts import GatePage, InvitationListPage, LinkPage, PersonFormPage
from dudao.web.people.entering import enter
from dudao.web.people.forms import InvitationForm, NewPersonForm
from dudao.web.people.links import open_link
from dudao.web.people.models import Invitation
from dudao.web.policies import Refused
from dudao.web.posts.policy import may_give_posts


@require_http_methods(["GET", "POST"])
@known_only
def invitation_new(request: PersonRequest) -> HttpResponse:
    """Invite somebody to a post; the page then shows the link this once."""
    may_give_posts(request.acting, request.acting.area).require()
    start = {"body": request.GET.get("body", "")}
    form = InvitationForm(request.POST or None, acting=request.acting, initial=start)
    if not form.is_valid():
        lead_in = _("生成一个只能使用一次的链接，七天内有效；由您交给对方，对方打开后自己设置登录名和密码。")
        back = reverse("people:invitation-list")
        page = PersonFormPage(heading=_("邀请人员"), form=form, button=_("生成邀请链接"), lead_in=lead_in, back=back)
        return render_page(request, page, status=422 if form.errors else 200)
    given = form.cleaned_data
    made, secret = actions.invite_person(
        body_code=given["body"].pk,
        role=Role(given["role"]),
        title=given["title"],
        name=given["name"],
        mail=given["mail"],
        by=request.acting,
        at=request.moment,
    )
    address = request.build_absolute_uri(reverse("people:join", args=[secret]))
    shown = LinkPage(
        heading=_("邀请链接"), name=made.name, address=address, expires_at=made.expires_at, mailed_to=made.mail
    )
    return render_page(request, shown)


@require_GET
@known_only
def invitation_list(request: PersonRequest) -> HttpResponse:
    """Invitations to posts of my area."""
    policy.may_see_people(request.acting).require()
    leaf = leaf_of(request, queries.invitations_for(request.acting))
    rows = [(each, each.is_open(request.moment)) for each in leaf.rows]
    return render_page(request, InvitationListPage(leaf=leaf, rows=rows, moment=request.moment))


@require_POST
@known_only
def invitation_withdraw(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """Close an invitation that was not used."""
    policy.may_see_people(request.acting).require()
    if not queries.invitations_for(request.acting).filter(pk=invitation_id).exists():
        raise Http404
    actions.withdraw_invitation(invitation_id=invitation_id, by=request.acting, at=request.moment)
    messages.success(request, _("已撤回邀请。"))
    return redirect("people:invitation-list")


@require_http_methods(["GET", "POST"])
def join(request: PersonRequest, secret: str) -> HttpResponse:
    """Take up an invitation: with a new account, or as oneself where one has logged in."""
    found = open_link(Invitation, secret, request.moment)
    heading = _("接受邀请")
    if found is None:
        lead_in = _("此邀请链接已使用、撤回或过期，请联系邀请人重新发送。")
        return render_page(request, GatePage(heading=heading, form=None, button="", lead_in=lead_in), status=410)
    start = {"name": found.name, "mail": found.mail}
    is_own = request.POST.get("own") == "1" and request.acting.is_known
    form = NewPersonForm(request.POST if request.method == "POST" and not is_own else None, initial=start)
    fault = ""
    if is_own or form.is_valid():
        try:
            new = None if is_own else form.new
            person = actions.accept_invitation(secret=secret, new=new, by=request.acting, at=request.moment)
        except Refused as refusal:
            fault = str(refusal.reason)
        else:
            messages.success(request, _("已接受邀请。"))
            return redirect("posts:workbench") if is_own else enter(request, person)
    page = GatePage(
        heading=heading,
        form=form,
        button=_("建立账号并接受"),
        told=[(_("单位"), found.body.name), (_("角色"), found.role_label), (_("职务"), found.title or "—")],
        lead_in=fault,
        own=request.acting if request.acting.is_known else None,
    )
    return render_page(request, page, status=422 if form.errors or fault else 200)
