"""Requests with what the middleware adds, and the one way to answer with a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, Protocol, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from dudao.web.acting import Acting


class PersonRequest(HttpRequest):
    """A request of somebody: who acts, and when."""

    acting: Acting
    moment: datetime


class Page(Protocol):
    """The context of a page: a frozen dataclass that names its template; templates read it as `page`."""

    template: ClassVar[str]


def render_page(request: HttpRequest, page: Page, *, status: int = 200) -> HttpResponse:
    """A page; for htmx its fragment, where the page names one."""
    return render(request, page.template, {"page": page}, status=status)


View = Callable[..., HttpResponse]
Answer = TypeVar("Answer", bound=HttpResponseBase)


def known_only(view: Callable[..., Answer]) -> Callable[..., Answer | HttpResponse]:
    """A view for people who have logged in; others are sent to the way in and come back to where they were."""

    @wraps(view)
    def respond(request: PersonRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if not request.acting.is_known:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return respond
