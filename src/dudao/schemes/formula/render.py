"""A formula back to text, with the fewest brackets, its names put in other words or numbers where asked."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, Text, Truth, Words

BINDING = {"or": 1, "and": 2, "not": 3, "in": 4, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4}
BINDING |= {"+": 5, "-": 5, "*": 6, "/": 6}
SIGN = 7
SHOWN = {"*": "×", "/": "÷", ">=": "≥", "<=": "≤", "!=": "≠", "==": "="}


def render_formula(
    node: Node, *, put_in: Callable[[Node], str | None] = lambda node: None, pretty: bool = False
) -> str:
    """The text of a formula.

    Args:
        put_in: words that stand for a node in place of its own text; None leaves it as it is.
        pretty: with ×, ÷, ≥ and ≤ for people; else as `parse_formula` reads it.
    """
    return _Writer(put_in, pretty).write(node, 0)


class _Writer:
    def __init__(self, put_in: Callable[[Node], str | None], pretty: bool) -> None:
        self.put_in = put_in
        self.pretty = pretty

    def write(self, node: Node, around: int) -> str:
        words = self.put_in(node)
        if words is not None:
            return words
        if isinstance(node, Operation):
            own = BINDING[node.operator]
            # the right side of - and /, and either side of a comparison, needs brackets at equal strength
            left = self.write(node.left, own + (own == BINDING["=="]))
            right = self.write(node.right, own + 1)
            sign = SHOWN.get(node.operator, node.operator) if self.pretty else node.operator
            return _bracketed(f"{left} {sign} {right}", own < around)
        if isinstance(node, Negation):
            own = SIGN if node.operator == "-" else BINDING["not"]
            space = "" if node.operator == "-" else " "
            return _bracketed(f"{node.operator}{space}{self.write(node.operand, own)}", own < around)
        if isinstance(node, Call):
            arguments = [self.write(each, 0) for each in node.arguments]
            arguments += [f"{key}: {self.write(value, 0)}" for key, value in node.named]
            return f"{node.function}({', '.join(arguments)})"
        return _leaf(node)


def _leaf(node: Number | Text | Truth | Words | Name) -> str:
    if isinstance(node, Number):
        unit = node.unit if node.unit in ("%", "‰", "") else f"[{node.unit}]"
        return f"{plain(node.value)}{unit}"
    if isinstance(node, Text):
        return _quoted(node.value)
    if isinstance(node, Truth):
        return "true" if node.value else "false"
    if isinstance(node, Words):
        return f"[{', '.join(_quoted(value) for value in node.values)}]"
    return node.id


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def _bracketed(text: str, needed: bool) -> str:
    return f"({text})" if needed else text


def plain(value: Fraction) -> str:
    """A number as digits; a fraction that no decimal holds as n/d in brackets.

    >>> plain(Fraction(17, 4)), plain(Fraction(1, 3)), plain(Fraction(45))
    ('4.25', '(1 / 3)', '45')
    """
    below = value.denominator
    twos = fives = 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    if below != 1:
        return f"({value.numerator} / {value.denominator})"
    digits = max(twos, fives)
    if not digits:
        return str(value.numerator)
    text = str(abs(value.numerator) * 10**digits // value.denominator).rjust(digits + 1, "0")
    return f"{'-' if value < 0 else ''}{text[:-digits]}.{text[-digits:]}"
