"""What the operators and plain functions of formulas give on known contents; states were looked at before."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from dudao.indicators.evaluate.dates import ordinal
from dudao.indicators.evaluate.values import PLAIN, Number, exact, simple
from dudao.indicators.symbols import measure_of
from dudao.values.exact import Exact

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def plain_comparison(sign: str) -> Callable[[Any, Any], bool]:
    """The comparison of two plain numbers, by products of whole numbers: what fractions do themselves takes four times as long."""
    compare = COMPARE[sign]

    def comparison(one: Any, other: Any) -> bool:
        if type(one) is int is type(other):
            return compare(one, other)
        return compare(one.numerator * other.denominator, other.numerator * one.denominator)

    return comparison


PLAIN_COMPARE = {sign: plain_comparison(sign) for sign in COMPARE}


def compared(sign: str, one: Any, other: Any) -> bool:
    """A comparison of two known contents: numbers exactly, dates by day, words only by equality."""
    if type(one) in PLAIN and type(other) in PLAIN:
        return PLAIN_COMPARE[sign](one, other)
    if isinstance(one, Exact) or isinstance(other, Exact):
        return COMPARE[sign](exact(one), exact(other))
    if sign in ("==", "!=") or type(one) in PLAIN:
        return COMPARE[sign](one, other)
    return COMPARE[sign](ordinal(one), ordinal(other))


def added(one: Number, other: Number) -> Number:
    """The sum of two."""
    if isinstance(one, Exact) or isinstance(other, Exact):
        return simple(exact(one) + exact(other))
    return one + other


def taken_off(one: Number, other: Number) -> Number:
    """The difference."""
    if isinstance(one, Exact) or isinstance(other, Exact):
        return simple(exact(one) - exact(other))
    return one - other


def times(one: Number, other: Number) -> Number:
    """The product."""
    if isinstance(one, Exact) or isinstance(other, Exact):
        return simple(exact(one) * exact(other))
    return one * other


def quotient(one: Number, other: Number) -> Number:
    """The quotient; the divisor is not zero."""
    if isinstance(one, Exact) or isinstance(other, Exact):
        return simple(exact(one) / exact(other))
    return Fraction(one) / other if isinstance(other, Fraction) else Fraction(one, other)


def is_zero(number: Number) -> bool:
    """Whether nothing can be divided by it."""
    return not (number.sign() if isinstance(number, Exact) else number)


def plain_quotient(one: Any, other: Any) -> Fraction:
    """The quotient of numbers without roots; the divisor is not zero."""
    if type(one) is int is type(other):
        return Fraction(one, other)
    return Fraction(one.numerator * other.denominator, one.denominator * other.numerator)


ARITHMETIC: dict[str, Callable[[Any, Any], Number]] = {"+": added, "-": taken_off, "*": times}
PLAIN_ARITHMETIC: dict[str, Callable[[Any, Any], Number]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
"""The same on numbers without roots."""


def _order(numbers: Sequence[Number]) -> Callable[[Any], Any] | None:
    return exact if Exact in map(type, numbers) else None


def least(numbers: Sequence[Number]) -> Number:
    """The least of some numbers."""
    return min(numbers, key=_order(numbers))


def greatest(numbers: Sequence[Number]) -> Number:
    """The greatest of some numbers."""
    return max(numbers, key=_order(numbers))


def _absolute(numbers: Sequence[Number]) -> Number:
    return numbers[0] if exact(numbers[0]).sign() >= 0 else -numbers[0]


def _quantized(number: Number, digits: int, mode: str) -> Number:
    return simple(Exact.of(exact(number).quantize(digits, mode)))


PLAIN_FUNCTIONS: dict[str, Callable[[Sequence[Number]], Number]] = {
    "min": least,
    "max": greatest,
    "abs": _absolute,
    "round": lambda numbers: _quantized(numbers[0], int(float(numbers[1])), "half_up"),
    "ceil": lambda numbers: _quantized(numbers[0], 0, "up"),
    "floor": lambda numbers: _quantized(numbers[0], 0, "down"),
}


@cache
def _per_base(unit: str) -> Fraction | int:
    """How many of a unit are one base unit."""
    inverse = 1 / measure_of(unit).factor
    return int(inverse) if inverse.denominator == 1 else inverse


def in_unit(number: Number, unit: str) -> Exact:
    """A number in base units, in a unit."""
    factor = _per_base(unit)
    if factor == 1 or isinstance(number, Exact):
        return exact(number if factor == 1 else times(number, factor))
    # a whole number times a fraction: reduced once
    return exact(Fraction(number.numerator * factor.numerator, number.denominator * factor.denominator))
