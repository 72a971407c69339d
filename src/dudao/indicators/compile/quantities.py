"""What a formula gives in a columnar plan: a column of values, where it does not apply, where floating point is not sure.

A value is a double in base units, null where it is incomplete. Beside it stands, where there is one, the same value as a
fraction of whole numbers: it is only worked out on rows so near a limit that rounding could decide, so that no verdict rests
on floating point. Where there is no such fraction (roots), those rows are marked, and the exact evaluator judges them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import ibis
from ibis.common.deferred import Deferred, Just

Expression = Any
"""An Ibis expression on the table at hand (`ibis._`), so that it holds for every later form of that table."""
WHOLE = "decimal(38, 0)"
NEAR = 1e-9
"""Relative distance within which two doubles are not told apart: a thousand times what a sum over a million rows loses."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """coefficient × over ÷ under, of whole numbers; each side is built only where it is asked for, None stands for 1."""

    coefficient: Fraction
    over: Callable[[], Expression] | None = None
    under: Callable[[], Expression] | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A column of numbers, truths or words.

    Attributes:
        value: null where it is not known. `absent`: true where it does not apply; None where that cannot be.
        unsure: true where floating point might have decided; None where it cannot have.
        ratio: the same number exactly; None where there is no such form.
        is_whole: the doubles are whole numbers, which floating point holds exactly.
        shaky: true where so much cancels out that fewer digits are sound than in what it was worked out from.
    """

    value: Expression
    absent: Expression | None = None
    unsure: Expression | None = None
    ratio: Ratio | None = None
    is_whole: bool = False
    shaky: Expression | None = None


def literal(content: Any, kind: str | None = None) -> Expression:
    """A constant that may stand on either side of an operator, as `ibis._` may."""
    return Deferred(Just(ibis.literal(content, kind)))


def nothing(kind: str) -> Expression:
    """A null of a type; never a bare one: Ibis turns `null == x` into `x IS NULL`, which is false where it should be null."""
    return Deferred(Just(ibis.ifelse(ibis.literal(True), ibis.null(kind), ibis.null(kind))))


def either(flags: Iterable[Expression | None]) -> Expression | None:
    """Whether one of some flags is up; None where none can be."""
    found = [each for each in flags if each is not None]
    if not found:
        return None
    whole = found[0]
    for each in found[1:]:
        whole = whole | each
    return whole


def constant(number: Fraction) -> Quantity:
    """A number of the formula."""
    return Quantity(literal(float(number)), ratio=Ratio(number), is_whole=number.denominator == 1)


def whole_number(column: Expression, decimals: int) -> Callable[[], Expression]:
    """A column of doubles with so many decimals as whole numbers of its last digit."""
    return lambda: (column * float(10**decimals)).round().cast(WHOLE) if decimals else column.cast(WHOLE)


def _product(*sides: Callable[[], Expression] | None) -> Callable[[], Expression] | None:
    given = [each for each in sides if each is not None]
    if not given:
        return None

    def build() -> Expression:
        whole = given[0]()
        for each in given[1:]:
            whole = whole * each()
        return whole

    return build


def _times_constant(side: Callable[[], Expression] | None, factor: int) -> Callable[[], Expression]:
    number = literal(factor).cast(WHOLE)
    if side is None:
        return lambda: number
    return side if factor == 1 else lambda: side() * number


def times(one: Ratio | None, other: Ratio | None) -> Ratio | None:
    """The product."""
    if one is None or other is None:
        return None
    return Ratio(one.coefficient * other.coefficient, _product(one.over, other.over), _product(one.under, other.under))


def divided(one: Ratio | None, other: Ratio | None) -> Ratio | None:
    """The quotient; the divisor is not zero where it is used."""
    if one is None or other is None or not other.coefficient:
        return None
    return Ratio(one.coefficient / other.coefficient, _product(one.over, other.under), _product(one.under, other.over))


def added(one: Ratio | None, other: Ratio | None, sign: int) -> Ratio | None:
    """The sum or difference, over the product of what both are divided by."""
    if one is None or other is None:
        return None
    common = lcm(one.coefficient.denominator, other.coefficient.denominator)
    left = _times_constant(_product(one.over, other.under), int(one.coefficient * common))
    right = _times_constant(_product(other.over, one.under), int(other.coefficient * common) * sign)
    return Ratio(Fraction(1, common), lambda: left() + right(), _product(one.under, other.under))


def chosen(condition: Expression, one: Ratio | None, other: Ratio | None) -> Ratio | None:
    """One where the condition holds, else the other."""
    if one is None or other is None:
        return None
    common = lcm(one.coefficient.denominator, other.coefficient.denominator)
    left = _times_constant(one.over, int(one.coefficient * common))
    right = _times_constant(other.over, int(other.coefficient * common))
    unit = literal(1).cast(WHOLE)
    under = None
    if one.under is not None or other.under is not None:
        below, beneath = one.under or (lambda: unit), other.under or (lambda: unit)
        under = lambda: ibis.ifelse(condition, below(), beneath())  # noqa: E731
    return Ratio(Fraction(1, common), lambda: ibis.ifelse(condition, left(), right()), under)


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}


def compared(sign: str, one: Quantity, other: Quantity, share: Callable[[Expression], Expression]) -> Quantity:
    """A comparison of numbers: plain where they are clearly apart, by products of whole numbers where they are near.

    Args:
        share: makes a column of an expression.
    """
    absent, unsure = either((one.absent, other.absent)), either((one.unsure, other.unsure))
    plain = OPERATORS[sign](one.value, other.value)
    if one.is_whole and other.is_whole:
        return Quantity(plain, absent, unsure)
    gap = (one.value - other.value).abs()
    near = share(gap <= NEAR * (one.value.abs() + other.value.abs()))
    if one.ratio is None or other.ratio is None:
        return Quantity(plain, absent, either((unsure, near.fill_null(False))))
    return Quantity(ibis.ifelse(near, exactly(sign, one.ratio, other.ratio), plain), absent, unsure)


def exactly(sign: str, one: Ratio, other: Ratio) -> Expression:
    """Two ratios compared by products, turned round where one is divided by less than zero."""
    common = lcm(one.coefficient.denominator, other.coefficient.denominator)
    left = _times_constant(_product(one.over, other.under), int(one.coefficient * common))()
    right = _times_constant(_product(other.over, one.under), int(other.coefficient * common))()
    under = _product(one.under, other.under)
    if under is None or sign in ("==", "!="):
        return OPERATORS[sign](left, right)
    turn = ibis.ifelse(under() < literal(0).cast(WHOLE), literal(-1).cast(WHOLE), literal(1).cast(WHOLE))
    return OPERATORS[sign]((left - right) * turn, literal(0).cast(WHOLE))
