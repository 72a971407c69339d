"""Logging in with an identity platform (OpenID Connect): it says who somebody is; accounts and posts are given here."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from dudao.web.accounts.models import Person

FIELDS = {"preferred_username": "login", "email": "mail", "phone_number": "phone"}
"""Which column of a person a claim is compared with."""


class OfficeAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Who has an account here comes in; who has none is told how to get one. No account is opened by the platform."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: invitations and applications are the ways to an account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the platform's name to the account that has it, the first time somebody comes."""
        if sociallogin.is_existing:
            return
        told = sociallogin.account.extra_data
        person = person_of(told.get("userinfo") or told.get("id_token") or {})
        if person is None:
            reason = _("统一身份认证通过，但您在本站还没有账号。请向本单位联络员索取邀请，或提交注册申请。")
            raise ImmediateHttpResponse(render(request, "errors/refused.html", {"reason": reason}, status=403))
        sociallogin.connect(request, person)


def person_of(claims: dict[str, Any]) -> Person | None:
    """The person whom claims name; a mail or phone counts only where the platform has verified it."""
    claim = settings.SITE.oidc_claim
    value = str(claims.get(claim) or "")
    if claim != "preferred_username" and claims.get(f"{claim}_verified") is not True:
        return None
    return Person.objects.filter(**{FIELDS[claim]: value}, is_active=True).first() if value else None
