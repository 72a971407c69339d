"""The formulas of an edition: names and units, conditions, limits, indicators that rest on themselves."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.indicators.symbols import Symbols, type_of_indicator
from dudao.schemes.faults import Faults
from dudao.schemes.formula.dimensions import parse_measure
from dudao.schemes.formula.faults import FormulaError
from dudao.schemes.formula.infer import Type, infer_type
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, names_in, walk
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition, Expression, Indicator
from dudao.schemes.numbers_in_units import needs_unit, with_unit


def check_indicator(indicator: Indicator, symbols: Symbols, faults: Faults) -> None:
    """The formulas of an indicator: names, units, conditions that are truths, limits in its unit."""
    if parse_measure(indicator.unit) is None:
        faults.add(indicator.places.of("unit"), f"不认识的单位 {indicator.unit}", f"unknown unit {indicator.unit}")
    own = type_of_indicator(indicator)
    for formula in (indicator.formula, indicator.impute):
        found = _type(formula, indicator.grain, symbols, faults) if formula is not None else None
        if formula is not None and found is not None:
            _check_result(indicator, formula, found, own, faults)
    conditions = [indicator.applies, *(exemption.when for exemption in indicator.exemptions)]
    conditions += [step.when for step in indicator.scoring.steps] if indicator.scoring else []
    for condition in conditions:
        if condition is not None:
            need_truth(condition, indicator.grain, symbols, faults)
    limits = [indicator.threshold.limit if indicator.threshold else None]
    limits += [exemption.limit for exemption in indicator.exemptions]
    for limit in limits:
        found = _type(limit, indicator.grain, symbols, faults) if limit is not None else None
        if limit is not None and found is not None and not _is_like(found, own):
            zh = f"限值是{found.label_zh}，指标是{own.label_zh}"
            faults.add(limit.origin, zh, f"the limit is {found.label_en}, the indicator {own.label_en}")
        elif limit is not None and found is not None:
            _check_plain(limit, indicator, symbols, faults)


def _check_plain(limit: Expression, indicator: Indicator, symbols: Symbols, faults: Faults) -> None:
    """A plain number, or a parameter without a unit, as the limit of what is told in % leaves open what is meant."""
    measure = parse_measure(indicator.unit)
    if measure is None or not needs_unit(measure):
        return
    for leaf in _leaves(limit.node):
        if isinstance(leaf, Number) and not leaf.unit and leaf.value:
            told_zh, told_en = with_unit(leaf.value, indicator.unit)
            zh, en = (
                f"限值 {plain(leaf.value)} 没有写单位；{told_zh}",
                f"the limit {plain(leaf.value)} has no unit; {told_en}",
            )
            faults.add(limit.at(leaf.place), zh, en)
        elif isinstance(leaf, Name) and leaf.id in symbols.parameters and not symbols.parameters[leaf.id].unit:
            zh = f"参数 {leaf.id} 没有写单位，指标的单位是 {indicator.unit}"
            faults.add(limit.at(leaf.place), zh, f"{leaf.id} has no unit, the indicator is in {indicator.unit}")


def _leaves(node: Node) -> Iterator[Node]:
    """What a limit comes to as it stands: the branches of a condition, the least or greatest of some, what is added."""
    if isinstance(node, Call) and node.function in ("if", "min", "max", "abs", "round"):
        branches = node.arguments[1:] if node.function == "if" else node.arguments
        for each in branches[:1] if node.function == "round" else branches:
            yield from _leaves(each)
    elif isinstance(node, Operation) and node.operator in ("+", "-"):
        yield from _leaves(node.left)
        yield from _leaves(node.right)
    elif isinstance(node, Negation):
        yield from _leaves(node.operand)
    else:
        yield node


def _check_result(indicator: Indicator, formula: Expression, found: Type, own: Type, faults: Faults) -> None:
    if own.kind == "truth" or found.kind == "truth":
        if own.kind != found.kind:
            faults.add(
                formula.origin,
                f"公式给出{found.label_zh}，verdict 是 {indicator.verdict}",
                f"the formula gives {found.label_en}, the verdict is {indicator.verdict}",
            )
    elif not _is_like(found, own):
        faults.add(
            formula.origin,
            f"公式的单位是 {found.dimension}，unit 写的是 {indicator.unit or '（无）'}",
            f"the formula is in {found.dimension}, unit says {indicator.unit or '(none)'}",
        )


def _is_like(one: Type, other: Type) -> bool:
    """Whether two types can be compared; a plain ratio may be told in per cent."""
    if one.kind != other.kind:
        return False
    return one.kind != "number" or one.dimension.measures_like(other.dimension)


def _type(expression: Expression, grain: str, symbols: Symbols, faults: Faults) -> Type | None:
    for node in walk(expression.node):
        if isinstance(node, Operation) and node.operator == "/" and _is_zero(node.right):
            faults.add(
                expression.at(node.right.place), "除数写成了 0，永远没有结果", "divided by 0: there is never a result"
            )
    try:
        return infer_type(expression.node, symbols.scope(grain))
    except FormulaError as error:
        faults.add(expression.at(error.place), error.zh, error.en, name=error.name)
        return None


def _is_zero(node: Node) -> bool:
    """Whether it is 0 as it is written, whatever the data."""
    return _is_zero(node.operand) if isinstance(node, Negation) else isinstance(node, Number) and not node.value


def need_truth(expression: Expression, grain: str, symbols: Symbols, faults: Faults) -> None:
    """A condition is true or false, never a number."""
    found = _type(expression, grain, symbols, faults)
    if found is not None and found.kind != "truth":
        faults.add(
            expression.origin,
            f"条件应当是是非，写的是{found.label_zh}",
            f"a condition is a truth, not {found.label_en}",
        )


def check_cycles(edition: Edition, faults: Faults) -> None:
    """Indicators that rest on themselves, told once a circle."""
    uses = {
        indicator.code: {
            name.id for each in indicator.expressions for name in names_in(each.node) if edition.indicator(name.id)
        }
        for indicator in edition.indicators
    }
    done: set[str] = set()
    for indicator in edition.indicators:
        path = _circle(indicator.code, uses, done, [])
        if path:
            done.update(path)
            circle = " → ".join(path)
            faults.add(
                indicator.places.of("formula"),
                f"指标互相引用成环：{circle}",
                f"indicators rest on themselves: {circle}",
            )


def _circle(code: str, uses: dict[str, set[str]], done: set[str], path: list[str]) -> list[str] | None:
    if code in path:
        return [*path[path.index(code) :], code]
    if code in done:
        return None
    for other in sorted(uses.get(code, ())):
        found = _circle(other, uses, done, [*path, code])
        if found:
            return found
    done.add(code)
    return None
