"""A binding: a figure, event or document of a report tied to a known fact, kept beside the document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dudao.values.reference import FactReference
from dudao.values.spans import Quote, Span


class BindingState(StrEnum):
    """How a bound figure stands to its fact."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNDECIDED = "undecided"  # several facts would fit, or the fact is missing
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True)
class Binding:
    """One figure (or event, document: `subject_kind`) and the fact it was tied to.

    `expected` is the fact's value in the figure's own unit, `difference` printed minus expected in that unit, `basis` and
    `scope` say on which definition and for which body. `status` is proposed, confirmed or rejected (by a person).
    """

    span: Span
    quote: Quote
    state: BindingState
    subject_kind: str = "figure"  # figure | event | document
    fact: FactReference | None = None
    candidates: tuple[FactReference, ...] = ()
    expected: Decimal | None = None
    difference: Decimal | None = None
    basis: str = ""
    scope: str = ""
    status: str = "proposed"
    person: str = ""
    why: str = ""
