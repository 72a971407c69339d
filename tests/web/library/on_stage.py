"""Addresses and actions of library, and who of the cast gets and does what."""

from __future__ import annotations

from tests.web.answers import REFUSED, YES, Access, Act
from tests.web.library.shelf import document_of


def of_public() -> str:
    """A public document."""
    return document_of().address


def of_members() -> str:
    """A document for members."""
    return document_of("members").address


FIRST = {"*": YES}
"""The first pages, and what is read from them, are everybody's in every tier."""

ACCESS: dict[str, Access] = {
    "library:language-choose": ((), FIRST),
    "library:document-detail": ((of_members,), FIRST),
    "library:document-panel": ((of_public, "none"), {"*": 404}),
    "library:figure-list": ((of_members,), FIRST),
    "library:page-picture": ((of_members, 3), FIRST),
    "library:page-thumbnail": ((of_members, 3), FIRST),
    "library:page-text": ((of_members, 3), FIRST),
    "library:page-sheet": ((of_members, 3), FIRST),
    "library:document-poster": ((of_members,), FIRST),
    "library:poster-picture": ((of_members, "square"), FIRST),
    "library:compare-choose": ((of_members,), FIRST),
    "library:compare-detail": ((of_members, of_public), FIRST),
    "library:document-download": (
        (of_members, "text"),
        {"*": REFUSED, "visitor": REFUSED, "reporter": YES, "operator": YES, "supervisor": YES},
    ),
}
ACTS: dict[str, Act] = {}
ELSEWHERE: dict[str, str] = {}
"""What the library does to documents is done through the pages of publishing: tests/web/publishing/on_stage.py."""
FORMS_ELSEWHERE: set[str] = set()
