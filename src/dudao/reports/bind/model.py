"""A binding: a figure, event or document of a report tied to a known fact, kept beside the document."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from dudao.values.records import record
from dudao.values.reference import FactReference
from dudao.values.spans import Quote, Span


class BindingState(StrEnum):
    """How a bound figure stands to its fact."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNDECIDED = "undecided"  # several facts would fit, or the fact is missing
    UNBOUND = "unbound"


@record
class Binding:
    """One figure (or event, document: `subject_kind`) and the fact it was tied to.

    Attributes:
        expected: the fact's value in the figure's own unit, not rounded; `difference` printed minus expected.
        measure: what of the fact was compared: level | growth | change | count | planned | done | completion | date | title.
        basis: "" or "restated" (the base of a growth, or the value, is the restated one).
        scope: code of the body the fact is of.
        slip: the unit with which the printed number would agree (万元 printed as 亿元), "" if none.
        status: proposed, confirmed or rejected (by `person`, on `date`); `method` says how it was found.
        why: in Chinese, why it is undecided or unbound; "" else.
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
    measure: str = "level"
    slip: str = ""
    method: str = "words"
    date: str = ""
