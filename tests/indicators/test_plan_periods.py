"""The plan looks at the period before, and at dates, as the exact evaluator does: on random years with gaps."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("ibis")

from tests.indicators.test_plan import PARTS, STATES, assert_same, write, write_scheme

SCHEME = """
slug: periods
edition: "1"
title: 算例
level: county
points:
  - {code: "1", title: 逐年, asks: 逐年不减}
conclusions:
  - code: NO_FALL
    name: {zh: 不减, en: no fall}
    grain: county
    needs: [MORE, GREW]
"""
INDICATORS = {
    "RATIO": """
grain: school_stage
stages: [primary, junior]
unit: 人/百生
formula: teachers / students
missing: block
threshold: {operator: ">=", limit: "5[人/百生]"}
""",
    "CHANGE": """
grain: school_stage
unit: 人
formula: students - previous(students)
missing: block
verdict: none
""",
    "MORE": """
grain: county
unit: 人
formula: "sum(teachers, of: school_stage) - previous(sum(teachers, of: school_stage))"
missing: block
threshold: {operator: ">=", limit: "0[人]"}
""",
    "STAGED": """
grain: county
stages: [primary, junior]
unit: 人
formula: "sum(students, of: school_stage) - previous(sum(students, of: school_stage))"
missing: block
verdict: none
""",
    "GREW": """
grain: county
unit: "%"
formula: growth(gdp)
missing: block
threshold: {operator: ">", limit: "0%"}
""",
    "OVER": """
grain: county
formula: "restated(gdp) < previous(previous(gdp)) or growth(gdp, base: restated) > 10%"
missing: block
verdict: truth
""",
    "TOOK": """
grain: county
unit: 人
formula: "sum(previous(teachers), of: school_stage, where: known(previous(teachers)))"
missing: block
verdict: none
""",
    "PASSED": """
grain: county
formula: "count(of: school_stage, where: RATIO >= 5[人/百生])"
rounding: {digits: 0}
missing: block
helper: true
""",
    "BETTER": """
grain: county
formula: PASSED - previous(PASSED)
rounding: {digits: 0}
missing: block
threshold: {operator: ">=", limit: "0"}
""",
    "ALONE": """
grain: school_stage
formula: if(known(previous(students)), 1, 2)
rounding: {digits: 0}
missing: block
verdict: none
""",
    "SINCE": """
grain: county
formula: years_since(basic_balance_on)
rounding: {digits: 0}
missing: block
threshold: {operator: ">=", limit: "3"}
""",
}
YEARS = (2020, 2021, 2022)
NUMBERS = st.one_of(st.integers(0, 30), st.integers(1, 20).map(lambda number: number * 20), st.sampled_from(STATES))
AMOUNTS = st.one_of(st.sampled_from([0, 100, 110, 110.5, 121]), st.sampled_from(STATES))
DATES = st.sampled_from(["2019-12-31", "2020-01-01", "2019-02-28", "", "不适用"])
ROW = st.one_of(st.none(), st.tuples(NUMBERS, NUMBERS))
SCHOOLS = st.lists(st.tuples(*(st.tuples(ROW, ROW) for _ in YEARS)), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_scheme(tmp_path_factory.mktemp("scheme"), SCHEME, INDICATORS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(schools=SCHOOLS, amounts=st.tuples(*(st.one_of(st.none(), AMOUNTS) for _ in YEARS)), day=DATES)
def test_random_years_with_schools_that_come_and_go(
    scheme: str, tmp_path_factory: pytest.TempPathFactory, schools: list[object], amounts: list[object], day: str
) -> None:
    folder = tmp_path_factory.mktemp("data")
    names = [f"9901{number:02d}" for number, _ in enumerate(schools)]
    bodies = [["9901", "临江县", "county", ""], *([name, name, "school", "9901"] for name in names)]
    write(folder, "bodies", "code,name,kind,parent_code", bodies)
    stages = [
        [name, year, stage, *row]
        for name, years in zip(names, schools, strict=True)
        for year, rows in zip(YEARS, years, strict=True)  # type: ignore[call-overload]
        for stage, row in zip(PARTS, rows, strict=True)
        if row is not None
    ]
    write(folder, "school_stage", "body_code,period,stage,students,teachers", stages)
    county = [["9901", year, amount, day] for year, amount in zip(YEARS, amounts, strict=True) if amount is not None]
    write(folder, "county", "body_code,period,gdp,basic_balance_on", county)
    outcome = assert_same(scheme, folder, 2022)
    assert not outcome.left
