"""The total and grade of a body: from data, judgements of people, downgrades, and what does not apply."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.cases import run_cases
from dudao.indicators.results import BodyScore
from dudao.indicators.run import run_edition
from dudao.indicators.scheme_check import check_edition
from dudao.schemes.edition import load_edition, read_edition
from dudao.schemes.strict import Faults
from dudao.values.periods import year

SCHEME = """
slug: trial
edition: "1"
title: 试行评价
level: city
points: [{code: "1", title: 投入, asks: 投入}]
grades:
  - {code: excellent, name: 优秀, from: 90}
  - {code: good, name: 良好, from: 80}
  - {code: fit, name: 合格, from: 60}
  - {code: unfit, name: 不合格, from: 0}
gates:
  - code: FALSIFIED
    name: 弄虚作假
    grain: city
    when: "any(occurred, of: veto, where: item == '弄虚作假')"
    at_most: fail
  - code: FALLS
    name: 支出下降
    grain: city
    when: growth(edu_exp) < 0
    at_most: good
"""
INDICATORS = {
    "spending": """
code: F1
name: 一般公共预算教育支出增长
group: "1"
grain: city
unit: "%"
formula: growth(edu_exp)
missing: block
threshold: {operator: ">=", limit: "0%"}
scoring: {method: marks, marks: 60}
""",
    "planning": """
code: P1
name: 规划
group: "2"
grain: city
verdict: judged
scoring: {method: judged, marks: 30, bonus: 5}
""",
    "special": """
code: S1
name: 特教
group: "2"
grain: city
unit: 元/生
formula: special_fund / special_students
missing: block
threshold: {operator: ">=", limit: "8000[元/生]"}
scoring: {method: deduction, marks: 10, step: "100[元/生]", off: 1}
""",
}


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    folder = tmp_path / "scheme"
    (folder / "indicators").mkdir(parents=True)
    (folder / "scheme.yaml").write_text(SCHEME, encoding="utf-8")
    for name, text in INDICATORS.items():
        (folder / "indicators" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def score(
    scheme: Path,
    tmp_path: Path,
    *,
    spending: str = "110",
    special: str = "776000,100",
    planning: str | None = "27",
    falsified: str = "否",
) -> BodyScore:
    data = tmp_path / "data"
    data.mkdir()
    (data / "bodies.csv").write_text("code,name,kind,parent_code\n9901,云州市,city,\n", encoding="utf-8")
    (data / "city.csv").write_text(
        "body_code,period,edu_exp_t,edu_exp_t1_published,special_fund,special_students\n"
        f"9901,2022,{spending},100,{special}\n",
        encoding="utf-8",
    )
    (data / "veto.csv").write_text(
        f"body_code,period,item,occurred\n9901,2022,弄虚作假,{falsified}\n", encoding="utf-8"
    )
    if planning is not None:
        (data / "judged.csv").write_text(
            f"body_code,period,item,passed,score\n9901,2022,P1,是,{planning}\n", encoding="utf-8"
        )
    scores = run_edition(load_edition(str(scheme)), load_facts([data]).known, year(2022)).scores
    assert len(scores) == 1
    return scores[0]


def test_points_of_data_and_people_add_up(scheme: Path, tmp_path: Path) -> None:
    found = score(scheme, tmp_path)  # 60 + 27 + 10 - 3 steps of 100 short of 8000
    assert (found.points, found.marks, found.grade) == (94, 100, "excellent")
    assert [(group.group, group.points) for group in found.groups] == [("1", 60), ("2", 34)]


def test_a_downgrade_holds_the_grade_down_and_says_why(scheme: Path, tmp_path: Path) -> None:
    found = score(scheme, tmp_path, spending="99")
    assert (found.points, found.grade) == (34, "unfit")
    assert any("支出下降" in reason.zh for reason in found.reasons)


def test_a_veto_denies_every_grade_and_keeps_the_points(scheme: Path, tmp_path: Path) -> None:
    found = score(scheme, tmp_path, falsified="是")
    assert (found.points, found.grade) == (94, "")


def test_what_nobody_scored_yet_leaves_the_total_open(scheme: Path, tmp_path: Path) -> None:
    found = score(scheme, tmp_path, planning=None)
    assert (found.state, found.points, found.missing, found.grade) == ("incomplete", None, 1, "")


def test_what_does_not_apply_makes_the_rest_weigh_anew(scheme: Path, tmp_path: Path) -> None:
    found = score(scheme, tmp_path, special="不适用,不适用")
    assert (found.points, found.marks) == (Fraction((60 + 27) * 100, 90), 100)


def test_bonus_stands_above_the_marks(scheme: Path, tmp_path: Path) -> None:
    assert score(scheme, tmp_path, planning="35").points == 102


# ─────────────── steps, and gates that are not known ───────────────

STEPS = """
code: T1
name: 台账
group: "3"
grain: city
unit: "%"
formula: growth(edu_exp)
missing: block
scoring:
  method: cumulative
  marks: 10
  steps:
    - {when: "T1 >= 0%", score: 3}
    - {when: "special_students >= 100[人]", score: 6}
    - {when: "T1 >= 10%", score: 10}
"""


@pytest.mark.parametrize(
    ("spending", "special", "points"),
    [
        ("110", "776000,100", 10),  # all three, the last exactly
        ("109", "776000,100", 6),
        ("110", "776000,99", 3),  # the second fails: the third does not count although it holds
        ("99", "776000,100", 0),
        ("99", "776000,未采集", 0),  # the first fails, whatever the second is
        ("110", "776000,未采集", None),
        ("110", "776000,不适用", None),
    ],
)
def test_a_step_counts_only_where_those_below_it_hold(
    scheme: Path, tmp_path: Path, spending: str, special: str, points: int | None
) -> None:
    (scheme / "indicators" / "steps.yaml").write_text(STEPS, encoding="utf-8")
    found = score(scheme, tmp_path, spending=spending, special=special)
    own = next(each for each in found.indicators if each.indicator == "T1")
    assert (own.points, own.marks, own.state) == (points, 10, "incomplete" if points is None else "known")
    is_told = any("第 2 步未达到，以上各步不计" in reason.zh for reason in found.reasons)
    assert is_told == (points == 3)


def test_a_case_asks_for_the_points_of_a_step(scheme: Path) -> None:
    case = """cases:
  - name: 前两步
    body: "9901"
    period: "2022"
    value: "9"
    score: "6"
    tables: {city: [{body_code: "9901", period: "2022", edu_exp_t: "109", edu_exp_t1_published: "100", special_students: "100"}]}
"""
    (scheme / "indicators" / "steps.yaml").write_text(STEPS + case, encoding="utf-8")
    edition = load_edition(str(scheme))
    assert [outcome.faults for outcome in run_cases(edition)] == [()]
    scoring = next(each.scoring for each in edition.indicators if each.code == "T1")
    assert scoring is not None
    assert [(step.when.text, step.score) for step in scoring.steps][1:2] == [("special_students >= 100[人]", 6)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("score: 6", "score: 3"), "各步的得分应当逐步增加"),
        (("score: 10}", "score: 11}"), "一步的得分超过分值"),
        (('when: "T1 >= 0%"', 'when: "T1"'), "条件应当是是非"),
        ((", score: 3", ""), "缺少 score"),
        (("steps:", "stages:"), "计分方法 cumulative 缺 steps"),
    ],
)
def test_faults_of_steps_are_told(scheme: Path, change: tuple[str, str], told: str) -> None:
    (scheme / "indicators" / "steps.yaml").write_text(STEPS.replace(*change), encoding="utf-8")
    faults = Faults()
    check_edition(read_edition(scheme, faults), faults, Faults(), day=date(2023, 1, 1))
    assert any(told in each.zh for each in faults.found), [each.zh for each in faults.found]


def test_the_grade_is_open_while_a_gate_that_could_change_it_is_not_known(scheme: Path, tmp_path: Path) -> None:
    found = score(scheme, tmp_path, falsified="")
    assert (found.points, found.grade) == (94, "")
    told = [reason.zh for reason in found.reasons]
    assert any(each.startswith("不能判断：弄虚作假（缺：") for each in told)
    assert told[-1] == "等次待定：否决或降等还不能判断"


def test_a_gate_that_could_not_change_the_grade_leaves_it(scheme: Path, tmp_path: Path) -> None:
    text = (scheme / "scheme.yaml").read_text("utf-8").replace("at_most: fail", "at_most: excellent")
    (scheme / "scheme.yaml").write_text(text, "utf-8")
    assert score(scheme, tmp_path, falsified="").grade == "excellent"
