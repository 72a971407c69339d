"""Accounts of others: a link to set a new password, lock and unlock, take off a lost second factor."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.people import notices, policy
from dudao.web.people.links import RESET_FOR, new_secret, open_link
from dudao.web.people.models import ResetLink
from dudao.web.people.queries import path_of_person
from dudao.web.policies import Refused

RESET_MADE = declare("person.reset-link-made", _("发放重设密码链接"))
RESET_USED = declare("person.password-reset", _("通过链接重设密码"))
SUSPENDED = declare("person.suspended", _("停用账号"))
RESTORED = declare("person.restored", _("恢复账号"))
UNFACTORED = declare("person.factors-removed", _("解除两步验证"))


@transaction.atomic
def make_reset_link(*, person_id: UUID, by: Acting, at: datetime) -> tuple[ResetLink, str]:
    """Let a person set another password by a link that opens once; links made before close.

    Returns the link and its secret, which cannot be read again. The old password holds until the link is used.
    """
    person = _kept(person_id, by, at)
    ResetLink.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    secret, digest = new_secret()
    made = ResetLink.objects.create(
        person=person, digest=digest, made_at=at, made_by_id=by.person_id, expires_at=at + RESET_FOR
    )
    _note(RESET_MADE, person, by, at)
    if person.mail:
        transaction.on_commit(partial(notices.reset_link_made, made, secret))
    return made, secret


@transaction.atomic
def set_own_password(*, secret: str, password: str, at: datetime) -> Person:
    """Set another password by a link (重设密码). `password` is hashed already; all sessions of the person end."""
    found = open_link(ResetLink, secret, at, is_locked=True)
    if found is None:
        raise Refused(_("此链接已使用或过期，请联系本单位联络员重新发放。"))
    person = Person.objects.select_for_update().get(pk=found.person_id)
    person.password, person.must_change_password = password, False
    person.save(update_fields=["password", "must_change_password"])
    found.used_at = at
    found.save(update_fields=["used_at"])
    _note(RESET_USED, person, Acting(person_id=person.pk, name=person.name), at)
    return person


@transaction.atomic
def suspend_person(*, person_id: UUID, by: Acting, at: datetime) -> Person:
    """Nobody logs in with the account, and who is logged in is out (停用)."""
    return _switch(person_id, SUSPENDED, False, by, at)


@transaction.atomic
def restore_person(*, person_id: UUID, by: Acting, at: datetime) -> Person:
    """The account works again (恢复)."""
    return _switch(person_id, RESTORED, True, by, at)


@transaction.atomic
def remove_factors(*, person_id: UUID, by: Acting, at: datetime) -> Person:
    """Take off the second factor of somebody who lost it (解除两步验证); the password alone lets them in again."""
    person = _kept(person_id, by, at)
    Authenticator.objects.filter(user=person).delete()
    _note(UNFACTORED, person, by, at)
    return person


def _kept(person_id: UUID, by: Acting, at: datetime) -> Person:
    person = Person.objects.select_for_update().get(pk=person_id)
    policy.may_keep_account(by, person, timezone.localdate(at)).require()
    return person


def _switch(person_id: UUID, action: str, is_active: bool, by: Acting, at: datetime) -> Person:
    person = _kept(person_id, by, at)
    if person.is_active == is_active:
        raise Refused(_("账号已经是这个状态。"))
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    _note(action, person, by, at)
    return person


def _note(action: str, person: Person, by: Acting, at: datetime) -> None:
    path = path_of_person(person)
    record(action, on=f"person {person.login}", by=by, at=at, path=path, details={"name": person.name})
