"""The official worked example of the coefficient of variation, computed from rows as an office gives them.

Five schools; the weighted coefficient of variation of books per pupil is 0.5153, over the limit of 0.50; the plain formula
gives 0.4888 and would turn the fail into a pass.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.results import Results
from dudao.indicators.run import run_edition
from dudao.schemes.edition import load_edition
from dudao.values.periods import year

SCHOOLS = [(45, 279), (37, 137), (89, 935), (76, 160), (55, 402)]
SCHEME = """
slug: example
edition: "1"
title: 算例
level: county
points:
  - {code: "1", title: 均衡, asks: 校际均衡}
"""
PER_PUPIL = """
code: AREA
name: {zh: 生均面积, en: area per pupil}
grain: school_stage
stages: [primary]
unit: ㎡/生
formula: area_teaching / students
missing: block
threshold: {operator: ">=", limit: "6.2[㎡/生]"}
"""
CV = """
code: CV
name: {zh: 差异系数, en: coefficient of variation}
grain: county
stages: [primary]
formula: "cv(AREA, of: school_stage, weight: students)"
rounding: {digits: 4}
missing: block
threshold: {operator: "<=", limit: "0.50"}
"""


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    folder = tmp_path / "scheme"
    (folder / "indicators").mkdir(parents=True)
    (folder / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    (folder / "indicators" / "area.yaml").write_text(PER_PUPIL, encoding="utf-8")
    (folder / "indicators" / "cv.yaml").write_text(CV, encoding="utf-8")
    return folder


def computed(scheme: Path, data: Path, schools: list[tuple[object, object]]) -> Results:
    data.mkdir(exist_ok=True)
    bodies = "".join(f"s{number},第{number}小学,school,3601\n" for number, _ in enumerate(schools))
    (data / "bodies.csv").write_text(f"code,name,kind,parent_code\n3601,临江县,county,\n{bodies}", encoding="utf-8")
    parts = "".join(f"s{number},2022,primary,{students}\n" for number, (students, _) in enumerate(schools))
    (data / "school_stage.csv").write_text(f"body_code,period,stage,students\n{parts}", encoding="utf-8")
    areas = "".join(f"s{number},2022,{area}\n" for number, (_, area) in enumerate(schools))
    (data / "school.csv").write_text(f"body_code,period,area_teaching\n{areas}", encoding="utf-8")
    return run_edition(load_edition(str(scheme)), load_facts([data]).known, year(2022), is_traced=True)


def test_the_published_example_is_reproduced(scheme: Path, tmp_path: Path) -> None:
    result = computed(scheme, tmp_path / "data", list(SCHOOLS)).find("3601", "CV", "primary")
    assert result is not None
    assert (result.shown, result.verdict) == ("0.5153", "fail")
    assert str(result.value_text()).startswith("0.515256629")
    assert result.reasons[0].zh == "0.5153，未达到 ≤ 0.5000，差 0.0153"


def test_a_value_at_its_limit_passes(scheme: Path, tmp_path: Path) -> None:
    results = computed(scheme, tmp_path / "data", list(SCHOOLS))
    verdicts = [results.find(f"s{number}", "AREA", "primary") for number in range(5)]
    assert [result.verdict for result in verdicts if result] == [
        "pass",
        "fail",
        "pass",
        "fail",
        "pass",
    ]  # 279 ÷ 45 = 6.2


def test_a_missing_input_is_named_and_never_zero(scheme: Path, tmp_path: Path) -> None:
    results = computed(scheme, tmp_path / "data", [*SCHOOLS[:4], (55, "未采集")])
    result = results.find("3601", "CV", "primary")
    assert result is not None
    assert (result.state, result.verdict, result.value) == ("incomplete", "incomplete", None)
    assert result.missing == ("第4小学教学及辅助用房总面积（school.csv!C6）",)


def test_a_school_to_which_it_does_not_apply_is_left_out(scheme: Path, tmp_path: Path) -> None:
    results = computed(scheme, tmp_path / "data", [*SCHOOLS, (30, "不适用")])
    assert results.find("3601", "CV", "primary") == computed(scheme, tmp_path / "other", list(SCHOOLS)).find(
        "3601", "CV", "primary"
    )


def test_a_school_without_pupils_is_told_and_leaves_the_coefficient_open(scheme: Path, tmp_path: Path) -> None:
    results = computed(scheme, tmp_path / "data", [*SCHOOLS, (0, 0)])
    empty, whole = results.find("s5", "AREA", "primary"), results.find("3601", "CV", "primary")
    assert empty is not None
    assert whole is not None
    assert (empty.state, whole.state) == ("incomplete", "incomplete")
    assert whole.reasons[0].zh == empty.reasons[0].zh
    assert whole.reasons[0].zh.startswith("分母为 0：")


def test_each_number_leads_to_its_cell(scheme: Path, tmp_path: Path) -> None:
    result = computed(scheme, tmp_path / "data", list(SCHOOLS)).find("s1", "AREA", "primary")
    assert result is not None
    assert result.trace is not None
    cells = {str(node.place): node.value for node in result.trace.walk() if node.kind == "cell"}
    assert cells == {"school.csv!C3": "137", "school_stage.csv!D3": "37"}
    assert result.trace.children[0].with_numbers == "137 ÷ 37"
