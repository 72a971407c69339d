"""Everything known about a body: the ledger counts, indicators are facts, a change is noticed, nothing is computed twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from dudao.facts.index import index_of
from dudao.web.assessments import known
from dudao.web.assessments.actions import declare_gate
from dudao.web.assessments.known import known_of, measured_of
from dudao.web.assessments.views.beside import source_of
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.queries import evidence_for_point
from dudao.web.rounds.models import RoundBody
from tests.web.assessments.stage_setting import accept, opened
from tests.web.cast import NOW, acting_as
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


def test_a_declared_veto_stands_in_the_table_where_the_gate_looks(evaluated: RoundBody) -> None:
    def declare(*, is_occurred: bool) -> list[str]:
        by = acting_as("coordinator")
        declare_gate(
            evaluated_id=evaluated.pk, gate="V_FALSIFIED", is_occurred=is_occurred, reason="核查", by=by, at=NOW
        )
        results = measured_of(evaluated).results
        assert results is not None
        return [each.zh for each in results.scores[0].reasons]

    assert any("弄虚作假" in each for each in declare(is_occurred=True))
    assert not any("弄虚作假" in each for each in declare(is_occurred=False))


def test_accepted_data_are_known_and_a_figure_leads_to_its_cell(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    accept(evaluated, "county", "body_code,period,edu_exp_t\n990102,2026,61234.5\n")
    own = [evaluated.round.address, "990102", "2.1"]
    offered = client_of("colleague").get(reverse("assessments:figure-search", args=own)).content.decode()
    assert "6.12亿元" in offered
    reference = "county/990102/2026//edu_exp_t"
    assert f'data-reference="{reference}"' in offered
    assert source_of(evaluated, reference).endswith("#990102:edu_exp_t")
    assert source_of(evaluated, "computed/990102/2026//E21_EXP").endswith("/trace/E21_EXP/")


def test_evidence_of_the_catalogue_is_attached_from_the_card(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    entry = EvidenceEntry.objects.create(
        evaluated=evaluated,
        number="2-1",
        sorting="2-1",
        title="调研记录",
        kind="调研记录",
        date=date(2026, 1, 1),
        written_at=NOW,
    )
    client, own = client_of("coordinator"), [evaluated.round.address, "990102", "1.1"]
    card = reverse("assessments:point-write", args=own)
    before = client.get(card).content.decode()
    assert "缺调研记录1份" in before
    assert "缺调研报道1份" in before
    client.post(reverse("assessments:evidence-attach", args=own), {"entry": entry.address})
    assert [each.number for each in evidence_for_point(evaluated, "1.1")] == ["2-1"]
    shown = client.get(card).content.decode()
    assert "缺调研记录1份" not in shown
    assert "缺调研报道1份" in shown
