"""Addresses and actions of self-assessment, and who of the cast gets and does what."""

from __future__ import annotations

from typing import Any

from dudao.web.assessments.actions import accept_point, submit_point
from tests.web.answers import GONE, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.assessments.stage_setting import FORM, address_of_application, address_of_round, opened, written
from tests.web.cast import NOW, acting_as

OWN_PEOPLE = {
    "*": REFUSED,
    "visitor": LOGIN,
    "coordinator": YES,
    "reporter": YES,
    "colleague": YES,
    "leader": YES,
    "neighbour": GONE,
    "neighbour-coordinator": GONE,
}
"""The county's own people; those above it only once it was handed up, those beside it never."""
SEEN = {**OWN_PEOPLE, "*": YES}
"""What those above see too: progress."""
ONE = (address_of_round, "990102")
POINT = (*ONE, "1.1")
OF_APPLICATION = (address_of_application, "990102")

ACCESS: dict[str, Access] = {
    "assessments:assessment-list": ((), {"*": YES, "visitor": LOGIN}),
    "assessments:assessment-table": (ONE, SEEN),
    "assessments:table-export": ((*ONE, "xlsx"), OWN_PEOPLE),
    "assessments:gate-declare": (ONE, {"*": POST_ONLY}),
    "assessments:indicator-trace": ((*ONE, "E11_VISITS"), OWN_PEOPLE),
    "assessments:point-write": (POINT, OWN_PEOPLE),
    "assessments:point-checks": (POINT, OWN_PEOPLE),
    "assessments:figure-search": (POINT, OWN_PEOPLE),
    "assessments:figures-renew": (POINT, {"*": POST_ONLY}),
    "assessments:evidence-attach": (POINT, {"*": POST_ONLY}),
    "assessments:point-history": (POINT, OWN_PEOPLE),
    "assessments:application-write": (OF_APPLICATION, OWN_PEOPLE),
    "assessments:application-apply": (OF_APPLICATION, {"*": POST_ONLY}),
    "assessments:application-export": ((*OF_APPLICATION, "form"), OWN_PEOPLE),
    "assessments:review-write": (OF_APPLICATION, OWN_PEOPLE),
    "assessments:review-decide": ((*OF_APPLICATION, "confirm"), {"*": POST_ONLY}),
    "assessments:point-move": ((*POINT, "submit"), {"*": POST_ONLY}),
}


def of_written() -> str:
    """A round in which the education department has written its point."""
    evaluated = opened()
    written(evaluated)
    return evaluated.round.address


def of_submitted() -> str:
    """The same, handed to the coordinator."""
    evaluated = opened()
    written(evaluated)
    submit_point(evaluated_id=evaluated.pk, point="1.1", by=acting_as("reporter"), at=NOW)
    return evaluated.round.address


def of_accepted() -> str:
    """The same, accepted."""
    evaluated = opened()
    written(evaluated)
    submit_point(evaluated_id=evaluated.pk, point="1.1", by=acting_as("reporter"), at=NOW)
    accept_point(evaluated_id=evaluated.pk, point="1.1", version=1, by=acting_as("coordinator"), at=NOW)
    return evaluated.round.address


LEAD = {"reporter", "coordinator"}


def _move(who: set[str], setting: Any, move: str, **sent: str) -> Act:
    return Act("assessments:point-move", who, (setting, "990102", "1.1", move), sent)


ACTS: dict[str, Act] = {
    "self-assessment.written": Act(
        "assessments:point-write", {*LEAD, "colleague"}, POINT, {"version": "0", "narrative": "县委到校调研。"}
    ),
    "self-assessment.submitted": _move(LEAD, of_written, "submit"),
    "self-assessment.recalled": _move(LEAD, of_submitted, "recall"),
    "self-assessment.accepted": _move({"coordinator"}, of_submitted, "accept", version="1"),
    "self-assessment.returned": _move({"coordinator"}, of_accepted, "return", reason="补充"),
    "self-assessment.gate-declared": Act(
        "assessments:gate-declare",
        {"coordinator"},
        ONE,
        {"gate": "V_FALSIFIED", "is_occurred": "no", "reason": "没有发生"},
    ),
    "application.written": Act(
        "assessments:application-write", {"coordinator"}, OF_APPLICATION, {**FORM, "version": "0"}
    ),
}
ELSEWHERE: dict[str, str] = {
    "self-assessment.figures-renewed": "needs data that change: tests/web/assessments"
} | dict.fromkeys(
    ("application.applied", "application.part-reviewed", "application.returned", "application.confirmed"),
    "needs a whole self-assessment: tests/web/assessments/test_applications.py",
)
FORMS_ELSEWHERE: set[str] = {
    "assessments:figures-renew",
    "assessments:evidence-attach",
    "assessments:application-apply",
    "assessments:review-write",
    "assessments:review-decide",
}
