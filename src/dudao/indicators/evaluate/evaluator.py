"""Formulas on facts, exactly: one indicator of one body and stage at a time, everything in base units until it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dudao.indicators.evaluate.formulas import Formulas
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.places import At as At
from dudao.indicators.evaluate.recorder import Recorder
from dudao.indicators.evaluate.values import Raw, Value
from dudao.indicators.evaluate.world import World
from dudao.schemes.formula.nodes import Node

if TYPE_CHECKING:
    from dudao.indicators.evaluate.judge import Judge


class Evaluator:
    """Answers what a formula gives at a place. `judge` turns an indicator into its result, so that formulas can use others."""

    __slots__ = ("formulas", "judge", "lookups", "recorder")

    def __init__(self, formulas: Formulas, lookups: Lookups, judge: Judge, recorder: Recorder) -> None:
        self.formulas = formulas
        self.lookups = lookups
        self.judge = judge
        self.recorder = recorder

    @property
    def world(self) -> World:
        return self.lookups.world

    def evaluate(self, node: Node, at: At) -> Value:
        """The value of a formula; incomplete or not applicable where its inputs are."""
        return Value.of(self.ask(node, at))

    def ask(self, node: Node, at: At) -> Raw:
        """The same, bare where it is known: without wrapping it, and in base units."""
        return self.formulas.of(node, at.grain)(self, (at,))[0]

    def title_of(self, at: At) -> str:
        """How a place is named in sentences: body and stage."""
        return self.lookups.title_of(at)
