"""The trace of a value: one node for each step, from the verdict down to the cell it rests on.

A node carries what it rests on as it is: the value, the rows, the cell, the numbers that stand in its formula. Words are made
of that when somebody reads them: a county has ten thousand steps, and a page shows forty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from dudao.facts.known import CellPlace
from dudao.schemes.indicators import LegalBasis
from dudao.values.records import record

KINDS = (
    *("cell", "parameter", "number", "formula", "aggregate", "row", "previous", "indicator", "exemption"),
    *("rounding", "threshold", "verdict", "shortfall", "conclusion", "gate", "score"),
)


class TraceNode:
    """One step. Two are equal where they say the same; the kinds of steps are small records (`steps`, `ToldStep`).

    Attributes:
        kind: one of KINDS. `label` names it for people, in both languages.
        state: known, incomplete or not_applicable. `value`: as text, exact where a decimal can be; "" where there is none.
        expression: the formula as written; `with_numbers` the same with the numbers put in.
        place: the source cell. `basis`, `valid_from`, `valid_to`: of a parameter. `reason`: why it is not known or does not
            apply, or what a person has to know. `verdict`: of an indicator, conclusion or gate; a gate fails where it holds.
    """

    __slots__ = ()

    @property
    def kind(self) -> str:
        raise NotImplementedError

    @property
    def label_zh(self) -> str:
        raise NotImplementedError

    @property
    def label_en(self) -> str:
        raise NotImplementedError

    @property
    def state(self) -> str:
        return "known"

    @property
    def value(self) -> str:
        return ""

    @property
    def unit(self) -> str:
        return ""

    @property
    def expression(self) -> str:
        return ""

    @property
    def with_numbers(self) -> str:
        return ""

    @property
    def children(self) -> tuple[TraceNode, ...]:
        return ()

    @property
    def place(self) -> CellPlace | None:
        return None

    @property
    def basis(self) -> tuple[LegalBasis, ...]:
        return ()

    @property
    def valid_from(self) -> date | None:
        return None

    @property
    def valid_to(self) -> date | None:
        return None

    @property
    def reason_zh(self) -> str:
        return ""

    @property
    def reason_en(self) -> str:
        return ""

    @property
    def verdict(self) -> str:
        return ""

    def walk(self) -> Iterator[TraceNode]:
        """The node and all below it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def _said(self) -> tuple[object, ...]:
        return (
            *(self.kind, self.label_zh, self.label_en, self.state, self.value, self.unit, self.expression),
            *(self.with_numbers, self.place, self.basis, self.valid_from, self.valid_to),
            *(self.reason_zh, self.reason_en, self.verdict, self.children),
        )

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, TraceNode) and self._said() == other._said())

    def __hash__(self) -> int:
        return hash((self.kind, self.label_zh, self.value))


@record(eq=False)
class ToldStep(TraceNode):
    """A step of which there are few: its words are given. What `TraceNode` says of its attributes holds."""

    # a field without a value of its own would take the property of the same name for its default
    kind: str = field()
    label_zh: str = field()
    label_en: str = field()
    state: str = "known"
    value: str = ""
    unit: str = ""
    expression: str = ""
    with_numbers: str = ""
    children: tuple[TraceNode, ...] = ()
    place: CellPlace | None = None
    basis: tuple[LegalBasis, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    reason_zh: str = ""
    reason_en: str = ""
    verdict: str = ""
