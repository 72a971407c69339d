"""Composite coefficients that counties published, recomputed from the eight that they printed, where the samples are at hand.

The samples are not part of the repository (DUDAO_CASES, or ../shared/samples/cases beside it). What the mean of printed
values cannot settle is told apart by the sample's own column, the distance in thousandths.
"""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.results import PASS, IndicatorResult
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year

SAMPLES = Path(os.environ.get("DUDAO_CASES", Path(__file__).parents[2].parent / "shared" / "samples" / "cases"))
FILE = SAMPLES / "basic_balance_counties.csv"
STAGES = {"小学": "primary", "初中": "junior"}


def compute(folder: Path, lines: list[dict[str, str]]) -> dict[tuple[str, str], IndicatorResult]:
    """Results of the printed composite by county and stage; the rows are those of an office's own folder."""
    codes = {line["county"]: f"{number:06d}" for number, line in enumerate(lines, 100_000)}
    with (folder / "bodies.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("code", "name", "kind"), *((code, name, "county") for name, code in codes.items())]
        )
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for line in lines:
        printed = [value for key, value in line.items() if key.startswith("cv_")]
        for number, value in enumerate(printed, 1):
            row = rows.setdefault((codes[line["county"]], f"E{number}"), {})
            row[f"printed_cv_{STAGES[line['stage']]}"] = value
    with (folder / "balance.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("body_code", "period", "item", "printed_cv_primary", "printed_cv_junior"))
        writer.writeheader()
        for (code, item), row in rows.items():
            writer.writerow({"body_code": code, "period": "2014", "item": item, **row})
    loaded = load_facts([folder])
    assert not loaded.problems
    edition = load_edition("basic-balance/2012")
    asked = run_edition(edition, loaded.known, year(2014), indicators=["E_CV_PRINTED"])
    names = {code: name for name, code in codes.items()}
    return {(names[each.body], each.stage): each for each in asked.results}


@pytest.mark.skipif(not FILE.is_file(), reason="the samples are not at hand")
def test_the_published_composites_are_reproduced(tmp_path: Path) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    results = compute(tmp_path, lines)
    assert lines
    for line in lines:
        result = results[line["county"], STAGES[line["stage"]]]
        exact = Decimal(str(result.value_text()))
        assert exact == Decimal(line["recomputed_composite"]), line["county"]
        away = abs(exact - Decimal(line["published_composite"])) * 1000
        assert away <= Decimal(line["difference_thousandths"]) + Decimal("0.5"), line["county"]
        assert str(Decimal(str(result.limit.fraction.numerator)) / result.limit.fraction.denominator) == line["limit"]
        assert (result.verdict == PASS) == (line["passes"] == "Y"), line["county"]
