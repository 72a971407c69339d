"""What a value is divided by, named where it is 0: a column or indicator by its name, anything else by its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dudao.indicators.evaluate.fields import labels_of
from dudao.indicators.evaluate.places import At
from dudao.indicators.results import Lack
from dudao.schemes.formula.nodes import Name, Node
from dudao.schemes.formula.render import render_formula

if TYPE_CHECKING:
    from dudao.indicators.evaluate.columns import Divisor
    from dudao.indicators.evaluate.evaluator import Evaluator


def divisor_of(node: Node, grain: str) -> Divisor:
    """The function that names a divisor at a place of a grain, with the body and the period."""

    def told(evaluator: Evaluator, at: At) -> Lack:
        lookups = evaluator.lookups
        symbol = lookups.symbols.at(grain)[node.id] if isinstance(node, Name) else None
        if symbol is not None:
            zh, en = labels_of(lookups, symbol, at)
        else:
            formula = render_formula(node, pretty=True)
            zh, en = f"{lookups.title_of(at)} {formula}", f"{lookups.title_of(at, 'en')} {formula}"
        return Lack(f"{zh}（{at.label}）", f"{en} ({at.label})", is_zero=True)

    return told
