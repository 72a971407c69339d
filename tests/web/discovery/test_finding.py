"""What a search finds: every stretch of text, exactly, as far as somebody reads; nothing of what somebody may not read."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.test import Client

from dudao.web.acting import VISITOR
from dudao.web.discovery.finding import find
from dudao.web.discovery.question import Question, read_question
from dudao.web.discovery.rows import DOCUMENT
from dudao.web.discovery.shelving import shelve_all
from dudao.web.library.models import Document
from dudao.web.library.policy import reach_of
from dudao.web.library.states import DocumentState, Tier
from dudao.web.search.index import drop_passages
from dudao.web.search.words import fold
from tests.web.cast import NOW, acting_as
from tests.web.discovery.shelf import shelved

pytestmark = pytest.mark.django_db
CHARACTERS = "教育督导局县市学校，。2025〔〕第ABab "


def found(words: str, acting: str = "visitor") -> set[str]:
    """Titles of what somebody finds."""
    who = VISITOR if acting == "visitor" else acting_as(acting)
    rows = find(Question(words), who, NOW.date()).settled().rows
    return set(Document.objects.filter(pk__in=[row[DOCUMENT] for row in rows]).values_list("title", flat=True))


def test_every_stretch_is_found_and_nothing_else() -> None:
    chance = random.Random(7)
    texts = {f"t{number}": ["".join(chance.choices(CHARACTERS, k=60)) for _ in range(2)] for number in range(40)}
    for title, pages in texts.items():
        shelved(title, pages)
    for _ in range(150):
        text = chance.choice(chance.choice(list(texts.values())))
        start = chance.randrange(53)
        query = text[start : start + chance.randrange(1, 8)].replace(" ", "")
        holding = {title for title, pages in texts.items() if any(fold(query) in fold(page) for page in pages)}
        if any(mark.isalnum() for mark in query):
            assert found(query) == holding, query


def test_the_pages_that_somebody_may_not_read_are_not_found_by_their_words(cast: None) -> None:
    pages = ["第一页", "第二页", "第三页写着青松", "第四页写着白桦林", "第五页"]
    shelved("公开甲", pages)
    shelved("登录乙", pages, tier=Tier.LOGIN)
    own = acting_as("reporter").person_id
    shelved("会员丙", pages, tier=Tier.MEMBERS, uploader_id=own)
    assert found("青松") == {"公开甲", "登录乙", "会员丙"}
    for word in ("白", "白桦", "白桦林", "写着白桦林"):
        assert found(word) == {"公开甲"}
        assert found(word, "colleague") == {"公开甲", "登录乙"}
        assert found(word, "reporter") == found(word, "operator") == {"公开甲", "登录乙", "会员丙"}
    assert found("丙") == {"会员丙"}


def test_search_and_reading_agree_on_how_far_somebody_reads(cast: None) -> None:
    for tier in Tier.values:
        shelved(tier, ["一", "二", "三", "暗号"], tier=tier, uploader_id=acting_as("leader").person_id)
    for login in ("visitor", "reporter", "leader", "operator", "supervisor"):
        who = acting_as(login)
        open_ones = {each.title for each in Document.objects.all() if reach_of(who, each, NOW.date()).pages is None}
        assert found("暗号", login) == open_ones


@pytest.mark.parametrize("state", [each for each in DocumentState if each is not DocumentState.PUBLISHED])
def test_only_what_is_published_is_listed(state: DocumentState, client: Client) -> None:
    document = shelved("青松县自评报告", ["白桦"])
    document.state = state
    document.save()
    assert found("白桦") == found("") == set()
    assert "青松县自评报告" not in client.get("/library/").content.decode()


def test_a_document_withdrawn_past_the_listing_is_not_shown(client: Client) -> None:
    shelved("青松县自评报告", ["白桦"])
    Document.objects.update(state=DocumentState.WITHDRAWN)
    assert "青松县自评报告" not in client.get("/library/?q=白桦").content.decode()
    assert shelve_all() == 0


def test_traditional_and_simplified_characters_find_each_other() -> None:
    shelved("甲", ["一般公共预算教育经费"])
    shelved("乙", ["一般公共預算教育經費"])
    assert found("教育經費") == found("教育经费") == {"甲", "乙"}


def test_title_place_and_year_are_found_and_the_title_comes_first(cast: None) -> None:
    shelved("清河县教育督导报告", ["无"], body="990103", year=2024)
    shelved("另一份", ["清河县教育督导报告里说"])
    rows = find(Question("清河县教育督导报告"), VISITOR, NOW.date()).rows
    titles = [Document.objects.get(pk=row[DOCUMENT]).title for row in rows]
    assert titles == ["清河县教育督导报告", "另一份"]
    assert found("清河县 2024年") == {"清河县教育督导报告"}


def test_text_put_anew_or_dropped_is_forgotten() -> None:
    document = shelved("甲", ["白桦林"])
    assert found("白桦") == {"甲"}
    drop_passages("library", document.address)
    assert found("白桦") == found("林") == set()


def test_a_long_term_is_settled_by_the_text_where_the_index_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dudao.web.discovery.finding.AT_ONCE", 0)
    for number in range(30):
        shelved(f"像{number}", ["学校教学和校教育再写学校教，教育局"])
    shelved("是", ["学校教育局"])
    candidates = find(Question("学校教育局"), VISITOR, NOW.date())
    assert (len(candidates.rows), candidates.is_settled) == (31, False)
    rows, goes_on = candidates.leaf(1)
    assert ([Document.objects.get(pk=row[DOCUMENT]).title for row in rows], goes_on) == (["是"], False)
    assert len(candidates.settled().rows) == 1


def test_the_page_shows_hits_with_their_page_and_facets_narrow_down(client_of: Callable[[str], Client]) -> None:
    shelved("甲县报告", ["无", "这里写着白桦林三字"], body="990102", year=2024, kind="supervision")
    shelved("乙县报告", ["白桦林"], body="990202", year=2025)
    client = client_of("visitor")
    page = client.get("/library/?q=白桦林").content.decode()
    assert "<mark>白桦林</mark>" in page
    assert "p/2/?q=" in page
    assert "甲县报告" not in client.get("/library/?q=白桦林&year=2025").content.decode()
    narrowed = client.get("/library/?q=白桦林&place=990100").content.decode()
    assert "甲县报告" in narrowed
    assert "乙县报告" not in narrowed
    assert client.get("/library/?q=%00&page=99").status_code in (200, 400)
    assert client.get("/library/?page=99").status_code == 404


def test_a_snippet_comes_from_open_pages_only(client_of: Callable[[str], Client]) -> None:
    shelved("丙", ["白桦一", "二", "三", "机密白桦四"], tier=Tier.MEMBERS)
    for login, sees in (("visitor", False), ("reporter", False), ("operator", True)):
        assert ("机密" in client_of(login).get("/library/?q=白桦").content.decode()) is sees


def test_what_is_typed_is_read_with_care() -> None:
    question = read_question({"q": " 教育  经费 ", "year": "2024", "page": "3", "order": "odd", "other": "x"})
    assert (question.words, question.chosen, question.order, question.leaf) == ("教育 经费", {"year": "2024"}, "", 3)
    assert read_question({"page": "9" * 40}).leaf == read_question({"page": "-1"}).leaf == 1


def test_the_front_door_leads_visitors_to_the_library(client_of: Callable[[str], Client]) -> None:
    assert client_of("visitor").get("/")["Location"] == "/library/"
    assert client_of("reporter").get("/")["Location"] == "/desk/"


def test_a_visitor_s_page_sets_no_cookie_and_may_be_kept(client_of: Callable[[str], Client]) -> None:
    shelved("甲", ["白桦"])
    page = client_of("visitor").get("/library/?q=白桦")
    assert not page.cookies
    assert "public" in page["Cache-Control"]
    assert client_of("visitor").get("/library/?q=白桦", headers={"If-None-Match": page["ETag"]}).status_code == 304
    assert "no-store" in client_of("reporter").get("/library/?q=白桦")["Cache-Control"]


def test_the_page_that_a_snippet_leads_to_marks_the_hit(client: Client) -> None:
    document = shelved("甲", ["这里有教育 局三字"])
    assert document.current is not None
    page = client.get(f"/library/d/{document.address}/p/1/?q=教育局").content.decode()
    assert "<mark>教育 局</mark>" in page
    assert "<mark>" not in client.get(f"/library/d/{document.address}/p/1/").content.decode()
