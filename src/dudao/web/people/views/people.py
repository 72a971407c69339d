"""The list of people, one person with posts and account, giving and ending posts."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.accounts.models import Person
from dudao.web.acting import ROLES, Role
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.people import actions, policy, queries
from dudao.web.people.contexts import LinkPage, PersonDetailPage, PersonFormPage, PersonListPage
from dudao.web.people.forms import EndForm, GiveForm
from dudao.web.people.states import ApplicationState
from dudao.web.posts.actions import end_post, give_post
from dudao.web.posts.policy import may_give_posts, may_give_role


@require_GET
@known_only
def person_list(request: PersonRequest) -> HttpResponse:
    """The people of my area."""
    policy.may_see_people(request.acting).require()
    asked = {name: request.GET.get(name, "").strip() for name in ("words", "role", "past")}
    day = None if asked["past"] else queries.today(request.moment)
    people = queries.people_for(request.acting, words=asked["words"], role=asked["role"], day=day)
    page = PersonListPage(
        leaf=leaf_of(request, people),
        roles=[(role.value, label) for role, label in ROLES.items() if role is not Role.MEMBER],
        asked=asked,
        waiting=queries.applications_for(request.acting, ApplicationState.WAITING).count(),
    )
    return render_page(request, page)


def _person(request: PersonRequest, person_id: UUID) -> Person:
    """A person whom who asks may see; else there is no such page."""
    policy.may_see_people(request.acting).require()
    found = queries.person_for(request.acting, person_id)
    if found is None:
        raise Http404
    return found


@require_GET
@known_only
def person_detail(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """One person: posts in my area, delegations, the account."""
    person = _person(request, person_id)
    day = queries.today(request.moment)
    posts = queries.posts_in_area(request.acting).filter(person=person)
    page = PersonDetailPage(
        person=person,
        posts=[
            (post, may_give_role(request.acting, post.body.path, Role(post.role)), post.holds(day)) for post in posts
        ],
        delegations=list(queries.delegations_of(person).filter(post__in=posts)),
        keep=policy.may_keep_account(request.acting, person, day),
        has_factors=is_mfa_enabled(person),
        moment=request.moment,
    )
    return render_page(request, page)


@require_http_methods(["GET", "POST"])
@known_only
def post_give(request: PersonRequest) -> HttpResponse:
    """Give a post to somebody who has an account."""
    may_give_posts(request.acting, request.acting.area).require()
    named = {name: request.GET.get(name, "") for name in ("person", "body")}
    start = {"starts_on": queries.today(request.moment), **named}
    form = GiveForm(request.POST or None, acting=request.acting, initial=start)
    if form.is_valid():
        given = form.cleaned_data
        give_post(
            person_id=given["person"].pk,
            body_code=given["body"].pk,
            role=Role(given["role"]),
            title=given["title"],
            starts_on=given["starts_on"],
            by=request.acting,
            at=request.moment,
        )
        messages.success(request, _("已授予岗位。"))
        return redirect("people:person-detail", given["person"].pk)
    lead_in = _("对方已有账号时使用；还没有账号的，请发邀请。")
    back = reverse("people:person-list")
    page = PersonFormPage(heading=_("授予岗位"), form=form, button=_("授予"), lead_in=lead_in, back=back)
    return render_page(request, page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def post_end(request: PersonRequest, post_id: UUID) -> HttpResponse:
    """End a post on a day."""
    policy.may_see_people(request.acting).require()
    post = queries.posts_in_area(request.acting).select_related("person").filter(pk=post_id).first()
    if post is None:
        raise Http404
    may_give_role(request.acting, post.body.path, Role(post.role)).require()
    form = EndForm(request.POST or None, initial={"ends_on": queries.today(request.moment)})
    back = reverse("people:person-detail", args=[post.person_id])
    if form.is_valid():
        end_post(post_id=post.pk, ends_on=form.cleaned_data["ends_on"], by=request.acting, at=request.moment)
        messages.success(request, _("已结束岗位。"))
        return redirect(back)
    lead_in = f"{post.person.name} · {post.body.name} · {post.role_label}"
    page = PersonFormPage(heading=_("结束岗位"), form=form, button=_("结束岗位"), lead_in=lead_in, back=back)
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def reset_link(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Make a link to set another password; the page shows it this once."""
    person = _person(request, person_id)
    made, secret = actions.make_reset_link(person_id=person.pk, by=request.acting, at=request.moment)
    page = LinkPage(
        heading=_("重设密码链接"),
        name=person.name,
        address=request.build_absolute_uri(reverse("people:password-reset", args=[secret])),
        expires_at=made.expires_at,
        mailed_to=person.mail or "",
    )
    return render_page(request, page)


CHANGES = {
    "suspend": actions.suspend_person,
    "restore": actions.restore_person,
    "remove-factors": actions.remove_factors,
}
"""What may be done to an account with one button, by the button's name."""


@require_POST
@known_only
def account_change(request: PersonRequest, person_id: UUID, change: str) -> HttpResponse:
    """Lock, unlock, or take off the second factor."""
    if change not in CHANGES:
        raise Http404
    person = _person(request, person_id)
    CHANGES[change](person_id=person.pk, by=request.acting, at=request.moment)
    messages.success(request, _("已办理。"))
    return redirect("people:person-detail", person.pk)
