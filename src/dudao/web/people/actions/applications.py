"""Applications: somebody asks for an account with a post; who may give the post decides, with a reason for a no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import VISITOR, Acting, Role
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.people import notices
from dudao.web.people.actions.new_people import NewPerson, save_person
from dudao.web.people.models import Application
from dudao.web.people.states import MOVES, ApplicationState
from dudao.web.policies import Refused
from dudao.web.posts.actions import give_post
from dudao.web.posts.policy import fits, may_give_role

APPLIED = declare("person.applied", _("申请注册"))
ACCEPTED = declare("person.application-accepted", _("通过注册申请"))
REFUSED = declare("person.application-refused", _("不予通过注册申请"))
MEMBER = declare("person.joined-as-member", _("公众注册"))


@dataclass(frozen=True, slots=True)
class WantedPost:
    """The post that somebody asks for, and why."""

    body_code: str
    role: Role
    title: str = ""
    note: str = ""


@transaction.atomic
def apply_for_post(*, new: NewPerson, wanted: WantedPost, at: datetime) -> Application:
    """Ask for an account with a post (申请注册); nobody can log in with it before it is accepted."""
    if not settings.SITE.takes_applications:
        raise Refused(_("本站不开放注册申请，请向本单位联络员索取邀请链接。"))
    body = Body.objects.get(pk=wanted.body_code)
    fits(wanted.role, body).require()
    made = Application.objects.create(
        login=new.login,
        name=new.name,
        phone=new.phone,
        mail=new.mail,
        password=new.password,
        body=body,
        role=wanted.role.value,
        title=wanted.title,
        note=wanted.note,
        asked_at=at,
    )
    details = {"name": new.name, "login": new.login, "role": wanted.role.value}
    record(APPLIED, on=f"application {made.pk}", by=VISITOR, at=at, path=body.path, details=details)
    return made


@transaction.atomic
def join_as_member(*, new: NewPerson, at: datetime) -> Person:
    """Open an account as a member of the public, where the site lets them in; it has no post."""
    if not settings.SITE.is_public:
        raise Refused(_("本站不开放公众注册。"))
    person = save_person(new)
    by = Acting(person_id=person.pk, name=person.name)
    record(MEMBER, on=f"person {person.login}", by=by, at=at)
    return person


@transaction.atomic
def accept_application(*, application_id: UUID, by: Acting, at: datetime) -> Person:
    """Make the account and give the post (通过)."""
    found = _locked(application_id, by)
    _move(found, ApplicationState.ACCEPTED, by, at)
    new = NewPerson(found.login, found.name, found.password, found.phone, found.mail)
    person = save_person(new)
    role, starts = Role(found.role), timezone.localdate(at)
    give_post(
        person_id=person.pk, body_code=found.body_id, role=role, title=found.title, starts_on=starts, by=by, at=at
    )
    details = {"name": found.name, "login": found.login}
    record(ACCEPTED, on=f"application {found.pk}", by=by, at=at, path=found.body.path, details=details)
    transaction.on_commit(partial(notices.decided, found))
    return person


@transaction.atomic
def refuse_application(*, application_id: UUID, reason: str, by: Acting, at: datetime) -> Application:
    """Refuse with a reason (不予通过), which the applicant reads on the page of the application."""
    found = _locked(application_id, by)
    if not reason.strip():
        raise Refused(_("请写明不予通过的原因。"))
    found.reason = reason.strip()
    _move(found, ApplicationState.REFUSED, by, at)
    details = {"name": found.name, "reason": found.reason}
    record(REFUSED, on=f"application {found.pk}", by=by, at=at, path=found.body.path, details=details)
    transaction.on_commit(partial(notices.decided, found))
    return found


def _locked(application_id: UUID, by: Acting) -> Application:
    found = Application.objects.select_for_update().get(pk=application_id)
    may_give_role(by, found.body.path, Role(found.role)).require()
    return found


def _move(found: Application, state: ApplicationState, by: Acting, at: datetime) -> None:
    if state not in MOVES[ApplicationState(found.state)]:
        raise Refused(_("此申请已由%(name)s办理。") % {"name": found.decided_by})
    found.state, found.decided_at, found.decided_by = state, at, by.name
    found.save(update_fields=["state", "decided_at", "decided_by", "reason"])
