"""The compiled plan and the exact evaluator say the same of the same data: each is the other's judge."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.synthetic_nation import write_nation

from dudao.cli.commands import run_command
from dudao.facts.load import load_facts
from dudao.indicators.run import run_edition
from dudao.indicators.symbols import Symbols
from dudao.schemes.edition import load_edition
from dudao.values.periods import year

pytest.importorskip("ibis")

from dudao.indicators.compile import engines
from dudao.indicators.compile.compute import Outcome, compute_many
from dudao.indicators.compile.engines import prepare_on_duckdb
from dudao.indicators.compile.plan import compile_plan
from dudao.indicators.compile.tables import NotPlain

SCHEME = """
slug: example
edition: "1"
title: 算例
level: county
points:
  - {code: "1", title: 均衡, asks: 校际均衡}
conclusions:
  - code: BALANCED
    name: {zh: 均衡, en: balanced}
    grain: county
    needs: [CV, ALL, TAUGHT]
"""
INDICATORS = {
    "AREA": """
grain: school_stage
stages: [primary, junior]
unit: ㎡/生
applies: "not (type == '教学点' and students < 50[人])"
formula: (area_teaching - area_indoor_sport) * PART / students
missing: block
threshold: {operator: ">=", limit: "4.5[㎡/生]"}
""",
    "PART": """
grain: school_stage
formula: "if(stage == 'primary', 1, 1.1) * students / sum(if(stage == 'primary', 1, 1.1) * students, of: school_stage, within: school)"
missing: block
rounding: {digits: 4}
helper: true
""",
    "TEACHERS": """
grain: school_stage
stages: [primary, junior]
unit: 人/百生
formula: teachers / students
missing: block
threshold: {operator: ">", limit: "5[人/百生]"}
""",
    "CV": """
grain: county
stages: [primary, junior]
formula: "cv(AREA, of: school_stage, weight: students)"
rounding: {digits: 3}
missing: block
threshold: {operator: "<=", limit: "0.5"}
""",
    "ALL": """
grain: county
stages: [primary, junior]
formula: "all(AREA >= 85% * 4.5[㎡/生] or TEACHERS >= 5[人/百生], of: school_stage)"
missing: block
verdict: truth
""",
    "OPEN": """
grain: county
formula: "count(of: school_stage, where: not known(TEACHERS))"
missing: block
rounding: {digits: 0}
verdict: none
""",
    "WEIGHED": """
grain: county
stages: [primary, junior]
unit: 人
formula: "mean(teachers, of: school_stage, weight: students)"
missing: block
""",
    "SPREAD": """
grain: county
stages: [primary, junior]
formula: "cv(t_certified, of: school_stage)"
missing: block
""",
    "TAUGHT": """
grain: county
unit: "%"
formula: "sum(t_certified, of: school_stage, where: stage in ['primary', 'junior']) / sum(teachers, of: school_stage, where: stage in ['primary', 'junior'])"
missing: block
threshold: {operator: ">=", limit: "100%"}
""",
}
PARTS = ("primary", "junior")
STATES = ("", "未采集", "不适用")


def assert_same(scheme: str, data: Path, period: int) -> Outcome:
    """Every result and every conclusion of the plan is that of the exact evaluator."""
    edition = load_edition(scheme)
    exact = run_edition(edition, load_facts([data]).known, year(period))
    outcome = compute_many(edition, data, [year(period)])
    planned = {
        tuple(row[:4]): tuple(row[4:])
        for row in outcome.fetch("SELECT body, period, stage, indicator, shown, state, verdict FROM results")
    }
    wanted = {
        (each.body, each.period, each.stage, each.indicator): (each.shown, each.state, each.verdict)
        for each in exact.results
        if each.state != "known"
        or each.shown not in ("是", "否")
        or edition.indicator(each.indicator).formula is not None  # type: ignore[union-attr]
    }
    assert {key: planned.get(key) for key in wanted} == wanted
    assert {key[3] for key in planned} == {each.indicator for each in exact.results}
    conclusions = {tuple(row[:2]): row[2] for row in outcome.fetch("SELECT body, conclusion, verdict FROM conclusions")}
    assert conclusions == {(each.body, each.conclusion): each.verdict for each in exact.conclusions}
    return outcome


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_scheme(tmp_path_factory.mktemp("scheme"), SCHEME, INDICATORS)


def write_scheme(folder: Path, head: str, indicators: dict[str, str]) -> str:
    """The address of a scheme written into a folder: its file, and a file for each indicator without code and name."""
    (folder / "indicators").mkdir()
    (folder / "scheme.yaml").write_text(head, encoding="utf-8")
    for code, text in indicators.items():
        own = f"code: {code}\nname: {{zh: {code}, en: {code}}}\n"
        (folder / "indicators" / f"{code}.yaml").write_text(own + text, encoding="utf-8")
    return str(folder)


def write(folder: Path, table: str, columns: str, rows: list[list[object]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns.split(","), *rows])


def write_schools(folder: Path, schools: list[tuple[str, list[object], list[list[object]]]]) -> None:
    """Schools by type, with their areas, and for each stage pupils, teachers and certified teachers."""
    names = [f"9901{number:02d}" for number, _ in enumerate(schools)]
    write(
        folder,
        "bodies",
        "code,name,kind,parent_code",
        [["9901", "临江县", "county", ""], *([n, n, "school", "9901"] for n in names)],
    )
    pairs = list(zip(names, schools, strict=True))
    own = [[name, 2022, kind, *areas] for name, (kind, areas, _parts) in pairs]
    write(folder, "school", "body_code,period,type,area_teaching,area_indoor_sport", own)
    parts = [
        [name, 2022, stage, *cells]
        for name, (_kind, _areas, both) in pairs
        for stage, cells in zip(PARTS, both, strict=False)
    ]
    write(folder, "school_stage", "body_code,period,stage,students,teachers,t_certified", parts)


def counts(most: int) -> st.SearchStrategy[object]:
    return st.one_of(
        st.integers(0, most), st.integers(1, most // 20).map(lambda number: number * 20), st.sampled_from(STATES)
    )


AREAS = st.one_of(
    st.integers(1, 400).map(lambda pupils: pupils * 4.5),  # exactly at the limit for so many pupils
    st.integers(0, 500_000).map(lambda number: number / 100),
    st.sampled_from(STATES),
)
CELLS = st.tuples(counts(400), counts(40), counts(40)).map(list)
SCHOOLS = st.lists(
    st.tuples(
        st.sampled_from(["小学", "九年一贯制", "教学点", "不适用"]),
        st.tuples(AREAS, st.sampled_from([0, 0, 12.5, "未采集"])).map(list),
        st.lists(CELLS, min_size=1, max_size=2),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(schools=SCHOOLS)
def test_random_schools_with_ties_and_gaps(
    scheme: str, tmp_path_factory: pytest.TempPathFactory, schools: list[tuple[str, list[object], list[list[object]]]]
) -> None:
    folder = tmp_path_factory.mktemp("data")
    write_schools(folder, schools)
    assert_same(scheme, folder, 2022)


def test_a_coefficient_exactly_at_its_limit_is_decided_by_the_exact_evaluator(scheme: str, tmp_path: Path) -> None:
    """Two schools of 100 pupils with 3 and 9 ㎡ a pupil: mean 6, deviation 3, coefficient 1/2; floating point may not decide."""
    write_schools(tmp_path, [("小学", [300, 0], [[100, 5, 5]]), ("小学", [900, 0], [[100, 6, 6]])])
    outcome = assert_same(scheme, tmp_path, 2022)
    assert outcome.judged_again
    assert outcome.fetch("SELECT shown, verdict, engine FROM results WHERE indicator = 'CV' AND stage = 'primary'") == [
        ("0.500", "pass", "exact")
    ]


def test_all_of_quality_balance_on_a_synthetic_nation(tmp_path: Path) -> None:
    write_nation(tmp_path, counties=3, schools=8)
    outcome = assert_same("quality-balance/2017", tmp_path, 2017)
    engines = dict(outcome.fetch("SELECT engine, count(*) FROM results GROUP BY engine"))
    assert engines["plan"] > 20 * engines.get("exact", 0)


@pytest.mark.parametrize("slug", ["basic-balance/2012", "class-size/2018", "education-funding/2018", "teachers/2018"])
def test_what_the_plan_leaves_out_the_exact_evaluator_adds(slug: str, tmp_path: Path) -> None:
    write_nation(tmp_path, counties=2, schools=4)
    assert_same(slug, tmp_path, 2017)


RESULTS = "SELECT body, period, stage, indicator, value, shown, state, verdict FROM results ORDER BY ALL"


def test_the_same_comes_from_own_storage_which_is_made_once_a_content(tmp_path: Path) -> None:
    data, store = tmp_path / "data", tmp_path / "store"
    write_nation(data, counties=3, schools=6, years=2)
    edition = load_edition("quality-balance/2017")
    periods = [year(2017), year(2018)]
    plain = compute_many(edition, data, periods).fetch(RESULTS)
    kept = partial(prepare_on_duckdb, store=store)
    assert compute_many(edition, data, periods, prepare=kept).fetch(RESULTS) == plain
    made = {each.name: each.stat().st_mtime_ns for each in store.iterdir()}
    assert {name.partition("-")[0] for name in made} >= {"plan"}
    engines._kept.clear()  # as in another process
    assert compute_many(edition, data, periods, prepare=kept).fetch(RESULTS) == plain
    assert {each.name: each.stat().st_mtime_ns for each in store.iterdir()} == made
    write_nation(data, counties=2, schools=6, years=2)
    other = compute_many(edition, data, periods, prepare=kept).fetch(RESULTS)
    assert other == compute_many(edition, data, periods).fetch(RESULTS) != plain
    assert len({*store.glob("*.duckdb")}) == 2


ROLL_UP = """
slug: roll-up
edition: "1"
title: 汇总
level: province
points:
  - {code: "1", title: 汇总, asks: 汇总}
"""
LIMITS = """
parameters:
  - id: least
    name: {zh: 下限, en: least}
    unit: 人
    values:
      - {from: 2000-01-01, value: 100}
      - {from: 2000-01-01, value: 60, place: "99"}
      - {from: 2000-01-01, value: 10, place: "9902"}
"""


@pytest.fixture
def roll_up(tmp_path: Path) -> str:
    """Pupils of every level, each asked for a least number that a place may have of its own."""
    folder = tmp_path / "roll-up"
    (folder / "indicators").mkdir(parents=True)
    (folder / "parameters").mkdir()
    (folder / "scheme.yaml").write_text(ROLL_UP, encoding="utf-8")
    (folder / "parameters" / "limits.yaml").write_text(LIMITS, encoding="utf-8")
    for grain in ("county", "city", "province"):
        (folder / "indicators" / f"{grain}.yaml").write_text(
            f"code: P_{grain.upper()}\nname: {{zh: 学生, en: pupils}}\ngrain: {grain}\nunit: 人\n"
            "formula: 'sum(students, of: school_stage)'\nrounding: {digits: 0}\nmissing: block\nthreshold: {operator: '>=', limit: least}\n",
            encoding="utf-8",
        )
    return str(folder)


def test_a_county_that_moved_counts_for_each_year_where_it_then_was(roll_up: str, tmp_path: Path) -> None:
    """County 990103 belongs to city 9901 until 2022 and to city 9902 from then on; the province sees it in both years."""
    data = tmp_path / "data"
    data.mkdir()
    bodies: list[list[object]] = [
        ["99", "云州省", "province", "", "", ""],
        ["9901", "甲市", "city", "99", "", ""],
        ["9902", "乙市", "city", "99", "", ""],
        ["990101", "临江县", "county", "9901", "", ""],
        ["990103", "东山县", "county", "9901", "", "2022-01-01"],
        ["990103", "东山县", "county", "9902", "2022-01-01", ""],
        *([f"{county}9", "学校", "school", county, "", ""] for county in ("990101", "990103")),
    ]
    write(data, "bodies", "code,name,kind,parent_code,valid_from,valid_to", bodies)
    rows: list[list[object]] = [
        [body, period, "primary", pupils]
        for period, pair in ((2021, (50, 20)), (2022, (55, 21)))
        for body, pupils in zip(("9901019", "9901039"), pair, strict=True)
    ]
    write(data, "school_stage", "body_code,period,stage,students", rows)
    found = compute_many(load_edition(roll_up), data, [year(2021), year(2022)])
    told = found.fetch("SELECT period, body, shown, verdict FROM results WHERE indicator <> 'P_COUNTY' ORDER BY ALL")
    assert told == [
        ("2021", "99", "70", "pass"),
        ("2021", "9901", "70", "pass"),
        ("2021", "9902", "", "incomplete"),
        ("2022", "99", "76", "pass"),
        ("2022", "9901", "55", "fail"),
        ("2022", "9902", "21", "pass"),
    ]
    for period in (2021, 2022):
        assert_same(roll_up, data, period)


def test_the_plan_can_be_read(scheme: str) -> None:
    edition = load_edition(scheme)
    lines = compile_plan(edition, Symbols(edition)).render().splitlines()
    assert lines[1].split(". ")[0].strip() == "1"
    assert any("CV = cv(AREA, of: school_stage, weight: students)" in line for line in lines)


def test_cells_that_are_no_plain_numbers_are_refused_not_guessed(scheme: str, tmp_path: Path) -> None:
    write_schools(tmp_path, [("小学", ["约300", 0], [[100, 5, 5]])])
    with pytest.raises(NotPlain, match="约300"):
        compute_many(load_edition(scheme), tmp_path, [year(2022)])


def test_the_command_line_computes_by_the_plan_and_writes_files(scheme: str, tmp_path: Path) -> None:
    write_schools(tmp_path, [("小学", [450, 0], [[100, 6, 6]]), ("小学", [460, 0], [[100, 5, 5]])])
    asked = ["indicator", "compute", "--scheme", scheme, "--data", str(tmp_path), "--period", "2022"]
    rows: dict[str, list[tuple[str, ...]]] = {}
    for engine in ("exact", "duckdb"):
        path = tmp_path / f"{engine}.out"
        result = run_command([*asked, "--engine", engine, "--format", "csv", "-o", str(path)])
        assert result == 0
        with path.open(encoding="utf-8", newline="") as file:
            names = ("body", "stage", "indicator", "shown", "verdict")
            rows[engine] = sorted(tuple(row[name] for name in names) for row in csv.DictReader(file))
        for form in ("parquet", "xlsx"):
            target = tmp_path / f"{engine}-{form}.out"
            result = run_command([*asked, "--engine", engine, "--format", form, "-o", str(target)])
            assert result == 0
            assert target.stat().st_size > 500
    assert rows["duckdb"] == rows["exact"]
    assert len(rows["exact"]) == 14
