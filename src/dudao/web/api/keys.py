"""The way in for programs: a key in the Authorization header, too long to be guessed, and so many requests a minute."""

from __future__ import annotations

import json
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import translation
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from dudao.web.acting import Acting
from dudao.web.api.actions import digest_of
from dudao.web.api.queries import acting_by

MINUTE = 60
MOST_A_MINUTE = 600
"""Requests with one key."""


class Key(HttpBearer):
    """`Authorization: Bearer dudao_…`. Sessions of the pages open nothing here, so that no other site can use them."""

    def authenticate(self, request: HttpRequest, token: str) -> Acting | None:
        """Who acts; the request then carries them as requests of pages do."""
        found = acting_by(token, request.moment)  # type: ignore[attr-defined]  # set by pages.middleware.moment
        if found is None:
            return None
        request.acting = found  # type: ignore[attr-defined]  # PersonRequest tells the type
        if request.headers.get("Accept-Language", "").startswith("en"):
            translation.activate("en")  # the language middleware puts it back
        return found


class Pace(BaseThrottle):
    """So many requests a minute with one key."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this one."""
        name = digest_of(f"pace {request.headers.get('Authorization', '')}")
        cache.add(name, 0, MINUTE)
        try:
            return cache.incr(name) <= MOST_A_MINUTE
        except ValueError:  # the minute ended in between
            return True

    def wait(self) -> float:
        """Seconds after which it is worth trying again."""
        return MINUTE


class Utf8Json(Parser):
    """JSON whose texts can be written down: no halves of characters, no NUL, numbers as they were written."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; HttpError 400 where it cannot be read."""
        try:
            found = json.loads(request.body, parse_float=str, parse_constant=_refuse)
            json.dumps(found, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as error:
            raise HttpError(400, "") from error
        if b"\\u0000" in request.body or b"\x00" in request.body:
            raise HttpError(400, "")
        return found


def _refuse(word: str) -> Any:
    raise ValueError(word)
