"""Invitations: a post waits behind a link that opens once."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.people import notices
from dudao.web.people.actions.new_people import NewPerson, save_person
from dudao.web.people.links import INVITED_FOR, new_secret, open_link
from dudao.web.people.models import Invitation
from dudao.web.policies import Refused
from dudao.web.posts.actions import give_post
from dudao.web.posts.policy import fits, may_give_role
from dudao.web.posts.queries import actings_of

INVITED = declare("person.invited", _("邀请人员"))
WITHDRAWN = declare("person.invitation-withdrawn", _("撤回邀请"))
JOINED = declare("person.invitation-accepted", _("接受邀请"))


@transaction.atomic
def invite_person(
    *, body_code: str, role: Role, title: str, name: str, mail: str, by: Acting, at: datetime
) -> tuple[Invitation, str]:
    """Let somebody come to a post (邀请). Returns the invitation and the secret of its link, which cannot be read again."""
    body = Body.objects.get(pk=body_code)
    may_give_role(by, body.path, role).require()
    fits(role, body).require()
    secret, digest = new_secret()
    made = Invitation.objects.create(
        body=body,
        role=role.value,
        title=title,
        name=name,
        mail=mail,
        digest=digest,
        made_at=at,
        made_by_id=by.person_id,
        expires_at=at + INVITED_FOR,
    )
    details = {"name": name, "role": role.value, "until": made.expires_at}
    record(INVITED, on=f"invitation {made.pk}", by=by, at=at, path=body.path, details=details)
    if mail:
        transaction.on_commit(partial(notices.invited, made, secret))
    return made, secret


@transaction.atomic
def withdraw_invitation(*, invitation_id: UUID, by: Acting, at: datetime) -> Invitation:
    """Close a link that was not used yet (撤回邀请)."""
    found = Invitation.objects.select_for_update().get(pk=invitation_id)
    may_give_role(by, found.body.path, Role(found.role)).require()
    if not found.is_open(at):
        raise Refused(_("此邀请已使用、撤回或过期。"))
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    record(WITHDRAWN, on=f"invitation {found.pk}", by=by, at=at, path=found.body.path, details={"name": found.name})
    return found


@transaction.atomic
def accept_invitation(*, secret: str, new: NewPerson | None, by: Acting, at: datetime) -> Person:
    """Take up an invitation (接受邀请): with a new account, or with one's own where one has logged in (`new` is None).

    The post is given on behalf of who invited; refused where they may no longer give it.
    """
    found = open_link(Invitation, secret, at, is_locked=True)
    if found is None:
        raise Refused(_("此邀请链接已使用、撤回或过期，请联系邀请人重新发送。"))
    person = save_person(new) if new is not None else _known(by)
    today = timezone.localdate(at)
    give_post(
        person_id=person.pk,
        body_code=found.body_id,
        role=Role(found.role),
        title=found.title,
        starts_on=today,
        by=_inviter(found, at),
        at=at,
    )
    found.used_at, found.person = at, person
    found.save(update_fields=["used_at", "person"])
    who = Acting(person_id=person.pk, name=person.name)
    details = {"login": person.login, "role": found.role}
    record(JOINED, on=f"invitation {found.pk}", by=who, at=at, path=found.body.path, details=details)
    return person


def _known(by: Acting) -> Person:
    if by.person_id is None:
        raise Refused(_("请先登录。"))
    return Person.objects.get(pk=by.person_id)


def _inviter(found: Invitation, at: datetime) -> Acting:
    """Who invited, in a post that may still give what was promised."""
    actings = actings_of(found.made_by, timezone.localdate(at)) if found.made_by else []
    for acting in actings:
        if may_give_role(acting, found.body.path, Role(found.role)):
            return acting
    raise Refused(_("邀请人已无权授予这个岗位，请联系本单位联络员。"))
