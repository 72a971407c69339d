"""Whether a printed rate can be the quotient of two printed amounts."""

from __future__ import annotations

from fractions import Fraction

from dudao.reports.model import Figure
from dudao.reports.rules.numbers.amounts import amount, rough_amount
from dudao.values.quantities import Interval, cut_interval, printed_interval, rough_bounds, surely_meet


def quotient_differs(part: Figure, whole: Figure, rate: Figure, factor: int | Fraction) -> Interval | None:
    """The quotient times `factor` that the amounts allow, where the printed rate is not among it; else None.

    成 are said loosely (近三成, 七成): half of one to either side is allowed by the printed form itself.
    """
    top, bottom = rough_amount(part), rough_amount(whole)
    if bottom[0] <= 0 or top[0] < 0:
        return None
    stated = rough_bounds(rate.value, approx=rate.approx, bound=rate.bound)
    if surely_meet((top[0] / bottom[1] * float(factor), top[1] / bottom[0] * float(factor)), stated):
        return None
    allowed = amount(part).over(amount(whole))
    if allowed is None:
        return None
    allowed = allowed.scaled(factor)
    return None if allowed.overlaps(rate.interval) or _is_cut(rate, allowed) else allowed


def _is_cut(rate: Figure, allowed: Interval) -> bool:
    """A share whose last digit is cut off instead of rounded is no fault worth a remark (99.97% printed 99.9%)."""
    return rate.approx is None and rate.bound is None and cut_interval(rate.value).overlaps(allowed)


def whole_number_within(whole: Figure, rate: Figure) -> bool:
    """Whether some whole number of things gives the printed per cent of a counted whole (40% of 60: 24)."""
    low, high = _limits(printed_interval(rate.value, approx=rate.approx, bound=rate.bound))
    number = Fraction(whole.value)
    least = -((-low * number / 100) // 1)
    return least <= high * number / 100


def _limits(found: Interval) -> tuple[Fraction, Fraction]:
    low = Fraction(0) if found.low is None else max(Fraction(0), found.low)
    return low, (Fraction(10**9) if found.high is None else found.high)
