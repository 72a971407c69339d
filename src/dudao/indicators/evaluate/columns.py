"""What the parts of a formula are as functions of places: operators, names of indicators and parameters, plain functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dudao.indicators.evaluate.dates import years_since
from dudao.indicators.evaluate.operations import (
    ARITHMETIC,
    PLAIN_ARITHMETIC,
    PLAIN_COMPARE,
    PLAIN_FUNCTIONS,
    compared,
    is_zero,
    plain_quotient,
    quotient,
    taken_off,
)
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import PLAIN, Number, Raw, Value, first_trouble, missing, not_applicable
from dudao.indicators.results import NOT_APPLICABLE, Lack
from dudao.indicators.symbols import Symbols, measure_of
from dudao.schemes.indicators import Indicator

if TYPE_CHECKING:
    from dudao.indicators.evaluate.evaluator import Evaluator

Formula = Callable[["Evaluator", Sequence[At]], list[Raw]]
"""Gives a new list, one value a place."""
Divisor = Callable[["Evaluator", At], Lack]
"""Names what a value is divided by at a place, where it is 0."""


def whole(number: Any) -> Number:
    """A number without a fraction as a whole one."""
    return int(number) if number.denominator == 1 else number


def constant(content: Raw) -> Formula:
    """The same at every place."""
    return lambda evaluator, places: [content] * len(places)


# ─────────────── operators ───────────────


def negation_of(sign: str, operand: Formula) -> Formula:
    """The opposite: `-` or `not`."""

    def negated(value: Any) -> Raw:
        if isinstance(value, Value):
            return value
        return -value if sign == "-" else not value

    return lambda evaluator, places: [negated(value) for value in operand(evaluator, places)]


def membership_of(left: Formula, words: frozenset[str]) -> Formula:
    """Whether it is one of some words."""

    def membership(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        return [value if type(value) is Value else value in words for value in left(evaluator, places)]

    return membership


def word_comparison_of(left: Formula, word: str, *, is_equal: bool) -> Formula:
    """Whether it is a word, or is not."""

    def comparison(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        return [value if type(value) is Value else (value == word) is is_equal for value in left(evaluator, places)]

    return comparison


def logic_of(left: Formula, right: Formula, *, deciding: bool) -> Formula:
    """Three-valued: false decides `and`, true decides `or`, whatever else is missing."""

    def logic(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        found = left(evaluator, places)
        undecided = [number for number, one in enumerate(found) if one is not deciding]
        if not undecided:
            return found
        others = right(evaluator, [places[number] for number in undecided])
        for number, other in zip(undecided, others, strict=True):
            one = found[number]
            if other is deciding:
                found[number] = deciding
            elif type(one) is Value or type(other) is Value:
                found[number] = first_trouble((one, other))
            else:
                found[number] = not deciding
        return found

    return logic


def comparison_of(sign: str, left: Formula, right: Formula) -> Formula:
    """A comparison, exact."""
    compare = PLAIN_COMPARE[sign]

    def answer(one: Any, other: Any) -> Raw:
        return first_trouble((one, other)) or compared(sign, one, other)

    def comparison(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        return [
            compare(one, other) if type(one) in PLAIN and type(other) in PLAIN else answer(one, other)
            for one, other in zip(left(evaluator, places), right(evaluator, places), strict=True)
        ]

    return comparison


def arithmetic_of(sign: str, left: Formula, right: Formula) -> Formula:
    """A sum, difference or product; unknown where one side is."""
    work, plain = ARITHMETIC[sign], PLAIN_ARITHMETIC[sign]

    def answer(one: Any, other: Any) -> Raw:
        return first_trouble((one, other)) or work(one, other)

    def arithmetic(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        return [
            plain(one, other) if type(one) in PLAIN and type(other) in PLAIN else answer(one, other)
            for one, other in zip(left(evaluator, places), right(evaluator, places), strict=True)
        ]

    return arithmetic


def division_of(left: Formula, right: Formula, told: Divisor) -> Formula:
    """A quotient; unknown where one side is. By 0 it is incomplete and says so: it never counts as not applicable."""

    def answer(at: At, evaluator: Evaluator, one: Any, other: Any) -> Raw:
        trouble = first_trouble((one, other))
        if trouble is not None:
            return trouble
        return missing(told(evaluator, at)) if is_zero(other) else quotient(one, other)

    def division(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        return [
            plain_quotient(one, other)
            if other and type(one) in PLAIN and type(other) in PLAIN
            else answer(at, evaluator, one, other)
            for at, one, other in zip(places, left(evaluator, places), right(evaluator, places), strict=True)
        ]

    return division


# ─────────────── names ───────────────


def indicator_reader(indicator: Indicator, grain: str) -> Formula:
    """What another indicator came to, at the place or at the body of its grain that holds it."""
    stages = indicator.stages
    is_here = indicator.grain == grain
    absent = not_applicable(f"{indicator.name_zh}没有这个学段", f"{indicator.code} has no such stage")

    def read(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        if not is_here:
            places = [evaluator.lookups.place_above(indicator.grain, at) for at in places]
        if not stages or all(at.stage in stages for at in places):
            return evaluator.judge.contents(indicator, places)
        here = [at for at in places if at.stage in stages]
        contents = iter(evaluator.judge.contents(indicator, here))
        return [next(contents) if at.stage in stages else absent for at in places]

    return read


def parameter_reader(symbols: Symbols, name: str) -> Formula:
    """The value of a parameter in force, in base units."""
    parameter = symbols.parameters[name]
    factor = measure_of(parameter.unit).factor
    contents: dict[int, Number] = {id(each): whole(each.value * factor) for each in parameter.values}
    is_by_stage = not any(each.kind or each.place for each in parameter.values)

    def value(evaluator: Evaluator, at: At) -> Raw:
        found = evaluator.lookups.dated(name, at)
        if found is not None:
            return contents[id(found)]
        day = evaluator.lookups.day.isoformat()
        zh = f"参数{parameter.name_zh}（{name}）在{day}没有值"
        return missing(Lack(zh, f"a value of {parameter.name_en} ({name}) on {day}"))

    def read(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        if not is_by_stage:
            return [value(evaluator, at) for at in places]
        known: dict[str, Raw] = {}
        for at in places:
            if at.stage not in known:
                known[at.stage] = value(evaluator, at)
        return [known[at.stage] for at in places]

    return read


# ─────────────── functions ───────────────


def choice_of(condition: Formula, one: Formula, other: Formula) -> Formula:
    """`if`: each branch is asked only where it is taken."""

    def choice(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        found = condition(evaluator, places)
        holding = [number for number, holds in enumerate(found) if holds is True]
        failing = [number for number, holds in enumerate(found) if holds is not True and type(holds) is not Value]
        for branch, numbers in ((one, holding), (other, failing)):
            if numbers:
                values = branch(evaluator, [places[number] for number in numbers])
                for number, value in zip(numbers, values, strict=True):
                    found[number] = value
        return found

    return choice


def known_of(operand: Formula) -> Formula:
    """Whether there is a value."""
    return lambda evaluator, places: [not isinstance(value, Value) for value in operand(evaluator, places)]


def applies_of(operand: Formula) -> Formula:
    """Whether it is not marked as not applicable."""

    def applies(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        values = operand(evaluator, places)
        return [not (isinstance(value, Value) and value.state == NOT_APPLICABLE) for value in values]

    return applies


def previous_of(operand: Formula, is_restated: bool, told: Divisor, *, is_growth: bool) -> Formula:
    """The period before, on its own base or restated; or the growth over it."""

    def previous(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        earlier = evaluator.lookups.earlier
        starts = [earlier(at, is_restated=is_restated) for at in places]
        before = operand(evaluator, starts)
        if not is_growth:
            return before
        now = operand(evaluator, places)
        return [growth(evaluator, *each) for each in zip(starts, now, before, strict=True)]

    def growth(evaluator: Evaluator, start: At, now: Any, before: Any) -> Raw:
        trouble = first_trouble((now, before))
        if trouble is not None:
            return trouble
        return missing(told(evaluator, start)) if is_zero(before) else quotient(taken_off(now, before), before)

    return previous


def years_gone(operand: Formula) -> Formula:
    """Whole years from a date to the day of judgement."""

    def since(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        day: date = evaluator.lookups.day
        starts = operand(evaluator, places)
        return [start if isinstance(start, Value) else years_since(str(start), day) for start in starts]

    return since


def plain_function(name: str, arguments: list[Formula]) -> Formula:
    """A function of numbers: min, max, abs, rounding."""
    work = PLAIN_FUNCTIONS[name]

    def function(evaluator: Evaluator, places: Sequence[At]) -> list[Raw]:
        columns: list[list[Any]] = [argument(evaluator, places) for argument in arguments]
        return [first_trouble(values) or work(values) for values in zip(*columns, strict=True)]

    return function
