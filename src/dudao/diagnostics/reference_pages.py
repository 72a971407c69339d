"""Where the reference page of a code stands in the project's documentation; no host is named, so it holds for any copy."""

from __future__ import annotations

FOLDER = "docs/reference/rules"
TOGETHER = {"DAT": "data-problems.md", "INT": "engine.md"}
"""Families whose codes are not rules of a report: all on one page each."""


def reference_page(code: str, name: str) -> str:
    """The page of a code, from the root of the project.

    >>> reference_page("NUM001", "growth-not-from-amounts")
    'docs/reference/rules/NUM001-growth-not-from-amounts.md'
    >>> reference_page("DAT007", "not-a-number")
    'docs/reference/rules/data-problems.md#dat007'
    """
    together = TOGETHER.get(code[:3])
    return f"{FOLDER}/{together}#{code.lower()}" if together else f"{FOLDER}/{code}-{name}.md"
