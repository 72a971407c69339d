"""What caches may keep: a visitor's page for a minute, by a tag of its content; what somebody reads as a known person, nothing."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

PAGE_SECONDS = 60
FILE_SECONDS = 600
"""A withdrawn document is out of a browser's cache after so long."""


def tag_of(*parts: object) -> str:
    """An ETag of what makes the answer."""
    return quote_etag(hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32])


def is_shared(request: HttpRequest) -> bool:
    """Whether the answer is the same for everybody who has not logged in."""
    return not request.user.is_authenticated


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The answer 304 where the browser has it already; it is asked after every rule about who may read."""
    answer = get_conditional_response(request, etag=tag)
    return answer if answer is not None and answer.status_code == 304 else None


def kept(request: HttpRequest, response: HttpResponse, seconds: int, tag: str = "") -> HttpResponse:
    """The answer with what caches may do with it."""
    if response.status_code != 200:
        patch_cache_control(response, no_store=True)
        return response
    tag = tag or quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = tag
    if not is_shared(request):
        patch_cache_control(response, private=True, no_store=True)
        return response
    patch_cache_control(response, public=True, max_age=seconds)
    again = unchanged(request, tag)
    if again is None:
        return response
    patch_cache_control(again, public=True, max_age=seconds)
    return again
