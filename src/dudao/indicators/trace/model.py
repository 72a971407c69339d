"""The trace of a value: one node for each step, from the verdict down to the cell it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dudao.facts.known import CellPlace
from dudao.schemes.indicators import LegalBasis
from dudao.values.records import record

KINDS = (
    *("cell", "parameter", "number", "formula", "aggregate", "row", "previous", "indicator", "exemption"),
    *("rounding", "threshold", "verdict", "shortfall", "conclusion", "gate", "score"),
)


@record
class TraceNode:
    """One step.

    Attributes:
        kind: one of KINDS. `label` names it for people, in both languages.
        state: known, incomplete or not_applicable. `value`: as text, exact where a decimal can be; "" where there is none.
        expression: the formula as written; `with_numbers` the same with the numbers put in.
        place: the source cell. `basis`, `valid_from`, `valid_to`: of a parameter. `reason`: why it is not known or does not
            apply, or what a person has to know. `verdict`: of an indicator, conclusion or gate; a gate fails where it holds.
    """

    kind: str
    label_zh: str
    label_en: str
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

    def walk(self) -> Iterator[TraceNode]:
        """The node and all below it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()
