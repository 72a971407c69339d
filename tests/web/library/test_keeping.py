"""Publishing, declining, holding, taking down, bringing back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dudao.web.audit.models import AuditEntry
from dudao.web.library import keeping
from dudao.web.library.models import Document
from dudao.web.library.policy import may_read, may_see
from dudao.web.library.signals import document_moved, person_told
from dudao.web.library.states import MOVES, DocumentState
from dudao.web.policies import Refused, no
from tests.web.cast import acting_as
from tests.web.library.documents import made_document

pytestmark = pytest.mark.usefixtures("cast")
OPERATOR = {"by": "operator"}
ACTIONS = {
    "publish": (keeping.publish_document, {}),
    "decline": (keeping.decline_document, {"reason": "重复"}),
    "hold": (keeping.hold_document, {"reason": "核查来源"}),
    "release": (keeping.release_document, {}),
    "withdraw": (keeping.withdraw_document, {"reason": "版权争议"}),
    "restore": (keeping.restore_document, {"reason": "争议已解决"}),
}


def do(move: str, document: Document, login: str = "operator") -> Document:
    """One of the actions, by one of the cast, now."""
    function, more = ACTIONS[move]
    return function(address=document.address, by=acting_as(login), at=timezone.now(), **more)  # type: ignore[operator]


@pytest.mark.parametrize("move", sorted(ACTIONS))
@pytest.mark.parametrize("state", list(DocumentState))
def test_only_moves_of_the_table_are_made(move: str, state: DocumentState) -> None:
    document = made_document(state)
    if state == DocumentState.HELD and move in ("release", "withdraw"):
        Document.objects.update(published_at=timezone.now())
    if state in MOVES[move][0]:
        assert do(move, document).state == MOVES[move][1]
    else:
        with pytest.raises(Refused):
            do(move, document)


@pytest.mark.parametrize("move", sorted(ACTIONS))
def test_only_keepers_decide_and_the_uploader_may_withdraw(move: str) -> None:
    start = MOVES[move][0][0]
    document = made_document(start, published_at=timezone.now() if move in ("release", "withdraw") else None)
    for login in ("visitor", "member", "colleague", "inspector"):
        with pytest.raises(Refused):
            do(move, document, login)
    if move == "withdraw":
        assert do(move, document, "reporter").state == DocumentState.WITHDRAWN
    else:
        with pytest.raises(Refused):
            do(move, document, "reporter")


def test_what_was_never_public_goes_back_to_the_queue_after_a_hold() -> None:
    document = do("hold", made_document())
    assert do("release", document).state == DocumentState.SUBMITTED
    with pytest.raises(Refused, match="还没有公开过"):
        do("withdraw", do("hold", document))


def test_what_was_public_is_never_declined() -> None:
    document = do("hold", made_document(DocumentState.PUBLISHED))
    with pytest.raises(Refused, match="撤下"):
        do("decline", document)


def test_a_gate_keeps_a_document_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keeping._gates, "test", lambda document, version: no("还有没有处理的隐私信息。"))
    with pytest.raises(Refused, match="隐私"):
        do("publish", made_document())


def test_nothing_without_a_file_or_within_its_notice_period_is_published() -> None:
    document = made_document(notice_until=timezone.localdate())
    with pytest.raises(Refused, match="期满"):
        do("publish", document)
    Document.objects.update(notice_until=timezone.localdate() - timedelta(days=1))
    assert do("publish", document).state == DocumentState.PUBLISHED
    empty = made_document()
    Document.objects.filter(pk=empty.pk).update(current=None)
    with pytest.raises(Refused, match="没有处理完"):
        do("publish", empty)


def test_a_reason_is_asked_for_and_kept() -> None:
    document = made_document()
    with pytest.raises(Refused, match="原因"):
        keeping.decline_document(address=document.address, reason=" \n", by=acting_as("operator"), at=timezone.now())
    assert do("decline", document).reason == "重复"
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.target, entry.details["reason"]) == (
        "library.declined",
        f"document {document.address}",
        "重复",
    )


def test_the_public_sees_the_notice_of_what_was_taken_down_and_nothing_of_its_content() -> None:
    document = do("withdraw", made_document(DocumentState.PUBLISHED))
    visitor = acting_as("visitor")
    assert may_see(visitor, document)
    assert not may_read(visitor, document)
    assert document.withdrawn_at is not None
    again = do("restore", document)
    assert may_read(visitor, again)
    assert again.withdrawn_at is None


def test_the_uploader_and_the_apps_above_hear_of_it_after_commit(django_capture_on_commit_callbacks: Any) -> None:
    heard: list[tuple[str, Any]] = []

    def told(words: str, named: dict[str, str], person_id: object, **more: Any) -> None:
        heard.append((words % named, person_id))

    def moved(move: str, **more: Any) -> None:
        heard.append((move, None))

    person_told.connect(told)
    document_moved.connect(moved)
    document = made_document()
    with django_capture_on_commit_callbacks(execute=True):
        do("publish", document)
        assert heard == []
    assert heard == [("publish", None), ("您上传的《临江县2025年自评报告》已经公开。", document.uploader_id)]
    with django_capture_on_commit_callbacks(execute=True):
        do("withdraw", document, "reporter")
    assert heard[2:] == [("withdraw", None)]  # who does it needs no letter
