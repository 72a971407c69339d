"""What other programs take is what every visitor may read: feed, JSON, citations, lists for search engines, related documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from dudao.web.acting import VISITOR
from dudao.web.discovery.citing import cited, described
from dudao.web.discovery.related import related_to
from dudao.web.library.models import FoundCitation
from dudao.web.library.states import DocumentState, Tier
from tests.web.cast import NOW
from tests.web.discovery.shelf import shelved

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ["一", "二", "三", "机密白桦"]


def titles(content: bytes) -> list[str | None]:
    """Titles of a feed's entries."""
    return [each.findtext(f"{ATOM}title") for each in ElementTree.fromstring(content).iter(f"{ATOM}entry")]


def test_a_feed_holds_what_a_visitor_finds_whoever_asks(client_of: Callable[[str], Client]) -> None:
    shelved("公开的", PAGES, year=2024)
    shelved("会员的", PAGES, tier=Tier.MEMBERS)
    shelved("没公开的", PAGES, state=DocumentState.SUBMITTED)
    for login in ("visitor", "operator"):
        client = client_of(login)
        assert titles(client.get("/library/feed.atom").content) == ["会员的", "公开的"]
        assert titles(client.get("/library/feed.atom?q=白桦").content) == ["公开的"]
        assert titles(client.get("/library/feed.atom?year=2024").content) == ["公开的"]


def test_the_search_as_json_shows_open_pages_alone(client_of: Callable[[str], Client]) -> None:
    shelved("公开的", PAGES)
    shelved("会员的", PAGES, tier=Tier.MEMBERS)
    for login in ("visitor", "operator"):
        found = client_of(login).get("/library/search.json?q=白桦").json()
        assert [each["title"] for each in found["documents"]] == ["公开的"]
        assert found["documents"][0]["snippets"] == [{"page": 4, "text": "机密白桦"}]
        assert (found["count"], found["count_is_exact"], found["next"]) == (1, True, None)


def test_a_citation_follows_the_standard() -> None:
    document = shelved(
        "云东市100%&达标_报告", ["一"], issuer="云东市人民政府", report_date=date(2021, 10, 12), kind="self_assessment"
    )
    citation = cited(document, date(2026, 3, 2))
    address = f"http://127.0.0.1:8000/library/d/{document.address}/"
    assert citation.gb7714 == (f"云东市人民政府. 云东市100%&达标_报告[R/OL]. (2021-10-12)[2026-03-02]. {address}.")
    assert r"{{云东市100\%\&达标\_报告}}" in citation.bibtex
    assert citation.bibtex.startswith(f"@techreport{{dudao-{document.address},")


def test_what_search_engines_read_cannot_end_the_script() -> None:
    document = shelved("</script><script>alert(1)</script>", ["一"], tier=Tier.MEMBERS, year=2024)
    text = described(document)
    assert "<" not in text
    found = json.loads(text)
    assert (found["name"], found["isAccessibleForFree"]) == (document.title, False)


@pytest.mark.parametrize("state", [DocumentState.HELD, DocumentState.WITHDRAWN, DocumentState.SUBMITTED])
def test_only_a_public_document_is_cited_and_in_the_sitemap(state: DocumentState, client: Client) -> None:
    document = shelved("甲", ["一"])
    assert client.get(f"/library/cite/{document.address}.bib").status_code == 200
    assert document.address in client.get("/sitemap-documents.xml").content.decode()
    document.state = state
    document.save()
    assert client.get(f"/library/cite/{document.address}.txt").status_code == 404
    assert document.address not in client.get("/sitemap-documents.xml").content.decode()


def test_search_engines_are_told_where_the_list_is_and_what_to_leave(client: Client) -> None:
    told = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in told
    assert "Disallow: /library/?" in told
    shelved("甲", ["一"])
    assert "sitemap-documents.xml" in client.get("/sitemap.xml").content.decode()
    assert "<lastmod>2026-03-0" in client.get("/sitemap-documents.xml").content.decode()


def test_related_documents_are_grouped_each_once(cast: None) -> None:
    here = shelved("临江县2025", PAGES, body="990102", level="county", year=2025, kind="supervision")
    shelved("临江县2024", PAGES, body="990102", level="county", year=2024, kind="supervision")
    shelved("清河县2025", PAGES, body="990103", level="county", year=2025, kind="supervision")
    hidden = shelved("清河县2025未公开", PAGES, body="990103", level="county", year=2025, kind="supervision")
    hidden.state = DocumentState.HELD
    hidden.save()
    policy = shelved("办法", PAGES, kind="policy")
    assert here.current is not None
    for page, target in ((1, policy), (4, hidden)):
        FoundCitation.objects.create(
            rendition=here.current.rendition,
            number=page,
            page=page,
            start=0,
            end=1,
            text="办法",
            title="办法",
            target=target,
        )
    groups = related_to(VISITOR, here)
    assert groups is not None
    assert {str(each.label): [one.title for one in each.documents] for each in groups} == {
        "同地区其他年度": ["临江县2024"],
        "同年度相邻地区": ["清河县2025"],
        "引用的文件": ["办法"],
    }
    citing = related_to(VISITOR, policy)
    assert citing is not None
    assert [one.title for one in citing[0].documents] == ["临江县2025"]


def test_who_cites_on_a_page_that_is_not_open_is_not_told() -> None:
    policy = shelved("办法", PAGES, kind="policy")
    closed = shelved("会员的", PAGES, tier=Tier.MEMBERS, year=2025)
    assert closed.current is not None
    FoundCitation.objects.create(
        rendition=closed.current.rendition, number=1, page=4, start=0, end=1, text="办法", title="办法", target=policy
    )
    assert related_to(VISITOR, policy) is None
    assert related_to(VISITOR, closed) is None


def test_the_document_s_page_carries_them_and_no_cookie(client: Client) -> None:
    document = shelved("甲县报告", ["一"], published_at=NOW)
    page = client.get(f"/library/d/{document.address}/")
    text = page.content.decode()
    assert 'type="application/ld+json"' in text
    assert 'property="og:title" content="甲县报告"' in text
    assert "[R/OL]" in text
    assert not page.cookies


def test_suggestions_name_measures_places_and_titles_of_public_documents(client_of: Callable[[str], Client]) -> None:
    shelved("清河县报告", ["一"], body="990103")
    shelved("清河县未公开报告", ["一"], body="990103", state=DocumentState.SUBMITTED)
    found = client_of("visitor").get("/library/suggest/?q=清河").content.decode()
    assert 'value="清河县"' in found
    assert 'value="清河县报告"' in found
    assert "未公开" not in found
    assert client_of("visitor").get("/library/suggest/?q=，").content.strip() == b""
