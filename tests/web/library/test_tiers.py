"""Tier rules hold for every address under a document, asked for directly: who is known, who is a member, what is withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document, Membership
from dudao.web.library.states import DocumentState
from tests.web.cast import NOW
from tests.web.library.shelf import document_of

OPEN, SHUT = 200, 403
LAST = 5
BY_PAGE = ("page-picture", "page-thumbnail", "page-text", "page-sheet")
EVERYTHING: tuple[tuple[str, tuple[object, ...]], ...] = (
    *(("document-detail", ()), ("figure-list", ()), ("document-poster", ()), ("poster-picture", ("square",))),
    *(("compare-choose", ()), ("document-download", ("text",))),
    *((each, (1,)) for each in BY_PAGE),
)
"""Every address under a document that anybody may ask for, with what follows the document's own."""
READERS = ("visitor", "neighbour", "member", "reporter", "operator", "supervisor")
WHO = {
    "public": dict.fromkeys(READERS, OPEN),
    "login": {**dict.fromkeys(READERS, OPEN), "visitor": SHUT},
    "members": {**dict.fromkeys(READERS, OPEN), "visitor": SHUT, "neighbour": SHUT},
}
"""Who reads the last page in each tier; `member` is the colleague with a membership."""


@pytest.fixture
def reader(client_of: Callable[[str], Client]) -> Callable[[str], Client]:
    """A client of one of the readers."""

    def client(name: str) -> Client:
        if name != "member":
            return client_of(name)
        Membership.objects.get_or_create(
            person=Person.objects.get(login="colleague"),
            starts_on=date(2026, 1, 1),
            defaults={"granted_by": "管理员甲", "granted_at": NOW},
        )
        return client_of("colleague")

    return client


def at(name: str, document: Document, *more: object) -> str:
    """An address under a document."""
    return reverse(f"library:{name}", args=[document.address, *more])


@pytest.mark.parametrize("tier", WHO)
@pytest.mark.parametrize("name", BY_PAGE)
def test_the_last_page_opens_by_tier(reader: Callable[[str], Client], tier: str, name: str) -> None:
    document = document_of(tier)
    for who, answer in WHO[tier].items():
        assert reader(who).get(at(name, document, LAST)).status_code == answer, who
        assert reader(who).get(at(name, document, 3)).status_code == OPEN, who
        assert reader(who).get(at(name, document, LAST + 1)).status_code == 404, who


@pytest.mark.parametrize("tier", WHO)
@pytest.mark.parametrize("kind", ["pdf", "text", "xlsx", "csv"])
def test_who_reads_the_whole_takes_it_home(reader: Callable[[str], Client], tier: str, kind: str) -> None:
    document = document_of(tier)
    for who, answer in WHO[tier].items():
        assert reader(who).get(at("document-download", document, kind)).status_code == answer, who
    assert reader("operator").get(at("document-download", document, "exe")).status_code == 404


@pytest.mark.parametrize("tier", WHO)
def test_a_comparison_tells_of_each_what_its_reader_may_read(reader: Callable[[str], Client], tier: str) -> None:
    document, other = document_of(tier), document_of(seed="other", title="另一份报告", place="云西市")
    for who, answer in WHO[tier].items():
        for pair in ((document, other.address), (other, document.address)):
            told = reader(who).get(at("compare-detail", *pair)).content.decode()
            assert "101人" in told
            assert ("501人" in told) == (answer == OPEN), who
            assert ("两份都能读全文" in told) == (answer == SHUT), who


@pytest.mark.parametrize("tier", WHO)
@pytest.mark.parametrize("name", ["document-detail", "figure-list"])
def test_no_word_and_no_figure_of_a_closed_page_is_told(reader: Callable[[str], Client], tier: str, name: str) -> None:
    document = document_of(tier)
    for who, answer in WHO[tier].items():
        told = reader(who).get(at(name, document)).content.decode()
        assert "301人" in told
        for closed in ("501人", "第5号工作方案", "第5次专题会议", "第5小学"):
            assert answer == OPEN or closed not in told, (who, closed)
        assert answer == SHUT or "501人" in told
        assert (answer == SHUT) == ("另有 8 个数字在预览之后的页里" in told)


def test_the_line_where_the_preview_ends_says_what_opens_the_rest(reader: Callable[[str], Client]) -> None:
    document = document_of("login")
    page = reader("visitor").get(at("document-detail", document)).content.decode()
    assert "全文 5 页，这里是前 3 页" in page
    assert "登录后可阅读全文。" in page
    assert f"/account/login/?next=/library/d/{document.address}/%23preview-end" in page
    assert "预览到此为止" not in reader("neighbour").get(at("document-detail", document)).content.decode()


def test_a_picture_that_is_not_open_to_all_carries_its_reader(reader: Callable[[str], Client]) -> None:
    document = document_of("login")
    plain = reader("visitor").get(at("page-picture", document, 1)).content
    assert plain == reader("neighbour").get(at("page-picture", document, 1)).content
    one, other = (reader(who).get(at("page-picture", document, LAST)) for who in ("neighbour", "member"))
    assert one.content != other.content
    assert "no-store" in one["Cache-Control"]
    assert "private" in one["Cache-Control"]


@pytest.mark.parametrize(
    ("state", "answer"), [(DocumentState.WITHDRAWN, 410), (DocumentState.HELD, 403), (DocumentState.WAITING, 404)]
)
def test_what_is_not_published_shows_a_notice_at_most(
    reader: Callable[[str], Client], state: DocumentState, answer: int
) -> None:
    document = document_of(state=state)
    for name, more in EVERYTHING:
        said = reader("visitor").get(at(name, document, *more))
        assert said.status_code == answer, name
        assert "101人" not in said.content.decode()
        assert answer == 404 or "no-store" in said["Cache-Control"]
    assert reader("operator").get(at("document-detail", document)).status_code == (410 if answer == 410 else 200)


def test_a_visitor_s_page_may_be_kept_and_sets_no_cookie(reader: Callable[[str], Client]) -> None:
    document = document_of("members")
    visitor = reader("visitor")
    for name, more in (each for each in EVERYTHING if each[0] != "document-download"):
        said = visitor.get(at(name, document, *more))
        assert said["Cache-Control"].startswith("public, max-age="), name
        assert not said.cookies, name
        assert "Cookie" in said["Vary"], name
        again = visitor.get(at(name, document, *more), headers={"If-None-Match": said["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name
        assert not again.cookies
        known = reader("neighbour").get(at(name, document, *more), headers={"If-None-Match": said["ETag"]})
        assert "no-store" in known["Cache-Control"]


def test_the_text_lies_over_the_picture_with_its_figures_in_place(reader: Callable[[str], Client]) -> None:
    document = document_of()
    page = reader("visitor").get(at("page-text", document, 2)).content.decode()
    assert f'<a id="f5" href="/library/d/{document.address}/#t5" aria-label="201人 与公布数据不一致">' in page
    assert "全市共有教职工201人，较上年有所增加。</text>" in page
    detail = reader("visitor").get(at("document-detail", document)).content.decode()
    assert '<a href="#f1">101人</a>' in detail
    assert f'<a href="/library/d/{document.address}/p/5/#f17">501人</a>' in detail
