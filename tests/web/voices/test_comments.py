"""Comments: reviewed before they show, readable threads, counted; a visitor's draft survives the way in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document, FoundFigure
from dudao.web.policies import Refused
from dudao.web.voices.actions.blocks import block_person, lift_block
from dudao.web.voices.actions.comments import move_comment, switch_helpful
from dudao.web.voices.actions.reports import decide_reports, report_comment
from dudao.web.voices.models import Comment
from dudao.web.voices.queries import firsts_of, threads_of
from dudao.web.voices.states import MOVES, CommentState
from tests.web.cast import PASSWORD, acting_as
from tests.web.voices.stage_setting import earlier, published, shown, waiting

ClientOf = Callable[[str], Client]
NOW = timezone.now()


def page_of(client: Client, document: Document) -> str:
    return client.get(reverse("library:document-detail", args=[document.address])).content.decode()


def test_a_comment_is_seen_by_its_author_alone_until_a_keeper_shows_it(client_of: ClientOf) -> None:
    document = published()
    made = waiting(document, "第三部分缺少经费来源。")
    assert "第三部分缺少经费来源。" not in page_of(client_of("visitor"), document)
    own = page_of(client_of("colleague"), document)
    assert "第三部分缺少经费来源。" in own
    assert "待审核" in own
    move_comment(comment=made.address, move="show", by=acting_as("supervisor"), at=NOW)
    assert "第三部分缺少经费来源。" in page_of(client_of("visitor"), document)
    document.refresh_from_db()
    assert document.comments == 1
    move_comment(comment=made.address, move="remove", fault="false", by=acting_as("supervisor"), at=NOW)
    document.refresh_from_db()
    assert document.comments == 0


@pytest.mark.parametrize(("state", "move"), list(product(CommentState, MOVES)))
def test_the_table_of_moves_holds(cast: None, state: CommentState, move: str) -> None:
    made = waiting()
    Comment.objects.filter(pk=made.pk).update(state=state)
    by = acting_as("colleague" if move == "withdraw" else "operator")
    froms, to = MOVES[move]
    if state in froms:
        assert move_comment(comment=made.address, move=move, fault="other", by=by, at=NOW).state == to
    else:
        with pytest.raises(Refused, match="评论现在的状态是"):
            move_comment(comment=made.address, move=move, fault="other", by=by, at=NOW)


def test_who_wrote_and_who_is_answered_hear_of_it_and_why(cast: None) -> None:
    document = published()
    first = shown(document, login="leader")
    shown(document, login="colleague", answers=first.address)
    told = {each.login: list(each.notices.values_list("words", flat=True)) for each in Person.objects.all()}
    assert any("有人回复了您" in words for words in told["leader"])
    assert any("有新评论" in words for words in told["reporter"])
    refused = waiting(document, "买房请联系")
    move_comment(
        comment=refused.address, move="refuse", fault="advert", reason="是广告", by=acting_as("operator"), at=NOW
    )
    assert "没有通过审核：广告或刷屏，是广告" in Person.objects.get(login="colleague").notices.latest("pk").words


def test_replies_stand_below_the_first_one_level_deep(cast: None) -> None:
    document = published()
    first = shown(document)
    reply = shown(document, login="leader", answers=first.address)
    deeper = shown(document, login="reporter", answers=reply.address)
    (thread,) = threads_of(list(firsts_of(document)))
    assert [each.pk for each in thread.replies] == [reply.pk, deeper.pk]
    move_comment(comment=first.address, move="withdraw", by=acting_as("colleague"), at=NOW)
    (thread,) = threads_of(list(firsts_of(document)))
    assert not thread.is_shown


def test_what_a_visitor_wrote_is_there_after_logging_in(client_of: ClientOf) -> None:
    document, client = published(), Client()
    address = reverse("voices:comment-write", args=[document.address])
    client_of("visitor")
    asked = client.post(address, {"text": "请补充各学段的数据。"})
    assert asked["Location"] == f"/account/login/?next={address}"
    entered = client.post("/account/login/", {"login": "colleague", "password": PASSWORD, "next": address})
    assert entered["Location"] == address
    assert "请补充各学段的数据。" in client.get(address).content.decode()
    sent = client.post(address, {"text": "请补充各学段的数据。", "challenge": earlier(document.address)})
    assert sent["Location"] == f"/library/d/{document.address}/#comments"
    assert "请补充各学段的数据。" not in client.get(address).content.decode()


@override_settings(SITE=settings.SITE.model_copy(update={"is_public": True}))
def test_who_registers_comes_back_to_the_draft(client_of: ClientOf) -> None:
    client_of("visitor")
    document, client = published(), Client()
    address = reverse("voices:comment-write", args=[document.address])
    entry = client.post(address, {"text": "请补充各学段的数据。"})["Location"]
    way = f"/people/apply/?next={quote(address, safe='/')}"
    assert way in client.get(entry).content.decode()
    new = {"name": "公众甲", "login": "newcomer", "password": "gao-shan-2026", "again": "gao-shan-2026"}
    joined = client.post(way, {**new, "role": "reporter"})
    assert joined["Location"] == address
    assert "请补充各学段的数据。" in client.get(address).content.decode()


def test_a_visitors_pages_set_no_cookie_and_may_be_cached(client_of: ClientOf) -> None:
    document = shown().document
    for name in ("library:document-detail", "voices:comment-list"):
        answer = client_of("visitor").get(reverse(name, args=[document.address]))
        assert not answer.cookies
        assert "public" in answer["Cache-Control"]
        assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_comments_of_a_document_that_is_held_are_shown_to_nobody_outside(client_of: ClientOf) -> None:
    made = shown()
    Document.objects.filter(pk=made.document_id).update(state="held")
    for name, argument in (
        ("comment-list", made.document.address),
        ("comment-write", made.document.address),
        ("comment-detail", made.address),
        ("comment-report", made.address),
    ):
        assert client_of("visitor").get(reverse(f"voices:{name}", args=[argument])).status_code == 404


def test_a_comment_speaks_of_a_figure_and_leads_there(cast: None) -> None:
    document = published()
    given = {"page": 2, "start": 0, "end": 2, "text": "95%", "metric": "x", "value": 95, "role": "value"}
    FoundFigure.objects.create(rendition=document.current.rendition, number=7, **given)  # type: ignore[union-attr]
    made = waiting(document, figure=7)
    assert made.place == f"/library/d/{document.address}/p/2/#f7"
    assert waiting(document, page=99).place == ""


def test_the_lasting_address_leads_to_the_right_leaf(client_of: ClientOf) -> None:
    document = published()
    made = [shown(document, login=login) for login in ("colleague", "leader", "author") for _time in range(7)]
    answer = client_of("visitor").get(reverse("voices:comment-detail", args=[made[-1].address]))
    assert answer["Location"].endswith(f"?order=oldest&page=2#c-{made[-1].address}")
    assert f'id="c-{made[-1].address}"' in client_of("visitor").get(answer["Location"]).content.decode()


def test_most_helpful_first_and_nobody_marks_the_own(cast: None) -> None:
    document = published()
    old, new = shown(document), shown(document, login="leader")
    switch_helpful(comment=old.address, by=acting_as("leader"))
    assert [each.pk for each in firsts_of(document, "helpful")] == [old.pk, new.pk]
    assert [each.pk for each in firsts_of(document, "newest")] == [new.pk, old.pk]
    switch_helpful(comment=old.address, by=acting_as("leader"))
    assert not Comment.objects.get(pk=old.pk).helpful
    with pytest.raises(Refused):
        switch_helpful(comment=old.address, by=acting_as("colleague"))


def test_reports_are_decided_together_and_the_comment_goes(cast: None) -> None:
    made = shown()
    for login in ("leader", "visitor", "leader"):
        report_comment(comment=made.address, fault="insult", by=acting_as(login), at=NOW)
    assert made.reports.count() == 2
    more = {"by": acting_as("operator"), "at": NOW}
    assert decide_reports(comment=made.address, is_upheld=True, **more) == 2  # type: ignore[arg-type]
    made.refresh_from_db()
    assert (made.state, made.fault) == (CommentState.REMOVED, "insult")


def test_who_is_blocked_reads_why_and_writes_again_when_it_is_lifted(cast: None) -> None:
    document, person = published(), Person.objects.get(login="colleague")
    block = block_person(person_id=person.pk, until=None, reason="多次刷屏", by=acting_as("operator"), at=NOW)
    with pytest.raises(Refused, match="多次刷屏"):
        waiting(document)
    lift_block(block_id=block.pk, by=acting_as("operator"), at=NOW)
    assert waiting(document)


def test_a_page_of_many_comments_asks_few_queries(
    client_of: ClientOf, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    document = published()
    for login in ("colleague", "leader", "author"):
        first = shown(document, login=login)
        for _time in range(5):
            shown(document, login="inspector", answers=first.address)
    client = client_of("visitor")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        client.get(reverse("voices:comment-list", args=[document.address]))
    keeper = client_of("operator")
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        keeper.get(reverse("voices:queue"), {"state": ""})


def test_many_are_decided_at_once_and_each_is_in_the_audit(client_of: ClientOf) -> None:
    document = published()
    made = [waiting(document) for _time in range(3)]
    sent = {"comments": [each.address for each in made], "move": "show", "back": "?state=waiting&page=1"}
    answer = client_of("supervisor").post(reverse("voices:queue"), sent)
    assert answer["Location"] == "/library/voices/queue/?state=waiting&page=1"
    document.refresh_from_db()
    assert document.comments == 3
