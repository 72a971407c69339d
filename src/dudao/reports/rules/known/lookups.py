"""What the rules of this family share: the figures behind bindings, facts by reference, values as readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dudao.facts.index import FactIndex, index_of, plain
from dudao.facts.known import Fact, LedgerEntry
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.bind.scopes import Scopes
from dudao.reports.bind.wordings import Wordings, wordings_of
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Given
from dudao.values.quantities import quantize
from dudao.values.reference import FactReference


@dataclass(frozen=True)
class Known:
    """The facts of a run, ready to be asked; `own` is the code of the report's own body, None where it is not known."""

    index: FactIndex
    scopes: Scopes
    wordings: Wordings
    ledger: dict[str, LedgerEntry]
    names: dict[str, str]

    @property
    def own(self) -> str | None:
        return self.scopes.own


def known_of(given: Given) -> Known:
    """The facts handed over, indexed once a run."""
    return given.once("known_facts", _known)


def _known(given: Given) -> Known:
    facts = given.facts
    assert facts is not None  # noqa: S101 - rules of this family are run with facts only
    return Known(
        index=index_of(facts),
        scopes=Scopes(given.reading, facts),
        wordings=wordings_of(facts),
        ledger={entry.reference.key: entry for entry in facts.ledger},
        names={body.code: body.name for body in facts.bodies},
    )


def bound_figures(given: Given, state: BindingState) -> Iterator[tuple[Binding, Figure]]:
    """The figures in one state, with their bindings."""
    figures = given.once("figures_by_span", lambda given: {figure.span: figure for figure in given.reading.figures})
    for binding in given.bindings:
        if binding.subject_kind == "figure" and binding.state is state and binding.span in figures:
            yield binding, figures[binding.span]


def described(fact: Fact, names: dict[str, str]) -> str:
    """Body, period and label of a fact: 云州市2021年一般公共预算教育支出."""
    label = fact.period.label()
    time = (
        f"{label}年" if fact.period.kind == "year" else f"{label}学年" if fact.period.kind == "school_year" else label
    )
    return f"{names.get(fact.body_code, '')}{time}{fact.label}"


def shown_value(value: Decimal, unit: str | None) -> str:
    """A value with its unit, at most two decimals for a rate, thousands not grouped.

    >>> shown_value(Decimal("17.80914"), "%"), shown_value(Decimal("609340"), "万元")
    ('17.81%', '609340万元')
    """
    if unit in ("%", "个百分点"):
        return f"{quantize(value, 2)}{unit}"
    rounded = value if value == value.to_integral_value() else quantize(value, 4)
    return f"{plain(rounded)}{unit or ''}"


def in_figure_unit(value: Decimal, figure: Figure) -> str:
    """A known value in the unit and with one decimal more than a figure is printed, without trailing zeros."""
    exponent = figure.value.as_tuple().exponent
    decimals = (-exponent if isinstance(exponent, int) and exponent < 0 else 0) + 1
    return f"{plain(quantize(value, max(decimals, 2)))}{figure.unit or ''}"


def gap_in_figure_unit(difference: Decimal, figure: Figure) -> str:
    """How far a figure is off, as `in_figure_unit`; two rates differ by percentage points, not by per cent."""
    shown = in_figure_unit(difference, figure)
    return f"{shown[:-1]}个百分点" if figure.unit == "%" else shown


def source_of(reference: FactReference, known: Known) -> str:
    """Where a fact was read (city.csv!C3), or what it was worked out from."""
    entry = known.ledger.get(reference.key) if reference.table == "ledger" else None
    if entry is not None:
        return f"台账{entry.number}（{entry.place}）"
    fact = known.index.resolve(reference)
    if fact is None:
        return str(reference)
    if fact.place is not None:
        return str(fact.place)
    return fact.formula or str(reference)
