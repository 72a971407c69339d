"""Points to the total of a body: what does not apply is left out and the rest weighs anew; what is missing leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dudao.indicators.results import INCOMPLETE, KNOWN, NOT_APPLICABLE, Reason
from dudao.indicators.score.points import Points
from dudao.schemes.indicators import ONE_LOWER, Grade


@dataclass(frozen=True, slots=True)
class Total:
    """The points of a group or body.

    Attributes:
        points: after weighing anew; None unless known. `raw`: the sum as given. `marks`: what the scheme gives in all;
            `counted`: the marks of what applied.
        missing: how many indicators have no score yet.
    """

    state: str
    points: Fraction | None
    raw: Fraction
    marks: Fraction
    counted: Fraction
    missing: int
    reasons: tuple[Reason, ...] = ()


def total_of(points: Sequence[Points]) -> Total:
    """The total of some points. Weight 0 is legal: it is shown and does not count; bonus points stand above the marks."""
    marks = sum((each.marks for each in points), Fraction(0))
    known = [each for each in points if each.state == KNOWN and each.points is not None]
    missing = sum(each.state == INCOMPLETE for each in points)
    counted = sum((each.marks for each in points if each.state != NOT_APPLICABLE), Fraction(0))
    raw = sum((each.points for each in known if each.points is not None), Fraction(0))
    reasons = tuple(each.reason for each in points if each.reason is not None)
    if missing:
        return Total(INCOMPLETE, None, raw, marks, counted, missing, reasons)
    if not counted and not known:
        return Total(NOT_APPLICABLE, None, raw, marks, counted, 0, reasons)
    weighed = raw * marks / counted if counted and counted != marks else raw
    if counted != marks:
        told = Reason(
            f"不适用 {marks - counted} 分，其余按 {counted} 分折算为 {marks} 分",
            f"{marks - counted} marks do not apply; the other {counted} are weighed as {marks}",
        )
        reasons = (*reasons, told)
    return Total(KNOWN, weighed, raw, marks, counted, 0, reasons)


def grade_of(points: Fraction, grades: Sequence[Grade], at_most: Sequence[str] = ()) -> Grade | None:
    """The best grade whose lower end the points reach; not above any grade named in `at_most` (downgrades).

    A total that equals the lower end has reached it. None where no grade is reached. ONE_LOWER in `at_most` takes the next
    lower grade, once however many downgrades say so, and never below the lowest; a ceiling holds besides.
    """
    ordered = sorted(grades, key=lambda each: each.low, reverse=True)
    codes = [grade.code for grade in ordered]
    reached = next((number for number, grade in enumerate(ordered) if points >= grade.low), None)
    if reached is None:
        return None
    if ONE_LOWER in at_most:
        reached = min(reached + 1, len(ordered) - 1)
    highest = max((codes.index(code) for code in at_most if code in codes), default=0)
    return ordered[max(reached, highest)]
