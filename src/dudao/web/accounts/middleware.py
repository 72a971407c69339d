"""A password that somebody else made up is changed before anything else is done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

Respond = Callable[[HttpRequest], HttpResponse]
OPEN = frozenset(
    ("account_change_password", "account_set_password", "account_reauthenticate", "account_logout", "set_language")
)
"""Addresses that stay open until then."""
FIRST = "first-password"
"""Mark in the session of somebody on the way in, who goes to the workbench afterwards."""


def password_first(get_response: Respond) -> Respond:
    """Send people who must change their password to the page where they do."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.must_change_password) or _is_open(request.path):
            return get_response(request)
        messages.warning(request, _("首次登录请先修改密码。"))
        request.session[FIRST] = True
        return redirect("account_change_password")

    return respond


def _is_open(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN
    except Resolver404:
        return False
