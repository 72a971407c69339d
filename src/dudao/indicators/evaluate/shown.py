"""Values and formulas as the text of a trace: digits in a unit, words for what is missing, a formula with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable

from dudao.indicators.evaluate.operations import in_unit
from dudao.indicators.evaluate.values import Raw, Value, exact
from dudao.schemes.formula.nodes import Call, Name, Node
from dudao.schemes.formula.render import render_formula
from dudao.values.exact import Exact, printed

SHOWN_DIGITS = 6
FEW_DIGITS = 10**20
NOT_ASKED = object()


class Template:
    """A formula as text with gaps for the values of its names and functions."""

    __slots__ = ("gaps", "node", "pieces", "pretty")

    def __init__(self, node: Node, *, is_inside: bool = False) -> None:
        self.node = node
        self.pretty = render_formula(node, pretty=True)
        gaps: list[Node] = []

        def leave_gap(each: Node) -> str | None:
            if not isinstance(each, Name | Call) or (is_inside and each is node):
                return None
            gaps.append(each)
            return "\0"

        self.pieces = render_formula(node, put_in=leave_gap, pretty=True).split("\0")
        # a function that was not asked shows those of its arguments that were
        self.gaps = [
            (
                Template(each, is_inside=True) if isinstance(each, Call) else None,
                each,
                render_formula(each, pretty=True),
            )
            for each in gaps
        ]

    def filled(self, value_of: Callable[[Node], object]) -> str:
        """The text with the values in; a name that was not asked (NOT_ASKED) stands as it is."""
        text = [self.pieces[0]]
        for (inside, each, name), piece in zip(self.gaps, self.pieces[1:], strict=True):
            value = value_of(each)
            if value is not NOT_ASKED:
                text.append(shown(value))  # type: ignore[arg-type] # what a formula gave
            else:
                text.append(inside.filled(value_of) if inside is not None else name)
            text.append(piece)
        return "".join(text)


def shown(value: Raw, unit: str = "") -> str:
    """A value in a formula: digits (in a unit, where one is given), 是 or 否, words, or what is wrong with it."""
    if type(value) is int and not unit:
        return str(value)
    if isinstance(value, Value):
        return "不适用" if value.state == "not_applicable" else "缺"
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, str):
        return f"“{value}”"
    own = value if not unit else in_unit(value, unit)
    plain = own.fraction if isinstance(own, Exact) else own
    if plain is None or abs(plain.numerator) >= FEW_DIGITS * plain.denominator:
        return f"{exact(own).as_decimal(SHOWN_DIGITS):f}"
    if plain.denominator == 1:
        return str(plain.numerator)
    return printed(plain, SHOWN_DIGITS, "half_even").rstrip("0").rstrip(".")
