"""Addresses and actions of discovery, and who of the cast gets and does what."""

from __future__ import annotations

from datetime import timedelta

from dudao.web.discovery import open_data
from dudao.web.discovery.question import Question
from dudao.web.discovery.saved import save_search
from tests.web.answers import EVERYBODY, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import NOW, acting_as
from tests.web.discovery.shelf import shelved

OPEN = {"*": YES}
KNOWN = {"*": YES, "visitor": LOGIN}


def of_document() -> str:
    """A public document."""
    return shelved("云东市自评报告", ["教育经费"]).address


def of_search() -> int:
    """A search that the reporter keeps."""
    return save_search(question=Question("教育"), by=acting_as("reporter"), at=NOW + timedelta(days=1)).pk


def of_package() -> str:
    """A package that was written."""
    return open_data.write_package(lambda done, total, words: None, NOW).name


ACCESS: dict[str, Access] = {
    "discovery:document-list": ((), OPEN),
    "discovery:document-numbers": ((), OPEN),
    "discovery:search-on": ((), {"*": REFUSED}),
    "discovery:suggest": ((), OPEN),
    "discovery:feed": ((), OPEN),
    "discovery:search-data": ((), OPEN),
    "discovery:citation-file": ((of_document, "bib"), OPEN),
    "discovery:figure-list": ((), OPEN),
    "discovery:figure-file": (("csv",), OPEN),
    "discovery:saved-list": ((), KNOWN),
    "discovery:saved-drop": ((1,), {"*": POST_ONLY}),
    "discovery:open-data": ((), OPEN),
    "discovery:open-data-file": ((of_package,), OPEN),
}
ACTS: dict[str, Act] = {
    "library.search-saved": Act("discovery:saved-list", set(EVERYBODY) - {"visitor"}, (), {"q": "教育"}),
    "library.search-dropped": Act("discovery:saved-drop", {"reporter"}, (of_search,)),
    "library.open-data-asked": Act("discovery:open-data", {"operator", "supervisor"}),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = set()
