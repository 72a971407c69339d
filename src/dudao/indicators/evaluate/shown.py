"""Values and formulas as the text of a trace: digits in a unit, words for what is missing, a formula with the numbers put in."""

from __future__ import annotations

from collections.abc import Sequence

from dudao.indicators.evaluate.operations import in_unit
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Notes
from dudao.indicators.evaluate.values import Raw, Value, exact
from dudao.schemes.formula.nodes import Call, Name, Node
from dudao.schemes.formula.render import render_formula
from dudao.values.exact import Exact, printed

SHOWN_DIGITS = 6
FEW_DIGITS = 10**20


class _NotAsked:
    """Stands where a name was not asked."""


NOT_ASKED = _NotAsked()
Gap = Raw | _NotAsked | tuple["Gap", ...]
"""What stands in a gap: a value; for a function that was not asked what stands in its own gaps."""


class Template:
    """A formula as text with gaps for the values of its names and functions."""

    __slots__ = ("gaps", "keys", "node", "pieces", "pretty")

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
        self.keys = [id(each) for each in gaps]
        # a function that was not asked shows those of its arguments that were
        self.gaps = [
            (Template(each, is_inside=True) if isinstance(each, Call) else None, render_formula(each, pretty=True))
            for each in gaps
        ]

    def values(self, notes: Notes, places: Sequence[At]) -> list[tuple[Gap, ...]]:
        """What stands in the gaps at each place."""
        columns: list[list[Gap]] = []
        for key, (inside, _) in zip(self.keys, self.gaps, strict=True):
            noted = notes.values.get(key, {})
            column: list[Gap] = [noted.get(at, NOT_ASKED) for at in places]
            if inside is not None:
                for number, value in enumerate(column):
                    if value is NOT_ASKED:
                        (column[number],) = inside.values(notes, (places[number],))
            columns.append(column)
        return list(zip(*columns, strict=True)) if columns else [()] * len(places)

    def filled(self, gaps: Sequence[Gap]) -> str:
        """The text with the values in; a name that was not asked stands as it is."""
        text = [self.pieces[0]]
        for (inside, name), value, piece in zip(self.gaps, gaps, self.pieces[1:], strict=True):
            if isinstance(value, _NotAsked):
                text.append(name)
            elif isinstance(value, tuple):
                assert inside is not None
                text.append(inside.filled(value))
            else:
                text.append(shown(value))
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
