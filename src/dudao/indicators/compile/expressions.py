"""Formulas as expressions over the columns of a layer: one function a kind of node, states and exact forms beside the value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import ibis
from ibis import _

from dudao.indicators.compile.plan import AGGREGATED, LOOKS_BACK, Layer
from dudao.indicators.compile.quantities import (
    OPERATORS,
    WHOLE,
    Quantity,
    Ratio,
    added,
    chosen,
    compared,
    constant,
    divided,
    either,
    exactly,
    literal,
    nothing,
    times,
    whole_number,
)
from dudao.indicators.symbols import Symbols, measure_of
from dudao.schemes.formula.infer import infer_type
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, Text, Truth, Words
from dudao.schemes.formula.render import render_formula
from dudao.schemes.indicators import DatedValue, Parameter

MOSTLY_GONE = 0.1
"""The part of two numbers that must be left of them in a sum or difference for its digits to be as sound as theirs."""
ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PLACES = ("body_code", "in_county", "in_city", "in_province", "in_nation", "")
"""Where a parameter may have a value of its own, the nearest place first; last what holds everywhere."""


@dataclass(slots=True)
class Names:
    """What the names of a formula stand for on one layer.

    Attributes:
        columns: quantities by column of a table: (table, column).
        indicators: quantities by code; `gathered` by the text of the aggregate.
        days: for each period asked for, the day on which parameters must be in force.
        key_of: the key of a body as a constant.
        shared: columns that several expressions read, by what they are; those of `pending` are not yet on the layer.
        mark: ends the names of the layer's columns where it holds another period's, so that they stand beside others.
        before: the names a period before, their columns on this layer too; None where nobody asked.
    """

    layer: Layer
    symbols: Symbols
    days: Mapping[str, date]
    stages: tuple[str, ...]
    key_of: Callable[[str], Any]
    columns: dict[tuple[str, str], Quantity] = field(default_factory=dict)
    pending: dict[str, Any] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)
    indicators: dict[str, Quantity] = field(default_factory=dict)
    gathered: dict[str, Quantity] = field(default_factory=dict)
    mark: str = ""
    before: Names | None = None

    def share(self, expression: Any, meaning: str = "") -> Any:
        """A column for an expression that is read more than once: an engine works out each mention of it anew.

        Args:
            meaning: what it is on this layer, by which it is known again; "" for one of its own.
        """
        found = self.shared.get(meaning)
        if found is None:
            name = f"s{len(self.shared)}{self.mark}"
            self.pending[name] = expression
            found = self.shared[meaning or name] = _[name]
        return found

    @property
    def stage(self) -> Any:
        return _["stage"] if self.layer.is_staged else literal("")


def build(node: Node, names: Names) -> Quantity:
    """A formula as a quantity on a layer."""
    if isinstance(node, Number):
        return constant(node.value * measure_of(node.unit).factor)
    if isinstance(node, Text | Truth):
        return Quantity(literal(node.value))
    if isinstance(node, Name):
        return _name(node, names)
    if isinstance(node, Negation):
        return _negation(node, names)
    if isinstance(node, Operation):
        return _operation(node, names)
    if isinstance(node, Call):
        return _call(node, names)
    raise TypeError(f"a list of words has no value: {node}")


# ─────────────── operators ───────────────


def _negation(node: Negation, names: Names) -> Quantity:
    own = build(node.operand, names)
    if node.operator == "not":
        # not `~`: Ibis writes its null test without brackets, and NOT (x) IS NULL is NOT ((x) IS NULL)
        return Quantity(own.value == literal(False), own.absent, own.unsure)
    ratio = times(own.ratio, Ratio(Fraction(-1)))
    return Quantity(-own.value, own.absent, own.unsure, ratio, own.is_whole, own.shaky)


def _operation(node: Operation, names: Names) -> Quantity:
    if node.operator in ("and", "or"):
        return _logic(node.operator, [build(each, names) for each in _chain(node, node.operator)])
    left = build(node.left, names)
    if node.operator == "in":
        assert isinstance(node.right, Words)
        return Quantity(left.value.isin(list(node.right.values)), left.absent, left.unsure)
    right = build(node.right, names)
    if node.operator in OPERATORS:
        if left.ratio is None and right.ratio is None and not _is_number(node, names):
            sign = OPERATORS[node.operator]
            return Quantity(
                sign(left.value, right.value), either((left.absent, right.absent)), either((left.unsure, right.unsure))
            )
        found = compared(node.operator, left, right, names.share)
        return replace(found, value=names.share(found.value, render_formula(node)))
    return _arithmetic(node.operator, left, right)


def _is_number(node: Operation, names: Names) -> bool:
    return infer_type(node.left, names.symbols.scope(names.layer.table)).kind == "number"


def _chain(node: Node, sign: str) -> Iterator[Node]:
    """The conditions joined by one word: a and b and c."""
    if isinstance(node, Operation) and node.operator == sign:
        yield from _chain(node.left, sign)
        yield from _chain(node.right, sign)
    else:
        yield node


def _logic(sign: str, parts: list[Quantity]) -> Quantity:
    """Three-valued as SQL has it: false decides `and`, true decides `or`; else what does not apply goes first."""
    value = parts[0].value
    for part in parts[1:]:
        value = value & part.value if sign == "and" else value | part.value
    absent = either(part.absent for part in parts)
    return Quantity(value, None if absent is None else absent & value.isnull(), either(part.unsure for part in parts))


def _arithmetic(sign: str, left: Quantity, right: Quantity) -> Quantity:
    absent, unsure = either((left.absent, right.absent)), either((left.unsure, right.unsure))
    shaky = either((left.shaky, right.shaky))
    if sign == "/":
        value = left.value / right.value.nullif(0)  # by 0 there is none, as where an input is missing
        return Quantity(value, absent, unsure, divided(left.ratio, right.ratio), shaky=shaky)
    is_whole = left.is_whole and right.is_whole
    if sign == "*":
        return Quantity(left.value * right.value, absent, unsure, times(left.ratio, right.ratio), is_whole, shaky)
    value = left.value + right.value if sign == "+" else left.value - right.value
    if not is_whole:
        shaky = either((shaky, (value.abs() < MOSTLY_GONE * (left.value.abs() + right.value.abs())).fill_null(False)))
    ratio = added(left.ratio, right.ratio, 1 if sign == "+" else -1)
    return Quantity(value, absent, unsure, ratio, is_whole, shaky)


# ─────────────── names ───────────────


def _name(node: Name, names: Names) -> Quantity:
    symbol = names.symbols.at(names.layer.table)[node.id]
    if symbol.kind == "stage":
        return Quantity(names.stage)
    if symbol.kind == "body":
        return Quantity(_["code"])
    if symbol.kind == "indicator":
        return names.indicators[node.id]
    if symbol.kind == "parameter":
        own = parameter(names.symbols.parameters[node.id], names)
        return (
            own
            if own.ratio is not None and own.ratio.over is None
            else replace(own, value=names.share(own.value, f"parameter {node.id}"))
        )
    return names.columns[(symbol.table, f"{symbol.column}@" if symbol.has_stages else symbol.column)]


def parameter(own: Parameter, names: Names) -> Quantity:
    """The value in force on the day of each period, of the stage, the kind of school and the nearest place."""
    factor = measure_of(own.unit).factor
    in_force = {
        period: _by_closeness([value for value in own.values if value.holds(day)]) for period, day in names.days.items()
    }
    if all(values == next(iter(in_force.values())) for values in in_force.values()):
        in_force = {"": next(iter(in_force.values()))}  # the same in every period: none needs to be asked for
    rows = [
        (_condition(each, period, place, names), each.value * factor)
        for period, values in in_force.items()
        for place in PLACES
        for each in values
        if bool(place) == bool(each.place)
    ]
    rows = [(condition, value) for condition, value in rows if condition is not False]
    if not rows:
        return Quantity(nothing("float64"))
    if rows[0][0] is None:
        return constant(rows[0][1])
    common = lcm(*(value.denominator for _, value in rows))
    otherwise = next((value for condition, value in rows if condition is None), None)
    branches = [(condition, value) for condition, value in rows if condition is not None]
    last = nothing("float64") if otherwise is None else literal(float(otherwise))
    value = ibis.cases(*((condition, literal(float(value))) for condition, value in branches), else_=last)

    def over() -> Any:
        end = nothing(WHOLE) if otherwise is None else literal(int(otherwise * common)).cast(WHOLE)
        return ibis.cases(
            *((condition, literal(int(number * common)).cast(WHOLE)) for condition, number in branches), else_=end
        )

    return Quantity(value, ratio=Ratio(Fraction(1, common), over), is_whole=common == 1)


def _by_closeness(values: list[DatedValue]) -> list[DatedValue]:
    """Values of a kind first, then those of a stage."""
    return sorted(values, key=lambda each: (not each.kind, not each.stage))


def _condition(each: DatedValue, period: str, place: str, names: Names) -> Any:
    """Where a value holds; None where it always does, False where it cannot.

    Args:
        place: the column with the body of a level above, which must be the place of the value; "" for a value of none.
    """
    found: list[Any] = []
    if period and len(names.days) > 1:
        found.append(_["period"] == period)
    if each.stage:
        if not names.layer.is_staged:
            return False
        found.append(_["stage"] == each.stage)
    if each.kind:
        kind = names.columns.get(("school", "type"))
        if kind is None:
            return False
        found.append(kind.value == each.kind)
    if place:
        found.append(_[place] == names.key_of(each.place))
    return ibis.and_(*found) if found else None


# ─────────────── functions ───────────────


def _call(node: Call, names: Names) -> Quantity:
    if node.function in AGGREGATED:
        return names.gathered[render_formula(node)]
    if node.function in LOOKS_BACK:
        return _looking_back(node, names)
    arguments = [build(argument, names) for argument in node.arguments]
    if node.function == "if":
        holds = names.share(arguments[0].value, render_formula(node.arguments[0]))
        return _choice(replace(arguments[0], value=holds), *arguments[1:])
    if node.function == "known":
        return Quantity(arguments[0].value.notnull(), unsure=arguments[0].unsure)
    if node.function == "applies":
        absent = arguments[0].absent
        return Quantity(literal(True) if absent is None else ~absent, unsure=arguments[0].unsure)
    if node.function == "years_since":
        return _years_gone(arguments[0], names)
    if node.function in ("min", "max"):
        return _extreme(arguments, "<=" if node.function == "min" else ">=", names.share)
    return FUNCTIONS[node.function](arguments)


def _looking_back(node: Call, names: Names) -> Quantity:
    """The period before; or the growth over it, of which there is none over 0."""
    assert names.before is not None  # joined before formulas are built
    before = build(node.arguments[0], names.before)
    if node.function != "growth":
        return before
    more = _arithmetic("-", build(node.arguments[0], names), before)
    return _arithmetic("/", more, before)


def _years_gone(own: Quantity, names: Names) -> Quantity:
    """Whole years from a date to the day of judgement of the period; a text that is no date is for the exact evaluator."""
    text = own.value.cast("string")
    is_date = text.re_search(ISO_DATE)
    started = text.substr(0, 4).cast("int64")

    def gone(day: date) -> Any:
        return (literal(day.year) - started - (text.substr(5, 5) > f"{day:%m-%d}").cast("int64")).cast("float64")

    days = set(names.days.values())
    by_period = ((_["period"] == period, gone(day)) for period, day in names.days.items())
    years = gone(days.pop()) if len(days) == 1 else ibis.cases(*by_period)
    unsure = either((own.unsure, (~is_date).fill_null(False)))
    return Quantity(
        ibis.cases((is_date, years)), own.absent, unsure, Ratio(Fraction(1), whole_number(years, 0)), is_whole=True
    )


def _choice(condition: Quantity, one: Quantity, other: Quantity) -> Quantity:
    holds = condition.value
    absent = [condition.absent]
    if one.absent is not None:
        absent.append((holds & one.absent).fill_null(False))
    if other.absent is not None:
        absent.append((~holds & other.absent).fill_null(False))
    return Quantity(
        ibis.cases((holds, one.value), (~holds, other.value)),
        either(absent),
        either((condition.unsure, one.unsure, other.unsure)),
        chosen(holds, one.ratio, other.ratio),
        one.is_whole and other.is_whole,
        either((one.shaky, other.shaky)),
    )


def _extreme(arguments: list[Quantity], sign: str, share: Callable[[Any], Any]) -> Quantity:
    """The least or greatest; not known where one of them is not."""
    found = arguments[0]
    for each in arguments[1:]:
        order = compared(sign, found, each, share)
        holds = share(order.value)
        found = Quantity(
            ibis.cases((holds, found.value), (~holds, each.value)),
            either((found.absent, each.absent)),
            order.unsure,
            chosen(holds, found.ratio, each.ratio),
            found.is_whole and each.is_whole,
            either((found.shaky, each.shaky)),
        )
    return found


def _absolute(arguments: list[Quantity]) -> Quantity:
    own = arguments[0]
    turned = times(own.ratio, Ratio(Fraction(-1)))
    ratio = chosen(own.value < 0, turned, own.ratio)
    return Quantity(own.value.abs(), own.absent, own.unsure, ratio, own.is_whole, own.shaky)


def _whole(arguments: list[Quantity], *, is_up: bool) -> Quantity:
    """To a whole number; where the double is near one, it is not sure which."""
    own = arguments[0]
    if own.is_whole:
        return own
    value = own.value.ceil() if is_up else own.value.floor()
    nearest = own.value.round()
    near = ((own.value - nearest).abs() <= 1e-9 * (1 + own.value.abs())).fill_null(False)
    if own.ratio is None:
        return Quantity(value.cast("float64"), own.absent, either((own.unsure, near)), is_whole=True)
    # near a whole number the ratio is compared with it: equal or below goes up to it, equal or above down to it
    target = Ratio(Fraction(1), lambda: nearest.cast(WHOLE))
    reached = exactly("<=" if is_up else ">=", own.ratio, target)
    beyond = nearest + (1 if is_up else -1)
    settled = ibis.ifelse(near, ibis.ifelse(reached, nearest, beyond), value).cast("float64")
    return Quantity(settled, own.absent, own.unsure, Ratio(Fraction(1), whole_number(settled, 0)), True)


FUNCTIONS: dict[str, Callable[[list[Quantity]], Quantity]] = {
    "abs": _absolute,
    "ceil": lambda arguments: _whole(arguments, is_up=True),
    "floor": lambda arguments: _whole(arguments, is_up=False),
}
