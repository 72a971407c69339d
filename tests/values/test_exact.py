"""Exact numbers: fractions and square roots, compared and rounded without floating point."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.values.exact import Exact

FRACTIONS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)
RADICANDS = st.fractions(min_value=0, max_value=10**6, max_denominator=10**4)


@given(FRACTIONS, FRACTIONS)
def test_without_roots_it_is_the_arithmetic_of_fractions(one: Fraction, other: Fraction) -> None:
    left, right = Exact.of(one), Exact.of(other)
    assert (left + right).fraction == one + other
    assert (left - right).fraction == one - other
    assert (left * right).fraction == one * other
    assert (left < right) == (one < other)
    if other:
        assert (left / right).fraction == one / other


@given(RADICANDS, RADICANDS, FRACTIONS)
def test_roots_follow_their_floats(one: Fraction, other: Fraction, plain: Fraction) -> None:
    value = Exact.root(one) + Exact.root(other) - Exact.of(plain)
    assert isclose(float(value), sqrt(one) + sqrt(other) - float(plain), rel_tol=1e-9, abs_tol=1e-6)
    assert (Exact.root(one) * Exact.root(one)).fraction == one


@given(st.fractions(min_value=0, max_value=1000, max_denominator=500))
def test_the_root_of_a_square_is_its_side(side: Fraction) -> None:
    assert Exact.root(side * side).fraction == side
    assert not Exact.root(side * side) < Exact.of(side)
    assert Exact.root(side * side + Fraction(1, 10**40)) > Exact.of(side)


def test_a_sum_of_roots_equals_another_written_otherwise() -> None:
    assert Exact.root(8) + Exact.root(18) == Exact.root(50)
    assert Exact.root(Fraction(1_000_003**2)) == Exact.of(1_000_003)


@given(FRACTIONS, st.integers(0, 6))
def test_rounding_is_that_of_decimals(value: Fraction, digits: int) -> None:
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(exact) == value:
            assert Exact.of(value).quantize(digits) == exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("value", "digits", "mode", "shown"),
    [
        ("2.345", 2, "half_up", "2.35"),
        ("-2.345", 2, "half_up", "-2.35"),
        ("2.345", 2, "half_even", "2.34"),
        ("0.999", 2, "half_up", "1.00"),
        ("2.341", 2, "up", "2.35"),
        ("2.349", 2, "down", "2.34"),
        ("7", 0, "half_up", "7"),
    ],
)
def test_modes_of_rounding(value: str, digits: int, mode: str, shown: str) -> None:
    assert str(Exact.of(Decimal(value)).quantize(digits, mode)) == shown


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        Exact.of(1) / Exact.of(0)
    with pytest.raises(ValueError, match="square root"):
        Exact.root(-1)
    with pytest.raises(ValueError, match="roots"):
        Exact.of(1) / (Exact.root(2) + Exact.root(3))
