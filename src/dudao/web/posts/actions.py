"""Giving and ending posts, choosing the post in which one acts."""

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
from dudao.web.posts.models import Post

GIVEN = declare("post.given", _("授予岗位"))
ENDED = declare("post.ended", _("结束岗位"))
SWITCHED = declare("post.switched", _("切换岗位"))

ABOVE: dict[Role, tuple[Role, ...]] = {
    Role.OPERATOR: tuple(Role),
    Role.SUPERVISOR: (Role.AUTHOR, Role.SUPERVISOR, Role.INSPECTOR, Role.COORDINATOR, Role.REPORTER, Role.LEADER),
    Role.COORDINATOR: (Role.REPORTER, Role.LEADER, Role.COORDINATOR),
}
"""Which roles a role may give: nobody gives more than they have."""


@transaction.atomic
def give_post(
    *, person_id: UUID, body_code: str, role: Role, title: str, starts_on: date, by: Acting, at: datetime
) -> Post:
    """Give somebody a post (授予岗位); refused where they hold it already, or the giver may not give that role."""
    body = Body.objects.select_for_update().get(pk=body_code)
    policy.may_give_posts(by, body.path).require()
    if role not in ABOVE.get(by.role, ()):
        raise Refused(_("您不能授予“%(role)s”。") % {"role": role.label})
    if Post.objects.filter(person_id=person_id, body=body, role=role.value, ends_on=None).exists():
        raise Refused(_("此人已有这个岗位。"))
    post = Post.objects.create(person_id=person_id, body=body, role=role.value, title=title, starts_on=starts_on)
    details = {"person": post.person.name, "role": role.value, "from": starts_on}
    record(GIVEN, on=f"post {post.pk}", by=by, at=at, path=body.path, details=details)
    return post


@transaction.atomic
def end_post(*, post_id: UUID, ends_on: date, by: Acting, at: datetime) -> Post:
    """End a post on a day (结束岗位): from that day on nobody acts in it."""
    post = Post.objects.select_for_update().select_related("body").get(pk=post_id)
    policy.may_give_posts(by, post.body.path).require()
    post.ends_on = max(ends_on, post.starts_on)
    post.save(update_fields=["ends_on"])
    details = {"person": post.person.name, "role": post.role, "to": post.ends_on}
    record(ENDED, on=f"post {post.pk}", by=by, at=at, path=post.body.path, details=details)
    return post


@transaction.atomic
def switch_post(*, wanted: Acting, person: Person, at: datetime) -> None:
    """Note that somebody acts in another of their posts from now on."""
    record(SWITCHED, on=f"person {person.login}", by=wanted, at=at, path=wanted.area)
