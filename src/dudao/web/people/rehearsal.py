"""Opening a page as somebody else would, without anything coming of it: the view itself answers whether, and why not."""

from __future__ import annotations

from io import BytesIO

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.pages.requests import PersonRequest
from dudao.web.policies import YES, Answer, Refused, no

LEAST_REDIRECT, LEAST_FAULT = 300, 400


def opens_for(address: str, person: Person, acting: Acting, request: PersonRequest) -> Answer:
    """Whether a page opens for a person in a post, asked of the page's own view; the reason is the one they would read."""
    try:
        match = resolve(address.split("?", 1)[0].split("#", 1)[0])
    except Resolver404:
        return no(_("本站没有这个地址。"))
    if not person.is_active:
        return no(_("账号已停用。"))
    if not match.func.__module__.startswith("dudao.web."):
        return no(_("这是登录与账号安全的页面，每个人只能打开自己的。"))
    try:
        with transaction.atomic():
            response = match.func(_asked(address, person, acting, request), *match.args, **match.kwargs)
            transaction.set_rollback(True)
    except Refused as refusal:
        return no(refusal.reason)
    except Http404:
        return no(_("没有这项内容，或者不在其可见范围内。"))
    return _answer_of(response)


def _asked(address: str, person: Person, acting: Acting, request: PersonRequest) -> PersonRequest:
    path, _mark, query = address.split("#", 1)[0].partition("?")
    page = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": "", "CONTENT_LENGTH": "0"}
    asked = WSGIRequest({**request.META, **page, "wsgi.input": BytesIO()})
    asked.session = SessionStore()
    asked.user = person
    asked.acting, asked.moment = acting, request.moment  # type: ignore[attr-defined]  # as PersonRequest has them
    asked.htmx = False  # type: ignore[attr-defined]  # as django-htmx sets it
    asked._messages = CookieStorage(asked)  # type: ignore[attr-defined]  # as the middleware of messages sets it
    return asked  # type: ignore[return-value]  # a request with all that PersonRequest names


def _answer_of(response: HttpResponse) -> Answer:
    if response.status_code == 405:
        return no(_("这个地址只接受提交，不能直接打开；可否办理见下表。"))
    if response.status_code >= LEAST_FAULT:
        return no(_("页面不能打开（%(code)s）。") % {"code": response.status_code})
    if response.status_code >= LEAST_REDIRECT:
        return no(_("会转到 %(where)s。") % {"where": response.headers.get("Location", "")})
    return YES
