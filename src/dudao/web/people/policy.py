"""Who sees the people of an area, and who may help them with their accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.policies import YES, Answer, first_no, no
from dudao.web.posts.models import Post
from dudao.web.posts.policy import GIVERS, may_give_role


def may_see_people(acting: Acting) -> Answer:
    """Operators, supervising offices and coordinators, each in their own area."""
    return acting.must_be(*GIVERS)


def may_keep_account(acting: Acting, person: Person, day: date) -> Answer:
    """Give a new password, lock and unlock, take off the second factor.

    Only where one could give every post that the person holds: else a county could take over an account of the province.
    """
    held = [post for post in person.posts.select_related("body") if post.ends_on is None or post.ends_on > day]
    return first_no(
        may_see_people(acting), lambda: _must_be_somebody_else(acting, person), lambda: _must_cover(acting, held)
    )


def _must_be_somebody_else(acting: Acting, person: Person) -> Answer:
    if acting.person_id != person.pk:
        return YES
    return no(_("本人的密码和两步验证请在“账号安全”页办理。"))


def _must_cover(acting: Acting, held: Iterable[Post]) -> Answer:
    held = list(held)
    if not held and acting.role is not Role.OPERATOR:
        return no(_("此人目前没有岗位，账号由系统管理员管理。"))
    for post in held:
        if not may_give_role(acting, post.body.path, Role(post.role)):
            where = {"body": post.body.name, "role": post.role_label}
            return no(_("此人还担任%(body)s的“%(role)s”，其账号由上级联络员或系统管理员管理。") % where)
    return YES
