"""Kept searches are told of new documents as far as their owner reads; the open data package holds what is open to all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dudao.web.discovery import open_data
from dudao.web.discovery.models import OpenPackage, SavedSearch
from dudao.web.discovery.question import Question
from dudao.web.discovery.saved import MOST, save_search, tell_of
from dudao.web.jobs.worker import work_off
from dudao.web.library.models import Document
from dudao.web.library.signals import document_moved, person_told
from dudao.web.library.states import DocumentState, Tier
from dudao.web.policies import Refused
from tests.web.cast import NOW, acting_as
from tests.web.discovery.shelf import figure, shelved

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Any:
    """Who was told what."""
    found: list[tuple[object, str]] = []

    def hear(sender: object, person_id: object, words: Any, named: dict[str, str], **_: Any) -> None:
        found.append((person_id, str(words) % named))

    person_told.connect(hear)
    yield found
    person_told.disconnect(hear)


def test_a_search_is_kept_shown_and_dropped_through_its_page(client_of: Callable[[str], Client]) -> None:
    client = client_of("reporter")
    assert "白桦" in client.get("/library/searches/?q=白桦").content.decode()
    client.post("/library/searches/", {"q": "白桦", "year": "2024"})
    client.post("/library/searches/", {"q": "白桦", "year": "2024"})
    kept = SavedSearch.objects.get()
    assert (kept.words, kept.chosen, kept.label) == ("白桦", {"year": "2024"}, "白桦 · 2024")
    assert client_of("colleague").post(f"/library/searches/{kept.pk}/drop/").status_code == 403
    client.post(f"/library/searches/{kept.pk}/drop/")
    assert not SavedSearch.objects.exists()
    assert client.post("/library/searches/").status_code == 403


def test_so_many_searches_and_no_more(cast: None) -> None:
    reporter = acting_as("reporter")
    for number in range(MOST):
        save_search(question=Question(f"词{number}"), by=reporter, at=NOW)
    with pytest.raises(Refused):
        save_search(question=Question("多一个"), by=reporter, at=NOW)


def test_new_documents_are_told_as_far_as_the_owner_reads(cast: None, told: list[tuple[object, str]]) -> None:
    reporter, neighbour = acting_as("reporter"), acting_as("neighbour")
    save_search(question=Question("白桦"), by=reporter, at=NOW)
    save_search(question=Question("", {"kind": "policy"}), by=neighbour, at=NOW)
    closed = shelved("会员的", ["一", "二", "三", "白桦"], tier=Tier.MEMBERS)
    assert tell_of(closed, NOW) == 0
    assert tell_of(shelved("登录的", ["一", "二", "三", "白桦"], tier=Tier.LOGIN), NOW) == 1
    assert tell_of(shelved("办法", ["白桦"], kind="policy"), NOW) == 2
    assert sorted(str(person) for person, _words in told) == sorted(
        map(str, (reporter.person_id, reporter.person_id, neighbour.person_id))
    )
    assert "登录的" in told[0][1]


def test_a_document_that_becomes_public_is_told_of_by_a_job_once(cast: None, told: list[tuple[object, str]]) -> None:
    save_search(question=Question("第一页"), by=acting_as("reporter"), at=NOW)
    document = shelved("甲", ["这是第一页"])
    operator = acting_as("operator")
    document_moved.send(Document, document=document, move="publish", by=operator, at=NOW)
    document_moved.send(Document, document=document, move="publish", by=operator, at=NOW)
    work_off()
    assert [words for _person, words in told] == ["保存的搜索“第一页”有新文档：《甲》"]


def test_the_package_holds_figures_of_open_documents_with_description_and_hash(
    client_of: Callable[[str], Client],
) -> None:
    open_one = shelved("公开的", ["一"], body="990102", year=2020)
    for tier, state in ((Tier.LOGIN, DocumentState.PUBLISHED), (Tier.PUBLIC, DocumentState.WITHDRAWN)):
        other = shelved("别的", ["一"], tier=tier)
        figure(other, "77万元")
        other.state = state
        other.save()
    figure(open_one, "39400万元")
    figure(open_one, "12万元", metric="=SUM(A1)")
    operator = client_of("operator")
    assert client_of("reporter").post("/library/open-data/").status_code == 403
    operator.post("/library/open-data/")
    work_off()
    package = OpenPackage.objects.get()
    assert (package.figures, package.documents) == (2, 1)
    content = client_of("visitor").get(f"/library/open-data/{package.name}").content
    assert hashlib.sha256(content).hexdigest() == package.sha256
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read("figures.csv")
        described = json.loads(archive.read("datapackage.json"))
        assert "CC BY 4.0" in archive.read("README.md").decode()
    rows = list(csv.DictReader(io.StringIO(table.decode())))
    assert [(row["text"], row["canonical"], row["metric"]) for row in rows] == [
        ("39400万元", "394000000", "一般公共预算教育经费"),
        ("12万元", "120000", "'=SUM(A1)"),
    ]
    (resource,) = described["resources"]
    assert resource["hash"] == f"sha256:{hashlib.sha256(table).hexdigest()}"
    assert [each["name"] for each in resource["schema"]["fields"]] == list(rows[0])
    assert client_of("visitor").get("/library/open-data/../secret-key").status_code == 404
    (open_data.folder() / package.name).unlink()
    assert client_of("visitor").get(f"/library/open-data/{package.name}").status_code == 404
