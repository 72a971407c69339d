"""The points, total and grade of each body by one edition, with downgrades and vetoes told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from functools import cache, partial

from dudao.indicators.conclude import ask_gate, traced_gate
from dudao.indicators.evaluate.judge import Judge
from dudao.indicators.evaluate.places import At
from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    KNOWN,
    PASS,
    BodyScore,
    GroupScore,
    IndicatorPoints,
    Reason,
    ScoreLayers,
    lacking,
)
from dudao.indicators.score.credibility import CredibilityRule, ScoredItem, credibility_of, final_points
from dudao.indicators.score.points import Points, points_of
from dudao.indicators.score.totals import Total, grade_of, total_of
from dudao.indicators.score.traced import told_of, traced_grade, traced_points, traced_total
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import Credibility, Edition, Grade, Indicator


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
    rows = [
        (indicator, stage, _points(indicator, stage, judge, at)) for indicator in scored for stage in _stages(indicator)
    ]
    given = [(indicator, stage, points) for indicator, stage, points in rows if points is not None]
    total = total_of([points for _, _, points in given])
    at_most, possible, reasons = _gates(edition, judge, at)
    layers = _layers(edition, given, judge, at)
    graded = _graded(edition.credibility, total, layers)
    grade = _grade(edition, graded, at_most)
    if grade != _grade(edition, graded, (*at_most, *possible)):
        grade, reasons = None, (*reasons, OPEN)
    groups = tuple(_groups(edition, given, judge, at))

    def explain() -> TraceNode:
        title = judge.lookups.title(at.body, "")
        gates = [traced_gate(gate, judge, at) for gate in edition.gates if gate.grain == at.grain]
        below = [each.trace for each in groups if each.trace is not None]
        children = (*below, *gates, *traced_grade(edition, graded, grade, at_most))
        return traced_total((f"{title}：总分", f"{title}: total score"), total, children, reasons)

    return BodyScore(
        body=at.body,
        period=at.label,
        state=total.state,
        points=total.points,
        marks=total.marks,
        missing=total.missing,
        grade="" if grade is None else grade.code,
        groups=groups,
        indicators=tuple(
            IndicatorPoints(indicator.code, stage, points.state, points.points, points.marks)
            for indicator, stage, points in given
        ),
        reasons=(*total.reasons, *reasons),
        explain=cache(explain) if judge.is_traced else None,
        layers=layers,
    )


OPEN = Reason("等次待定：否决或降等还不能判断", "the grade is open: a veto or downgrade is not known")


def _stages(indicator: Indicator) -> tuple[str, ...]:
    return indicator.stages or ("",)


def points_at(indicator: Indicator, stage: str, judge: Judge, at: At) -> Points | None:
    """The points of an indicator for a body, or for one of its stages; None where it is not scored."""
    return _points(indicator, stage, judge, at)


def _points(indicator: Indicator, stage: str, judge: Judge, at: At) -> Points | None:
    result = judge.result(indicator, judge.lookups.in_stage(at, stage))
    held = _held(indicator, judge, judge.lookups.in_stage(at, stage))
    points = points_of(indicator, result, _by_people(indicator, judge, at), held)
    if points is None:
        return None
    reason = points.reason and Reason(
        f"{indicator.code} {indicator.name_zh}：{points.reason.zh}",
        f"{indicator.code} {indicator.name_en}: {points.reason.en}",
    )
    # an indicator of several stages shares its marks out among them
    parts = len(_stages(indicator))
    own = None if points.points is None else points.points / parts
    return Points(points.state, own, points.marks / parts, reason)


def _held(indicator: Indicator, judge: Judge, at: At) -> list[str]:
    """Whether each step of a cumulative score holds at a place; what does not apply there cannot be told."""
    steps = indicator.scoring.steps if indicator.scoring is not None else ()
    values = [judge.plain.evaluate(step.when.node, at) for step in steps]
    return [(PASS if value.is_true else FAIL) if value.is_known else INCOMPLETE for value in values]


def _by_people(indicator: Indicator, judge: Judge, at: At) -> Fraction | None:
    """The points that the table of judgements has for an indicator; None until somebody gave some."""
    row = judge.lookups.world.judgement_of(indicator.code, at.body, at.period)
    fact = row.cells.get("score") if row else None
    return None if fact is None or fact.value is None else Fraction(fact.value)


def _grade(edition: Edition, points: Fraction | None, at_most: tuple[str, ...]) -> Grade | None:
    """The grade of some points, held down by gates; None without points or grades, and where a veto denies one."""
    if points is None or FAIL in at_most:
        return None
    return grade_of(points, edition.grades, at_most)


def _gates(edition: Edition, judge: Judge, at: At) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Reason, ...]]:
    """The grades that gates hold a body down to, those that gates may which cannot be judged, and why."""
    at_most: list[str] = []
    possible: list[str] = []
    reasons: list[Reason] = []
    for gate in edition.gates:
        if gate.grain != at.grain:
            continue
        state, holds = ask_gate(gate, judge.plain, at)
        if state == FAIL:
            at_most.append(gate.at_most)
            zh, en = told_of(edition, gate.at_most)
            reasons.append(Reason(f"{gate.name_zh}：{zh}", f"{gate.name_en}: {en}"))
        elif state == INCOMPLETE:
            possible.append(gate.at_most)
            lacks = tuple(lacking(holds.missing))
            zh, en = "，".join(each.zh for each in lacks), ", ".join(each.en for each in lacks)
            reasons.append(Reason(f"不能判断：{gate.name_zh}（{zh}）", f"not known: {gate.name_en} ({en})"))
    return tuple(at_most), tuple(possible), tuple(reasons)


def _groups(edition: Edition, given: list[tuple[Indicator, str, Points]], judge: Judge, at: At) -> Iterator[GroupScore]:
    for group in sorted({indicator.group for indicator, _, _ in given}):
        own = [each for each in given if each[0].group == group]
        total: Total = total_of([points for _, _, points in own])
        explain = cache(partial(_traced_group, edition, group, own, total, judge, at)) if judge.is_traced else None
        yield GroupScore(group, total.state, total.points if total.state == KNOWN else None, total.marks, explain)


def _traced_group(
    edition: Edition, group: str, own: list[tuple[Indicator, str, Points]], total: Total, judge: Judge, at: At
) -> TraceNode:
    steps = [
        traced_points(indicator, stage, points, judge.node(indicator, judge.lookups.in_stage(at, stage)))
        for indicator, stage, points in own
    ]
    zh, en = edition.group_names.get(group, (group, group))
    return traced_total((f"{group} {zh}", f"{group} {en}"), total, steps)


def _layers(edition: Edition, given: list[tuple[Indicator, str, Points]], judge: Judge, at: At) -> ScoreLayers | None:
    """Claimed, checked and final points, where the scheme says how the first are believed and somebody claimed any."""
    rule = edition.credibility
    if rule is None:
        return None
    rows = judge.lookups.world.rows_of("judged", at.body, at.period)
    claims = {each.keys.get("item"): each.cells.get("claimed") for each in rows}
    items = []
    for indicator, stage, points in given:
        fact = claims.get(indicator.code)
        claimed = None if fact is None or fact.value is None else Fraction(fact.value) / len(_stages(indicator))
        items.append(ScoredItem(f"{indicator.code} {stage}".strip(), points.marks, claimed, points.points))
    if all(each.claimed is None for each in items):
        return None
    used = CredibilityRule(rule.ceiling, rule.uses, rule.is_confirmed)
    return ScoreLayers(
        claimed=_sum(each.claimed for each in items),
        checked=_sum(each.checked for each in items),
        credibility=credibility_of(items, used),
        final=final_points(items, used),
        is_confirmed=rule.is_confirmed,
    )


def _graded(rule: Credibility | None, total: Total, layers: ScoreLayers | None) -> Fraction | None:
    """The points by which the grade is given: the final ones where the scheme uses credibility, else those checked."""
    return total.points if rule is None or layers is None or rule.uses == "none" else layers.final


def _sum(points: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for each in points:
        if each is None:
            return None
        total += each
    return total
