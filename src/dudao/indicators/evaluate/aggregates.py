"""Aggregates over rows, in exact arithmetic.

The coefficient of variation is weighted (县域义务教育均衡发展督导评估, 差异系数): x̄ = Σ wᵢxᵢ ÷ Σ wᵢ, S = √(Σ (wᵢ ÷ Σ w)(xᵢ − x̄)²),
CV = S ÷ x̄. With pupils as weights x̄ is the county's value, not the mean of the schools' values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dudao.indicators.evaluate.values import Value, known, not_applicable, truth
from dudao.values.exact import Exact


@dataclass(frozen=True, slots=True)
class Weighted:
    """The value of one row and its weight (1 where none is given)."""

    value: Value
    weight: Exact


def _nothing() -> Value:
    return not_applicable("没有符合条件的行", "no row meets the condition")


def _sum(rows: Sequence[Weighted]) -> Value:
    return known(_total([row.value.number for row in rows]))


def _total(numbers: Sequence[Exact]) -> Exact:
    """The sum; plain fractions are added at once, which is much quicker than pair by pair."""
    plain = [number.fraction for number in numbers]
    if all(each is not None for each in plain):
        return Exact.of(sum((each for each in plain if each is not None), Fraction(0)))
    total = Exact.of(0)
    for number in numbers:
        total = total + number
    return total


def _mean(rows: Sequence[Weighted]) -> Value:
    weights = _total([row.weight for row in rows])
    if not weights.sign():
        return _nothing()
    return known(_total([row.value.number * row.weight for row in rows]) / weights)


def _cv(rows: Sequence[Weighted]) -> Value:
    weights = _total([row.weight for row in rows])
    if not weights.sign():
        return _nothing()
    mean = _total([row.value.number * row.weight for row in rows]) / weights
    if not mean.sign():
        return not_applicable("平均数为0，差异系数无意义", "the mean is 0: there is no coefficient of variation")
    squares = _total([row.weight * (row.value.number - mean) * (row.value.number - mean) for row in rows])
    variance = (squares / weights / (mean * mean)).fraction
    if variance is None:
        raise ValueError("cv of values that are themselves roots")
    return known(Exact.root(variance))


def _lowest(rows: Sequence[Weighted]) -> Value:
    return known(min(row.value.number for row in rows)) if rows else _nothing()


def _highest(rows: Sequence[Weighted]) -> Value:
    return known(max(row.value.number for row in rows)) if rows else _nothing()


def _count(rows: Sequence[Weighted]) -> Value:
    return known(Exact.of(len(rows)))


def _share(rows: Sequence[Weighted]) -> Value:
    whole = _total([row.weight for row in rows])
    if not whole.sign():
        return _nothing()
    return known(_total([row.weight for row in rows if row.value.is_true]) / whole)


def _all(rows: Sequence[Weighted]) -> Value:
    return truth(all(row.value.is_true for row in rows))


def _any(rows: Sequence[Weighted]) -> Value:
    return truth(any(row.value.is_true for row in rows))


AGGREGATES: dict[str, Callable[[Sequence[Weighted]], Value]] = {
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
