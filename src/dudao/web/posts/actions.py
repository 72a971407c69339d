"""Giving and ending posts, standing in during leave, choosing the post in which one acts."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.policies import Refused
from dudao.web.posts import policy
from dudao.web.posts.models import Delegation, Post

GIVEN = declare("post.given", _("授予岗位"))
ENDED = declare("post.ended", _("结束岗位"))
SWITCHED = declare("post.switched", _("切换岗位"))
DELEGATED = declare("post.delegated", _("委托代理"))
REVOKED = declare("post.delegation-revoked", _("收回代理"))


@transaction.atomic
def give_post(
    *, person_id: UUID, body_code: str, role: Role, title: str, starts_on: date, by: Acting, at: datetime
) -> Post:
    """Give somebody a post (授予岗位); refused where they hold it already, or the giver may not give that role."""
    body = Body.objects.select_for_update().get(pk=body_code)
    policy.may_give_role(by, body.path, role).require()
    policy.fits(role, body).require()
    if body.closed_on is not None and body.closed_on <= starts_on:
        raise Refused(_("%(name)s已经撤销，不能再授予岗位。") % {"name": body.name})
    if Post.objects.filter(person_id=person_id, body=body, role=role.value, ends_on=None).exists():
        raise Refused(_("此人已有这个岗位。"))
    post = Post.objects.create(person_id=person_id, body=body, role=role.value, title=title, starts_on=starts_on)
    details = {"person": post.person.name, "role": role.value, "from": starts_on}
    record(GIVEN, on=f"post {post.pk}", by=by, at=at, path=body.path, details=details)
    return post


@transaction.atomic
def end_post(*, post_id: UUID, ends_on: date, by: Acting, at: datetime) -> Post:
    """End a post on a day (结束岗位): from that day on nobody acts in it."""
    post = _locked(post_id)
    policy.may_give_role(by, post.body.path, Role(post.role)).require()
    post.ends_on = max(ends_on, post.starts_on)
    post.save(update_fields=["ends_on"])
    details = {"person": post.person.name, "role": post.role, "to": post.ends_on}
    record(ENDED, on=f"post {post.pk}", by=by, at=at, path=post.body.path, details=details)
    return post


@transaction.atomic
def delegate_post(
    *, post_id: UUID, deputy_id: UUID, starts_on: date, ends_on: date, reason: str, by: Acting, at: datetime
) -> Delegation:
    """Let a deputy act in a post (代理), from one day up to, not including, another; what the deputy does names the holder."""
    post = _locked(post_id)
    policy.may_delegate(by, post.person_id, post.body.path, Role(post.role)).require()
    if deputy_id == post.person_id:
        raise Refused(_("不能委托本人代理。"))
    if ends_on <= starts_on:
        raise Refused(_("代理的结束日期应晚于开始日期。"))
    held = Delegation.objects.filter(post=post, revoked_at=None, starts_on__lt=ends_on, ends_on__gt=starts_on)
    if other := held.select_related("deputy").first():
        raise Refused(_("这段时间已委托%(name)s代理，请先收回。") % {"name": other.deputy.name})
    made = Delegation.objects.create(
        post=post, deputy_id=deputy_id, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    details = {"holder": post.person.name, "deputy": made.deputy.name, "from": starts_on, "to": ends_on}
    record(DELEGATED, on=f"post {post.pk}", by=by, at=at, path=post.body.path, details={**details, "reason": reason})
    return made


@transaction.atomic
def revoke_delegation(*, delegation_id: int, by: Acting, at: datetime) -> Delegation:
    """End a delegation at once (收回代理)."""
    found = Delegation.objects.select_for_update().get(pk=delegation_id)
    post = _locked(found.post_id)
    policy.may_revoke(by, post.person_id, found.deputy_id, post.body.path, Role(post.role)).require()
    if found.revoked_at is not None:
        raise Refused(_("此项代理已经收回。"))
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    details = {"holder": post.person.name, "deputy": found.deputy.name}
    record(REVOKED, on=f"post {post.pk}", by=by, at=at, path=post.body.path, details=details)
    return found


@transaction.atomic
def switch_post(*, wanted: Acting, person: Person, at: datetime) -> None:
    """Note that somebody acts in another of their posts from now on."""
    record(SWITCHED, on=f"person {person.login}", by=wanted, at=at, path=wanted.area)


def _locked(post_id: UUID) -> Post:
    Post.objects.select_for_update().get(pk=post_id)  # PostgreSQL locks no row of an outer join
    return Post.objects.select_related("body", "person").get(pk=post_id)
