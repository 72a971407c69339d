"""Who searches as people do is never held up; a program is, and a browser goes on after some work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from dudao.web.discovery.flooding import MORE
from dudao.web.library.proof import is_answer

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_minute(settings: Any) -> Iterator[None]:
    """Three searches a minute, counted from nothing."""
    cache.clear()
    limits = {"library-search": "3/m/ip", "library-search-known": "5/m/user", "library-data": "2/m/ip"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits
    yield
    cache.clear()


def searches(client: Client, number: int) -> list[int]:
    """What so many searches are answered with."""
    return [client.get("/library/", {"q": f"教育{each}"}).status_code for each in range(number)]


def test_a_program_is_held_up_and_a_browser_goes_on_after_some_work(client_of: ClientOf) -> None:
    client = client_of("visitor")
    assert searches(client, 4) == [200, 200, 200, 429]
    held = client.get("/library/?q=教育&year=2020&order=new")
    assert (held.status_code, held["Retry-After"]) == (429, "60")
    assert "no-store" in held["Cache-Control"]
    assert not held.cookies
    page = held.content.decode()
    challenge, query = (re.search(f'name="{name}" value="([^"]*)"', page) for name in ("challenge", "query"))
    assert challenge
    assert query
    number = next(str(each) for each in count() if is_answer(challenge[1], str(each)))
    given = {"challenge": challenge[1], "number": number, "query": query[1].replace("&amp;", "&")}
    on = client.get("/library/on/", given)
    assert on["Location"] == "/library/?q=%E6%95%99%E8%82%B2&year=2020&order=new"
    assert searches(client, MORE) == [200] * MORE
    assert searches(client, 1) == [429]
    assert "已经提交过" in client.get("/library/on/", given).content.decode()


def test_looking_around_is_not_counted(client_of: ClientOf) -> None:
    client = client_of("visitor")
    assert {client.get("/library/").status_code for _ in range(9)} == {200}
    assert {client.get("/library/figures/").status_code for _ in range(9)} == {200}


def test_who_has_logged_in_is_counted_apart_and_more_gently(client_of: ClientOf) -> None:
    searches(client_of("visitor"), 4)
    assert searches(client_of("reporter"), 6) == [200] * 5 + [429]


def test_what_is_asked_by_get_is_counted_too(client_of: ClientOf, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = dict.fromkeys(("library-numbers", "library-suggest", "library-file"), "2/m/ip")
    client = client_of("visitor")
    for address, held in (("numbers/?q=教", 429), ("suggest/?q=教", 429), ("figures.csv?metric=教育", 403)):
        assert [client.get(f"/library/{address}").status_code for _ in range(3)] == [200, 200, held]


def test_programs_are_told_when_to_come_back(client_of: ClientOf) -> None:
    client = client_of("visitor")
    answers = [client.get("/library/search.json?q=教育") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert client.get("/library/feed.atom").status_code == 429
    told = client.get("/robots.txt").content.decode()
    assert "Disallow: /library/?" in told
    assert "Crawl-delay: 2" in told
