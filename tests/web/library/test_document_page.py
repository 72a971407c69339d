"""The document's page: what is told in short, found again by its address, taken home, passed on, compared, counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from dudao.web.evidence.storage import path_of
from dudao.web.jobs.worker import work_off
from dudao.web.library import viewing
from dudao.web.library.models import Document, FoundFigure, Rendition
from dudao.web.library.viewing import bring_in, folder, note
from tests.web.library.shelf import document_of

Clients = Callable[[str], Client]


def at(name: str, document: Document, *more: object) -> str:
    """An address under a document."""
    return reverse(f"library:{name}", args=[document.address, *more])


def told(client: Client, name: str, document: Document, *more: object, **asked: str) -> str:
    """A page as text."""
    answer = client.get(at(name, document, *more), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_stands_under_the_title(client_of: Clients) -> None:
    page = told(client_of("visitor"), "document-detail", document_of("members"))
    for words in ("VIP专免", "上传 2026-03-02", "成文 2021-10-12", "999+", "累计 1,234 次阅读", "19.7KB", "5 页"):
        assert words in page, words
    assert "1234" not in told(client_of("visitor"), "document-detail", document_of(views=999))


def test_a_hundred_figures_are_light_and_ask_nothing_more(
    client_of: Clients, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    few, many = document_of(pages=5, figures=1, seed="few"), document_of(pages=10, figures=10, seed="many")
    visitor = client_of("visitor")
    visitor.get(at("document-detail", few))  # what is worked out once is worked out
    with CaptureQueriesContext(connection) as asked:
        visitor.get(at("document-detail", few))
    with django_assert_num_queries(len(asked)):
        page = visitor.get(at("document-detail", many)).content
    assert page.count(b"<tr id=") == 100
    assert len(page) < 150 * 1024


def test_figures_are_chosen_and_ordered_by_the_address(client_of: Clients) -> None:
    document, visitor = document_of(), client_of("visitor")
    FoundFigure.objects.filter(number=3).update(metric="一般公共预算教育经费")
    assert told(visitor, "figure-list", document, state="differs").count("<tr id=") == 5
    assert told(visitor, "figure-list", document, q="教育经费").count("<tr id=") == 1
    assert told(visitor, "figure-list", document, state="nonsense", sort="nonsense").count("<tr id=") == 20
    by_value = told(visitor, "figure-list", document, sort="value")
    assert by_value.index("504人") < by_value.index("101人")
    assert "没有符合条件的数字" in told(visitor, "figure-list", document, q="不存在")


def test_what_a_search_found_is_marked_on_the_page(client_of: Clients) -> None:
    document, visitor = document_of(), client_of("visitor")
    page = told(visitor, "page-text", document, 2, q="教职工 稳步推进")
    assert (page.count('class="is-hit"'), page.count("<mark>教职工</mark>"), page.count("<mark>稳步推进</mark>")) == (
        11,
        4,
        7,
    )
    assert "在本页 11 处" in page
    assert 'class="is-hit"' in told(visitor, "document-detail", document, q="教职工")
    assert 'class="is-hit"' not in told(visitor, "document-detail", document)


def test_a_cited_document_leads_to_its_page_only_where_that_is_public(client_of: Clients) -> None:
    document, cited = document_of(), document_of(seed="cited", title="被引用的方案")
    document.current.rendition.foundcitations.filter(number=1).update(target=cited)  # type: ignore[union-attr]
    link = f'href="{at("document-detail", cited)}"'
    assert link in told(client_of("visitor"), "document-detail", document)
    Document.objects.filter(pk=cited.pk).update(state="withdrawn")
    assert link not in told(client_of("visitor"), "document-detail", document)


def test_tables_hold_every_figure_and_no_formula(client_of: Clients) -> None:
    document = document_of()
    FoundFigure.objects.filter(number=1).update(metric="=1+1")
    visitor = client_of("visitor")
    book = load_workbook(io.BytesIO(visitor.get(at("document-download", document, "xlsx")).content))
    rows = list(book.active.iter_rows())  # type: ignore[union-attr]
    assert (len(rows), rows[1][0].value, rows[1][0].data_type) == (21, "=1+1", "s")
    answer = visitor.get(at("document-download", document, "csv"))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (len(lines), lines[1][:3]) == (21, ["'=1+1", "101人", "101"])
    assert "filename*=UTF-8''%E4%BA%91" in answer["Content-Disposition"]


def test_the_file_itself_is_not_handed_out_where_parts_are_covered(client_of: Clients) -> None:
    document = document_of(seed="covered")
    rendition = Rendition.objects.get(versions__document=document)
    path = path_of(rendition.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"the file")
    visitor = client_of("visitor")
    assert visitor.get(at("document-download", document, "original")).content == b"the file"
    rendition.redactions = [{"page": 1, "left": 0, "top": 0, "right": 1, "bottom": 1, "text": "", "reason": ""}]
    rendition.save()
    for who in ("visitor", "reporter", "operator"):
        assert client_of(who).get(at("document-download", document, "original")).status_code == 404, who
    assert "不提供原文件" in told(visitor, "document-detail", document)


def test_the_poster_tells_everybody_the_same_and_is_made_once(client_of: Clients) -> None:
    document = document_of("members", seed="poster")
    first = client_of("visitor").get(at("poster-picture", document, "square"))
    assert Image.open(io.BytesIO(first.content)).size == (1080, 1080)
    assert client_of("operator").get(at("poster-picture", document, "square")).content == first.content
    assert client_of("visitor").get(at("poster-picture", document, "huge")).status_code == 404
    hidden = document_of(state="waiting", seed="poster")
    assert client_of("operator").get(at("poster-picture", hidden, "square")).status_code == 404


def test_two_years_side_by_side(client_of: Clients) -> None:
    one, other = document_of(), document_of(seed="next", pages=6, year=2021, title="下一年的报告")
    choice = told(client_of("visitor"), "compare-choose", one)
    assert "云东市的其他年份" in choice
    assert at("compare-detail", one, other.address) in choice
    FoundFigure.objects.filter(rendition=other.current.rendition, number=1).update(
        value=202, canonical=202, text="202人"
    )  # type: ignore[union-attr]
    page = told(client_of("visitor"), "compare-detail", one, other.address)
    assert "+100.0%" in page
    assert "只在后一份" in page
    assert "+100.0%" in told(client_of("visitor"), "compare-detail", other, one.address)
    assert client_of("visitor").get(at("compare-detail", one, one.address)).status_code == 404


@pytest.fixture
def no_readings(tmp_path: object, settings: object) -> None:
    """Readings are noted in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.mark.usefixtures("no_readings")
def test_a_reader_counts_once_a_day_and_readings_come_in_later(
    client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = document_of(views=0)
    for agent in ("Firefox", "Firefox", "Safari", "Baiduspider/2.0"):
        client_of("visitor").get(at("document-detail", document), headers={"User-Agent": agent})
    client_of("neighbour").get(at("document-detail", document))
    client_of("reporter").get(at("document-detail", document))
    document.refresh_from_db()
    assert document.views == 0
    monkeypatch.setattr(viewing, "_asked_at", [-1e9])
    client_of("colleague").get(at("document-detail", document))
    assert [job.name for job in work_off()] == ["library.count-views"]
    document.refresh_from_db()
    assert document.views == 4


@pytest.mark.usefixtures("no_readings", "cast")
def test_bringing_in_twice_counts_nothing_twice() -> None:
    document, day = document_of(views=0), date(2026, 3, 2)
    note(day, document.address, "one")
    assert (bring_in(day), bring_in(day)) == (1, 0)
    note(day, document.address, "one")
    note(day, document.address, "other")
    assert bring_in(day) == 1
    note(date(2026, 3, 3), document.address, "one")
    assert bring_in(date(2026, 3, 3)) == 1
    document.refresh_from_db()
    assert document.views == 3
    assert [path.name for path in folder().iterdir()] == ["2026-03-03.counted"]


def test_registering_comes_back_to_the_page(client_of: Clients, settings: object) -> None:
    settings.SITE = settings.SITE.model_copy(update={"is_public": True})  # type: ignore[attr-defined]
    back = "/library/d/abc/#comments"
    visitor = client_of("visitor")
    sent = {"login": "newreader", "name": "读者甲", "password": "gao-shan-2026", "again": "gao-shan-2026"}
    answer = visitor.post("/people/apply/?next=/library/d/abc/%23comments", {**sent, "role": "reporter"})
    assert (answer.status_code, answer["Location"]) == (302, back)
    elsewhere = {**sent, "login": "another", "role": "reporter"}
    answer = client_of("visitor").post("/people/apply/?next=https://example.org/", elsewhere)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
