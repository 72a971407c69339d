"""The duty of city governments: marks that add to 100, ledger counts, downgrades, vetoes, grades of provinces, believed scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from dudao.facts.load import load_facts
from dudao.indicators.results import BodyScore
from dudao.indicators.run import Run
from dudao.schemes.edition import load_edition
from dudao.schemes.grade_sets import graded_by
from dudao.schemes.indicators import Edition
from dudao.values.errors import MisuseError
from dudao.values.periods import year
from tests.cli.commands import run

BANDS = (25, 30, 35, 40, 45, 50, 55, 60, 65, 66)
CITY = {
    "edu_exp_t": 600000,
    "edu_exp_t1_restated": 590000,
    "edu_exp_per_student": 12000,
    "edu_exp_per_student_t1_restated": 11900,
    "public_per_student_primary": 750,
    "norm_primary": 720,
    "public_per_student_junior": 960,
    "norm_junior": 940,
    "enrol_preschool": 90,
    "children_public": 52000,
    "children_inclusive": 31000,
    "students_preschool": 100000,
    "pay_teacher": 99000,
    "pay_civil": 98000,
    "posts_used": 9700,
    "posts_approved": 10000,
    "vocational_employment": 96,
    **{f"class_band_{band}_{stage}": 50 if band == 45 else 0 for band in BANDS for stage in ("primary", "junior")},
}
JUDGED = {
    "D11_PARTY": 4,
    "D12_PROGRESS": 5,
    "D13_SCHOOLS": 5,
    "D24_USE": 4,
    "D26_BALANCE": 5,
    "D27_MANAGED": 4,
    "D28_LAYOUT": 4,
}
MARKS = {"D11_MEETINGS": 4, "D11_VISITS": 4, "D11_LECTURES": 2, "D12_LISTS": 3, "D12_TASKS": 3, "D13_ACTION": 3,
         "D24_EXP": 6, "D24_PER_STUDENT": 6, "D24_NORM": 6, "D25_LARGE": 5, "D25_ENROL": 3, "D25_INCLUSIVE": 3,
         "D25_PUBLIC": 3, "D26_INSPECTIONS": 4, "D27_PAY": 6, "D27_POSTS": 4, "D28_EMPLOYMENT": 4}  # fmt: skip
LEDGER = (
    *(("meeting", 2), ("visit", 4), ("lecture", 2), ("negative_list", 1), ("task", 1), ("special_action", 1)),
    ("inspection", 2),
)
VETOES = (
    "弄虚作假",
    "校园重大安全事件",
    "学生体质健康水平连续三年下降",
    "所辖县未达到基本均衡差异系数要求",
    "使用D级危房",
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition("government-duty-city/2021")


@pytest.fixture
def scored(tmp_path: Path, edition: Edition) -> Callable[..., BodyScore]:
    """The score of a city that does everything, with what is changed."""

    def score(
        *,
        judged: Mapping[str, object] | None = None,
        claimed: dict[str, float] | None = None,
        occurred: tuple[str, ...] = (),
        grades: str | None = None,
        uses: str = "none",
        **city: object,
    ) -> BodyScore:
        values = {**CITY, **city}
        points = {**JUDGED, **(judged or {})}
        rows = [(kind, number) for kind, count in LEDGER for number in range(count)]
        items = {**dict.fromkeys(claimed or {}, ""), **points}
        tables = {
            "bodies": ["code,name,kind,parent_code", "c1,云州市,city,"],
            "city": ["body_code,period," + ",".join(values), "c1,2021," + ",".join(map(str, values.values()))],
            "judged": ["body_code,period,item,passed,score,claimed"]
            + [f"c1,2021,{code},是,{given},{(claimed or {}).get(code, '')}" for code, given in items.items()],
            "ledger": ["number,kind,date,body_code,subject"]
            + [f"{at},{kind},2021-0{number + 1}-10,c1,事项" for at, (kind, number) in enumerate(rows)],
            "veto": ["body_code,period,item,occurred"]
            + [f"c1,2021,{item},{'是' if item in occurred else '否'}" for item in VETOES],
        }
        for name, lines in tables.items():
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
        loaded = load_facts([tmp_path])
        assert edition.credibility is not None
        own = replace(graded_by(edition, grades), credibility=replace(edition.credibility, uses=uses))
        return next(Run(own, loaded.known, year(2021)).scores())

    return score


def test_marks_add_to_a_hundred_and_are_called_an_example(edition: Edition) -> None:
    scored = [each for each in edition.indicators if each.scoring is not None]
    assert sum((each.scoring.marks for each in scored if each.scoring), Fraction(0)) == 100
    assert all(any(basis.status == "example" for basis in each.basis) for each in scored)
    assert not edition.is_official


def test_a_city_that_does_everything_gets_all(scored: Callable[..., BodyScore]) -> None:
    score = scored()
    assert (score.state, score.points, score.grade) == ("known", 100, "excellent")


def test_a_bonus_stands_above_the_hundred(scored: Callable[..., BodyScore]) -> None:
    assert scored(judged={"D26_BALANCE": 8, "D28_LAYOUT": 6}).points == 105
    assert scored(judged={"D26_BALANCE": 99}).points == 103


def test_steps_are_taken_off_for_each_percent(scored: Callable[..., BodyScore]) -> None:
    # 7 of 100 classes: two points over the limit
    score = scored(class_band_45_primary=43, class_band_60_primary=7)
    points = {each.indicator: each.points for each in score.indicators}
    assert (points["D25_LARGE"], score.points) == (3, 98)


def test_what_is_missing_leaves_the_total_open(scored: Callable[..., BodyScore]) -> None:
    score = scored(pay_teacher="未采集")
    assert (score.state, score.points, score.grade, score.missing) == ("incomplete", None, "", 1)


@pytest.mark.parametrize(
    ("occurred", "grade"),
    [
        ((), "excellent"),
        (("校园重大安全事件",), "good"),
        (("校园重大安全事件", "学生体质健康水平连续三年下降"), "good"),
        (("使用D级危房",), "good"),
        (("使用D级危房", "校园重大安全事件"), "good"),
        (("弄虚作假",), ""),
        (("弄虚作假", "校园重大安全事件"), ""),
    ],
)
def test_downgrades_and_vetoes(scored: Callable[..., BodyScore], occurred: tuple[str, ...], grade: str) -> None:
    score = scored(occurred=occurred)
    assert (score.points, score.grade) == (100, grade)
    assert len(score.reasons) == len(occurred)


def test_grades_of_a_province_may_be_chosen(scored: Callable[..., BodyScore]) -> None:
    lost = {"edu_exp_t": 1, "edu_exp_per_student": 1, "public_per_student_primary": 1, "public_per_student_junior": 1,
            "pay_teacher": 1, "enrol_preschool": 1, "vocational_employment": 1, "posts_used": 1}  # fmt: skip
    judged: dict[str, float] = {"D24_USE": 0, "D12_PROGRESS": 1}
    assert (scored(judged=judged, **lost).points, scored(judged=judged, **lost).grade) == (64, "fit")
    assert scored(judged=judged, grades="ningxia-2019", **lost).grade == "unfit"
    assert scored(judged=judged, grades="points-only", **lost).grade == ""


def test_an_unknown_set_of_grades_names_those_there_are(edition: Edition) -> None:
    with pytest.raises(MisuseError, match="ningxia-2019"):
        graded_by(edition, "ningxia")


def test_claimed_and_checked_points_stand_beside_each_other(scored: Callable[..., BodyScore]) -> None:
    score = scored(judged={"D24_USE": 3}, claimed={"D24_USE": 4, "D27_MANAGED": 4})
    assert score.layers is not None
    assert (score.layers.claimed, score.layers.checked) == (None, 99)
    assert (score.layers.credibility, score.layers.final) == (Fraction(7, 8), 99)
    assert not score.layers.is_confirmed


def test_a_scheme_that_uses_credibility_grades_by_the_final_points(scored: Callable[..., BodyScore]) -> None:
    # everything is claimed in full and one thing was found to be worth half: 98 checked, believed 98/100
    claimed: dict[str, float] = {**JUDGED, **MARKS}
    whole = scored(judged={"D24_USE": 2}, claimed=claimed, uses="all")
    assert whole.layers is not None
    assert (whole.layers.claimed, whole.layers.checked) == (100, 98)
    assert (whole.layers.credibility, whole.layers.final) == (Fraction(98, 100), 98)
    half = scored(judged={"D24_USE": "", "D27_MANAGED": 2}, claimed=claimed, uses="unchecked")
    assert half.layers is not None
    assert (half.points, half.state) == (None, "incomplete")
    # 94 of the 96 points that were checked; the four of D24_USE count as much as they can be believed
    assert half.layers.final == 94 + 4 * Fraction(94, 96)
    assert half.grade == "excellent"


def test_the_layers_are_printed_with_their_status(
    scored: Callable[..., BodyScore], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scored(judged={"D24_USE": 3}, claimed={"D24_USE": 4, "D27_MANAGED": 4})
    words = ("--scheme", "government-duty-city", "--data", tmp_path, "--period", "2021")
    printed = run(capsys, "indicator", "compute", *words).out
    assert "自评 —，核验 99.00，自评可信度 0.8750（未核实），最终 99.00" in printed
    explained = run(capsys, "indicator", "explain", *words, "--body", "c1", "--indicator", "TOTAL")
    assert "2.4 教育经费持续增长、规范使用 = 21分" in explained.out


def test_without_claims_there_are_no_layers(scored: Callable[..., BodyScore]) -> None:
    assert scored().layers is None
