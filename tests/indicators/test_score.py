"""The decision table of scoring: each line of it, and the edges of each method."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.indicators.results import IndicatorResult
from dudao.indicators.score.credibility import CredibilityRule, ScoredItem, credibility_of, final_points
from dudao.indicators.score.points import Points, points_of
from dudao.indicators.score.totals import grade_of, total_of
from dudao.schemes.edition import read_edition
from dudao.schemes.indicators import Band, Grade, Indicator, Scoring
from dudao.schemes.load import find_scheme
from dudao.schemes.strict import Faults
from dudao.values.exact import Exact

MODEL = read_edition(find_scheme("quality-balance/2017"), Faults()).indicator("B11a")
GRADES = [
    Grade(code, code, code, Fraction(low)) for code, low in (("good", 80), ("best", 90), ("pass", 65), ("fail", 0))
]


def scored(**scoring: object) -> Indicator:
    assert MODEL is not None
    return replace(MODEL, scoring=Scoring(**{"marks": Fraction(10), **scoring}))  # type: ignore[arg-type]


def result(value: str | None, verdict: str, limit: str = "10", state: str = "known") -> IndicatorResult:
    own = None if value is None else Exact.of(Fraction(value))
    return IndicatorResult(
        "990121", "2022", "", "B11a", own, "", state, (), "%", ">=", Exact.of(Fraction(limit)), verdict
    )


def given_points(indicator: Indicator, value: str, verdict: str = "pass") -> Fraction | None:
    points = points_of(indicator, result(value, verdict))
    return points.points if points else None


def test_marks_are_all_or_nothing_by_the_verdict() -> None:
    assert given_points(scored(method="marks"), "10") == 10
    assert given_points(scored(method="marks"), "9.99", "fail") == 0


BANDS = (
    Band(None, Fraction(60), Fraction(0)),
    Band(Fraction(60), Fraction(85), Fraction(6)),
    Band(Fraction(85), None, Fraction(10)),
)


@pytest.mark.parametrize(("value", "points"), [("59.999", 0), ("60", 6), ("84.9999", 6), ("85", 10), ("200", 10)])
def test_the_lower_end_of_a_band_is_inside(value: str, points: int) -> None:
    assert given_points(scored(method="bands", bands=BANDS), value) == points


@pytest.mark.parametrize(("value", "points"), [("0", "0"), ("5", "0"), ("7.5", "5"), ("10", "10"), ("12", "10")])
def test_linear_points_run_between_two_values(value: str, points: str) -> None:
    indicator = scored(method="linear", low=Fraction(5), high=Fraction(10))
    assert given_points(indicator, value) == Fraction(points)


def test_linear_points_may_fall() -> None:
    indicator = scored(method="linear", low=Fraction(10), high=Fraction(0))
    assert [given_points(indicator, value) for value in ("10", "4", "0")] == [0, 6, 10]


@pytest.mark.parametrize(("value", "points"), [("10", "10"), ("9.9", "9.5"), ("9", "9.5"), ("8.99", "9"), ("-90", "0")])
def test_a_step_that_is_begun_is_taken_off(value: str, points: str) -> None:
    indicator = scored(method="deduction", step=Fraction(1), off=Fraction(1, 2))
    verdict = "pass" if Fraction(value) >= 10 else "fail"
    assert given_points(indicator, value, verdict) == Fraction(points)


def test_a_missing_value_gives_no_points_and_never_zero() -> None:
    points = points_of(scored(method="marks"), result(None, "incomplete", state="incomplete"))
    assert points is not None
    assert (points.state, points.points) == ("incomplete", None)
    fixed = points_of(scored(method="marks", missing="0"), result(None, "incomplete", state="incomplete"))
    assert fixed is not None
    assert (fixed.points, fixed.reason and fixed.reason.zh) == (0, "缺数据，方案规定计 0 分")


@pytest.mark.parametrize(
    ("policy", "state", "points"), [("drop", "not_applicable", None), ("full", "known", 10), ("4", "known", 4)]
)
def test_what_does_not_apply_is_dropped_full_or_fixed(policy: str, state: str, points: int | None) -> None:
    indicator = scored(method="marks", not_applicable=policy)
    found = points_of(indicator, result(None, "not_applicable", state="not_applicable"))
    assert found is not None
    assert (found.state, found.points) == (state, points)


def test_points_of_people_wait_and_stay_within_marks_and_bonus() -> None:
    indicator = scored(method="judged", bonus=Fraction(2))
    waiting, high = points_of(indicator, result(None, "none")), points_of(indicator, result(None, "none"), Fraction(15))
    assert waiting is not None
    assert high is not None
    assert (waiting.state, high.points) == ("incomplete", 12)


def points(marks: int, own: int | None, state: str = "known") -> Points:
    return Points(state, None if own is None else Fraction(own), Fraction(marks))


def test_what_does_not_apply_makes_the_rest_weigh_anew() -> None:
    total = total_of([points(40, 30), points(40, 40), points(20, None, "not_applicable")])
    assert (total.points, total.raw, total.counted) == (Fraction(175, 2), 70, 80)
    assert "折算" in total.reasons[-1].zh


def test_one_missing_score_leaves_the_total_open() -> None:
    total = total_of([points(40, 30), points(60, None, "incomplete")])
    assert (total.state, total.points, total.missing, total.raw) == ("incomplete", None, 1, 30)


def test_weight_zero_is_shown_and_does_not_count() -> None:
    assert total_of([points(100, 90), points(0, 0)]).points == 90


def test_bonus_may_lift_a_total_above_a_hundred() -> None:
    assert total_of([points(100, 100), points(0, 18)]).points == 118


@given(st.lists(st.tuples(st.integers(1, 50), st.fractions(0, 1)), min_size=1, max_size=8), st.integers(2, 9))
def test_scaling_all_marks_changes_no_rank(rows: list[tuple[int, Fraction]], factor: int) -> None:
    plain = total_of([Points("known", marks * part, Fraction(marks)) for marks, part in rows])
    scaled = total_of([Points("known", marks * part * factor, Fraction(marks * factor)) for marks, part in rows])
    assert plain.points is not None
    assert scaled.points == plain.points * factor


@pytest.mark.parametrize(
    ("total", "at_most", "code"),
    [
        ("90", (), "best"),
        ("89.99", (), "good"),
        ("95", ("good",), "good"),
        ("70", ("good",), "pass"),
        ("95", ("good", "pass"), "pass"),
        ("64", (), "fail"),
    ],
)
def test_a_grade_is_reached_at_its_lower_end_and_held_down_by_a_downgrade(
    total: str, at_most: tuple[str, ...], code: str
) -> None:
    grade = grade_of(Fraction(total), GRADES, at_most)
    assert grade is not None
    assert grade.code == code


ITEMS = [
    ScoredItem("1", Fraction(10), Fraction(10), Fraction(8)),
    ScoredItem("2", Fraction(10), Fraction(10), Fraction(10)),
    ScoredItem("3", Fraction(10), Fraction(9), None),
]


def test_credibility_compares_what_was_claimed_and_checked() -> None:
    assert credibility_of(ITEMS, CredibilityRule()) == Fraction(9, 10)
    assert credibility_of([ScoredItem("1", Fraction(10), Fraction(5), Fraction(9))], CredibilityRule()) == 1
    assert credibility_of(ITEMS[2:], CredibilityRule()) is None


@pytest.mark.parametrize(("uses", "final"), [("none", "27"), ("unchecked", "26.1"), ("all", "26.1")])
def test_what_a_scheme_makes_of_it(uses: str, final: str) -> None:
    assert final_points(ITEMS, CredibilityRule(uses=uses)) == Fraction(final)


def test_without_any_score_a_point_leaves_the_final_open() -> None:
    assert final_points([*ITEMS, ScoredItem("4", Fraction(5), None, None)], CredibilityRule()) is None


@pytest.mark.parametrize(("uses", "final"), [("none", "22"), ("unchecked", "22"), ("all", "20")])
def test_above_the_ceiling_claimed_and_checked_part_ways(uses: str, final: str) -> None:
    """Checked higher than claimed: believed in full and no more, so the one rule keeps what was checked, the other not."""
    modest = [
        ScoredItem("1", Fraction(12), Fraction(10), Fraction(12)),
        ScoredItem("2", Fraction(10), Fraction(10), None),
    ]
    assert credibility_of(modest, CredibilityRule()) == 1
    assert final_points(modest, CredibilityRule(uses=uses)) == Fraction(final)


@pytest.mark.parametrize(
    ("total", "at_most", "code"),
    [
        ("95", ("one_lower",), "good"),
        ("95", ("one_lower", "one_lower"), "good"),
        ("85", ("one_lower",), "pass"),
        ("10", ("one_lower",), "fail"),
        ("95", ("one_lower", "pass"), "pass"),
        ("85", ("one_lower", "good"), "pass"),
    ],
)
def test_one_grade_lower_counts_once_and_stops_at_the_lowest(total: str, at_most: tuple[str, ...], code: str) -> None:
    grade = grade_of(Fraction(total), GRADES, at_most)
    assert grade is not None
    assert grade.code == code


@pytest.mark.parametrize(("policy", "points"), [("full", 10), ("3", 3), ("missing", None)])
def test_what_is_missing_gets_what_the_scheme_declares(policy: str, points: int | None) -> None:
    found = points_of(scored(method="marks", missing=policy), result(None, "incomplete", state="incomplete"))
    assert found is not None
    assert found.points == points


def test_a_limit_that_is_not_known_is_missing_too() -> None:
    found = points_of(scored(method="marks"), result("50", "incomplete"))
    assert found is not None
    assert (found.state, found.points) == ("incomplete", None)


def test_a_gate_gives_no_points_of_its_own() -> None:
    assert points_of(scored(method="gate"), result("50", "fail")) is None
