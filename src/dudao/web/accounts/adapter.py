"""How allauth meets our people: log in by name, phone or mail; no account is opened past the ways that `posts` knows."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.forms import CharField
from django.http import HttpRequest

from dudao.web.accounts.models import PHONE, Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Phone numbers live in the person's row and are not verified by message: an operator or invitation gave them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may open an account as a member of the public."""
        return bool(settings.SITE.is_public)

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
