"""What every request gets: one moment that all its steps share, and a page with the reason when policy refuses."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from dudao.web.policies import Refused

Respond = Callable[[HttpRequest], HttpResponse]


def moment(get_response: Respond) -> Respond:
    """`request.moment`: the time at which the request came, the only clock that actions and pages use."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.moment = timezone.now()  # type: ignore[attr-defined]  # PersonRequest tells the type
        return get_response(request)

    return respond


def language(get_response: Respond) -> Respond:
    """Chinese unless the person chose English with the switch: a browser set to English says nothing about its user."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response

    return respond


def whole_text(get_response: Respond) -> Respond:
    """An address with a NUL in it, which no database keeps and nobody types, is answered at once (400)."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("NUL", content_type="text/plain")
        return get_response(request)

    return respond


class Refusals:
    """A refusal becomes a page (403) that repeats its reason; pages for people who are known are kept by no cache."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; other exceptions go on."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "errors/refused.html", {"reason": exception.reason}, status=403)


refusals = Refusals
