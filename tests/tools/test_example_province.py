"""The example province: the files are what the program writes, its sums hold, and each county shows what it is there for."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from tools.example_province.__main__ import example_tables, write_csv

from dudao.facts.load import load_facts
from dudao.indicators.results import FAIL, INCOMPLETE, PASS, Results
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.exact import Exact
from dudao.values.periods import parse_period
from tests.cli.commands import run

HERE = Path("examples/yunling").resolve()


def rows_of(table: str, folder: Path = HERE) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def quality_balance() -> Results:
    return results_of("quality-balance")


def results_of(scheme: str) -> Results:
    return run_edition(load_edition(scheme), load_facts([HERE]).known, parse_period("2021"))


def verdicts(results: Results, conclusion: str) -> dict[str, str]:
    return {each.body: each.verdict for each in results.conclusions if each.conclusion == conclusion}


def failing(results: Results, body: str) -> set[str]:
    """Codes of what a county does not meet among what its recognition needs."""
    needed = load_edition("quality-balance").conclusions[-1].needs
    return {
        each.indicator
        for each in results.results
        if each.body == body and each.verdict == FAIL and each.indicator in needed
    }


def test_the_files_are_what_the_program_writes(tmp_path: Path) -> None:
    for table, rows in example_tables().items():
        write_csv(tmp_path / f"{table}.csv", rows)
        assert (tmp_path / f"{table}.csv").read_bytes() == (HERE / f"{table}.csv").read_bytes(), table


def test_schools_add_up_to_what_is_printed_of_their_county() -> None:
    for county in rows_of("county", HERE.parent / "yunzhou"):
        if county["period"] == "2019":
            continue
        mine = [
            row
            for row in rows_of("school_stage")
            if row["body_code"].startswith(county["body_code"]) and row["period"] == county["period"]
        ]
        for stage in ("primary", "junior", "senior"):
            for column in ("students", "teachers"):
                whole = sum(int(row[column]) for row in mine if row["stage"] == stage)
                assert whole == int(county[f"{column}_{stage}"]), (county["body_name"], stage, column)


def test_reading_it_leaves_no_fault() -> None:
    assert [each.message() for each in load_facts([HERE]).problems] == []


def test_recognition_is_as_each_county_is_meant_to_show(quality_balance: Results) -> None:
    found = verdicts(quality_balance, "RECOGNISED")
    assert {code for code, verdict in found.items() if verdict == PASS} == {"990221", "990302"}
    assert {code for code, verdict in found.items() if verdict == INCOMPLETE} == {"990222"}
    assert failing(quality_balance, "990202") == {"ALL_SCHOOLS"}
    assert failing(quality_balance, "990321") == {"B5"}
    assert {"C9b"} <= failing(quality_balance, "990122")
    assert "D1" not in failing(quality_balance, "990123")


def test_the_values_at_their_limits_are_exact(quality_balance: Results) -> None:
    at = {(each.body, each.indicator, each.stage): each.value for each in quality_balance.results}
    assert at["990221", "CV_A6", "primary"] == Exact.of(Decimal("0.5"))
    assert at["990123", "D1", ""] == Exact.of(85)
    assert at["990321", "B14", ""] == Exact.of(50)
    assert at["990122", "C9b", ""] == Exact.of(Decimal("0.15"))


def test_spending_is_judged_on_the_restated_base() -> None:
    results = results_of("education-funding")
    found = verdicts(results, "TWO_ONLY")
    assert found["990221"] == FAIL
    assert found["990222"] == PASS
    published = next(each for each in results.results if (each.body, each.indicator) == ("990222", "F1_PUBLISHED"))
    assert isinstance(published.value, Exact)
    assert published.value.sign() < 0


def explained(capsys: pytest.CaptureFixture[str], body: str, indicator: str, *more: str) -> str:
    words = (
        "--scheme",
        "quality-balance",
        "--data",
        HERE,
        "--period",
        "2021",
        "--body",
        body,
        "--indicator",
        indicator,
    )
    return run(capsys, "indicator", "explain", *words, *more).out


def test_a_coefficient_is_defended_by_mean_deviation_and_weights(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(capsys, "990221", "CV_A6", "--stage", "primary")
    assert "加权平均 4000元/生，加权标准差 2000元/生，差异系数＝标准差÷平均" in text
    assert "平沙县第一小学（权数 638） = 2000元/生  ← school.csv!E997、school_stage.csv!E1025、school.csv!O997" in text


def test_what_equals_its_limit_and_fails_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "0.150，未达到 < 0.150，正好等于限值" in explained(capsys, "990122", "C9b")
    assert "0.150 misses < 0.150: it equals the limit" in explained(capsys, "990122", "C9b", "--lang", "en")


def test_the_distance_agrees_with_the_numbers_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "98.71%，未达到 ≥ 100.00%，差 1.29个百分点" in explained(capsys, "990102", "B9")


def test_a_city_is_asked_by_the_code_of_the_county(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--scheme", "class-size", "--data", HERE, "--period", "2021", "--body", "990100")
    ran = run(capsys, "indicator", "explain", *words, "--indicator", "LARGE_SHARE")
    assert ran.out.startswith("云州市：LARGE_SHARE_CITY")
