"""Exact numbers of indicators: fractions, and sums of square roots of fractions, compared without floating point.

A coefficient of variation is a square root; a mean of eight is a sum of them. Whether such a value meets a limit is
decided by ever more digits, and where they never part, by squaring: equal is equal.

>>> Exact.root(Fraction(1, 4)) == Exact.of(Fraction(1, 2)), Exact.root(2) < Exact.of(Fraction(3, 2))
(True, True)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from math import isqrt

Terms = tuple[
    tuple[int, Fraction], ...
]  # square-free radicand as far as known, coefficient; radicand 1 is the plain part

_ZERO = Fraction(0)
FIRST_DIGITS, MOST_DIGITS = 30, 2000
"""Digits at which a comparison starts and at which two values are taken as equal: far beyond what separates two different
sums of a few square roots of the sizes that occur here."""
SMALL_FACTORS = tuple(n for n in range(2, 1000) if all(n % d for d in range(2, isqrt(n) + 1)))


# nobody changes one; `frozen` would set its only field through a call, and a county makes two thousand
@total_ordering
@dataclass(slots=True, eq=False)
class Exact:
    """A sum of coefficients times square roots of whole numbers."""

    terms: Terms

    @classmethod
    def of(cls, value: Fraction | Decimal | int) -> Exact:
        """A plain number."""
        exact = Fraction(value)
        return cls(((1, exact),)) if exact else cls(())

    @classmethod
    def root(cls, value: Fraction | int) -> Exact:
        """The square root of a number of zero or more; raises ValueError below zero."""
        exact = Fraction(value)
        if exact < 0:
            raise ValueError(f"no square root of {exact}")
        if not exact:
            return cls(())
        outside, inside = _square_out(exact.numerator * exact.denominator)
        return cls(((inside, Fraction(outside, exact.denominator)),))

    @property
    def fraction(self) -> Fraction | None:
        """The value where it holds no root; None else."""
        terms = self.terms
        if not terms:
            return _ZERO
        return terms[0][1] if terms[0][0] == 1 and len(terms) == 1 else None

    def __add__(self, other: Exact) -> Exact:
        sums = dict(self.terms)
        for inside, coefficient in other.terms:
            sums[inside] = sums.get(inside, Fraction(0)) + coefficient
        return Exact(tuple(sorted((inside, own) for inside, own in sums.items() if own)))

    def __neg__(self) -> Exact:
        return Exact(tuple((inside, -own) for inside, own in self.terms))

    def __sub__(self, other: Exact) -> Exact:
        return self + -other

    def __mul__(self, other: Exact) -> Exact:
        product = Exact(())
        for one, left in self.terms:
            for two, right in other.terms:
                outside, inside = _square_out(one * two)
                product = product + Exact(((inside, left * right * outside),))
        return product

    def __truediv__(self, other: Exact) -> Exact:
        """The quotient; raises ZeroDivisionError for zero, ValueError for a divisor of several roots."""
        if not other.terms:
            raise ZeroDivisionError("division by zero")
        if len(other.terms) > 1:
            raise ValueError("no exact quotient by a sum of roots")
        inside, own = other.terms[0]
        return self * Exact(((inside, 1 / (own * inside)),))

    def sign(self) -> int:
        """-1, 0 or 1, exactly."""
        signs = {own > 0 for _, own in self.terms}
        if not signs:
            return 0
        if len(signs) == 1:
            return 1 if signs.pop() else -1
        digits = FIRST_DIGITS
        while digits <= MOST_DIGITS:
            low, high = self.bounds(digits)
            if low > 0 or high < 0:
                return 1 if low > 0 else -1
            digits *= 2
        return 0

    def bounds(self, digits: int) -> tuple[Fraction, Fraction]:
        """Two fractions between which the value lies, each root known to so many decimals."""
        low = high = Fraction(0)
        scale = 10**digits
        for inside, own in self.terms:
            if inside == 1:
                low, high = low + own, high + own
                continue
            root = isqrt(inside * scale * scale)
            under, over = own * Fraction(root, scale), own * Fraction(root + 1, scale)
            low, high = low + min(under, over), high + max(under, over)
        return low, high

    def quantize(self, digits: int, mode: str = "half_up") -> Decimal:
        """The value rounded to so many decimals; half_up is away from zero (四舍五入)."""
        return Decimal(self._rounded(digits, mode)).scaleb(-digits)

    def printed(self, digits: int, mode: str = "half_up") -> str:
        """The value rounded to so many decimals, as text with all of them.

        >>> Exact.of(Fraction(-1, 200)).printed(2), Exact.of(3).printed(1), Exact.of(12345).printed(0)
        ('-0.01', '3.0', '12345')
        """
        return _as_text(self._rounded(digits, mode), digits)

    def _rounded(self, digits: int, mode: str) -> int:
        exact = self.fraction
        if exact is None:
            exact = sum(self.bounds(max(FIRST_DIGITS, digits + 20)), Fraction(0)) / 2
        return rounded(exact, digits, mode)

    def as_decimal(self, digits: int = 28) -> Decimal:
        """The value with so many decimals, without zeros behind; exact where a decimal can be."""
        shown = self.quantize(digits, "half_even").normalize()
        return shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown

    def __float__(self) -> float:
        exact = self.fraction
        return float(exact if exact is not None else self.bounds(FIRST_DIGITS)[0])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Exact) and (self.terms == other.terms or (self - other).sign() == 0)

    def __lt__(self, other: Exact) -> bool:
        mine, theirs = self._square(), other._square()
        if mine is not None and theirs is not None:
            return mine < theirs
        return (self - other).sign() < 0

    def _square(self) -> Fraction | None:
        """The square of a value of one term that is not below zero; such values stand in the order of their squares."""
        if not self.terms:
            return _ZERO
        inside, own = self.terms[0]
        return own * own * inside if len(self.terms) == 1 and own > 0 else None

    def __hash__(self) -> int:
        return hash(self.quantize(FIRST_DIGITS))


def _square_out(number: int) -> tuple[int, int]:
    """A whole number as outside² × inside, small square factors taken out."""
    whole = isqrt(number)
    if whole * whole == number:
        return whole, 1
    outside = 1
    for factor in SMALL_FACTORS:
        square = factor * factor
        if square > number:
            break
        while number % square == 0:
            number //= square
            outside *= factor
    whole = isqrt(number)
    return (outside * whole, 1) if whole * whole == number else (outside, number)


def _as_text(last: int, digits: int) -> str:
    """A number of units of the last digit, with its point."""
    if digits <= 0:
        return f"{Decimal(last).scaleb(-digits):f}"
    text = str(abs(last)).rjust(digits + 1, "0")
    return f"{'-' if last < 0 else ''}{text[:-digits]}.{text[-digits:]}"


def printed(value: Fraction | int, digits: int, mode: str = "half_up") -> str:
    """A plain number rounded to so many decimals, as text with all of them.

    >>> printed(Fraction(-2, 3), 2), printed(5, 1)
    ('-0.67', '5.0')
    """
    return _as_text(rounded(value, digits, mode), digits)


def rounded(value: Fraction | int, digits: int, mode: str = "half_up") -> int:
    """A plain number in units of its last digit kept: 1.005 to two digits is 101; up and down are towards the greater and
    the lesser.

    >>> [rounded(Fraction(-5, 2), 0, mode) for mode in ("half_up", "half_even", "up", "down")]
    [-3, -2, -2, -3]
    """
    low, part = divmod(value.numerator * int(10**digits), value.denominator)
    if not part or mode == "down":
        return low
    if mode == "up":
        return low + 1
    twice = 2 * part - value.denominator
    if twice:
        return low + (twice > 0)
    return low + (value > 0 if mode == "half_up" else low % 2)
