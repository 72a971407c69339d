"""Numbers of the content that count in some unit: 80%, 8000[元/生]; a plain one is refused where it would leave open what is meant."""

from __future__ import annotations

from fractions import Fraction

from dudao.schemes.formula.dimensions import POINTS, RATE, Measure, parse_measure
from dudao.schemes.formula.faults import FormulaError
from dudao.schemes.formula.nodes import Negation, Node, Number
from dudao.schemes.formula.parse import parse_formula
from dudao.schemes.formula.render import plain
from dudao.schemes.strict import Entry, exact_number


def number_in(
    entry: Entry, key: str, unit: str, *, is_difference: bool = False, is_plain: bool = False
) -> Fraction | None:
    """The number behind a key in a unit: 80 for "80%" where the unit is %; None where it is left out or cannot be read.

    Args:
        is_difference: whether percentage points may stand for a difference of two per cents.
        is_plain: whether the unit stands right beside it, so that a plain number says all.
    """
    value, measure = entry.raw(key), parse_measure(unit)
    if value is None:
        return None
    bare = exact_number(value)
    if bare is not None:
        if bare and not is_plain and measure is not None and needs_unit(measure):
            zh, en = with_unit(bare, unit)
            entry.fault(f"{key}：{value} 没有写单位；{zh}", f"{key}: {value} has no unit; {en}", key)
        return bare
    try:
        number = _literal(parse_formula(str(value)))
    except FormulaError:
        number = None
    own = parse_measure(number[1]) if number else None
    if number is None or own is None or measure is None:
        if measure is not None:
            entry.fault(
                f"{key} 应当是带单位的数，写的是 {value}", f"{key} should be a number with its unit, not {value}", key
            )
        return None
    is_points = is_difference and own.dimension == POINTS and measure.dimension == RATE
    if not is_points and not own.dimension.measures_like(measure.dimension):
        entry.fault(
            f"{key} 的单位是 {own.name}，指标是 {unit or '（无）'}",
            f"{key} is in {own.name}, the indicator in {unit or '(none)'}",
            key,
        )
    return number[0] * own.factor / measure.factor


def needs_unit(measure: Measure) -> bool:
    """Whether a plain number would leave open what is meant: everything but a ratio told as such."""
    return bool(measure.dimension.exponents or measure.dimension.role) or measure.factor != 1


def with_unit(number: Fraction, unit: str) -> tuple[str, str]:
    """How a number is written with its unit; a fraction of 1 may be meant as such.

    >>> with_unit(Fraction(19, 20), "%")[1], with_unit(Fraction(8000), "元/生")[1]
    ('write "95%", or "0.95%" if that is meant', 'write "8000[元/生]"')
    """
    own = f'"{plain(number)}{unit if unit in ("%", "‰") else f"[{unit}]"}"'
    if unit == "%" and abs(number) <= 1:
        whole = f'"{plain(number * 100)}%"'
        return f"写成 {whole}；如果本意如此，写成 {own}", f"write {whole}, or {own} if that is meant"
    return f"写成 {own}", f"write {own}"


def _literal(node: Node) -> tuple[Fraction, str] | None:
    if isinstance(node, Number):
        return node.value, node.unit
    inner = _literal(node.operand) if isinstance(node, Negation) and node.operator == "-" else None
    return (-inner[0], inner[1]) if inner else None
