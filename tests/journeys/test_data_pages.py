"""The pages beside the table: a body's tables, versions, a workbook before it is carried out, indicators and how they came about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dudao.web.datasets.actions import Change, save_cells
from dudao.web.datasets.live import measured_of
from tests.journeys.axe import faults
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, table
from tests.web.datasets.on_stage import county_on_stage, of_accepted, of_import


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_serious_beside_the_table(page_of: Callable[[str], Page]) -> None:
    address = of_accepted()
    evaluated = county_on_stage()
    numbers = {"rotated": "20", "eligible": "100", "rotated_backbone": "10"}
    changes = [Change("990102", name, value) for name, value in numbers.items()]
    more = {"seq": 0, "changes": changes, "by": acting_as("coordinator"), "at": AT}
    save_cells(evaluated_id=evaluated.pk, table=table(evaluated, "county"), **more)
    body, handed_in = f"/data/{address}/990102", of_import()
    code = measured_of(evaluated).indicators[0].code
    beside = (f"/indicators/{code}/", "/indicators/", "/room/versions/", "/room/versions/1/", f"/import/{handed_in}/")
    window = page_of("coordinator")
    for place in ("/data/", f"{body}/", *(f"{body}{each}" for each in beside)):
        window.goto(place)
        assert faults(window) == [], place


@pytest.mark.django_db(transaction=True)
def test_the_indicators_beside_a_table_follow_what_is_typed(page_of: Callable[[str], Page]) -> None:
    address = of_accepted()
    window = page_of("coordinator")
    window.goto(f"/data/{address}/990102/county/")
    expect(window.locator(".indicators")).to_contain_text("填报率")
    before = window.inner_text(".indicators .total-line")
    cell = window.locator("td[data-r][data-c]").first
    cell.click()
    window.keyboard.type("1150")
    window.keyboard.press("Enter")
    expect(window.locator(".indicators .total-line")).not_to_have_text(before)
