"""Addresses and actions of self-assessment, and who of the cast gets and does what."""

from __future__ import annotations

from tests.web.answers import Access, Act

ACCESS: dict[str, Access] = {}
ACTS: dict[str, Act] = {}
HERE = "tests/web/assessments"
ELSEWHERE: dict[str, str] = dict.fromkeys(
    (
        "self-assessment.written",
        "self-assessment.figures-renewed",
        "self-assessment.submitted",
        "self-assessment.recalled",
        "self-assessment.accepted",
        "self-assessment.returned",
        "self-assessment.gate-declared",
    ),
    HERE,
)
FORMS_ELSEWHERE: set[str] = set()
