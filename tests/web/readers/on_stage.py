"""Addresses and actions of readers, and who of the cast gets and does what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.library.states import DocumentState
from dudao.web.readers import actions
from tests.web.answers import GONE, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import acting_as
from tests.web.library.documents import made_document

OWN = {"*": YES, "visitor": LOGIN}
OF_KEEPERS = {"*": REFUSED, "visitor": LOGIN, "operator": YES, "supervisor": YES}
KEEPERS = {"operator", "supervisor"}


def of_published() -> str:
    """A document that everybody sees."""
    return made_document(DocumentState.PUBLISHED).address


def soon() -> Any:
    """A day to come."""
    return timezone.localdate() + timedelta(days=30)


def made_codes(count: int = 1) -> tuple[str, list[str]]:
    """A batch of codes: its address, and the codes."""
    by, at = acting_as("operator"), timezone.now()
    batch, codes = actions.make_codes(purpose="座谈会", count=count, days=30, expires_on=soon(), by=by, at=at)
    return batch.address, codes


def of_batch() -> str:
    """The address of a batch of codes."""
    return made_codes()[0]


def of_code() -> str:
    """A code that opens a membership."""
    return made_codes()[1][0]


def of_membership() -> int:
    """The reporter's membership."""
    person = Person.objects.get(login="reporter")
    by, at = acting_as("operator"), timezone.now()
    return actions.grant_membership(person_id=person.pk, ends_on=None, by=by, at=at).pk


ACCESS: dict[str, Access] = {
    "readers:notice-list": ((), OWN),
    "readers:notice-open": ((1,), {"*": POST_ONLY}),
    "readers:favourite-list": ((), OWN),
    "readers:favourite-switch": (("none",), {"*": GONE, "visitor": LOGIN}),
    "readers:history": ((), OWN),
    "readers:visit": (("none",), {"*": POST_ONLY}),
    "readers:upload-list": ((), OWN),
    "readers:choices": ((), OWN),
    "readers:export": ((), OWN),
    "readers:forget": ((), {"*": POST_ONLY}),
    "readers:membership": ((), OWN),
    "readers:member-list": ((), OF_KEEPERS),
    "readers:membership-end": ((1,), {"*": POST_ONLY}),
    "readers:code-list": ((), OF_KEEPERS),
    "readers:codes-void": (("none",), {"*": POST_ONLY}),
}
KNOWN = {
    *("operator", "author", "supervisor", "inspector", "city-coordinator", "coordinator", "reporter"),
    *("colleague", "leader", "neighbour", "neighbour-coordinator"),
}
ACTS: dict[str, Act] = {
    "membership.granted": Act("readers:member-list", KEEPERS, sent={"person": "reporter", "ends_on": soon}),
    "membership.ended": Act("readers:membership-end", KEEPERS, (of_membership,)),
    "membership.codes-made": Act(
        "readers:code-list", KEEPERS, sent={"purpose": "座谈会", "count": 2, "days": 30, "expires_on": soon}
    ),
    "membership.codes-voided": Act("readers:codes-void", KEEPERS, (of_batch,)),
    "membership.redeemed": Act("readers:membership", KNOWN, sent={"code": of_code}),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = {
    "readers:notice-list",
    "readers:notice-open",
    "readers:favourite-switch",
    "readers:visit",
    "readers:history",
    "readers:choices",
    "readers:forget",
}
