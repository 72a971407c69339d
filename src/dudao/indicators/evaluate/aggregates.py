"""Aggregates over rows, in exact arithmetic.

The coefficient of variation is weighted (县域义务教育均衡发展督导评估, 差异系数): x̄ = Σ wᵢxᵢ ÷ Σ wᵢ, S = √(Σ (wᵢ ÷ Σ w)(xᵢ − x̄)²),
CV = S ÷ x̄. With pupils as weights x̄ is the county's value, not the mean of the schools' values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, cast

from dudao.indicators.evaluate.operations import greatest, least, quotient, times
from dudao.indicators.evaluate.values import PLAIN, Number, Raw, exact, missing, not_applicable, simple
from dudao.indicators.results import Lack
from dudao.values.exact import Exact

Rows = Sequence[Any]
"""The values of the rows that are known, numbers or truths; weights come beside them, 1 where none is given."""


NO_WEIGHTS = Lack("权数合计", "the sum of the weights", is_zero=True)
NO_MEAN = Lack("平均数", "the mean", is_zero=True)
"""What an aggregate divides by, where it is 0 although rows count."""


def _nothing() -> Raw:
    return not_applicable("没有符合条件的行", "no row meets the condition")


def _without_weights(values: Rows) -> Raw:
    return missing(NO_WEIGHTS) if values else _nothing()


def total(numbers: Sequence[Number]) -> Number:
    """The sum. Fractions are brought to one denominator first: pair by pair each step would reduce ever longer numbers."""
    kinds = set(map(type, numbers))
    if kinds <= {int}:
        return sum(cast("Sequence[int]", numbers))
    if kinds <= PLAIN:
        plain = cast("Sequence[Fraction]", numbers)
        common = lcm(*{each.denominator for each in plain})
        return Fraction(sum(each.numerator * (common // each.denominator) for each in plain), common)
    whole = Exact.of(0)
    for number in numbers:
        whole = whole + exact(number)
    return simple(whole)


def _weighted_sum(values: Rows, weights: Sequence[Number]) -> Number:
    return total([times(value, weight) for value, weight in zip(values, weights, strict=True)])


def _sum(values: Rows, weights: Sequence[Number]) -> Raw:
    return total(values)


def _mean(values: Rows, weights: Sequence[Number]) -> Raw:
    whole = total(weights)
    return quotient(_weighted_sum(values, weights), whole) if whole else _without_weights(values)


def _cv(values: Rows, weights: Sequence[Number]) -> Raw:
    """√(Σw · Σwx² − (Σwx)²) ÷ Σwx: the same as the formula above, without a fraction for each row."""
    if not {*map(type, values), *map(type, weights)} <= PLAIN:
        raise ValueError("cv of values that are themselves roots")
    numbers, hefts = _whole(values), _whole(cast("Sequence[Fraction]", weights))
    whole = sum(hefts)
    if not whole:
        return _without_weights(values)
    products = [number * heft for number, heft in zip(numbers, hefts, strict=True)]
    first = sum(products)
    if not first:
        return missing(NO_MEAN)
    second = sum(number * product for number, product in zip(numbers, products, strict=True))
    return simple(Exact.root(Fraction(whole * second - first * first, first * first)))


def _whole(numbers: Sequence[Fraction]) -> list[int]:
    """Fractions times their common denominator."""
    common = lcm(*{each.denominator for each in numbers})
    return [each.numerator * (common // each.denominator) for each in numbers]


def _lowest(values: Rows, weights: Sequence[Number]) -> Raw:
    return least(values) if values else _nothing()


def _highest(values: Rows, weights: Sequence[Number]) -> Raw:
    return greatest(values) if values else _nothing()


def _count(values: Rows, weights: Sequence[Number]) -> Raw:
    return len(values)


def _share(values: Rows, weights: Sequence[Number]) -> Raw:
    whole = total(weights)
    if not whole:
        return _without_weights(values)
    return quotient(total([weight for value, weight in zip(values, weights, strict=True) if value is True]), whole)


def _all(values: Rows, weights: Sequence[Number]) -> Raw:
    return all(value is True for value in values)


def _any(values: Rows, weights: Sequence[Number]) -> Raw:
    return any(value is True for value in values)


AGGREGATES: dict[str, Callable[[Rows, Sequence[Number]], Raw]] = {
    "sum": _sum,
    "mean": _mean,
    "cv": _cv,
    "lowest": _lowest,
    "highest": _highest,
    "count": _count,
    "share": _share,
    "all": _all,
    "any": _any,
}
