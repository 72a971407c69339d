"""Formulas made ready: each node becomes a function once, with its names looked up, and is then asked at many places.

There are two sets of functions, one that records what was used for the trace and one that does not; both work the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dudao.indicators.evaluate.aggregate_rows import Aggregate, gatherer
from dudao.indicators.evaluate.aggregates import AGGREGATES
from dudao.indicators.evaluate.dates import years_since
from dudao.indicators.evaluate.fields import field_reader
from dudao.indicators.evaluate.operations import ARITHMETIC, COMPARE, PLAIN_FUNCTIONS, compared, divided, taken_off
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import (
    PLAIN,
    Number,
    Raw,
    Value,
    first_trouble,
    missing,
    not_applicable,
)
from dudao.indicators.results import NOT_APPLICABLE
from dudao.indicators.symbols import BELOW, Symbols, measure_of
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Operation, Text, Truth, Words
from dudao.schemes.formula.nodes import Number as NumberNode
from dudao.schemes.indicators import Edition, Indicator

if TYPE_CHECKING:
    from dudao.indicators.evaluate.evaluator import Evaluator

Formula = Callable[["Evaluator", At], Raw]


@dataclass(slots=True)
class Formulas:
    """The functions of an edition's formulas, by node and grain, made when first asked for."""

    symbols: Symbols
    made: dict[tuple[int, str, bool], tuple[Node, Formula]] = field(default_factory=dict)

    def of(self, node: Node, grain: str, *, is_traced: bool) -> Formula:
        """The function of a node at a grain."""
        key = (id(node), grain, is_traced)
        found = self.made.get(key)
        if found is None:
            # the node is kept beside its function, so that its id stays its own
            found = self.made[key] = (node, _Maker(self, grain, is_traced).make(node))
        return found[1]


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

    def __init__(self, formulas: Formulas, grain: str, is_traced: bool) -> None:
        self.formulas = formulas
        self.symbols = formulas.symbols
        self.grain = grain
        self.is_traced = is_traced

    def make(self, node: Node) -> Formula:
        if isinstance(node, NumberNode):
            return _constant(_whole(node.value * measure_of(node.unit).factor))
        if isinstance(node, Text | Truth):
            return _constant(node.value)
        if isinstance(node, Name):
            return self._noting(node, self._name(node))
        if isinstance(node, Negation):
            return _negation(node.operator, self.make(node.operand))
        if isinstance(node, Operation):
            return self._operation(node)
        if isinstance(node, Call):
            return self._noting(node, self._call(node))
        raise TypeError(f"a list of words has no value: {node}")

    def _noting(self, node: Node, formula: Formula) -> Formula:
        if not self.is_traced:
            return formula

        def noting(evaluator: Evaluator, at: At) -> Raw:
            value = formula(evaluator, at)
            evaluator.recorder.note_value(node, value)
            return value

        return noting

    def _operation(self, node: Operation) -> Formula:
        left = self.make(node.left)
        if node.operator == "in":
            assert isinstance(node.right, Words)
            return _membership(left, frozenset(node.right.values))
        right = self.make(node.right)
        if node.operator in ("and", "or"):
            return _logic(left, right, deciding=node.operator == "or")
        if node.operator in COMPARE:
            if isinstance(node.right, Text) and node.operator in ("==", "!="):
                return _word_comparison(left, node.right.value, is_equal=node.operator == "==")
            return _comparison(node.operator, left, right)
        return _arithmetic(node.operator, left, right)

    # ─────────────── names ───────────────

    def _name(self, node: Name) -> Formula:
        symbol = self.symbols.at(self.grain)[node.id]
        if symbol.kind == "stage":
            return lambda evaluator, at: at.stage
        if symbol.kind == "body":
            return lambda evaluator, at: at.body
        if symbol.kind == "indicator":
            return _indicator(self.symbols.indicators[node.id], self.grain, self.is_traced)
        if symbol.kind == "parameter":
            return _parameter(self.symbols, node.id, self.is_traced)
        return field_reader(symbol, self.is_traced)

    # ─────────────── functions ───────────────

    def _call(self, node: Call) -> Formula:
        name = node.function
        if name in AGGREGATES:
            return self._aggregate(node)
        arguments = [self.make(argument) for argument in node.arguments]
        if name == "if":
            return _choice(*arguments)
        if name == "known":
            return lambda evaluator, at: not isinstance(arguments[0](evaluator, at), Value)
        if name == "applies":
            return _applies(arguments[0])
        if name in ("previous", "restated", "growth"):
            is_restated = name == "restated" or isinstance(node.argument("base"), Name)
            return _previous(arguments[0], is_restated, is_growth=name == "growth")
        if name == "years_since":
            return _years_since(arguments[0])
        return _plain_function(name, arguments)

    def _aggregate(self, node: Call) -> Formula:
        of, within = node.argument("of"), node.argument("within")
        table = of.id if isinstance(of, Name) else BELOW[self.grain][0]
        where, weight = node.argument("where"), node.argument("weight")
        rows = _Maker(self.formulas, table, self.is_traced)
        gather = gatherer(
            rows.make(node.arguments[0]) if node.arguments else None,
            rows.make(where) if where is not None else None,
            rows.make(weight) if weight is not None else None,
        )
        grain = within.id if isinstance(within, Name) else self.grain
        asked = Aggregate(node, table, grain, gather)
        return asked.traced(self._unit_of(node, table)) if self.is_traced else asked.plain

    def _unit_of(self, node: Call, table: str) -> str:
        """The unit in which the rows of an aggregate are shown: that of the name it is of, else base units."""
        argument = node.arguments[0] if node.arguments else None
        symbol = self.symbols.at(table).get(argument.id) if isinstance(argument, Name) else None
        if symbol is None or not isinstance(argument, Name):
            return ""
        if symbol.kind == "indicator":
            return self.symbols.indicators[argument.id].unit
        return (symbol.field.unit or "") if symbol.field is not None else ""


def _whole(number: Any) -> Number:
    return int(number) if number.denominator == 1 else number


def _constant(content: Raw) -> Formula:
    return lambda evaluator, at: content


# ─────────────── operators ───────────────


def _negation(sign: str, operand: Formula) -> Formula:
    def negation(evaluator: Evaluator, at: At) -> Raw:
        value: Any = operand(evaluator, at)
        if isinstance(value, Value):
            return value
        return -value if sign == "-" else not value

    return negation


def _membership(left: Formula, words: frozenset[str]) -> Formula:
    def membership(evaluator: Evaluator, at: At) -> Raw:
        value = left(evaluator, at)
        return value if type(value) is Value else value in words

    return membership


def _word_comparison(left: Formula, word: str, *, is_equal: bool) -> Formula:
    def comparison(evaluator: Evaluator, at: At) -> Raw:
        value = left(evaluator, at)
        return value if type(value) is Value else (value == word) is is_equal

    return comparison


def _logic(left: Formula, right: Formula, *, deciding: bool) -> Formula:
    """Three-valued: false decides `and`, true decides `or`, whatever else is missing."""

    def logic(evaluator: Evaluator, at: At) -> Raw:
        one = left(evaluator, at)
        if one is deciding:
            return deciding
        other = right(evaluator, at)
        if other is deciding:
            return deciding
        if type(one) is Value or type(other) is Value:
            return first_trouble((one, other))
        return not deciding

    return logic


def _comparison(sign: str, left: Formula, right: Formula) -> Formula:
    compare = COMPARE[sign]

    def comparison(evaluator: Evaluator, at: At) -> Raw:
        one, other = left(evaluator, at), right(evaluator, at)
        if type(one) in PLAIN and type(other) in PLAIN:
            return compare(one, other)
        return first_trouble((one, other)) or compared(sign, one, other)

    return comparison


def _arithmetic(sign: str, left: Formula, right: Formula) -> Formula:
    work = ARITHMETIC[sign]

    def arithmetic(evaluator: Evaluator, at: At) -> Raw:
        one, other = left(evaluator, at), right(evaluator, at)
        if type(one) is Value or type(other) is Value:
            return first_trouble((one, other))
        return work(one, other)

    return arithmetic


# ─────────────── names ───────────────


def _indicator(indicator: Indicator, grain: str, is_traced: bool) -> Formula:
    stages = indicator.stages
    is_here = indicator.grain == grain
    absent = not_applicable(f"{indicator.name_zh}没有这个学段", f"{indicator.code} has no such stage")

    def read(evaluator: Evaluator, at: At) -> Raw:
        place = at if is_here else evaluator.lookups.place_above(indicator.grain, at)
        if stages and place.stage not in stages:
            return absent
        judgement = evaluator.judge.judgement(indicator, place)
        if is_traced:
            evaluator.recorder.note_indicator(indicator, judgement.result())
        return judgement.content

    return read


def _parameter(symbols: Symbols, name: str, is_traced: bool) -> Formula:
    parameter = symbols.parameters[name]
    factor = measure_of(parameter.unit).factor
    contents: dict[int, Number] = {id(each): _whole(each.value * factor) for each in parameter.values}

    def read(evaluator: Evaluator, at: At) -> Raw:
        found = evaluator.lookups.dated(name, at)
        if found is None:
            return missing(f"参数{parameter.name_zh}（{name}）在{evaluator.lookups.day.isoformat()}没有值")
        if is_traced:
            evaluator.recorder.note_parameter(parameter, found)
        return contents[id(found)]

    return read


# ─────────────── functions ───────────────


def _choice(condition: Formula, one: Formula, other: Formula) -> Formula:
    def choice(evaluator: Evaluator, at: At) -> Raw:
        holds = condition(evaluator, at)
        if isinstance(holds, Value):
            return holds
        return one(evaluator, at) if holds is True else other(evaluator, at)

    return choice


def _applies(operand: Formula) -> Formula:
    def applies(evaluator: Evaluator, at: At) -> Raw:
        value = operand(evaluator, at)
        return not (isinstance(value, Value) and value.state == NOT_APPLICABLE)

    return applies


def _previous(operand: Formula, is_restated: bool, *, is_growth: bool) -> Formula:
    def previous(evaluator: Evaluator, at: At) -> Raw:
        before = operand(evaluator, evaluator.lookups.earlier(at, is_restated=is_restated))
        if not is_growth:
            return before
        now = operand(evaluator, at)
        return first_trouble((now, before)) or _growth(now, before)

    return previous


def _growth(now: Any, before: Any) -> Raw:
    return divided(taken_off(now, before), before)


def _years_since(operand: Formula) -> Formula:
    def since(evaluator: Evaluator, at: At) -> Raw:
        start = operand(evaluator, at)
        day: date = evaluator.lookups.day
        return start if isinstance(start, Value) else years_since(str(start), day)

    return since


def _plain_function(name: str, arguments: list[Formula]) -> Formula:
    work = PLAIN_FUNCTIONS[name]

    def function(evaluator: Evaluator, at: At) -> Raw:
        values: list[Any] = [argument(evaluator, at) for argument in arguments]
        return first_trouble(values) or work(values)

    return function
