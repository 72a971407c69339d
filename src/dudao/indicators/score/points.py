"""The points of one indicator, by the method its scheme declares.

What the methods do with values that are missing or do not apply is written down once (docs/decisions: scoring), and the
same for every page and report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dudao.indicators.results import FAIL, INCOMPLETE, KNOWN, NOT_APPLICABLE, PASS, IndicatorResult, Reason
from dudao.schemes.indicators import Indicator, Scoring
from dudao.values.exact import Exact


@dataclass(frozen=True, slots=True)
class Points:
    """What one indicator gives.

    Attributes:
        state: known; incomplete where the value is missing; not_applicable where it is dropped and the others weigh anew.
        points: None unless known. `marks`: the most it can give, bonus left out.
    """

    state: str
    points: Fraction | None
    marks: Fraction
    reason: Reason | None = None


def points_of(
    indicator: Indicator, result: IndicatorResult, judged: Fraction | None = None, held: Sequence[str] = ()
) -> Points | None:
    """The points of a result; None for an indicator that is not scored.

    Args:
        judged: the points that a person gave, for what is judged on documents.
        held: whether each step of a cumulative score holds: pass, fail, or incomplete where that cannot be told.
    """
    scoring = indicator.scoring
    if scoring is None or scoring.method == "gate":
        return None
    if result.state == NOT_APPLICABLE:
        return _without_value(scoring, scoring.not_applicable, NOT_APPLICABLE)
    if scoring.method in ("judged", "rubric"):
        return _by_people(scoring, judged)
    if scoring.method == "cumulative":
        return _cumulative(scoring, held)
    is_decided = scoring.method == "marks" and result.verdict in (PASS, FAIL)  # within bounds, whatever is missing
    if (result.state == INCOMPLETE and not is_decided) or result.verdict == INCOMPLETE:
        return _without_value(scoring, scoring.missing, INCOMPLETE)
    points = METHODS[scoring.method](scoring, result)
    return Points(KNOWN, points, scoring.marks)


def _without_value(scoring: Scoring, policy: str, state: str) -> Points:
    """drop or missing: no points and their state; full; or the fixed number that the scheme declares."""
    if policy in ("drop", "missing"):
        return Points(state, None, scoring.marks)
    points = scoring.marks if policy == "full" else Fraction(policy)
    word_zh, word_en = ("不适用", "not applicable") if state == NOT_APPLICABLE else ("缺数据", "missing")
    return Points(
        KNOWN,
        points,
        scoring.marks,
        Reason(f"{word_zh}，方案规定计 {points} 分", f"{word_en}: the scheme gives {points}"),
    )


def _by_people(scoring: Scoring, judged: Fraction | None) -> Points:
    if judged is None:
        return Points(INCOMPLETE, None, scoring.marks, Reason("尚未评分", "not scored yet"))
    most = scoring.marks + scoring.bonus
    if judged > most:
        return Points(
            KNOWN, most, scoring.marks, Reason(f"超过分值，按 {most} 分计", f"over the marks: {most} is taken")
        )
    return Points(KNOWN, judged, scoring.marks)


def _cumulative(scoring: Scoring, held: Sequence[str]) -> Points:
    """The points of the last step before the first that fails; one that cannot be told before any fails leaves them open."""
    points = Fraction(0)
    for number, (step, state) in enumerate(zip(scoring.steps, held, strict=True), start=1):
        if state == INCOMPLETE:
            return _without_value(scoring, scoring.missing, INCOMPLETE)
        if state == FAIL:
            is_told = PASS in held[number:]
            zh, en = f"第 {number} 步未达到，以上各步不计", f"step {number} does not hold: those above it do not count"
            return Points(KNOWN, points, scoring.marks, Reason(zh, en) if is_told else None)
        points = step.score
    return Points(KNOWN, points, scoring.marks)


def _marks(scoring: Scoring, result: IndicatorResult) -> Fraction:
    return scoring.marks if result.verdict == PASS else Fraction(0)


def _bands(scoring: Scoring, result: IndicatorResult) -> Fraction:
    """The band that holds the value: its lower end counts as inside, its upper end as outside."""
    value = _number(result)
    for band in scoring.bands:
        is_above = band.low is None or not value < Exact.of(band.low)
        is_below = band.high is None or value < Exact.of(band.high)
        if is_above and is_below:
            return band.score
    return Fraction(0)


def _linear(scoring: Scoring, result: IndicatorResult) -> Fraction:
    """None at `low`, all at `high`, in proportion between; `low` may be the greater of the two."""
    assert scoring.low is not None and scoring.high is not None  # noqa: PT018 - checked when the scheme is
    value = _number(result)
    part = (value - Exact.of(scoring.low)) / Exact.of(scoring.high - scoring.low)
    if part.sign() <= 0:
        return Fraction(0)
    share = part.fraction
    if not part < Exact.of(1):
        return scoring.marks
    return scoring.marks * (share if share is not None else Fraction(part.quantize(12)))


def _deduction(scoring: Scoring, result: IndicatorResult) -> Fraction:
    """Full marks where the threshold is met, else so much off for each step begun short of it, never below none."""
    assert scoring.step is not None and scoring.off is not None  # noqa: PT018 - checked when the scheme is
    if result.verdict != FAIL or result.limit is None:
        return scoring.marks
    gap = _number(result) - result.limit
    short = -gap if gap.sign() < 0 else gap
    steps = Fraction((short / Exact.of(scoring.step)).quantize(0, "up"))
    return max(Fraction(0), scoring.marks - steps * scoring.off)


def _number(result: IndicatorResult) -> Exact:
    assert isinstance(result.value, Exact)
    return result.value


METHODS: dict[str, Callable[[Scoring, IndicatorResult], Fraction]] = {
    "marks": _marks,
    "bands": _bands,
    "linear": _linear,
    "deduction": _deduction,
}
