"""`request.acting`: who acts in this request, in which post."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from dudao.web.acting import VISITOR, Acting
from dudao.web.posts.queries import acting_of

SESSION_KEY = "post"
Respond = Callable[[HttpRequest], HttpResponse]


def acting(get_response: Respond) -> Respond:
    """Put who acts on the request; worked out when first asked for."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.acting = SimpleLazyObject(lambda: _acting(request))  # type: ignore[attr-defined]  # PersonRequest
        return get_response(request)

    return respond


def _acting(request: HttpRequest) -> Acting:
    if not request.user.is_authenticated:
        return VISITOR
    chosen = request.session.get(SESSION_KEY, "")
    day = timezone.localdate(request.moment)  # type: ignore[attr-defined]  # set by pages.middleware.moment
    return acting_of(request.user, day, UUID(chosen) if chosen else None)
