"""A leaf of a search with many hits comes before they are counted; the numbers follow, and are the exact ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dudao.web.acting import VISITOR
from dudao.web.discovery import looking
from dudao.web.discovery.choices import narrowed
from dudao.web.discovery.finding import find
from dudao.web.discovery.looking import Count, leaf_of, numbers_of
from dudao.web.discovery.question import Question
from dudao.web.discovery.rows import NUMBER
from tests.web.cast import NOW
from tests.web.discovery.shelf import shelved

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty documents where eleven are too many to count at once."""
    monkeypatch.setattr(looking, "MANY", 11)
    monkeypatch.setattr("dudao.web.discovery.finding.AT_ONCE", 0)
    for number in range(30):
        shelved(f"第{number}份", ["教育督导工作报告" if number % 3 else "教育督导"], year=2020 + number % 2)


def test_many_hits_are_shown_before_they_are_counted(many: None) -> None:
    found = leaf_of(Question("教育"), VISITOR, NOW.date())
    assert (len(found.rows), found.goes_on, found.count, found.facets) == (10, True, Count(11, is_exact=False), None)
    count, facets = numbers_of(Question("教育"), VISITOR, NOW.date())
    assert count == Count(30, is_exact=True)
    assert [(str(each.label), each.count) for each in facets[0].choices] == [("2021", 15), ("2020", 15)]


def test_every_leaf_is_the_one_of_all_hits_in_order(many: None) -> None:
    for words, chosen in (
        ("教育", {}),
        ("教育", {"year": "2020"}),
        ("教育督导工作报告", {}),
        ("督导工作", {"year": "2021"}),
    ):
        question = Question(words, chosen)
        wanted = narrowed(find(question, VISITOR, NOW.date()).settled().rows, chosen)
        leaves = [leaf_of(Question(words, chosen, leaf=leaf), VISITOR, NOW.date()) for leaf in (1, 2, 3)]
        assert [row for leaf in leaves for row in leaf.rows] == list(wanted)
        assert [leaf.goes_on for leaf in leaves] == [len(wanted) > 10, len(wanted) > 20, False]
        assert leaf_of(question, VISITOR, NOW.date(), is_counted=True).count == Count(len(wanted), is_exact=True)


def test_hits_far_down_are_found(many: None) -> None:
    shelved("很早", ["学校教育局"], published_at=NOW.replace(year=2001))
    for number in range(20):
        shelved(f"像{number}", ["学校教学和校教育再写学校教，教育局"])
    found = leaf_of(Question("学校教育局"), VISITOR, NOW.date())
    assert (len(found.rows), found.count) == (1, Count(1, is_exact=True))


def test_a_choice_means_the_same_to_the_database_and_to_rows(cast: None) -> None:
    shelved("甲", ["一"], body="990102", year=2020, kind="funding", level="county", issuer="某局", edition="e@1")
    shelved("乙", ["一"], body="990103", year=2021, kind="supervision", level="city")
    shelved("丙", ["一"], place="别处")
    every = find(Question(), VISITOR, NOW.date()).rows
    choices = {
        "place": ("990100", "990102", "别处", "9901"),
        "year": ("2020", "20", "２０２０", "x"),
        "kind": ("funding",),
        "level": ("county", "none"),
        "issuer": ("某局",),
        "edition": ("e@1",),
    }
    for name, values in choices.items():
        for value in values:
            asked = find(Question(), VISITOR, NOW.date(), chosen={name: value}).rows
            assert [row[NUMBER] for row in asked] == [row[NUMBER] for row in narrowed(every, {name: value})], value


def test_the_page_asks_for_the_numbers_by_itself_or_by_a_link(many: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("visitor")
    page = client.get("/library/?q=教育").content.decode()
    assert "至少 11 份" in page
    assert 'hx-get="/library/numbers/?q=%E6%95%99%E8%82%B2"' in page
    part = client.get("/library/numbers/?q=教育").content.decode()
    assert "共 30 份" in part
    assert "2021" in part
    assert "<html" not in part
    by_link = client.get("/library/?q=教育&numbers=all").content.decode()
    assert "共 30 份" in by_link
    assert 'hx-trigger="load"' not in by_link
