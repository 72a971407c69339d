"""What the operators and plain functions of formulas give on known values; states were looked at before."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dudao.indicators.evaluate.dates import ordinal
from dudao.indicators.evaluate.values import Value, known, not_applicable, truth
from dudao.values.exact import Exact

COMPARE: dict[str, Callable[[Exact, Exact], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}


def compared(operator: str, left: Value, right: Value) -> Value:
    """A comparison of two known values: numbers exactly, dates by day, words only by equality."""
    one, other = left.content, right.content
    if isinstance(one, Exact) and isinstance(other, Exact):
        return truth(COMPARE[operator](one, other))
    if operator in ("==", "!="):
        return truth((one == other) == (operator == "=="))
    return truth(COMPARE[operator](ordinal(one), ordinal(other)))


def arithmetic(operator: str, one: Exact, other: Exact) -> Value:
    """+ - * / on numbers in base units; a denominator of 0 makes the result not applicable."""
    if operator == "+":
        return known(one + other)
    if operator == "-":
        return known(one - other)
    if operator == "*":
        return known(one * other)
    if not other.sign():
        return not_applicable("分母为0", "the denominator is 0")
    return known(one / other)


def plain_function(name: str, numbers: list[Exact]) -> Value:
    """min, max, abs, round, ceil or floor of known numbers."""
    first = numbers[0]
    if name in ("min", "max"):
        return known(min(numbers) if name == "min" else max(numbers))
    if name == "abs":
        return known(-first if first.sign() < 0 else first)
    if name == "round":
        digits = int(float(numbers[1]))
        return known(Exact.of(first.quantize(digits)))
    whole = first.quantize(0, "up" if name == "ceil" else "down")
    return known(Exact.of(Fraction(whole)))
