"""How far a ledger reaches below a body, as facts that references name: who counts, until when, of whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dudao.facts.index import FactIndex
from dudao.facts.known import KnownBody, LedgerEntry
from dudao.values.absence import State
from dudao.values.reference import FactReference

BODIES = (
    KnownBody("1", "云州市", "city"),
    KnownBody("11", "临江县", "county", "1"),
    KnownBody("12", "澜城区", "county", "1"),
    KnownBody("13", "旧县", "county", "1", valid_to=date(2025, 1, 1)),
    KnownBody("111", "一小", "school", "11"),
    KnownBody("121", "二小", "school", "12"),
    KnownBody("122", "三小", "school", "12"),
    KnownBody("9", "外市", "city"),
)


def entry(number: str, body: str, subject: str, **more: object) -> LedgerEntry:
    given = {"kind": "reform", "date": date(2024, 5, 1), "body_code": body, "subject": subject, "number": number} | more
    return LedgerEntry(reference=FactReference("ledger", body, "2024", "subject", number), **given)  # type: ignore[arg-type]


def number(field: str, *entries: LedgerEntry, key: str = "reform", body: str = "1") -> Decimal | None:
    found = FactIndex((), entries, BODIES).resolve(FactReference("ledger", body, "2025", field, key))
    return found.value if found else None


def test_counties_that_finished_are_counted_of_those_there_at_the_end_of_the_year() -> None:
    entries = (entry("1", "11", "县管校聘改革"), entry("2", "13", "县管校聘改革"), entry("3", "12", "其他改革"))
    key = "reform:县管校聘"
    assert number("governments", *entries, key=key) == 1
    assert number("governments_below", *entries, key=key) == 2
    assert number("governments_share", *entries, key=key) == 50
    assert number("governments", *entries) == 2


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({"date": date(2025, 12, 31)}, 1),
        ({"date": date(2026, 1, 1)}, 0),
        ({"date": None}, 1),
        ({"planned": Decimal(3), "done": Decimal(2)}, 0),
        ({"planned": Decimal(3), "done": Decimal(3)}, 1),
        ({"planned": Decimal(3)}, 0),
        ({"kind": "meeting"}, 0),
    ],
)
def test_what_is_later_or_unfinished_does_not_count(more: dict[str, object], counts: int) -> None:
    assert number("governments", entry("1", "11", "改革", **more)) == counts


def test_a_school_is_reached_by_its_own_entry_its_place_or_its_name() -> None:
    entries = (
        entry("1", "111", "成立党支部", kind="body"),
        entry("2", "12", "成立党支部", kind="body", location="二小、四小"),
        entry("3", "9", "三小成立党支部", kind="body"),
    )
    assert number("schools", *entries, key="body:党支部") == 2
    assert number("schools_below", *entries, key="body:党支部") == 3
    assert number("schools", *entries, entry("4", "1", "三小成立党支部", kind="body"), key="body:党支部") == 3


def test_the_fact_names_its_entries_and_says_how_it_was_made() -> None:
    one = entry("1", "11", "县管校聘改革")
    index = FactIndex((), (one,), BODIES)
    fact = index.resolve(FactReference("ledger", "1", "2025", "governments_share", "reform:县管校聘"))
    assert fact is not None
    assert (fact.derived_from, fact.unit, fact.state) == ((one.reference,), "%", State.VALUE)
    assert fact.label == "已有改革（含“县管校聘”）的下级政府占比"
    assert fact.formula == "下级政府2个，台账中已有的1个"
    assert index.copy().resolve(fact.reference) == fact


def test_nobody_below_or_an_unreadable_year_is_no_fact() -> None:
    assert number("governments", entry("1", "111", "改革"), body="111") is None
    assert FactIndex((), (), BODIES).resolve(FactReference("ledger", "1", "某年", "schools", "reform")) is None
    assert number("governments", body="1") == 0
