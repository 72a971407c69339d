"""A table by who reports what: each column belongs to the department whose points ask for it; the table stays one."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dudao.indicators.needed_columns import columns_by_point
from dudao.schemes.edition import load_edition
from dudao.schemes.load import load_scheme
from dudao.web.accounts.models import Person
from dudao.web.datasets.actions import Change, Saved, save_cells
from dudao.web.datasets.deciding import obstacles_of
from dudao.web.datasets.desks import Desk, desk_of
from dudao.web.datasets.parts import parts_of, seen_as
from dudao.web.datasets.queries import lines_of
from dudao.web.rounds.actions import Share, assign_tasks
from dudao.web.rounds.models import RoundBody
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, county_round, table

EDUCATION, FINANCE = "990102-edu", "990102-fin"
DUTY = "government-duty-city/2021"


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A county whose finance department leads the point on spending, the education department all others."""
    found = county_round(DUTY)
    shares = [Share(each.point, FINANCE if each.point == "2.4" else EDUCATION) for each in found.tasks.all()]
    assign_tasks(evaluated_id=found.pk, shares=shares, by=acting_as("coordinator"), at=AT)
    return found


def desk(evaluated: RoundBody) -> Desk:
    return desk_of(evaluated, table(evaluated, "county"))


def fill(evaluated: RoundBody, column: str, by: str) -> Saved:
    changes = [Change("990102", column, "7")]
    return save_cells(
        evaluated_id=evaluated.pk, table=table(evaluated, "county"), seq=0, changes=changes, by=acting_as(by), at=AT
    )


def client_of(login: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(login=login))
    return client


def test_a_point_asks_for_what_its_indicators_read_and_its_sentences_print() -> None:
    edition, scheme = load_edition(DUTY), load_scheme(DUTY)
    found = columns_by_point(edition, "city", {each.code: each.indicators for each in scheme.points})["city"]
    assert found["edu_exp_t"] == ("2.4",)
    assert found["class_band_66_primary"] == ("2.5",)
    assert "population" not in found


def test_each_column_is_in_one_part_and_all_of_them_are_the_table(evaluated: RoundBody) -> None:
    own = desk(evaluated)
    parts = {each.department: each.columns for each in parts_of(own)}
    assert set(parts) == {EDUCATION, FINANCE}
    assert sorted(column for part in parts.values() for column in part) == sorted(x.id for x in own.table.fillable)
    assert "edu_exp_t" in parts[FINANCE]
    assert "pay_teacher" in parts[EDUCATION]
    seen = seen_as(own, FINANCE)
    assert tuple(each.id for each in seen.table.fillable) == parts[FINANCE]
    assert seen_as(own, "nobody") is own


def test_a_table_that_one_department_was_given_has_no_parts(evaluated: RoundBody) -> None:
    own = desk(evaluated)
    own.sheet.department_id = EDUCATION
    assert parts_of(own) == ()


def test_a_department_fills_its_columns_and_the_coordinator_all(evaluated: RoundBody) -> None:
    assert fill(evaluated, "edu_exp_t", "colleague").refused == []
    (refused,) = fill(evaluated, "pay_teacher", "colleague").refused
    assert str(refused.words) == "这一列由其他部门填报。"
    assert fill(evaluated, "pay_teacher", "coordinator").refused == []


def test_what_still_lacks_is_told_by_department(evaluated: RoundBody) -> None:
    fill(evaluated, "edu_exp_t", "colleague")
    own = desk(evaluated)
    told = "".join(str(each) for each in obstacles_of(own, []))
    finance = len(seen_as(own, FINANCE).table.wanted_cells(own.rows[0])) - 1
    assert f"{finance} 格" in told
    (line,) = (each for each in lines_of(evaluated) if each.table.id == "county")
    assert line.is_reported_by(FINANCE)
    assert line.is_reported_by(EDUCATION)


def test_the_grid_of_a_part_has_its_columns_and_keeps_into_the_whole(evaluated: RoundBody) -> None:
    place = [evaluated.round.address, "990102", f"county@{FINANCE}"]
    client = client_of("colleague")
    shown = client.get(reverse("datasets:sheet-json", args=place)).json()
    columns = {each["id"]: each["fixed"] for each in shown["columns"]}
    assert columns["edu_exp_t"] is False
    assert "pay_teacher" not in columns
    sent = {"seq": 0, "changes": [{"row": "990102", "col": "edu_exp_t", "value": "12"}]}
    address = reverse("datasets:sheet-cells", args=place)
    answer = client.post(address, json.dumps(sent), content_type="application/json").json()
    assert [(each["col"], each["value"]) for each in answer["saved"]] == [("edu_exp_t", "12")]
    assert answer["wanted"] == shown["wanted"] < desk(evaluated).sheet.wanted
    whole = client.get(reverse("datasets:sheet-json", args=[*place[:2], "county"])).json()
    assert {each["id"]: each["fixed"] for each in whole["columns"]}["pay_teacher"] is True
    page = client.get(reverse("datasets:sheet-detail", args=place)).content.decode()
    assert 'aria-current="page"' in page
    assert "全部列" in page


def test_the_workbook_of_a_part_has_its_columns_only(evaluated: RoundBody) -> None:
    address = reverse("datasets:workbook-form", args=[evaluated.round.address, "990102"])
    answer = client_of("colleague").get(address, {"table": f"county@{FINANCE}"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))  # type: ignore[attr-defined]
    words = {str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value}
    assert any("教育支出" in each for each in words)
    assert not any("教师平均工资" in each for each in words)
