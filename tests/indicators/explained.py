"""A small scheme and county whose verdicts can be followed by hand: three schools, one short of three classrooms."""

from __future__ import annotations

from pathlib import Path

SCHEME = """
slug: rooms
edition: "1"
title: {zh: 教室, en: Classrooms}
level: county
groups: [{code: R, title: {zh: 装备, en: Equipment}}]
points: [{code: R, group: R, title: 装备, asks: 教室}]
conclusions:
  - {code: RECOGNISED, name: {zh: 达标县, en: recognised}, grain: county, needs: [ALL, SHARE]}
gates:
  - code: FALSIFIED
    name: {zh: 弄虚作假, en: falsified}
    grain: county
    when: "any(occurred, of: veto, where: item == '弄虚作假')"
    at_most: fail
grades:
  - {code: good, name: {zh: 良好, en: good}, from: 80}
  - {code: fit, name: {zh: 合格, en: fit}, from: 40}
"""
INDICATORS = {
    "rooms": """
code: ROOMS
name: {zh: 每百名学生拥有网络多媒体教室数, en: classrooms per hundred pupils}
group: R
grain: school_stage
stages: [primary]
unit: 间/百生
formula: multimedia / students
missing: block
threshold: {operator: ">=", limit: limit_rooms}
basis: [{instrument: quality-balance-measures, article: 资源配置 7, status: confirmed}]
""",
    "met": """
code: MET
name: {zh: 学校达标, en: school met}
group: R
grain: school_stage
stages: [primary]
formula: ROOMS >= limit_rooms
missing: block
verdict: truth
helper: true
""",
    "all": """
code: ALL
name: {zh: 各校达标, en: every school}
group: R
grain: county
formula: "all(MET, of: school_stage)"
missing: block
verdict: truth
scoring: {method: marks, marks: 40}
""",
    "share": """
code: SHARE
name: {zh: 大班额比例, en: large classes}
group: R
grain: county
unit: "%"
formula: "sum(class_band_66, of: school_stage) / sum(class_band_45 + class_band_66, of: school_stage)"
missing: block
threshold: {operator: "<=", limit: "5%"}
better: less
scoring: {method: linear, marks: 60, low: "15%", high: "5%"}
""",
}
PARAMETERS = """
parameters:
  - id: limit_rooms
    name: {zh: 教室限值, en: limit of classrooms}
    unit: 间/百生
    values:
      - {value: 2.3, basis: {instrument: quality-balance-measures, article: 资源配置 7, status: confirmed}}
"""
BODIES = """code,name,level,parent_code
990121,临江县,county,
9901210001,城关小学,school,990121
9901210002,河口小学,school,990121
9901210003,山前小学,school,990121
"""
SCHOOLS = """body_code,period,type,multimedia
9901210001,2022,小学,23
9901210002,2022,小学,20
9901210003,2022,小学,30
"""
STAGES = """body_code,period,stage,students,class_band_45,class_band_66
9901210001,2022,primary,1000,23,1
9901210002,2022,primary,1000,22,2
9901210003,2022,primary,1000,21,3
"""
VETO = """body_code,period,item,occurred
990121,2022,弄虚作假,否
"""


def write_scheme(folder: Path, **changed: str) -> Path:
    """The scheme as a folder; `changed` replaces or adds an indicator by name, `scheme` and `parameters` whole files."""
    parts = {"scheme": SCHEME, "parameters": PARAMETERS, **INDICATORS, **changed}
    (folder / "indicators").mkdir(parents=True, exist_ok=True)
    (folder / "parameters").mkdir(exist_ok=True)
    (folder / "scheme.yaml").write_text(parts.pop("scheme"), "utf-8")
    (folder / "parameters" / "limits.yaml").write_text(parts.pop("parameters"), "utf-8")
    for name, text in parts.items():
        (folder / "indicators" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def write_county(folder: Path, *, schools: str = SCHOOLS, stages: str = STAGES, veto: str = VETO) -> Path:
    """The county as a folder of tables."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"bodies": BODIES, "school": schools, "school_stage": stages, "veto": veto}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
