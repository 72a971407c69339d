"""Derived measures and sums over bodies; what is missing stays missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from dudao.facts.contract import derived_metrics, fields_of_file
from dudao.facts.index import FactIndex
from dudao.values.absence import State
from tests.facts.tables import fact, loaded, write_csv

BODIES = "code,name,kind,parent_code\n9901,云州市,city,\n99011,云东区,county,9901\n99012,临江县,county,9901\n"


def test_a_rate_from_its_parts(tmp_path: Path) -> None:
    write_csv(
        tmp_path,
        "city",
        "body_code,period,children_public,children_inclusive,students_preschool\n9901,2021,43280,29640,83560\n",
    )
    rate = fact(loaded(tmp_path), "inclusive_coverage", body="9901")
    assert rate.value == Decimal(72920) * 100 / Decimal(83560)
    assert rate.unit == "%"
    assert rate.formula == "（公办园在园幼儿数 + 普惠性民办园在园幼儿数） ÷ 幼儿园在园幼儿数 × 100"
    assert [reference.field for reference in rate.derived_from] == [
        "children_public",
        "children_inclusive",
        "students_preschool",
    ]


@pytest.mark.parametrize(
    ("typed", "state"), [("", State.NOT_COLLECTED), ("不适用", State.NOT_APPLICABLE), ("不予公开", State.WITHHELD)]
)
def test_a_missing_part_makes_the_rate_missing(tmp_path: Path, typed: str, state: State) -> None:
    write_csv(
        tmp_path,
        "city",
        f"body_code,period,children_public,children_inclusive,students_preschool\n9901,2021,43280,{typed},83560\n",
    )
    rate = fact(loaded(tmp_path), "inclusive_coverage", body="9901")
    assert (rate.value, rate.state) == (None, state)


def test_a_rate_given_directly_goes_before_the_derived_one(tmp_path: Path) -> None:
    write_csv(
        tmp_path,
        "city",
        "body_code,period,enrol_preschool,students_preschool,age_3_5\n9901,2021,91.5,90,100\n9901,2020,,89,100\n",
    )
    facts = loaded(tmp_path)
    assert fact(facts, "enrol_preschool", body="9901").value == Decimal("91.5")
    assert fact(facts, "enrol_preschool", "2020", body="9901").value == 89


def test_counts_add_up_over_counties_and_money_does_not(tmp_path: Path) -> None:
    write_csv(tmp_path, "bodies", BODIES)
    write_csv(tmp_path, "county", "body_code,period,students_primary,edu_exp_t\n99011,2021,100,5\n99012,2021,200,6\n")
    facts = loaded(tmp_path)
    total = fact(facts, "students", stage="primary", body="9901")
    assert (total.value, total.formula) == (300, "所辖县（市、区）之和")
    assert FactIndex(facts.known.facts).find("edu_exp", None, "9901", "2021") is None


@pytest.mark.parametrize("rows", ["99011,2021,100\n99012,2021,\n", "99011,2021,100\n"])
def test_a_county_without_a_value_makes_the_sum_missing(tmp_path: Path, rows: str) -> None:
    write_csv(tmp_path, "bodies", BODIES)
    write_csv(tmp_path, "county", "body_code,period,students_primary\n" + rows)
    total = fact(loaded(tmp_path), "students", stage="primary", body="9901")
    assert (total.value, total.state) == (None, State.NOT_COLLECTED)


def test_a_county_that_no_longer_is_does_not_count(tmp_path: Path) -> None:
    dated = "code,name,kind,parent_code,valid_from,valid_to\n9901,云州市,city,,,\n99011,云东区,county,9901,,\n99012,临江县,county,9901,,2021-06-01\n"
    write_csv(tmp_path, "bodies", dated)
    write_csv(tmp_path, "county", "body_code,period,students_primary\n99011,2020,90\n99012,2020,200\n99011,2021,300\n")
    facts = loaded(tmp_path)
    assert fact(facts, "students", "2021", "primary", "9901").value == 300
    assert fact(facts, "students", "2020", "primary", "9901").value == 290


def test_schools_add_up_to_county_and_city(tmp_path: Path) -> None:
    write_csv(
        tmp_path,
        "bodies",
        BODIES
        + "s1,滨河小学,school,99011\ns2,青山学校,school,99012\ns3,云州市第一中学,school,9901\ns4,河西小学,school,99011\ns5,北山小学,school,99012\n",
    )
    write_csv(
        tmp_path,
        "school_stage",
        "body_code,period,stage,students\ns1,2021,小学,500\ns2,2021,小学,300\ns2,2021,初中,200\ns3,2021,初中,900\ns4,2021,小学,0\ns5,2021,小学,0\n",
    )
    facts = loaded(tmp_path)
    assert fact(facts, "students", stage="primary", body="99012").value == 300
    assert fact(facts, "students", stage="primary", body="9901").value == 800
    assert fact(facts, "students", stage="junior", body="9901").value == 1100


def test_growth_on_the_published_and_on_the_restated_base(tmp_path: Path) -> None:
    write_csv(
        tmp_path,
        "city",
        "body_code,period,edu_fund_per_student_senior,edu_fund_per_student_t1_restated_senior\n9901,2020,14726.94,\n9901,2021,14688.31,14462.50\n",
    )
    index = FactIndex(loaded(tmp_path).known.facts)
    now = index.find("edu_fund_per_student", "senior", "9901", "2021")
    plain, restated = index.growth_of(now), index.growth_of(now, restated=True)
    assert plain.value < 0 < restated.value
    assert round(restated.value, 2) == Decimal("1.56")
    assert index.resolve(restated.reference) == restated
    assert index.growth_of(index.find("edu_fund_per_student", "senior", "9901", "2020")) is None


def test_every_derived_measure_rests_on_measures_that_exist() -> None:
    known = {(field.metric, field.stage) for name in ("government", "survey") for field in fields_of_file(name)}
    stages = {stage for _, stage in known}
    for measure in derived_metrics():
        for _, metric, stage in (*measure.numerator, *measure.denominator):
            if stage in stages:
                assert (metric, stage) in known, (measure.id, metric, stage)


def test_no_wording_means_two_things_unless_marked_as_loose() -> None:
    from dudao.facts.contract import table_schema

    schema = table_schema("city")
    seen: dict[tuple[str, str | None, str | None], str] = {}
    for field in schema.fields:
        for word in field.synonyms:
            if not word.startswith("~") and not field.previous:
                key = (word, field.stage, field.unit)
                assert seen.setdefault(key, field.metric) == field.metric, word
