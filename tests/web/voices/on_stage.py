"""Addresses and actions of voices, and who of the cast gets and does what."""

from __future__ import annotations

from tests.web.answers import Access, Act

ACCESS: dict[str, Access] = {}
ACTS: dict[str, Act] = {}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = set()
