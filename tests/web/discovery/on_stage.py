"""Addresses and actions of discovery, and who of the cast gets and does what."""

from __future__ import annotations

from tests.web.answers import YES, Access, Act

OPEN = {"*": YES}

ACCESS: dict[str, Access] = {
    "discovery:document-list": ((), OPEN),
    "discovery:document-count": ((), OPEN),
}
ACTS: dict[str, Act] = {}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = set()
