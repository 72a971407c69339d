"""A number of entries that the self-assessment put into a narrative: the report desk knows it, shows its way and its page."""

from __future__ import annotations

from datetime import date

import pytest

from dudao.facts.index import index_of
from dudao.facts.known import KnownBody, KnownFacts, LedgerEntry
from dudao.reports.bind.saved import parse_reference
from dudao.values.reference import FactReference
from dudao.web.report_desk.knowledge import source_of
from dudao.web.report_desk.provenance import way_of
from dudao.web.rounds.models import RoundBody

VISITS = "ledger/990102/2026/visit/count"


def entry(number: str, day: date, kind: str = "visit", body: str = "990102") -> LedgerEntry:
    reference = FactReference("ledger", body, str(day.year), "subject", number)
    return LedgerEntry(kind, reference, day, body, subject=f"到校调研{number}", number=number)


@pytest.fixture
def known() -> KnownFacts:
    ledger = (
        entry("T1", date(2026, 1, 1)),
        entry("T2", date(2026, 12, 31)),
        entry("T3", date(2027, 1, 1)),
        entry("T4", date(2026, 5, 5), "meeting"),
        entry("T5", date(2026, 5, 5), body="990103"),
    )
    return KnownFacts(bodies=(KnownBody("990102", "临江县", "county"),), ledger=ledger)


def test_the_reference_gives_the_number_of_the_period_and_body(known: KnownFacts) -> None:
    parsed = parse_reference(VISITS)
    assert parsed is not None
    found = index_of(known).resolve(parsed)
    assert found is not None
    assert (found.value, found.unit, [each.key for each in found.derived_from]) == (2, "次", ["T1", "T2"])
    school_year = index_of(known).resolve(FactReference("ledger", "990102", "2026-2027", "count", "visit"))
    assert school_year is not None
    assert school_year.value == 2  # the last of 2026 and the first of 2027
    assert index_of(known).find("visit", None, "990102", "2026") is None  # nothing is bound to it by guessing


def test_its_way_leads_to_the_entries_and_its_page_is_the_list_of_them(known: KnownFacts) -> None:
    way = way_of(VISITS, known)
    assert way is not None
    assert (way.value, [each.words for each in way.below]) == ("2次", ["T1 到校调研T1", "T2 到校调研T2"])
    assert source_of(RoundBody(), VISITS) == "/ledger/?body=990102&kind=visit"
