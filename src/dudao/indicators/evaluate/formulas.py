"""Formulas made ready: each node becomes a function once, with its names looked up, and is then asked at many places.

A function takes places and gives a value for each: what a county's schools come to is worked out node by node, not school by
school. What decides without its second half (`and`, `or`, `if`) asks that half only where it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dudao.indicators.evaluate.aggregate_rows import Aggregate
from dudao.indicators.evaluate.aggregates import AGGREGATES
from dudao.indicators.evaluate.columns import (
    Formula,
    applies_of,
    arithmetic_of,
    choice_of,
    comparison_of,
    constant,
    division_of,
    indicator_reader,
    known_of,
    logic_of,
    membership_of,
    negation_of,
    parameter_reader,
    plain_function,
    previous_of,
    whole,
    word_comparison_of,
    years_gone,
)
from dudao.indicators.evaluate.divisors import divisor_of
from dudao.indicators.evaluate.fields import field_reader
from dudao.indicators.evaluate.operations import COMPARE
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.prepared import Asked, Prepared, prepare
from dudao.indicators.evaluate.values import Raw
from dudao.indicators.symbols import BELOW, Symbols, measure_of
from dudao.schemes.formula.dimensions import Dimension
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Operation, Text, Truth, Words
from dudao.schemes.formula.nodes import Number as NumberNode
from dudao.schemes.indicators import Edition, Expression, Indicator

if TYPE_CHECKING:
    from dudao.indicators.evaluate.evaluator import Evaluator


@dataclass(slots=True)
class Formulas:
    """The functions of an edition's formulas, by node and grain, made when first asked for; and what traces make of them."""

    symbols: Symbols
    made: dict[tuple[int, str], tuple[Node, Formula]] = field(default_factory=dict)
    ready: dict[str, Prepared] = field(default_factory=dict)
    conditions: dict[tuple[str, str], Asked] = field(default_factory=dict)
    shapes: dict[tuple[int, str], Any] = field(default_factory=dict)
    dimensions: dict[tuple[int, str], Dimension] = field(default_factory=dict)

    def of(self, node: Node, grain: str) -> Formula:
        """The function of a node at a grain."""
        key = (id(node), grain)
        found = self.made.get(key)
        if found is None:
            # the node is kept beside its function, so that its id stays its own
            found = self.made[key] = (node, _Maker(self, grain).noted(node))
        return found[1]

    def prepared(self, indicator: Indicator) -> Prepared:
        """An indicator with its expressions as functions."""
        found = self.ready.get(indicator.code)
        if found is None:
            found = self.ready[indicator.code] = prepare(indicator, self)
        return found

    def condition(self, expression: Expression, grain: str) -> Asked:
        """A condition, the same for all indicators of a grain that put it in the same words."""
        key = (expression.text, grain)
        found = self.conditions.get(key)
        if found is None:
            found = self.conditions[key] = Asked(expression, grain, self.of(expression.node, grain))
        return found


_RECENT: list[tuple[Edition, Formulas]] = []
_MOST_RECENT = 8


def formulas_of(edition: Edition) -> Formulas:
    """The functions of an edition, kept for the editions used last: a service computes the same one for many bodies."""
    for kept, formulas in _RECENT:
        if kept is edition:
            return formulas
    _RECENT.append((edition, Formulas(Symbols(edition))))
    del _RECENT[:-_MOST_RECENT]
    return _RECENT[-1][1]


class _Maker:
    """Makes the function of a node at one grain."""

    def __init__(self, formulas: Formulas, grain: str) -> None:
        self.formulas = formulas
        self.symbols = formulas.symbols
        self.grain = grain

    def noted(self, node: Node) -> Formula:
        """The function of a node whose values a recorder notes."""
        formula = self._make(node)

        def noting(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
            values = formula(evaluator, places)
            if evaluator.recorder.is_tracing:
                evaluator.recorder.note_values(node, places, values)
            return values

        return noting

    def make(self, node: Node) -> Formula:
        """The function of a part of a formula; values of names and functions are noted."""
        return self.noted(node) if isinstance(node, Name | Call) else self._make(node)

    def _make(self, node: Node) -> Formula:
        if isinstance(node, NumberNode):
            return constant(whole(node.value * measure_of(node.unit).factor))
        if isinstance(node, Text | Truth):
            return constant(node.value)
        if isinstance(node, Name):
            return self._name(node)
        if isinstance(node, Negation):
            return negation_of(node.operator, self.make(node.operand))
        if isinstance(node, Operation):
            return self._operation(node)
        if isinstance(node, Call):
            return self._call(node)
        raise TypeError(f"a list of words has no value: {node}")

    def _operation(self, node: Operation) -> Formula:
        left = self.make(node.left)
        if node.operator == "in":
            assert isinstance(node.right, Words)
            return membership_of(left, frozenset(node.right.values))
        right = self.make(node.right)
        if node.operator in ("and", "or"):
            return logic_of(left, right, deciding=node.operator == "or")
        if node.operator in COMPARE:
            if isinstance(node.right, Text) and node.operator in ("==", "!="):
                return word_comparison_of(left, node.right.value, is_equal=node.operator == "==")
            return comparison_of(node.operator, left, right)
        if node.operator == "/":
            return division_of(left, right, divisor_of(node.right, self.grain))
        return arithmetic_of(node.operator, left, right)

    # ─────────────── names ───────────────

    def _name(self, node: Name) -> Formula:
        symbol = self.symbols.at(self.grain)[node.id]
        if symbol.kind == "stage":
            return lambda evaluator, places: [at.stage for at in places]
        if symbol.kind == "body":
            return lambda evaluator, places: [at.body for at in places]
        if symbol.kind == "indicator":
            return indicator_reader(self.symbols.indicators[node.id], self.grain)
        if symbol.kind == "parameter":
            return parameter_reader(self.symbols, node.id)
        return field_reader(symbol, self.grain)

    # ─────────────── functions ───────────────

    def _call(self, node: Call) -> Formula:
        name = node.function
        if name in AGGREGATES:
            return self._aggregate(node)
        arguments = [self.make(argument) for argument in node.arguments]
        if name == "if":
            return choice_of(*arguments)
        if name == "known":
            return known_of(arguments[0])
        if name == "applies":
            return applies_of(arguments[0])
        if name in ("previous", "restated", "growth"):
            return previous_of(
                arguments[0], asks_restated(node), divisor_of(node.arguments[0], self.grain), is_growth=name == "growth"
            )
        if name == "years_since":
            return years_gone(arguments[0])
        return plain_function(name, arguments)

    def _aggregate(self, node: Call) -> Formula:
        of, within = node.argument("of"), node.argument("within")
        table = of.id if isinstance(of, Name) else BELOW[self.grain][0]
        where, weight = node.argument("where"), node.argument("weight")
        rows = _Maker(self.formulas, table)
        return Aggregate(
            node,
            table,
            within.id if isinstance(within, Name) else self.grain,
            rows.noted(node.arguments[0]) if node.arguments else None,
            rows.noted(where) if where is not None else None,
            rows.noted(weight) if weight is not None else None,
        ).asked


def asks_restated(node: Call) -> bool:
    """Whether a function looks at the period before on this period's base."""
    return node.function == "restated" or isinstance(node.argument("base"), Name)
