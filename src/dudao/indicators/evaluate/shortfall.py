"""How much is missing where an indicator misses its limit: of what is counted, in whole things (还差 3 间).

What a share or an amount per pupil is divided by is taken as it stands; so is every pure number it is multiplied by. Where
no amount can be named (a coefficient of variation, a rule) nothing is said: the distance to the limit stands in the reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dudao.indicators.evaluate.evaluator import At, Evaluator
from dudao.indicators.symbols import Symbol, Symbols, measure_of
from dudao.schemes.formula.dimensions import Dimension
from dudao.schemes.formula.infer import infer_type
from dudao.schemes.formula.nodes import Call, Name, Node, Operation
from dudao.values.exact import Exact

ONE = Exact.of(1)
WHOLE = {
    "person": ("人", "people"),
    "class": ("个班", "classes"),
    "institution": ("个", ""),
    "间": ("间", "rooms"),
    "册": ("册", "books"),
    "台": ("台", "devices"),
    "套": ("套", "sets"),
}
"""Dimensions that come in whole things, with the words they are counted by."""
MEASURED = {"money": ("元", "yuan"), "area": ("㎡", "m²"), "小时": ("小时", "hours")}
LARGE_MONEY = 10_000


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What would have to be there, or must not be there, for the limit to be met exactly.

    Attributes:
        of_zh: what is short, "" where it has no name of its own. `amount` as text in `unit`.
        is_excess: too much of it, where less is better.
    """

    of_zh: str
    of_en: str
    amount: str
    unit_zh: str
    unit_en: str
    is_excess: bool = False

    @property
    def told_zh(self) -> str:
        """The sentence in Chinese."""
        return f"{self.of_zh}{'超出' if self.is_excess else '还差'} {self.amount}{self.unit_zh}"

    @property
    def told_en(self) -> str:
        """The sentence in English."""
        of = f" of {self.of_en}" if self.of_en and self.unit_en else f" {self.of_en}" if self.of_en else ""
        unit = f" {self.unit_en}" if self.unit_en else ""
        return f"{self.amount}{unit}{of} {'too many' if self.is_excess else 'short'}"


def shortfalls_of(
    node: Node, operator: str, limit: Exact, at: At, evaluator: Evaluator, symbols: Symbols
) -> Iterator[Shortfall]:
    """What is missing where a value misses its limit (both in base units); nothing where no amount can be named.

    Args:
        operator: the threshold's; what is short is told so that with it the limit is met (more than met for > and <).
    """
    asked = _Asked(at, evaluator, symbols)
    if isinstance(node, Call) and node.function == "growth":
        before = asked.number(asked.previous(node))
        if before is not None:
            yield from asked.short_of(node.arguments[0], (ONE + limit) * before, operator)
        return
    if not (isinstance(node, Operation) and node.operator == "/"):
        return
    below = asked.number(node.right)
    if below is None or not below.sign():
        return
    yield from asked.short_of(node.left, limit * below, operator)
    above = asked.number(node.left)
    if operator in ("<", "<=") and above is not None and limit.sign() and not asked.is_like(node.left, node.right):
        yield from asked.short_of(node.right, above / limit, ">" if operator == "<" else ">=")


class _Asked:
    """A place at which parts of a formula are asked for their value and their unit."""

    def __init__(self, at: At, evaluator: Evaluator, symbols: Symbols) -> None:
        self.at = at
        self.evaluator = evaluator
        self.symbols = symbols

    def number(self, node: Node) -> Exact | None:
        """The value of a part; None where it is not known."""
        value = self.evaluator.evaluate(node, self.at)
        return value.content if isinstance(value.content, Exact) else None

    def previous(self, growth: Call) -> Node:
        """What a growth starts from; one node an edition, since functions are kept by their nodes."""
        known, key = self.evaluator.formulas.shapes, (id(growth), "previous")
        if key not in known:
            known[key] = Call("previous", growth.arguments, growth.named, growth.place)
        found: Call = known[key]
        return found

    def dimension(self, node: Node) -> Dimension:
        """The dimension of a part, inferred once an edition."""
        known, key = self.evaluator.formulas.dimensions, (id(node), self.at.grain)
        if key not in known:
            known[key] = infer_type(node, self.symbols.scope(self.at.grain)).dimension
        return known[key]

    def is_like(self, one: Node, other: Node) -> bool:
        """Whether two parts count the same: a share, of which only the upper part can change."""
        return self.dimension(one).exponents == self.dimension(other).exponents

    def short_of(self, node: Node, needed: Exact, operator: str) -> Iterator[Shortfall]:
        """What the one amount of a product lacks, or has too much of, for the product to come to what is needed."""
        amount, factors = self._amount_of(node)
        if amount is None:
            return
        for factor in factors:
            own = self.number(factor)
            if own is None or own.sign() <= 0:
                return
            needed = needed / own
        has = self.number(amount)
        if has is None:
            return
        is_excess = operator in ("<", "<=")
        away = has - needed if is_excess else needed - has
        if away.sign() > 0 or (not away.sign() and operator in ("<", ">")):
            yield from self._told(amount, away, is_excess=is_excess, is_strict=operator in ("<", ">"))

    def _amount_of(self, node: Node) -> tuple[Node | None, list[Node]]:
        """The one part of a product that is an amount of something, and the pure numbers beside it."""
        parts = list(_factors(node))
        amounts = [each for each in parts if self.dimension(each).exponents]
        if len(amounts) != 1:
            return None, []
        return amounts[0], [each for each in parts if each is not amounts[0]]

    def _told(self, amount: Node, away: Exact, *, is_excess: bool, is_strict: bool) -> Iterator[Shortfall]:
        exponents = self.dimension(amount).exponents
        if len(exponents) != 1 or exponents[0][1] != 1:
            return
        kind = exponents[0][0]
        symbol = self._symbol_of(amount)
        of_zh, of_en = (symbol.label, symbol.field.label_en if symbol.field else "") if symbol else ("", "")
        if kind in WHOLE:
            unit_zh, unit_en = WHOLE[kind]
            if symbol is not None and symbol.field is not None and measure_of(symbol.field.unit).factor == 1:
                unit_zh = symbol.field.unit or unit_zh
            whole = away.quantize(0, "up")
            if is_strict and Exact.of(whole) == away:
                whole += 1
            yield Shortfall(of_zh, of_en, f"{whole:f}", unit_zh, unit_en, is_excess)
        elif kind in MEASURED:
            unit_zh, unit_en = MEASURED[kind]
            if kind == "money" and not away < Exact.of(LARGE_MONEY):
                away, unit_zh, unit_en = away / Exact.of(LARGE_MONEY), "万元", "10,000 yuan"
            shown = Exact.of(away.quantize(2, "up")).as_decimal()
            yield Shortfall(of_zh, of_en, f"{shown:f}", unit_zh, unit_en, is_excess)

    def _symbol_of(self, node: Node) -> Symbol | None:
        """The column that an amount is, or the sum of; None for anything made of several."""
        if isinstance(node, Call) and node.function == "sum" and node.arguments:
            of, own = node.argument("of"), node.arguments[0]
            return self.symbols.at(of.id).get(own.id) if isinstance(of, Name) and isinstance(own, Name) else None
        return self.symbols.at(self.at.grain).get(node.id) if isinstance(node, Name) else None


def _factors(node: Node) -> Iterator[Node]:
    """The factors of a product; a quotient is one factor."""
    if isinstance(node, Operation) and node.operator == "*":
        yield from _factors(node.left)
        yield from _factors(node.right)
    else:
        yield node
