"""What tests of comments need on stage: a public document, comments that stand where wanted, a challenge handed out a while ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.core import signing
from django.utils import timezone

from dudao.web.acting import VISITOR
from dudao.web.library.models import Document
from dudao.web.library.proof import SALT, is_answer
from dudao.web.library.states import DocumentState
from dudao.web.voices.actions.comments import Said, move_comment, write_comment
from dudao.web.voices.actions.complaints import Claimed, make_complaint, step_complaint
from dudao.web.voices.models import Comment, Complaint
from dudao.web.voices.states import ComplaintKind, Side
from tests.web.cast import acting_as
from tests.web.library.documents import made_document

_number = count(1)


def published(**more: Any) -> Document:
    """A document that everybody reads, handed in by a reporter."""
    return made_document(DocumentState.PUBLISHED, **more)


def earlier(purpose: str, seconds: int = 60) -> str:
    """A challenge that a page handed out so many seconds ago."""

    class Earlier(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int((timezone.now() - timedelta(seconds=seconds)).timestamp()))

    return Earlier(salt=SALT).sign(f"{purpose}.{next(_number):08d}")


def proof_of(challenge: str) -> str:
    """The number that a browser would find."""
    return next(str(number) for number in count() if is_answer(challenge, str(number)))


def waiting(document: Document | None = None, text: str = "", login: str = "colleague", **more: Any) -> Comment:
    """A comment that waits."""
    said = Said(text or f"第 {next(_number)} 条意见：数据与公报一致。", **more)
    at: datetime = timezone.now()
    return write_comment(document=(document or published()).address, said=said, by=acting_as(login), at=at)


def shown(document: Document | None = None, text: str = "", login: str = "colleague", **more: Any) -> Comment:
    """A comment that everybody sees."""
    made = waiting(document, text, login, **more)
    return move_comment(comment=made.address, move="show", by=acting_as("operator"), at=timezone.now())


def complained(document: Document | None = None, **more: Any) -> Complaint:
    """A complaint that was just received."""
    claimed = Claimed(
        kind=ComplaintKind.INFRINGEMENT,
        name="云岭出版社",
        contact="0871-0000000",
        work="《临江教育年鉴》第三章",
        right="著作权人",
        claim="第2页整段照录，请删除。",
    )
    given = {"claimed": claimed, "is_true": True, "by": VISITOR, "at": timezone.now(), **more}
    return make_complaint(document=(document or published()).address, **given)


def stepped(
    complaint: Complaint, move: str, side: Side = Side.OFFICE, login: str = "operator", **more: Any
) -> Complaint:
    """The complaint after a step."""
    given = {"words": "经核实。", "by": acting_as(login), "at": timezone.now(), **more}
    return step_complaint(complaint_id=complaint.pk, move=move, side=side, **given)
