"""Everything known about a body: the ledger counts, indicators are facts, a change is noticed, nothing is computed twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dudao.facts.index import index_of
from dudao.web.assessments import known
from dudao.web.assessments.known import known_of, measured_of
from dudao.web.rounds.models import RoundBody
from tests.web.assessments.stage_setting import opened
from tests.web.ledger.entries import written_entry


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """The county in an open round, with two visits in its ledger."""
    found = opened()
    for number in ("V1", "V2"):
        written_entry(kind="visit", number=number, date=date(2026, 2, 1), planned=None, done=None, unit="")
    return found


def test_the_ledger_is_known_and_its_indicator_computed(evaluated: RoundBody) -> None:
    measured = measured_of(evaluated)
    assert [each.kind for each in measured.known.ledger] == ["visit", "visit"]
    assert measured.results is not None
    found = next(each for each in measured.results.results if each.indicator == "E11_VISITS")
    assert (found.shown, found.verdict) == ("2", "fail")
    points = {each.indicator: each.points for each in measured.results.scores[0].indicators}
    assert points == {"E11_VISITS": 2, "E21_EXP": None}


def test_a_change_of_the_ledger_is_computed_anew_and_the_same_is_not(
    evaluated: RoundBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []
    own = known.results_of
    monkeypatch.setattr(known, "results_of", lambda *given, **more: runs.append(1) or own(*given, **more))
    first, again = known_of(evaluated), known_of(evaluated)
    assert (first is again, len(runs)) == (True, 1)
    written_entry(kind="visit", number="V3", date=date(2026, 2, 2))
    assert len(known_of(evaluated).ledger) == 3
    assert len(runs) == 2


def test_a_computed_number_is_a_fact_of_its_own(cast: None) -> None:
    found = opened(edition=None)
    spending = [each for each in known_of(found).facts if each.reference.table == "computed"]
    assert [(each.label, each.value) for each in spending] == [("一般公共预算教育支出只增不减", None)]
    assert index_of(known_of(found)).resolve(spending[0].reference) is spending[0]
    assert Decimal(0) not in {each.value for each in spending}
