"""The quick ways of the checks give what plain fractions give."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from statistics import median

from hypothesis import example, given
from hypothesis import strategies as st

from dudao.facts.check_columns import exact_number
from dudao.facts.check_values import _is_between, _median

EXACT = st.one_of(st.integers(-9999, 9999), st.fractions(-50, 50, max_denominator=60))
HUGE = 10**400


@given(EXACT, EXACT, EXACT)
@example(Fraction(1, 3), Fraction(1, 3), Fraction(1, 2))
@example(1, Fraction(2, 2), 1)
def test_between_holds_as_plain_fractions_say(low: Fraction | int, value: Fraction | int, high: Fraction | int) -> None:
    assert _is_between(low, value, high) == (low <= value <= high)


@given(st.lists(EXACT, min_size=1, max_size=40))
@example([Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**30), Fraction(1, 3) - Fraction(1, 10**30)])
@example([HUGE, HUGE + 2, HUGE + 1, 1])
def test_the_median_is_exact_where_floats_cannot_tell(values: list[Fraction | int]) -> None:
    assert _median(values) == median(map(Fraction, values))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_cell_is_the_number_that_stands_in_it(value: Decimal) -> None:
    found = exact_number(value)
    assert found == Fraction(value)
    assert isinstance(found, int) == (value == value.to_integral_value())
