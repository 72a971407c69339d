"""The operators' queue: the same few questions for one document as for a full page, and the same answers as one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dudao.web.library.likeness import fingerprint_of, keep_bands, key_of_text, most_alike, similar_to
from dudao.web.library.models import Document, Rendition
from dudao.web.library.states import DocumentState
from dudao.web.publishing import privacy
from dudao.web.publishing.looking import waiting_rows
from dudao.web.publishing.models import Decision, Judgement
from tests.web.library.documents import made_document

pytestmark = pytest.mark.usefixtures("cast")
TEXT = "本年度教育工作总结：全县新建学校{0}所，投入资金{0}万元，招聘教师{0}名，改造食堂{0}个，培训校长{0}人，受益学生{0}人。"


def full(number: int, state: DocumentState = DocumentState.SUBMITTED, text: str = "") -> Document:
    """A document of a text of its own with two exposed names, one of which was decided of."""
    text = text or "".join(TEXT.format(number * 7919 + step * 31) for step in range(20))
    document = made_document(state, pages=(text,), title=f"报告{number}")
    assert document.current is not None
    made = document.current.rendition
    made.text_key, made.likeness = key_of_text(text), fingerprint_of(text)
    made.personal = [
        {"kind": "name", "text": "周小满", "page": 1, "start": at, "end": at + 3, "areas": [], "proposed": True}
        for at in (0, 10)
    ]
    made.save()
    keep_bands(made)
    key = privacy.exposures_of(made)[0].key
    known = {"document": document, "sha256": made.sha256, "key": key, "page": 1, "boxes": []}
    Judgement.objects.create(**known, decision=Decision.KEEP, reason="公开信息", at=timezone.now(), by="填报员甲")
    return document


def asked(client: Client) -> int:
    """How many questions the page of the queue asks the database."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get("/library/keep/queue/").status_code == 200
    return len(seen)


def test_the_page_asks_as_many_questions_for_thirty_as_for_one(client_of: Callable[[str], Client]) -> None:
    client = client_of("operator")
    full(1)
    asked(client)
    first = asked(client)
    for number in range(2, 31):
        full(number)
    assert asked(client) == first


def test_many_at_once_are_told_the_same_as_one_by_one() -> None:
    documents = [full(number) for number in range(1, 4)]
    public = full(9, DocumentState.PUBLISHED, text="".join(TEXT.format(1 * 7919 + step * 31) for step in range(17)))
    rows = waiting_rows(documents)
    assert [row.open_places for row in rows] == [1, 1, 1]
    for row in rows:
        assert row.newest is not None
        one_by_one = [round(share * 100) for _each, share in similar_to(row.newest.rendition)]
        assert row.alike == max(one_by_one, default=0)
    assert rows[0].alike > 60
    assert public.current is not None
    assert most_alike([public.current.rendition]) == {}
    assert Rendition.objects.count() == 4
