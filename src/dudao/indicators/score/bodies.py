"""The points, total and grade of each body by one edition, with downgrades and vetoes told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from fractions import Fraction

from dudao.indicators.evaluate.evaluator import Evaluator
from dudao.indicators.evaluate.judge import Judge
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Recorder
from dudao.indicators.results import FAIL, INCOMPLETE, KNOWN, BodyScore, GroupScore, IndicatorPoints, Reason
from dudao.indicators.score.points import Points, points_of
from dudao.indicators.score.totals import Total, grade_of, total_of
from dudao.schemes.indicators import Edition, Indicator


def score_bodies(
    edition: Edition, judge: Judge, places: Callable[[str], Iterator[At]], wanted: Collection[str] | None
) -> Iterator[BodyScore]:
    """The score of every body of the edition's level (of `wanted`, where it is given); nothing where nothing is scored."""
    scored = [each for each in edition.indicators if each.scoring is not None and each.grain == edition.level]
    if not scored:
        return
    for at in places(edition.level):
        if wanted is None or at.body in wanted:
            yield _score(edition, scored, judge, at)


def _score(edition: Edition, scored: list[Indicator], judge: Judge, at: At) -> BodyScore:
    evaluator = judge.evaluator(Recorder())
    rows = [
        (indicator, stage, _points(indicator, stage, judge, at)) for indicator in scored for stage in _stages(indicator)
    ]
    given = [(indicator, stage, points) for indicator, stage, points in rows if points is not None]
    total = total_of([points for _, _, points in given])
    at_most, reasons = _gates(edition, evaluator, at)
    grade = grade_of(total.points, edition.grades, at_most) if total.points is not None and edition.grades else None
    if FAIL in at_most:
        grade = None
    return BodyScore(
        body=at.body,
        period=at.period.label(),
        state=total.state,
        points=total.points,
        marks=total.marks,
        missing=total.missing,
        grade="" if grade is None else grade.code,
        groups=tuple(_groups(edition, given)),
        indicators=tuple(
            IndicatorPoints(indicator.code, stage, points.state, points.points, points.marks)
            for indicator, stage, points in given
        ),
        reasons=(*total.reasons, *reasons),
    )


def _stages(indicator: Indicator) -> tuple[str, ...]:
    return indicator.stages or ("",)


def _points(indicator: Indicator, stage: str, judge: Judge, at: At) -> Points | None:
    result = judge.result(indicator, replace(at, stage=stage))
    points = points_of(indicator, result, _by_people(indicator, judge, at))
    parts = len(_stages(indicator))
    if points is None or parts == 1:
        return points
    # an indicator of several stages shares its marks out among them
    own = None if points.points is None else points.points / parts
    return Points(points.state, own, points.marks / parts, points.reason)


def _by_people(indicator: Indicator, judge: Judge, at: At) -> Fraction | None:
    """The points that the table of judgements has for an indicator; None until somebody gave some."""
    world = judge.evaluator(Recorder()).world
    rows = world.rows_of("judged", at.body, at.period)
    row = next((each for each in rows if each.keys.get("item") == indicator.code), None)
    fact = row.cells.get("score") if row else None
    return None if fact is None or fact.value is None else Fraction(fact.value)


def _gates(edition: Edition, evaluator: Evaluator, at: At) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The grades that gates hold a body down to, and why; a gate that cannot be judged is told."""
    at_most: list[str] = []
    reasons: list[Reason] = []
    for gate in edition.gates:
        if gate.grain != at.grain:
            continue
        holds = evaluator.evaluate(gate.when.node, at)
        if holds.is_true:
            at_most.append(gate.at_most)
            reasons.append(
                Reason(f"{gate.name_zh}：等次不高于 {gate.at_most}", f"{gate.name_en}: at most {gate.at_most}")
            )
        elif holds.state == INCOMPLETE:
            reasons.append(Reason(f"不能判断：{gate.name_zh}", f"not known: {gate.name_en}"))
    return tuple(at_most), tuple(reasons)


def _groups(edition: Edition, given: list[tuple[Indicator, str, Points]]) -> Iterator[GroupScore]:
    for group in sorted({indicator.group for indicator, _, _ in given}):
        total: Total = total_of([points for indicator, _, points in given if indicator.group == group])
        yield GroupScore(group, total.state, total.points if total.state == KNOWN else None, total.marks)
