"""Printed numbers as intervals, in exact arithmetic: what a rounded figure can stand for, and what follows from it.

Units are in `units`, Chinese numerals in `numerals`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf

from dudao.values.records import record


@record
class Interval:
    """All values from `low` to `high`, ends included; None is no limit on that side. Exact fractions.

    Ends are included because the rounding mode of a printed figure is not known.

    >>> Interval(Fraction(1), Fraction(2)).overlaps(Interval(Fraction(2), None))
    True
    """

    low: Fraction | None
    high: Fraction | None

    def overlaps(self, other: Interval) -> bool:
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )

    def contains(self, value: Fraction | Decimal | int) -> bool:
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return (self.low is None or self.low <= exact) and (self.high is None or exact <= self.high)

    def plus(self, other: Interval) -> Interval:
        return Interval(_add(self.low, other.low), _add(self.high, other.high))

    def minus(self, other: Interval) -> Interval:
        return self.plus(other.negated())

    def negated(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def scaled(self, factor: Fraction | Decimal | int) -> Interval:
        """Both ends times a factor of zero or more."""
        exact = factor if isinstance(factor, Fraction) else Fraction(factor)
        if exact == 1:
            return self
        return Interval(
            None if self.low is None else self.low * exact, None if self.high is None else self.high * exact
        )

    def over(self, other: Interval) -> Interval | None:
        """The quotients of two intervals of positive values; None where the divisor may be zero or less."""
        if other.low is None or other.low <= 0 or self.low is None or self.low < 0:
            return None
        low = Fraction(0) if other.high is None else self.low / other.high
        high = None if self.high is None else self.high / other.low
        return Interval(low, high)


def _add(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


WIDENING = {"约": Fraction(5, 100), "近": Fraction(10, 100), "左右": Fraction(5, 100)}
"""How far a hedge may stand from the printed number, as a part of it. House rule: the field gives no norm."""


def printed_interval(value: Decimal, *, approx: str | None = None, bound: str | None = None) -> Interval:
    """What a printed number may stand for: half a unit of its last printed digit to either side, wider when hedged.

    `approx` is 余, 多, 近, 约 or 左右; `bound` is 以上, 不低于, 超过 … (open above) or 以内, 以下, 不超过, 不足 … (open below).

    >>> printed_interval(Decimal("95.3"))
    Interval(low=Fraction(381, 4), high=Fraction(1907, 20))
    >>> printed_interval(Decimal("1200"), approx="余").high
    Fraction(1300, 1)
    """
    low, high = _rounded(value)
    exact = Fraction(value) if approx is not None else low
    if approx in ("余", "多", "几"):
        low, high = exact, exact + _last_round_step(value)
    elif approx is not None:
        room = abs(exact) * WIDENING.get(approx, Fraction(5, 100))
        low, high = min(low, exact - room), max(high, exact + room)
        if approx == "近":
            high = _rounded(value)[1]
    if bound is not None:
        return Interval(low, None) if is_lower_bound(bound) else Interval(None, high)
    return Interval(low, high)


def _rounded(value: Decimal) -> tuple[Fraction, Fraction]:
    """Half a unit of the last digit to either side, in whole numbers up to the last step: fractions are slow."""
    exponent = value.as_tuple().exponent
    numerator, denominator = value.as_integer_ratio()
    if not isinstance(exponent, int) or exponent >= 0:
        step = 10**exponent if isinstance(exponent, int) else 1
        return Fraction(2 * numerator - step, 2), Fraction(2 * numerator + step, 2)
    scale = 10**-exponent
    steps = numerator * (scale // denominator)
    return Fraction(2 * steps - 1, 2 * scale), Fraction(2 * steps + 1, 2 * scale)


LOWER_BOUNDS = (
    "以上",
    "不低于",
    "不少于",
    "不小于",
    "超过",
    "超",
    "高于",
    "多于",
    "大于",
    "至少",
    "逾",
    "突破",
    "达到或超过",
)


def is_lower_bound(bound: str) -> bool:
    """Whether a bounding word says "this much or more" (以上, 不低于 …), rather than "this much or less" (以内 …)."""
    return bound in LOWER_BOUNDS


def _last_round_step(value: Decimal) -> Fraction:
    """1200余 may reach up to 1300: the step of the last digit that is not zero."""
    digits = value.normalize().as_tuple()
    return Fraction(10) ** (digits.exponent if isinstance(digits.exponent, int) else 0)


def relative_change(base: Interval, now: Interval) -> Interval | None:
    """Growth in per cent that two positive amounts allow; None where the base may be zero.

    3.92 to 3.94 allows 0.25 to 0.77 %, so a printed 0.37 % is no contradiction:

    >>> found = relative_change(printed_interval(Decimal("3.92")), printed_interval(Decimal("3.94")))
    >>> found.contains(Decimal("0.37")), found.contains(Decimal("0.8"))
    (True, False)
    """
    quotient = now.over(base)
    if quotient is None:
        return None
    return Interval(_percent_above_one(quotient.low), _percent_above_one(quotient.high))


def _percent_above_one(quotient: Fraction | None) -> Fraction | None:
    if quotient is None:
        return None
    return Fraction(100 * (quotient.numerator - quotient.denominator), quotient.denominator)


Bounds = tuple[float, float]
"""An interval in floats, infinite where it has no limit: quick to compute, never the last word near an edge."""


def rough_bounds(value: Decimal, *, approx: str | None = None, bound: str | None = None) -> Bounds:
    """`printed_interval` in floats, for a first look.

    >>> rough_bounds(Decimal("95.3"), bound="以上")
    (95.25, inf)
    """
    if approx is not None or bound is not None:
        interval = printed_interval(value, approx=approx, bound=bound)
        return (
            -inf if interval.low is None else float(interval.low),
            inf if interval.high is None else float(interval.high),
        )
    exponent = value.as_tuple().exponent
    half = 0.5 * 10.0**exponent if isinstance(exponent, int) else 0.5
    number = float(value)
    return number - half, number + half


def surely_meet(one: Bounds, other: Bounds) -> bool:
    """Whether two float intervals overlap by more than floats can err; False means: look again in exact numbers.

    >>> surely_meet((1.0, 2.0), (1.5, 3.0)), surely_meet((1.5, 1.5), (1.0, 2.0)), surely_meet((1.0, 2.0), (2.0, 3.0))
    (True, True, False)
    """
    slack = 1e-9 * max(1.0, min(abs(one[0]), abs(one[1])), min(abs(other[0]), abs(other[1])))
    return one[0] <= other[1] - slack and other[0] <= one[1] - slack


def cut_interval(value: Decimal) -> Interval:
    """What a number may stand for that was cut off after its last digit, not rounded: 8.2 for 8.27.

    >>> cut_interval(Decimal("-1.7"))
    Interval(low=Fraction(-9, 5), high=Fraction(-17, 10))
    """
    exact = Fraction(value)
    exponent = value.as_tuple().exponent
    step = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    return Interval(exact - step, exact) if value < 0 else Interval(exact, exact + step)


def compound_rate(base: Bounds, now: Bounds, years: int) -> Bounds | None:
    """The yearly growth in per cent, compounded, that two positive amounts allow; in floats, roots being irrational.

    >>> low, high = compound_rate((49.5, 50.5), (61.5, 62.5), 3)
    >>> round(low, 1), round(high, 1)
    (6.8, 8.1)
    """
    if base[0] <= 0 or now[0] < 0 or years < 1 or base[1] == inf or now[1] == inf:
        return None
    return ((now[0] / base[1]) ** (1 / years) - 1) * 100, ((now[1] / base[0]) ** (1 / years) - 1) * 100


def quantize(value: Decimal | Fraction, decimals: int) -> Decimal:
    """Round half up to a number of decimals, the mode in which official figures are printed.

    >>> quantize(Fraction(1, 8), 2), quantize(Decimal("2.675"), 2)
    (Decimal('0.13'), Decimal('2.68'))
    """
    if isinstance(value, Fraction):
        whole = (2 * abs(value.numerator) * 10**decimals + value.denominator) // (2 * value.denominator)
        return (Decimal(whole) * (1 if value >= 0 else -1)).scaleb(-decimals)
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
