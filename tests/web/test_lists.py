"""Lists cut into leaves: nothing is shown twice or left out, however deep, and any number leads somewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from dudao.web.ledger.models import LedgerRecord
from dudao.web.pages import lists
from dudao.web.pages.lists import Leaf, leaf_of
from tests.web.cast import NOW

ENTRIES = 230


@pytest.fixture
def entries(cast: None, monkeypatch: pytest.MonkeyPatch) -> QuerySet[LedgerRecord]:
    """Entries on few days, some on the same one; a list counts as deep from its third leaf on."""
    monkeypatch.setattr(lists, "DEEP", 100)
    LedgerRecord.objects.bulk_create(
        LedgerRecord(
            body_id="990102",
            kind="meeting",
            subject=str(number),
            date=date(2025, 1, 1) + timedelta(days=number % 7),
            written_at=NOW,
        )
        for number in range(ENTRIES)
    )
    return LedgerRecord.objects.select_related("body")


def leaf(rows: QuerySet[LedgerRecord], page: str) -> Leaf:
    return leaf_of(RequestFactory().get("/", {"page": page, "words": "甲"}), rows)


def test_the_leaves_together_are_the_list(entries: QuerySet[LedgerRecord]) -> None:
    found = [row for number in range(1, 6) for row in leaf(entries, str(number)).rows]
    assert [row.pk for row in found] == [row.pk for row in entries]


def test_a_deep_leaf_asks_a_constant_number_of_queries(entries: QuerySet[LedgerRecord]) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = leaf(entries, "5")
        assert {row.body.pk for row in found.rows} == {"990102"}
    assert len(asked) == 3  # how many, which keys, their rows with the body


@pytest.mark.parametrize(
    ("page", "number"),
    [("1", 1), ("5", 5), ("6", 5), ("0", 1), ("-1", 1), ("", 1), ("二", 1), ("²", 1), ("9" * 5_000, 5)],
)
def test_any_number_gives_the_nearest_leaf(entries: QuerySet[LedgerRecord], page: str, number: int) -> None:
    assert leaf(entries, page).number == number


def test_a_leaf_knows_its_neighbours_with_what_was_asked_for(entries: QuerySet[LedgerRecord]) -> None:
    first, last = leaf(entries, "1"), leaf(entries, "5")
    assert (first.total, first.leaves, first.before, last.after) == (ENTRIES, 5, "", "")
    assert "page=2" in first.after
    assert "words=" in first.after
    assert "page=4" in last.before


def test_an_empty_list_has_one_leaf(entries: QuerySet[LedgerRecord]) -> None:
    found = leaf(entries.none(), "3")
    assert (found.rows, found.total, found.number, found.leaves) == ([], 0, 1, 1)
    assert leaf_of(RequestFactory().get("/"), [1, 2]).rows == [1, 2]
