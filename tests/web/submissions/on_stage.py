"""Addresses and actions of signing and sending, and who of the cast gets and does what."""

from __future__ import annotations

from datetime import date, timedelta

from django.core import signing
from django.utils import timezone

from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.submissions import actions
from dudao.web.submissions.forms import SALT
from dudao.web.submissions.models import PublicNotice, Submission
from tests.web.answers import GONE, LOGIN, POST_ONLY, REFUSED, YES, Access, Act
from tests.web.cast import acting_as
from tests.web.submissions.stage_setting import (
    LONG,
    PATH,
    confirmed,
    frozen,
    noticed,
    objected,
    on_notice,
    opened,
    received,
    signed,
)

OWN = {"coordinator": YES, "reporter": YES, "colleague": YES, "leader": YES}
OFFICE = {"supervisor": YES, "operator": YES}
ABOVE = {**OFFICE, "author": YES, "inspector": YES, "city-coordinator": YES}
LOOKS_IN = {"*": GONE, "visitor": LOGIN, **OWN, **ABOVE}
"""Who knows of the county's submission."""
BEFORE_SENDING = {"*": GONE, "visitor": LOGIN, **OWN, **dict.fromkeys(ABOVE, REFUSED)}
"""Who sees what is in it before it was sent."""
OF_OFFICE = {"*": GONE, "visitor": LOGIN, **dict.fromkeys((*OWN, *ABOVE), REFUSED), **OFFICE}
OF_COORDINATOR = {"*": GONE, "visitor": LOGIN, **dict.fromkeys((*OWN, *ABOVE), REFUSED), "coordinator": YES}


def address_of(submission: Submission) -> str:
    """Its address."""
    return submission.address


def of_frozen() -> str:
    """A sealed submission."""
    return frozen().address


def hash_of_last() -> str:
    """The hash of the one on stage."""
    return Submission.objects.latest("pk").hash


def of_confirmed() -> str:
    """One that the leader can sign."""
    return confirmed().address


def of_signed() -> str:
    """One that was signed."""
    return signed().address


def of_notice_over() -> str:
    """One whose notice may end."""
    return on_notice().submission.address


def of_noticed() -> str:
    """One that may be sent."""
    return noticed().address


def of_received() -> str:
    """One that was sent."""
    return received().address


def of_live_notice() -> str:
    """The public address of a notice under way."""
    return on_notice(timezone.now()).address


def of_objection() -> str:
    """The address of an objection's own page."""
    return objected().address


def of_objected() -> str:
    """A submission that somebody objected to."""
    return objected().notice.submission.address


def of_opened() -> str:
    """The address of the county's round."""
    return opened().round.address


def overdue() -> RoundBody:
    """The county, after the deadline."""
    return opened({**PATH, StageKind.SUBMISSION: (LONG[0], date(2026, 1, 9))})


def of_overdue() -> str:
    """The address of a round whose deadline is over."""
    return overdue().round.address


def of_request() -> int:
    """A request to send late."""
    evaluated = overdue()
    return actions.ask_late(evaluated_id=evaluated.pk, reason="大雪", by=acting_as("coordinator"), at=timezone.now()).pk


def token() -> str:
    """What the page of a notice carries, opened a while ago."""

    class Earlier(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int((timezone.now() - timedelta(seconds=30)).timestamp()))

    return Earlier(salt=SALT).sign(PublicNotice.objects.latest("pk").address)


def soon() -> str:
    """A day to come."""
    return (timezone.localdate() + timedelta(days=5)).isoformat()


CODE = "990102"
ACCESS: dict[str, Access] = {
    "submissions:submission-list": ((), {"*": YES, "visitor": LOGIN}),
    "submissions:notice-list": ((), {"*": YES}),
    "submissions:notice-detail": ((of_live_notice,), {"*": YES}),
    "submissions:objection-state": ((of_objection,), {"*": YES}),
    "submissions:hash-ask": ((), {"*": YES}),
    "submissions:hash-check": (("0" * 64,), {"*": YES}),
    "submissions:rules-change": (
        (of_opened,),
        {"*": REFUSED, "visitor": LOGIN, **OFFICE, "neighbour": GONE, "neighbour-coordinator": GONE},
    ),
    "submissions:late-decide": ((of_request,), LOOKS_IN),
    "submissions:submission-detail": ((of_frozen,), LOOKS_IN),
    "submissions:department-decide": (("none",), {"*": POST_ONLY}),
    "submissions:leader-decide": (("none",), {"*": POST_ONLY}),
    "submissions:submission-withdraw": (("none",), {"*": POST_ONLY}),
    "submissions:notice-begin": (("none",), {"*": POST_ONLY}),
    "submissions:notice-end": (("none",), {"*": POST_ONLY}),
    "submissions:submission-send": (("none",), {"*": POST_ONLY}),
    "submissions:submission-send-back": ((of_received,), OF_OFFICE),
    "submissions:scan-new": ((of_frozen,), OF_COORDINATOR),
    "submissions:scan-file": (("none", "preview"), {"*": GONE, "visitor": LOGIN}),
    "submissions:bundle": ((of_frozen,), BEFORE_SENDING),
    "submissions:submission-verify": ((of_received,), LOOKS_IN),
    "submissions:objection-list": (
        (of_objected,),
        {**OF_COORDINATOR, **OFFICE},
    ),
    "submissions:objection-answer": (("none", 1), {"*": POST_ONLY}),
    "submissions:paper": ((of_frozen, "form"), BEFORE_SENDING),
    "submissions:paper-file": ((of_frozen, "form", "docx"), BEFORE_SENDING),
    "submissions:body-detail": ((of_opened, CODE), LOOKS_IN),
    "submissions:freeze": (("none", CODE), {"*": POST_ONLY}),
    "submissions:late-ask": (("none", CODE), {"*": POST_ONLY}),
}
COORDINATOR, DEPARTMENTS = {"coordinator"}, {"reporter", "colleague"}
EDITORS = {"supervisor", "operator"}
REASON = {"reason": "数据要改"}
ACTS: dict[str, Act] = {
    "submission.frozen": Act("submissions:freeze", COORDINATOR, (of_opened, CODE)),
    "submission.department-agreed": Act(
        "submissions:department-decide", DEPARTMENTS, (of_frozen,), {"decision": "agree", "hash": hash_of_last}
    ),
    "submission.department-returned": Act(
        "submissions:department-decide", DEPARTMENTS, (of_frozen,), {"decision": "return", **REASON}
    ),
    "submission.signed": Act(
        "submissions:leader-decide", {"leader"}, (of_confirmed,), {"decision": "sign", "hash": hash_of_last}
    ),
    "submission.leader-returned": Act(
        "submissions:leader-decide", {"leader"}, (of_confirmed,), {"decision": "return", **REASON}
    ),
    "submission.withdrawn": Act("submissions:submission-withdraw", COORDINATOR, (of_signed,), REASON),
    "submission.notice-begun": Act("submissions:notice-begin", COORDINATOR, (of_signed,)),
    "submission.notice-ended": Act("submissions:notice-end", COORDINATOR, (of_notice_over,)),
    "submission.sent": Act("submissions:submission-send", COORDINATOR, (of_noticed,)),
    "submission.sent-back": Act(
        "submissions:submission-send-back", EDITORS, (of_received,), {"until": soon, "data": "班额数有误"}
    ),
    "submission.rules-set": Act("submissions:rules-change", EDITORS, (of_opened,), {"notice_days": "5"}),
    "objection.made": Act(
        "submissions:notice-detail",
        {*OWN, *ABOVE, "neighbour", "neighbour-coordinator", "visitor"},
        (of_live_notice,),
        {"text": "师资数据与实际不符。", "token": token},
    ),
    "objection.answered": Act("submissions:objection-answer", COORDINATOR, (of_objected, 1), {"answer": "已核实。"}),
    "late-request.made": Act("submissions:late-ask", COORDINATOR, (of_overdue, CODE), REASON),
    "late-request.decided": Act(
        "submissions:late-decide", EDITORS, (of_request,), {"decision": "grant", "until": soon, "reason": "情况属实"}
    ),
}
ELSEWHERE: dict[str, str] = {
    "submission.sealed": "a job does it: tests/web/submissions",
    "submission.packed": "a job does it: tests/web/submissions",
    "submission.scan-put-in": "needs a picture with the code: tests/web/submissions",
}
FORMS_ELSEWHERE: set[str] = {"submissions:scan-new"}
