"""Finding a figure to put into a narrative: measures of the body, computed indicators, growth, counts of its ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dudao.facts.coverage import FIELDS
from dudao.facts.known import Fact
from dudao.facts.ledger_counts import COUNT, LEDGER
from dudao.values.reference import FactReference
from dudao.web.assessments.figures import Printer, printed
from dudao.web.assessments.known import Measured
from dudao.web.ledger.kinds import kinds
from dudao.web.rounds.models import RoundBody

MOST_FOUND = 30
MARKS = frozenset("/+:")
"""What separates the parts of a reference and cannot stand in its words."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A figure one can put in: its name, what would be printed (value and unit), what it rests on, of which year, from which kind
    of source, of which body."""

    label: str
    shown: str
    reference: str
    period: str
    source: str
    body: str


def figures_for(evaluated: RoundBody, measured: Measured, words: str, wanted: frozenset[str]) -> list[Offered]:
    """Figures of a body whose name holds all the words; without words, those that belong to the point (`wanted`).

    Args:
        wanted: codes of indicators, measures and kinds of ledger entries that belong to the point; they come first.
    """
    printer, parts = Printer(measured.known), words.split()
    found: dict[str, tuple[bool, Offered]] = {}
    for offered, names in _offered(evaluated, measured, printer, parts):
        is_own = not wanted.isdisjoint(names)
        text = offered.label + offered.period
        if offered.shown and (all(part in text for part in parts) if parts else is_own):
            found.setdefault(offered.reference, (is_own, offered))
    ordered = sorted(found.values(), key=lambda pair: (not pair[0], len(pair[1].label)))
    return [offered for _is_own, offered in ordered[:MOST_FOUND]]


def _offered(
    evaluated: RoundBody, measured: Measured, printer: Printer, words: list[str]
) -> Iterator[tuple[Offered, set[str]]]:
    label = measured.period.label() if measured.period else evaluated.round.period
    for kind, name in kinds().items():
        reference = str(FactReference(LEDGER, evaluated.body_id, label, COUNT, kind))
        shown, _name = printer.fact(reference)
        yield Offered(name, "" if shown.startswith("0") else shown, reference, label, LEDGER, evaluated.name), {kind}
        yield from ((each, {kind}) for each in _coverage(evaluated, measured, printer, kind, words))
    for fact in measured.known.facts:
        if fact.body_code != evaluated.body_id or fact.value is None or fact.basis:
            continue
        names = {fact.metric, fact.reference.field, fact.reference.key}
        yield _of_fact(fact, evaluated.name), names
        grown = printer.index.growth_of(fact) if fact.period.label() == label else None
        if grown is not None:
            yield _of_fact(grown, evaluated.name), names


def _coverage(
    evaluated: RoundBody, measured: Measured, printer: Printer, kind: str, words: list[str]
) -> Iterator[Offered]:
    """How far the entries of a kind reach below the body; words that subjects of its entries hold narrow them."""
    if measured.period is None:
        return
    label = measured.period.label()
    plain = [each for each in words if not MARKS.intersection(each)]
    held = [each for each in plain if any(one.kind == kind and each in one.subject for one in measured.known.ledger)]
    key = f"{kind}:{'+'.join(held)}" if held else kind
    for column in FIELDS:
        reference = FactReference(LEDGER, evaluated.body_id, label, column, key)
        fact = printer.index.resolve(reference)
        if fact is not None and fact.derived_from:
            yield Offered(fact.label, printed(fact), str(reference), label, LEDGER, evaluated.name)


def _of_fact(fact: Fact, body: str) -> Offered:
    return Offered(fact.label, printed(fact), str(fact.reference), fact.period.label(), fact.reference.table, body)
