"""Addresses and actions of library, and who of the cast gets and does what."""

from __future__ import annotations

from tests.web.answers import Access, Act

ACCESS: dict[str, Access] = {}
ACTS: dict[str, Act] = {}
_MOVES = ("published", "declined", "held", "released", "withdrawn", "restored")
ELSEWHERE: dict[str, str] = dict.fromkeys((f"library.{each}" for each in _MOVES), "tests/web/library/test_keeping.py")
_FILES = ("received", "version-added", "redacted")
ELSEWHERE |= dict.fromkeys((f"library.{each}" for each in _FILES), "tests/web/library/test_receiving.py")
FORMS_ELSEWHERE: set[str] = set()
