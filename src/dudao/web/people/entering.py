"""Who has just made an account is let in with it: the password was typed a moment ago, and nobody else knows it."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dudao.web.accounts.models import Person


def enter(request: HttpRequest, person: Person, to: str = "") -> HttpResponse:
    """Log a new person in, through the stages of any login, and lead on: `to` where it is an address of this site, else the workbench.

    The session gets a new key; one that somebody else had in this browser ends.
    """
    hosts = {request.get_host()}
    is_own = url_has_allowed_host_and_scheme(to, allowed_hosts=hosts, require_https=request.is_secure())
    target = to if is_own else reverse("posts:workbench")
    answer: HttpResponse = perform_login(request, person, redirect_url=target)
    return answer
