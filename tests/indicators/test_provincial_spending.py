"""31 provinces from 2010 to 2023: the education-funding scheme finds each fall of spending that the yearbook shows, no other.

The amounts are those of the statistical yearbook (教育支出, 一般公共预算支出, 亿元), carried over as facts; where the folder of
domain facts is at hand (DUDAO_DOMAIN, or ../shared/domain beside the repository) its own tables are read instead.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.results import FAIL, PASS, IndicatorResult
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year

HERE = Path(__file__).parent
DOMAIN = Path(os.environ.get("DUDAO_DOMAIN", HERE.parents[2] / "shared" / "domain"))
YEARS = range(2011, 2024)
UNIT = 10_000  # 亿元 to 万元
GROWTH_TOLERANCE = Decimal("0.021")
"""Growth recomputed from the printed amounts differs from the printed growth by up to 0.02 points in seven rows."""


def table(carried: str, original: str) -> list[dict[str, str]]:
    file = DOMAIN / original
    with (file if file.is_file() else HERE / carried).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def spending() -> list[dict[str, str]]:
    return table("provincial_spending.csv", "provincial_edu_expenditure_2010_2023.csv")


@cache
def falls() -> dict[int, dict[str, str]]:
    rows = table("provincial_falls.csv", "provincial_edu_falls_by_year.csv")
    return {int(row["year"]): row for row in rows}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, str], dict[str, IndicatorResult]]:
    """Results by year and indicator, then by the name of the province."""
    folder = tmp_path_factory.mktemp("provinces")
    codes = {
        name: f"{number:02d}0000"
        for number, name in enumerate(dict.fromkeys(row["province"] for row in spending()), 11)
    }
    with (folder / "bodies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("code", "name", "kind"), *((code, name, "province") for name, code in codes.items())]
        )
    with (folder / "province.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("body_code", "period", "edu_exp_t", "exp_total"))
        for row in spending():
            amounts = (row["edu_expenditure_100m_yuan"], row["general_public_budget_expenditure_100m_yuan"])
            writer.writerow((codes[row["province"]], row["year"], *(Decimal(amount) * UNIT for amount in amounts)))
    loaded = load_facts([folder])
    assert not loaded.problems
    name_of = {code: name for name, code in codes.items()}
    edition = load_edition("education-funding/2018")
    asked = ["F1_PROVINCE", "F1_PUBLISHED_PROVINCE", "F6c_CHANGE_PROVINCE"]
    found: dict[tuple[int, str], dict[str, IndicatorResult]] = defaultdict(dict)
    for number in YEARS:
        for result in run_edition(edition, loaded.known, year(number), indicators=asked).results:
            found[number, result.indicator][name_of[result.body]] = result
    return found


def names(cell: str) -> set[str]:
    return set(cell.split("、")) - {""}


@pytest.mark.parametrize("number", YEARS)
def test_the_falls_of_spending_are_found_and_no_other(number: int, results) -> None:
    judged = results[number, "F1_PROVINCE"]
    assert {name for name, result in judged.items() if result.verdict == FAIL} == names(
        falls()[number]["provinces_edu_fell"]
    )
    assert {result.verdict for result in judged.values()} <= {PASS, FAIL}
    assert len(judged) == 31


@pytest.mark.parametrize("number", YEARS)
def test_the_falls_of_the_share_are_found(number: int, results) -> None:
    changes = results[number, "F6c_CHANGE_PROVINCE"]
    fell = {name for name, result in changes.items() if result.value.sign() < 0}
    assert fell == names(falls()[number]["provinces_share_fell"])


def test_the_growth_is_the_printed_one(results) -> None:
    for row in spending():
        if row["edu_growth_pct"]:
            result = results[int(row["year"]), "F1_PUBLISHED_PROVINCE"][row["province"]]
            away = abs(Decimal(str(float(result.value))) - Decimal(row["edu_growth_pct"]))
            assert away < GROWTH_TOLERANCE, (row, result.shown)


def test_what_was_not_spent_is_told_in_the_reason(results) -> None:
    reasons = results[2021, "F1_PROVINCE"]["辽宁"].reasons
    assert reasons[-1].zh == "7036400.00万元，未达到 ≥ 7411500.00万元，差 375100.00万元"
