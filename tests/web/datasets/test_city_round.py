"""A round that evaluates cities: whose rows its tables have, and who fills which."""

from __future__ import annotations

import pytest

from dudao.web.acting import Acting
from dudao.web.datasets.actions import Change, Saved, save_cells
from dudao.web.datasets.deciding import submit_table
from dudao.web.datasets.desks import desk_of
from dudao.web.datasets.live import measured_of
from dudao.web.datasets.models import Sheet
from dudao.web.datasets.tables import tables_asked
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, county_round, table


@pytest.fixture
def city(cast: None) -> RoundBody:
    """A city whose large classes are counted in its counties."""
    return county_round("class-size/2018", ("990100",))


def fill(city: RoundBody, name: str, row: str, by: Acting) -> Saved:
    """One number of one row."""
    asked = table(city, name)
    column = next(each.id for each in asked.fillable if each.is_number)
    return save_cells(evaluated_id=city.pk, table=asked, seq=0, changes=[Change(row, column, "7")], by=by, at=AT)


def test_a_city_has_its_own_row_those_of_its_counties_and_schools_and_nothing_above(city: RoundBody) -> None:
    rows = {each.id: [row.key for row in desk_of(city, each).rows] for each in tables_asked(city)}
    assert (rows["city"], rows["county"]) == (["990100"], ["990102", "990103"])
    assert {key.partition("|")[0] for key in rows["school_stage"]} == {"9901020001", "9901020002"}
    assert not {"province", "nation"} & set(rows)


def test_a_county_fills_its_own_row_and_the_city_all(city: RoundBody) -> None:
    for by, row in (("coordinator", "990102"), ("reporter", "990102"), ("city-coordinator", "990103")):
        assert fill(city, "county", row, acting_as(by)).refused == [], by
    (refused,) = fill(city, "county", "990103", acting_as("coordinator")).refused
    assert "不归您" in str(refused.words)
    assert Sheet.objects.get().rows.get(key="990103").cells


def test_a_county_does_not_submit_the_table_of_its_city(city: RoundBody) -> None:
    with pytest.raises(Refused, match="云东市的部门提交"):
        submit_table(evaluated_id=city.pk, table=table(city, "county"), by=acting_as("coordinator"), at=AT)


def test_the_duties_of_a_city_ask_for_its_own_row(cast: None) -> None:
    city = county_round("government-duty-city/2021", ("990100",))
    assert [row.key for row in desk_of(city, table(city, "city")).rows] == ["990100"]
    fill(city, "city", "990100", acting_as("city-coordinator"))
    assert measured_of(city).indicators
