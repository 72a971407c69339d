"""What the check of an edition finds, each fault with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dudao.indicators.scheme_check import check_edition
from dudao.schemes.edition import read_edition
from dudao.schemes.strict import Faults

SCHEME = """
slug: trial
edition: "1"
title: 试行
level: county
points: [{code: "1", title: 一, asks: 问}]
conclusions: [{code: ALL, name: 全部, grain: county, needs: [RATE]}]
"""
GOOD = """
code: RATE
name: 入学率
grain: county
unit: "%"
formula: disabled_enrolled / disabled_total
missing: block
threshold: {operator: ">=", limit: limit_rate}
"""
LIMIT = """
parameters:
  - id: limit_rate
    name: 限值
    unit: "%"
    values: [{from: 2020-01-01, value: 95}]
"""


def faults_of(tmp_path: Path, *, scheme: str = SCHEME, indicator: str = GOOD, parameters: str = LIMIT) -> list[str]:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "parameters").mkdir()
    (tmp_path / "scheme.yaml").write_text(scheme, encoding="utf-8")
    (tmp_path / "indicators" / "rate.yaml").write_text(indicator, encoding="utf-8")
    (tmp_path / "parameters" / "limits.yaml").write_text(parameters, encoding="utf-8")
    faults = Faults()
    edition = read_edition(tmp_path, faults)
    check_edition(edition, faults, Faults(), day=date(2023, 1, 1))
    return [
        f"{Path(each.origin.file).name}:{str(each.origin)[len(each.origin.file) + 1 :]}: {each.zh}"
        for each in faults.found
    ]


def test_a_sound_edition_has_none(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("formula: disabled_enrolled /", "formula: disabled_enroled /"),
            "rate.yaml:6:10: 没有 disabled_enroled 这个名称；是否想写 disabled_enrolled？",
        ),
        (("enrolled / disabled_total", "enrolled / 0"), "rate.yaml:6:30: 除数写成了 0"),
        (("enrolled / disabled_total", "enrolled / -0[人]"), "rate.yaml:6:30: 除数写成了 0"),
        (("missing: block", "missing: impute\nimpute: 95[人]"), "rate.yaml:8:9: 公式的单位是 "),
        (('unit: "%"', "unit: 元/生"), "rate.yaml:6:10: 公式的单位是 1，unit 写的是 元/生"),
        (('unit: "%"', "unit: 元每生"), "rate.yaml:5:7: 不认识的单位 元每生"),
        (("grain: county", "grain: conty"), "rate.yaml:4:8: grain 不能是 conty；是否想写 county？"),
        (("missing: block\n", ""), "rate.yaml:2:1: 缺少 missing"),
        (("missing: block", "missing: block\ncolor: red"), "rate.yaml:8:1: 不认识的键 color"),
        (("code: RATE", "code: 0371"), "rate.yaml:2:7: code 应当是文字"),
        (("limit: limit_rate", "limit: pay_civil"), "rate.yaml:8:36: 限值是数（元），指标是数（%）"),
        (("formula: disabled_enrolled / disabled_total", "formula: RATE / 2"), "指标互相引用成环：RATE → RATE"),
        (
            ("formula: disabled_enrolled /", "formula: (disabled_enrolled /"),
            "rate.yaml:6:45: formula：公式没有写完，缺 )",
        ),
    ],
)
def test_a_fault_of_an_indicator_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    found = faults_of(tmp_path, indicator=GOOD.replace(*change))
    assert any(told in each for each in found), found


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("[{from: 2020-01-01, value: 95}, {from: 2022-01-01, value: 96}]", "时间重叠"),
        (
            "[{from: 2020-01-01, to: 2021-01-01, value: 95}, {from: 2022-01-01, value: 96}]",
            "从 2021-01-01 到 2022-01-01 没有值",
        ),
        ("[{from: 2024-01-01, value: 95}]", "在 2023-01-01 没有值"),
        ("[{from: 2022-01-01, to: 2021-01-01, value: 95}]", "to 不晚于 from"),
        ("[{value: ninety}]", "limits.yaml:6:22: value 应当是带单位的数"),
        ("[{value: 95, basis: {instrument: education-lw}}]", "是否想写 education-law？"),
    ],
)
def test_a_fault_of_a_parameter_is_told(tmp_path: Path, values: str, told: str) -> None:
    found = faults_of(tmp_path, parameters=LIMIT.replace("[{from: 2020-01-01, value: 95}]", values))
    assert any(told in each for each in found), found


def test_a_conclusion_on_an_unknown_indicator_is_told(tmp_path: Path) -> None:
    assert faults_of(tmp_path, scheme=SCHEME.replace("[RATE]", "[RTAE]")) == [
        "scheme.yaml:7:59: ALL 引用的指标 RTAE 不存在；是否想写 RATE？"
    ]
