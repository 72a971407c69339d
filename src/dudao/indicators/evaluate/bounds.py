"""What a value can be where inputs are missing (`missing: bound`): between the least and the most that their columns allow.

A verdict that holds for every possible value is no guess about a missing one; where both verdicts are possible it stays open.
Arithmetic, sums, counts and shares have bounds; anything else may be whatever it likes. A part that stands twice in a formula
is bounded each time on its own: the range may be too wide, never too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from dudao.indicators.evaluate.aggregate_rows import rows_under
from dudao.indicators.evaluate.operations import COMPARE
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import PLAIN, Raw, Value
from dudao.indicators.results import FAIL, INCOMPLETE, NOT_APPLICABLE, PASS
from dudao.indicators.symbols import BELOW, Symbol, measure_of
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Operation

if TYPE_CHECKING:
    from dudao.indicators.evaluate.judge import Judge


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that something can be, in base units; None where there is no such bound."""

    low: Fraction | None = None
    high: Fraction | None = None

    def plus(self, other: Range) -> Range:
        """The sum of two."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(low, high)

    def negative(self) -> Range:
        """The same below zero."""
        return Range(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def times(self, other: Range) -> Range:
        """The product of two."""
        if None not in (self.low, self.high, other.low, other.high):
            ends = [one * two for one, two in product((self.low, self.high), (other.low, other.high))]  # type: ignore[operator]
            return Range(min(ends), max(ends))
        if self.low is not None and other.low is not None and self.low >= 0 and other.low >= 0:
            return Range(self.low * other.low)
        return ANYTHING

    def inverse(self) -> Range:
        """One divided by it; anything where it can be zero, since then there is no quotient."""
        if self.low is None or self.low <= 0:
            return ANYTHING
        return Range(Fraction(0) if self.high is None else 1 / self.high, 1 / self.low)

    def or_nothing(self) -> Range:
        """What it adds to a sum if it may not count at all."""
        low = None if self.low is None else min(self.low, Fraction(0))
        return Range(low, None if self.high is None else max(self.high, Fraction(0)))


ANYTHING = Range()


def verdict_within(operator: str, possible: Range, limit: Raw) -> str:
    """pass where every possible value meets the limit, fail where none does, else incomplete.

    >>> [verdict_within(">=", Range(Fraction(low), Fraction(high)), 5) for low, high in ((5, 9), (1, 4), (4, 5))]
    ['pass', 'fail', 'incomplete']
    """
    if type(limit) not in PLAIN:
        return INCOMPLETE
    compare = COMPARE[operator]
    low, high = possible.low, possible.high
    if operator in (">=", ">"):
        is_met, is_missed = low is not None and compare(low, limit), high is not None and not compare(high, limit)
    elif operator in ("<=", "<"):
        is_met, is_missed = high is not None and compare(high, limit), low is not None and not compare(low, limit)
    else:
        is_met = low is not None and low == high == limit
        is_missed = (low is not None and low > limit) or (high is not None and high < limit)  # type: ignore[operator]
    return PASS if is_met else FAIL if is_missed else INCOMPLETE


def range_of(judge: Judge, node: Node, at: At) -> Range:
    """What a formula can come to at a place."""
    value = judge.plain.ask(node, at)
    if type(value) in PLAIN:
        return Range(Fraction(value), Fraction(value))  # type: ignore[arg-type] # a plain number
    if not isinstance(value, Value) or value.state != INCOMPLETE:
        return ANYTHING
    if isinstance(node, Negation):
        return range_of(judge, node.operand, at).negative() if node.operator == "-" else ANYTHING
    if isinstance(node, Operation):
        return _of_operation(judge, node, at)
    if isinstance(node, Name):
        return _of_name(judge, node, at)
    if isinstance(node, Call) and node.function in ("sum", "count", "share"):
        return _of_rows(judge, node, at)
    return ANYTHING


def _of_operation(judge: Judge, node: Operation, at: At) -> Range:
    if node.operator not in ("+", "-", "*", "/"):
        return ANYTHING
    left, right = range_of(judge, node.left, at), range_of(judge, node.right, at)
    if node.operator in ("+", "-"):
        return left.plus(right if node.operator == "+" else right.negative())
    return left.times(right if node.operator == "*" else right.inverse())


def _of_name(judge: Judge, node: Name, at: At) -> Range:
    symbols = judge.formulas.symbols
    symbol = symbols.at(at.grain)[node.id]
    if symbol.kind == "field":
        return _of_column(symbol)
    if symbol.kind != "indicator":
        return ANYTHING
    indicator = symbols.indicators[node.id]
    place = at if indicator.grain == at.grain else judge.lookups.place_above(indicator.grain, at)
    applies = indicator.applies is None or judge.plain.ask(indicator.applies.node, place) is True
    has_waivers = any(each.limit is None for each in indicator.exemptions)
    if indicator.formula is None or indicator.impute is not None or has_waivers or not applies:
        return ANYTHING
    return range_of(judge, indicator.formula.node, place)


def _of_column(symbol: Symbol) -> Range:
    """The least and the most that a column takes (its `minimum` and `maximum` in the dataset)."""
    if symbol.field is None:
        return ANYTHING
    factor = measure_of(symbol.field.unit).factor
    ends = (symbol.field.minimum, symbol.field.maximum)
    low, high = (None if end is None else Fraction(end) * factor for end in ends)
    return Range(low, high)


def _of_rows(judge: Judge, node: Call, at: At) -> Range:
    """A sum, a count or a share over rows of which some are not known."""
    of, within, where, weight = (node.argument(name) for name in ("of", "within", "where", "weight"))
    table = of.id if isinstance(of, Name) else BELOW[at.grain][0]
    grain = within.id if isinstance(within, Name) else at.grain
    total, whole = Range(Fraction(0), Fraction(0)), Fraction(0)
    rows = rows_under(judge.lookups, table, grain, at)
    for place in rows:
        taken = judge.plain.ask(where, place) if where is not None else True
        is_open = isinstance(taken, Value) and taken.state == INCOMPLETE
        if taken is not True and not is_open:
            continue
        heft = judge.plain.ask(weight, place) if weight is not None else 1
        if type(heft) not in PLAIN or (node.function == "share" and is_open):
            return ANYTHING
        own = _of_row(judge, node, place, Fraction(heft))  # type: ignore[arg-type] # a plain number
        if own is not None:
            whole += Fraction(heft)  # type: ignore[arg-type] # a plain number
            total = total.plus(own.or_nothing() if is_open else own)
    if not rows or (node.function == "share" and not whole):
        return ANYTHING
    return total.times(Range(1 / whole, 1 / whole)) if node.function == "share" else total


def _of_row(judge: Judge, node: Call, place: At, heft: Fraction) -> Range | None:
    """What a row adds; None where it does not apply."""
    if not node.arguments:
        return Range(Fraction(1), Fraction(1))
    value = judge.plain.ask(node.arguments[0], place)
    if isinstance(value, Value) and value.state == NOT_APPLICABLE:
        return None
    if node.function == "sum":
        return range_of(judge, node.arguments[0], place)
    if node.function == "count":
        return Range(Fraction(0), Fraction(1)) if isinstance(value, Value) else Range(Fraction(1), Fraction(1))
    if isinstance(value, Value):
        return Range(Fraction(0), heft)
    return Range(heft, heft) if value is True else Range(Fraction(0), Fraction(0))
