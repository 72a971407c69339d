"""What a formula gives: a number in some dimension, a truth, words; and every fault that can be seen without data.

There is no silent coercion: a sum needs like units, a condition a truth, 个百分点 are never %.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dudao.schemes.formula.dimensions import NUMBER, POINTS, RATE, Dimension, parse_measure
from dudao.schemes.formula.faults import FormulaError, nearest
from dudao.schemes.formula.functions import FUNCTIONS, Function
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, Place, Text, Truth, Words
from dudao.schemes.formula.render import plain

MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Type:
    """What a formula or a name gives: kind number, truth, text or date; `is_literal` for a number written in the formula."""

    kind: str
    dimension: Dimension = NUMBER
    is_literal: bool = False

    @property
    def label_zh(self) -> str:
        return {"number": f"数（{self.dimension}）", "truth": "是非", "text": "文字", "date": "日期"}[self.kind]

    @property
    def label_en(self) -> str:
        return f"a number ({self.dimension})" if self.kind == "number" else f"a {self.kind}"


TRUTH, TEXT = Type("truth"), Type("text")


@dataclass(frozen=True)
class Scope:
    """The names that can stand in a formula.

    Attributes:
        grain: of whose rows the formula speaks (school_stage, school, county …).
        names: type of every name that can be read on such a row: its own fields, those of the bodies it belongs to,
            indicators and parameters.
        of_grain: the scope of another grain, for what stands inside an aggregate; raises KeyError for an unknown one.
        below: grains whose rows can be aggregated from here, the nearest first; `around`: grains that hold this one.
    """

    grain: str
    names: Mapping[str, Type]
    of_grain: Callable[[str], Scope]
    below: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    table_names: tuple[str, ...] = field(default=())


def infer_type(node: Node, scope: Scope) -> Type:
    """The type of a formula in a scope.

    Raises:
        FormulaError: an unknown name or function, a wrong number of arguments, units that do not go together.
    """
    if isinstance(node, Number):
        measure = parse_measure(node.unit)
        if measure is None:
            raise FormulaError(f"不认识的单位 {node.unit}", f"unknown unit {node.unit}", node.place)
        return Type("number", measure.dimension, is_literal=True)
    if isinstance(node, Text):
        return TEXT
    if isinstance(node, Truth):
        return TRUTH
    if isinstance(node, Name):
        return _name(node, scope)
    if isinstance(node, Negation):
        return _negation(node, scope)
    if isinstance(node, Operation):
        return _operation(node, scope)
    if isinstance(node, Call):
        return _call(node, scope)
    raise FormulaError("这里不能写一列词", "a list of words cannot stand here", node.place)


def _name(node: Name, scope: Scope) -> Type:
    found = scope.names.get(node.id)
    if found is None:
        zh, en = nearest(node.id, scope.names)
        raise FormulaError(f"没有 {node.id} 这个名称{zh}", f"there is no {node.id}{en}", node.place, name=node.id)
    return found


def _negation(node: Negation, scope: Scope) -> Type:
    own = infer_type(node.operand, scope)
    if node.operator == "not":
        _need(own, "truth", node.operand.place)
        return TRUTH
    _need(own, "number", node.operand.place)
    return own


def _operation(node: Operation, scope: Scope) -> Type:
    left = infer_type(node.left, scope)
    if node.operator == "in":
        _need(left, "text", node.left.place)
        if not isinstance(node.right, Words):
            raise FormulaError("in 之后应当是一列词", "a list of words should stand behind in", node.right.place)
        return TRUTH
    right = infer_type(node.right, scope)
    if node.operator in ("and", "or"):
        _need(left, "truth", node.left.place)
        _need(right, "truth", node.right.place)
        return TRUTH
    if node.operator in ("==", "!=") and left.kind == right.kind != "number":
        return TRUTH
    if node.operator in ("<", "<=", ">", ">=") and left.kind == right.kind == "date":
        return TRUTH
    _need(left, "number", node.left.place)
    _need(right, "number", node.right.place)
    if node.operator in ("*", "/"):
        return Type("number", _product(left, right, node))
    together = _together(left, right, node)
    return TRUTH if node.operator not in ("+", "-") else Type("number", together)


def _product(left: Type, right: Type, node: Operation) -> Dimension:
    if POINTS in (left.dimension, right.dimension) and node.operator == "*":
        raise FormulaError("个百分点不能相乘", "percentage points cannot be multiplied", node.place)
    product = left.dimension.times(right.dimension, -1 if node.operator == "/" else 1)
    is_part_of_rate = node.operator == "*" and RATE in (left.dimension, right.dimension)
    other_is_rate = left.dimension.is_number and right.dimension.is_number
    return RATE if is_part_of_rate and other_is_rate and not product.exponents else product


def _together(left: Type, right: Type, node: Operation) -> Dimension:
    """The dimension of a sum or difference, or the common one of a comparison."""
    one, other = left.dimension, right.dimension
    if node.operator in ("+", "-") and {one, other} == {RATE, POINTS} and one == RATE:
        return RATE  # 62% + 3个百分点
    is_zero = any(isinstance(side, Number) and side.value == 0 and not side.unit for side in (node.left, node.right))
    if is_zero:
        return one if isinstance(node.right, Number) else other
    if not one.measures_like(other):
        raise FormulaError(
            f"单位不同：左边是 {one}，右边是 {other}",
            f"unlike units: {one} on the left, {other} on the right",
            node.place,
        )
    if node.operator not in ("+", "-"):
        _need_percent(node.left, other)
        _need_percent(node.right, one)
    if node.operator == "-" and one == other == RATE and not (left.is_literal or right.is_literal):
        return POINTS
    return RATE if RATE in (one, other) else one


def _need_percent(side: Node, other: Dimension) -> None:
    """A plain number beside a rate leaves open whether 0.95 or 95 is meant; it is refused as any number without its unit."""
    own = side.operand if isinstance(side, Negation) else side
    if other.role == "rate" and isinstance(own, Number) and not own.unit and own.value:
        shown, whole = plain(own.value), plain(own.value * 100)
        raise FormulaError(
            f"与比率比较的 {shown} 没有写单位；写成 {whole}% 或 {shown}%，看本意是哪个",
            f"{shown} beside a rate has no unit; write {whole}% or {shown}%, whichever is meant",
            side.place,
        )


def _call(node: Call, scope: Scope) -> Type:
    function = FUNCTIONS.get(node.function)
    if function is None:
        zh, en = nearest(node.function, FUNCTIONS)
        raise FormulaError(
            f"没有 {node.function} 这个函数{zh}", f"there is no function {node.function}{en}", node.place
        )
    for key, value in node.named:
        if key not in function.named:
            zh, en = nearest(key, function.named)
            raise FormulaError(
                f"{function.name} 没有参数 {key}{zh}", f"{function.name} takes no {key}{en}", value.place
            )
    inner = _rows_of(node, scope) if function.is_aggregate else scope
    types = [infer_type(argument, inner) for argument in node.arguments]
    _check_arguments(function, types, node)
    if function.name == "round" and len(types) == 2:
        _check_digits(node.arguments[1])
    if (where := node.argument("where")) is not None:
        _need(infer_type(where, inner), "truth", where.place)
    if (weight := node.argument("weight")) is not None:
        _need(infer_type(weight, inner), "number", weight.place)
    if (base := node.argument("base")) is not None and not (isinstance(base, Name) and base.id == "restated"):
        raise FormulaError("base 只能是 restated", "base can only be restated", base.place)
    return _result(function, types, node)


def _check_digits(node: Node) -> None:
    """The digits of round() are written down: a whole number that any value of the field has."""
    own = node.operand if isinstance(node, Negation) and node.operator == "-" else node
    if not isinstance(own, Number) or own.unit or own.value.denominator != 1 or own.value > MOST_DIGITS:
        raise FormulaError(
            f"round 的位数应当写成 -{MOST_DIGITS} 到 {MOST_DIGITS} 的整数",
            f"the digits of round are a whole number, -{MOST_DIGITS} to {MOST_DIGITS}",
            node.place,
        )


def _rows_of(node: Call, scope: Scope) -> Scope:
    """The scope of the rows that an aggregate reads."""
    of = node.argument("of")
    if of is not None and not isinstance(of, Name):
        raise FormulaError("of 之后应当是数据表的名称", "the name of a table should stand behind of", of.place)
    within = node.argument("within")
    if within is not None and (not isinstance(within, Name) or within.id not in (scope.grain, *scope.around)):
        known = "、".join((scope.grain, *scope.around))
        raise FormulaError(f"within 只能是 {known}", f"within can only be one of {known}", within.place)
    if of is None:
        if scope.below:
            return scope.of_grain(scope.below[0])
        raise FormulaError(
            f"请用 of: 写明按哪张表的行{node.function}", f"say with of: whose rows {node.function} reads", node.place
        )
    try:
        return scope.of_grain(of.id)
    except KeyError:
        zh, en = nearest(of.id, scope.table_names)
        raise FormulaError(f"没有数据表 {of.id}{zh}", f"there is no table {of.id}{en}", of.place, name=of.id) from None


def _check_arguments(function: Function, types: Sequence[Type], node: Call) -> None:
    least, most = len(function.takes), None if function.repeats else len(function.takes)
    if len(types) < least or (most is not None and len(types) > most):
        raise FormulaError(
            f"{function.name} 需要{least}个参数，写了{len(types)}个",
            f"{function.name} takes {least} arguments, not {len(types)}",
            node.place,
        )
    for index, own in enumerate(types):
        wanted = function.takes[min(index, least - 1)]
        if wanted != "any":
            _need(own, wanted, node.arguments[index].place)


def _result(function: Function, types: Sequence[Type], node: Call) -> Type:
    if function.gives == "truth":
        return TRUTH
    if function.unit == "rate":
        return Type("number", RATE)
    if function.unit in ("number", "count"):
        return Type("number", NUMBER)
    branches = types[1:] if function.name == "if" else types[:1] if function.name == "round" else types
    first = branches[0]
    for own, argument in zip(branches[1:], node.arguments[-len(branches) + 1 :], strict=False):
        if own.kind != first.kind:
            raise FormulaError(
                f"两个结果不是一类：{first.label_zh}和{own.label_zh}",
                f"results of two kinds: {first.label_en} and {own.label_en}",
                argument.place,
            )
        if own.kind == "number" and not own.dimension.measures_like(first.dimension):
            raise FormulaError(
                f"单位不同：{first.dimension} 和 {own.dimension}",
                f"unlike units: {first.dimension} and {own.dimension}",
                argument.place,
            )
    return Type(first.kind, first.dimension)


def _need(own: Type, kind: str, place: Place) -> None:
    if own.kind != kind:
        wanted = {"number": "数", "truth": "是非（比较的结果）", "text": "文字", "date": "日期"}[kind]
        raise FormulaError(f"这里应当是{wanted}，写的是{own.label_zh}", f"{kind} expected, not {own.label_en}", place)
