"""Indicators beside the data, and how they came about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dudao.values.reference import FactReference
from dudao.web.datasets.actions import Change, save_cells
from dudao.web.datasets.live import measured_of
from dudao.web.datasets.queries import fact_address, tables_of
from dudao.web.rounds.models import RoundBody
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, county_round, table


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A county in the stage of data."""
    return county_round()


def fill(evaluated: RoundBody, row: str, name: str, **numbers: str) -> None:
    """Keep cells of a row."""
    changes = [Change(row, column, value) for column, value in numbers.items()]
    asked = table(evaluated, name)
    save_cells(evaluated_id=evaluated.pk, table=asked, seq=999, changes=changes, by=acting_as("coordinator"), at=AT)


def test_before_anything_is_filled_all_is_missing_and_nothing_breaks(evaluated: RoundBody) -> None:
    found = measured_of(evaluated)
    assert found.indicators
    assert {each.tone for each in found.indicators} <= {"waiting", "off", "bad"}


def test_a_saved_cell_moves_the_indicator_that_rests_on_it(evaluated: RoundBody) -> None:
    before = {each.code: each.tone for each in measured_of(evaluated).indicators}
    fill(evaluated, "990102", "county", rotated="20", eligible="100", rotated_backbone="10")
    after = {each.code: each.tone for each in measured_of(evaluated).indicators}
    assert {code for code, tone in after.items() if tone == "good" and before[code] != "good"}


def test_the_panel_comes_alone_and_an_indicator_leads_to_its_cells(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    fill(evaluated, "990102", "county", rotated="20", eligible="100", rotated_backbone="10")
    client, place = client_of("reporter"), [evaluated.round.address, "990102"]
    panel = client.get(reverse("datasets:indicator-list", args=place), HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in panel
    assert "填报率" in panel
    code = next(each.code for each in measured_of(evaluated).indicators if each.tone == "good")
    page = client.get(reverse("datasets:indicator-detail", args=[*place, code])).content.decode()
    assert f"/data/{evaluated.round.address}/990102/county/#990102:" in page
    assert client.get(reverse("datasets:indicator-detail", args=[*place, "none"])).status_code == 404


def test_a_fact_knows_its_page_and_cell(evaluated: RoundBody) -> None:
    known = FactReference("school_stage", "9901020001", "2025", "students", "primary")
    place = f"/data/{evaluated.round.address}/990102/school_stage/#9901020001|primary:students"
    assert fact_address(evaluated, known) == place
    assert fact_address(evaluated, FactReference("nation", "1", "2025", "students")) == ""


def test_what_is_known_has_another_hash_after_a_change(evaluated: RoundBody) -> None:
    one = tables_of(evaluated, drafts=True)
    fill(evaluated, "990102", "county", rotated="20")
    other = tables_of(evaluated, drafts=True)
    assert one.digest != other.digest
    assert {body.code for body in other.bodies} >= {"990000", "990100", "990102", "9901020001"}
