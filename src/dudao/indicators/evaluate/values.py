"""Values in a computation: known, incomplete with what is missing, or not applicable with the reason.

While formulas are worked out, what is known is bare: a whole number, a fraction, an `Exact` where it holds a root, a truth
or words; a `Value` then stands only for what is not known. `Value.of` makes a value of either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from dudao.indicators.results import INCOMPLETE, KNOWN, NOT_APPLICABLE, Lack, Reason
from dudao.values.exact import Exact

Content = Exact | bool | str | None
Number = int | Fraction | Exact


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its state; `content` is None unless it is known. `missing` names the inputs that were not there."""

    state: str
    content: Content = None
    missing: tuple[Lack, ...] = ()
    reason: Reason | None = None

    @classmethod
    def of(cls, raw: Raw) -> Value:
        """What a formula gave, as a value."""
        if isinstance(raw, Value):
            return raw
        if isinstance(raw, bool):
            return TRUE if raw else FALSE
        return cls(KNOWN, raw if isinstance(raw, str | None) else exact(raw))

    @property
    def is_known(self) -> bool:
        return self.state == KNOWN

    @property
    def number(self) -> Exact:
        """The number of a known value; the formula's types have been checked."""
        assert isinstance(self.content, Exact)
        return self.content

    @property
    def is_true(self) -> bool:
        """Whether it is known and true."""
        return self.content is True


Raw = Number | bool | str | None | Value
"""What a formula gives: the bare content where it is known, else a Value that says why not."""
TRUE, FALSE = Value(KNOWN, True), Value(KNOWN, False)
_ZERO = Exact(())
PLAIN = frozenset((int, Fraction))
"""Types of plain numbers; a truth is none of them."""


def exact(number: Number) -> Exact:
    """A number with roots, of one that may have none."""
    if isinstance(number, Exact):
        return number
    if not number:
        return _ZERO
    return Exact(((1, number if isinstance(number, Fraction) else Fraction(number)),))


def simple(number: Exact) -> Number:
    """A plain fraction where it holds no root."""
    fraction = number.fraction
    return number if fraction is None else fraction


def whole_or_fraction(number: Fraction) -> int | Fraction:
    """A whole number as one: most amounts are, and whole numbers are quick."""
    return number.numerator if number.denominator == 1 else number


def known(content: Content) -> Value:
    """A known value."""
    return Value(KNOWN, content)


def missing(*lacks: Lack) -> Value:
    """An incomplete value that names what is missing."""
    return Value(INCOMPLETE, None, tuple(dict.fromkeys(lacks)))


def not_applicable(zh: str, en: str) -> Value:
    """A value that does not apply, with the reason."""
    return Value(NOT_APPLICABLE, None, (), Reason(zh, en))


def takes_another(value: Raw) -> bool:
    """Whether another value may stand for it: where an input is missing, not where a denominator is 0."""
    return isinstance(value, Value) and value.state == INCOMPLETE and not all(each.is_zero for each in value.missing)


def first_trouble(values: Iterable[Raw]) -> Value | None:
    """What a result of several operands is where not all are known: not applicable before incomplete; None else.

    What is incomplete names the missing inputs of all operands.
    """
    names: list[Lack] = []
    is_incomplete = False
    for value in values:
        if not isinstance(value, Value) or value.state == KNOWN:
            continue
        if value.state == NOT_APPLICABLE:
            return value
        is_incomplete = True
        names.extend(value.missing)
    return Value(INCOMPLETE, None, tuple(dict.fromkeys(names))) if is_incomplete else None
