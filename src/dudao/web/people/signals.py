"""What people do about their own accounts is recorded too: allauth tells of it, the audit keeps it."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.people.queries import path_of_person

LOGGED_IN = declare("person.logged-in", _("登录"))
CHANGED = declare("person.password-changed", _("修改密码"))
FACTOR_ADDED = declare("person.factor-added", _("启用两步验证"))
FACTOR_REMOVED = declare("person.factor-removed", _("停用两步验证"))
CODES_MADE = declare("person.recovery-codes-made", _("生成恢复码"))


@receiver(account.user_logged_in)
def logged_in(request: HttpRequest, user: Person, **more: Any) -> None:
    """Somebody logged in."""
    _note(LOGGED_IN, user, request)


@receiver([account.password_changed, account.password_set])
@transaction.atomic
def password_changed(request: HttpRequest, user: Person, **more: Any) -> None:
    """Somebody set another password, which is their own from now on."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    _note(CHANGED, user, request)


@receiver(factors.authenticator_added)
def factor_added(request: HttpRequest, user: Person, authenticator: Any, **more: Any) -> None:
    """A second factor was put on; the recovery codes that come with it are told of too."""
    is_codes = authenticator.type == authenticator.Type.RECOVERY_CODES
    _note(CODES_MADE if is_codes else FACTOR_ADDED, user, request)


@receiver(factors.authenticator_reset)
def codes_made(request: HttpRequest, user: Person, **more: Any) -> None:
    """New recovery codes."""
    _note(CODES_MADE, user, request)


@receiver(factors.authenticator_removed)
def factor_removed(request: HttpRequest, user: Person, authenticator: Any, **more: Any) -> None:
    """A second factor was taken off; its recovery codes go with it without a word of their own."""
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        _note(FACTOR_REMOVED, user, request)


@transaction.atomic
def _note(action: str, user: Person, request: HttpRequest) -> None:
    by, at = Acting(person_id=user.pk, name=user.name), request.moment  # type: ignore[attr-defined]  # PersonRequest
    record(action, on=f"person {user.login}", by=by, at=at, path=path_of_person(user))
