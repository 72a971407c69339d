"""Growth rates and ratios that ministries, cities and counties published, recomputed from the amounts beside them.

The samples are not part of the repository (DUDAO_CASES, or ../shared/samples/cases beside it).
"""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.results import IndicatorResult
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year

SAMPLES = Path(os.environ.get("DUDAO_CASES", Path(__file__).parents[2].parent / "shared" / "samples" / "cases"))
GROWTH = SAMPLES / "funding_growth.csv"
RATIOS = SAMPLES / "ratios.csv"
GRAINS = {"national": "nation", "city": "city", "county": "county"}
MEASURES = {
    "教育经费总投入": "edu_total",
    "地方教育经费总收入": "edu_total",
    "国家财政性教育经费": "fiscal_fund",
    "一般公共预算教育经费": "edu_fund",
    "生均一般公共预算教育经费": "edu_fund_per_student",
    "生均教育事业费": "biz_per_student",
    "生均公用经费": "public_per_student",
}
STAGES = {
    "幼儿园": "preschool",
    "普通小学": "primary",
    "普通初中": "junior",
    "普通高中": "senior",
    "中等职业学校": "vocational",
    "普通高等学校": "higher",
}
SCHEME = """
slug: growth
edition: "1"
title: 增长率
level: county
points: [{code: "1", title: 增长, asks: 增长}]
"""
SHIPPED = {
    "生师比(小学)": ("teachers/2018", "PUPILS_PER_TEACHER_CITY", "primary", ("students_primary", "teachers_primary")),
    "生师比(初中)": ("teachers/2018", "PUPILS_PER_TEACHER_CITY", "junior", ("students_junior", "teachers_junior")),
    "生师比(普通高中)": ("teachers/2018", "PUPILS_PER_TEACHER_CITY", "senior", ("students_senior", "teachers_senior")),
    "一般公共预算教育经费占一般公共预算支出比例": (
        "education-funding/2018",
        "F6b_CITY",
        "",
        ("edu_fund_t", "exp_total"),
    ),
}
"""Ratios that a shipped indicator computes; the amounts stand in the sample in units of their own, which cancel."""


def samples(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def growth_scheme(folder: Path, measure: str, grain: str, stage: str) -> Path:
    (folder / "indicators").mkdir(parents=True)
    (folder / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    stages = f"stages: [{stage}]\n" if stage else ""
    (folder / "indicators" / "g.yaml").write_text(
        f'code: G\nname: 增长率\ngrain: {grain}\n{stages}unit: "%"\nformula: growth({measure})\nmissing: block\n',
        encoding="utf-8",
    )
    return folder


def column(measure: str, stage: str) -> str:
    return f"{measure}_{stage}" if stage else f"{measure}_t"


def result_of(
    scheme: str, code: str, stage: str, folder: Path, table: str, rows: list[dict[str, str]]
) -> IndicatorResult:
    folder.mkdir(exist_ok=True)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    known = load_facts([folder]).known
    results = run_edition(load_edition(scheme), known, year(int(rows[-1]["period"])), indicators=[code])
    found = results.find("1", code, stage)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "line", [each for each in samples(GROWTH) if each["indicator"] in MEASURES], ids=lambda x: x["case_id"]
)
def test_a_published_growth_is_reproduced(line: dict[str, str], tmp_path: Path) -> None:
    measure, stage, grain = MEASURES[line["indicator"]], STAGES.get(line["stage"], ""), GRAINS[line["level"]]
    name = column(measure, stage)
    scheme = growth_scheme(tmp_path / "scheme", measure, grain, stage)
    before = {"body_code": "1", "period": str(int(line["year"]) - 1), name: line["previous"]}
    now = {"body_code": "1", "period": line["year"], name: line["current"]}
    result = result_of(str(scheme), "G", stage, tmp_path / "data", grain, [before, now])
    exact = Decimal(str(result.value_text()))
    assert round(exact, 4) == Decimal(line["recomputed_growth_pct"])
    if line["outcome"] == "match":
        digits = -int(Decimal(line["published_growth_pct"]).as_tuple().exponent)
        assert abs(exact - Decimal(line["published_growth_pct"])) <= Decimal("0.5").scaleb(-digits)


@pytest.mark.parametrize(
    "line", [each for each in samples(RATIOS) if each["metric"] in SHIPPED], ids=lambda x: x["case_id"]
)
def test_a_published_ratio_is_reproduced(line: dict[str, str], tmp_path: Path) -> None:
    scheme, code, stage, (numerator, denominator) = SHIPPED[line["metric"]]
    amounts = [str(Decimal(line[key]) * 100) for key in ("numerator", "denominator")]
    row = {"body_code": "1", "period": line["year"], **dict(zip((numerator, denominator), amounts, strict=True))}
    assert result_of(scheme, code, stage, tmp_path / "data", "city", [row]).shown == line["published"]
