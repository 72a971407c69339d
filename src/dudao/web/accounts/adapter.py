"""How allauth meets our people: log in by name, phone or mail; no account is opened past the ways that `people` knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.accounts.middleware import FIRST
from dudao.web.accounts.models import PHONE, Person

LOCKED_FOR = timedelta(minutes=5)
"""How long an account stays shut after too many wrong passwords (`login_failed` of ACCOUNT_RATE_LIMITS says how many)."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Phone numbers live in the person's row and are not verified by message: an operator or invitation gave them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never here: invitations and applications are the ways to an account."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Faults as allauth words them; the lock names the time from which one may try again at the latest."""
        if code != "too_many_login_attempts":
            return super().validation_error(code, *args)  # type: ignore[no-any-return]  # allauth has no types
        until = timezone.localtime(timezone.now() + LOCKED_FOR)
        text = _("连续输错密码，账号已暂时锁定。请在 %(time)s 以后再试；忘记密码请联系本单位联络员。")
        return ValidationError(text % {"time": f"{until:%H:%M}"}, code=code)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page of the own account; whoever had to change it on the way in goes on to the workbench."""
        return reverse(settings.LOGIN_REDIRECT_URL if request.session.pop(FIRST, False) else "mfa_index")

    def phone_form_field(self, **kwargs: Any) -> CharField:
        """A phone number as people here write it: eleven digits, no country code needed."""
        return CharField(max_length=16, validators=[PHONE], **kwargs)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:
        user.phone = phone
        user.save(update_fields=["phone"])

    def set_phone_verified(self, user: Person, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Person | None:
        return Person.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: Person, phone: str, code: str, **kwargs: Any) -> None:
        """No message is sent: numbers come from those who open accounts."""

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """No message is sent; the answer on the page is the same for known and unknown numbers."""
