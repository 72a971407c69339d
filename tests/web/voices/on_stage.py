"""Addresses and actions of voices, and who of the cast gets and does what."""

from __future__ import annotations

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document
from dudao.web.voices.actions.blocks import block_person
from dudao.web.voices.actions.reports import report_comment
from dudao.web.voices.models import Comment
from tests.web.answers import GONE, LOGIN, POST_ONLY, YES, Access, Act
from tests.web.cast import NOW, acting_as
from tests.web.readers.on_stage import KEEPERS, KNOWN, OF_KEEPERS
from tests.web.voices.stage_setting import complained, earlier, published, shown, stepped, waiting


def of_document() -> str:
    """A public document."""
    return published().address


def of_shown() -> str:
    """A comment that everybody sees."""
    return shown().address


def of_waiting() -> str:
    """A comment that waits."""
    return waiting().address


def of_reported() -> str:
    """A comment with a report."""
    made = shown()
    report_comment(comment=made.address, fault="advert", by=acting_as("visitor"), at=NOW)
    return made.address


def of_block() -> int:
    """A block of the reporter."""
    person = Person.objects.get(login="reporter")
    return block_person(person_id=person.pk, until=None, reason="刷屏", by=acting_as("operator"), at=NOW).pk


def challenge() -> str:
    """What the page of the document on stage handed out."""
    return earlier(Document.objects.latest("pk").address)


def report_challenge() -> str:
    """What the page of the comment on stage handed out."""
    return earlier(f"report {Comment.objects.latest('pk').address}")


def of_complaint() -> int:
    """A complaint that was received."""
    return complained().pk


def of_secret() -> str:
    """The secret address of a complaint that was received."""
    return complained().address


def of_asked() -> str:
    """The secret address of a complaint to which more is asked for."""
    return stepped(complained(), "ask").address


def of_rejected() -> str:
    """The secret address of a complaint that was rejected."""
    return stepped(complained(), "reject").address


def complaint_challenge() -> str:
    """What the page of complaints about the document on stage handed out."""
    return earlier(f"complaint {Document.objects.latest('pk').address}")


CLAIM = {
    "kind": "infringement",
    "name": "云岭出版社",
    "contact": "0871-0000000",
    "work": "年鉴",
    "right": "著作权人",
    "claim": "整段照录",
    "is_true": "1",
    "challenge": complaint_challenge,
}


def step(move: str) -> dict[str, str]:
    """What a page of a complaint sends for a step."""
    return {"move": move, "words": "经核实。"}


def decided(move: str, state: str) -> dict[str, object]:
    """What the queue sends about a comment in a state."""
    of = {"waiting": of_waiting, "shown": of_shown}[state]
    return {"one": lambda: f"{move}:{of()}", "fault": "advert", "reason": "广告"}


ACCESS: dict[str, Access] = {
    "voices:own-comments": ((), {"*": YES, "visitor": LOGIN}),
    "voices:comment-list": ((of_document,), {"*": YES}),
    "voices:comment-write": ((of_document,), {"*": YES}),
    "voices:comment-detail": ((of_shown,), {"*": 302}),
    "voices:comment-helpful": ((of_shown,), {"*": 302}),
    "voices:comment-report": ((of_shown,), {"*": YES}),
    "voices:comment-withdraw": (("none",), {"*": POST_ONLY}),
    "voices:complaint-new": ((of_document,), {"*": YES}),
    "voices:complaint-state": ((of_secret,), {"*": YES}),
    "voices:complaint-answer": ((of_complaint,), {"*": GONE, "visitor": LOGIN, "reporter": YES}),
    "voices:complaint-queue": ((), OF_KEEPERS),
    "voices:complaint-decide": ((of_complaint,), OF_KEEPERS),
    "voices:complaint-file": ((1, 1), {**OF_KEEPERS, "operator": GONE, "supervisor": GONE}),
    "voices:queue": ((), OF_KEEPERS),
    "voices:report-queue": ((), OF_KEEPERS),
    "voices:block-list": ((), OF_KEEPERS),
    "voices:block-lift": ((1,), {"*": POST_ONLY}),
}
ACTS: dict[str, Act] = {
    "comment.written": Act(
        "voices:comment-write", KNOWN, (of_document,), {"text": "写得很清楚。", "challenge": challenge}
    ),
    "comment.shown": Act("voices:queue", KEEPERS, sent=decided("show", "waiting")),
    "comment.refused": Act("voices:queue", KEEPERS, sent=decided("refuse", "waiting")),
    "comment.removed": Act("voices:queue", KEEPERS, sent=decided("remove", "shown")),
    "comment.withdrawn": Act("voices:comment-withdraw", {"colleague"}, (of_waiting,)),
    "comment.reported": Act(
        "voices:comment-report",
        {*KNOWN, "visitor"},
        (of_shown,),
        {"fault": "advert", "challenge": report_challenge},
    ),
    "comment.report-decided": Act("voices:report-queue", KEEPERS, sent={"one": lambda: f"uphold:{of_reported()}"}),
    "complaint.made": Act("voices:complaint-new", {*KNOWN, "visitor"}, (of_document,), CLAIM),
    "complaint.held": Act("voices:complaint-decide", KEEPERS, (of_complaint,), step("hold")),
    "complaint.asked": Act("voices:complaint-decide", KEEPERS, (of_complaint,), step("ask")),
    "complaint.upheld": Act("voices:complaint-decide", KEEPERS, (of_complaint,), step("uphold")),
    "complaint.rejected": Act("voices:complaint-decide", KEEPERS, (of_complaint,), step("reject")),
    "complaint.supplied": Act("voices:complaint-state", {*KNOWN, "visitor"}, (of_asked,), step("supply")),
    "complaint.appealed": Act("voices:complaint-state", {*KNOWN, "visitor"}, (of_rejected,), step("appeal")),
    "complaint.withdrawn": Act("voices:complaint-state", {*KNOWN, "visitor"}, (of_secret,), step("withdraw")),
    "complaint.answered": Act("voices:complaint-answer", {"reporter"}, (of_complaint,), step("answer")),
    "complaint.rules-set": Act(
        "voices:complaint-queue", KEEPERS, sent={"decide_days": 5, "appeal_within": 10, "appeal_days": 10}
    ),
    "commenter.blocked": Act("voices:block-list", KEEPERS, sent={"person": "reporter", "reason": "刷屏"}),
    "commenter.unblocked": Act("voices:block-lift", KEEPERS, (of_block,)),
}
ELSEWHERE: dict[str, str] = {}
FORMS_ELSEWHERE: set[str] = {"voices:comment-helpful"}
