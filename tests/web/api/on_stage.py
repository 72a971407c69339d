"""Addresses and actions of the interface, and who of the cast gets and does what.

Sessions of the pages open nothing of it (401); what keys open stands in test_rights.py.
"""

from __future__ import annotations

from django.utils import timezone

from dudao.web.api.actions import make_token
from tests.web.answers import EVERYBODY, LOGIN, POST_ONLY, YES, Access, Act
from tests.web.cast import acting_as

NO_KEY = {"*": 401}
TABLE = ("none", "none", "none")


def of_token() -> str:
    """A key of the reporter."""
    return make_token(name="同步", days=30, by=acting_as("reporter"), at=timezone.now())[0].address


ACCESS: dict[str, Access] = {
    "api:reference": ((), {"*": YES, "visitor": LOGIN}),
    "api:token-list": ((), {"*": YES, "visitor": LOGIN}),
    "api:token-revoke": (("none",), {"*": POST_ONLY}),
    "api:v1:openapi-json": ((), {"*": YES}),
    "api:v1:api-root": ((), {"*": 404}),
    "api:v1:me": ((), NO_KEY),
    "api:v1:ledger": ((), NO_KEY),
    "api:v1:ledger-kinds": ((), NO_KEY),
    "api:v1:ledger-entry": (("none",), NO_KEY),
    "api:v1:ledger-restore": (("none",), {"*": POST_ONLY}),
    "api:v1:rounds": ((), NO_KEY),
    "api:v1:round-bodies": (("none",), NO_KEY),
    "api:v1:tables": (TABLE[:2], NO_KEY),
    "api:v1:table": (TABLE, NO_KEY),
    "api:v1:table-cells": (TABLE, {"*": POST_ONLY}),
    "api:v1:table-rows": (TABLE, {"*": POST_ONLY}),
    "api:v1:table-explain": (TABLE, {"*": POST_ONLY}),
    "api:v1:table-submit": (TABLE, {"*": POST_ONLY}),
    "api:v1:evidence": (TABLE[:2], NO_KEY),
    "api:v1:required-evidence": (TABLE[:2], NO_KEY),
    "api:v1:evidence-entry": (TABLE, NO_KEY),
    "api:v1:evidence-file": (TABLE, NO_KEY),
}
ACTS: dict[str, Act] = {
    "token.made": Act("api:token-list", set(EVERYBODY) - {"visitor"}, sent={"name": "同步", "days": "30"}),
    "token.revoked": Act("api:token-revoke", {"reporter", "operator"}, (of_token,)),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = {
    *("api:v1:ledger", "api:v1:ledger-restore", "api:v1:table-rows", "api:v1:table-explain", "api:v1:table-submit"),
    "api:v1:evidence",
    *("api:v1:openapi-json", "api:v1:api-root"),  # these look at no method
}
