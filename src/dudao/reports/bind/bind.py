"""Tie what a report says to what is known: figures, events and cited documents, each with its place and its state."""

from __future__ import annotations

from collections.abc import Sequence

from dudao.facts.index import index_of
from dudao.facts.known import KnownFacts
from dudao.reports.bind.confirmed import apply_saved
from dudao.reports.bind.figures import FigureBinder, Outcome
from dudao.reports.bind.happenings import bind_event
from dudao.reports.bind.ledger import LedgerBook
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.bind.saved import SavedBinding
from dudao.reports.bind.titles import DocumentBook
from dudao.reports.bind.works import NamedWork, bind_to_ledger, bind_to_same_work
from dudao.reports.model import Reading
from dudao.values.periods import Period, year
from dudao.values.spans import Quote, Span

SURROUNDINGS = 24
"""Characters of prefix and suffix kept with a quote."""


def bind_reading(
    reading: Reading,
    known: KnownFacts,
    *,
    period: Period | None = None,
    saved: Sequence[SavedBinding] = (),
) -> tuple[Binding, ...]:
    """Bind figures, events and documents of a report.

    Args:
        period: the period evaluated; a figure whose text names no year is taken to be of it (else of the report's own year).
        saved: bindings of an earlier version; those a person confirmed or rejected go before what words suggest.
    Returns:
        one binding a figure, in the order of the text, then one for each event and document that the ledger or the
        catalogue could hold.
    """
    own = period or (year(reading.own_year) if reading.own_year else None)
    index = index_of(known)
    binder = FigureBinder(reading, known, period=own, index=index)
    book = LedgerBook(known.ledger)
    found = [*_figures(reading, binder, book, own), *_others(reading, known, book)]
    return apply_saved(reading, found, saved, index, book) if saved else tuple(found)


def _figures(reading: Reading, binder: FigureBinder, book: LedgerBook, own: Period | None) -> list[Binding]:
    """A dataset's measure goes first; an entry of the ledger that the words name goes before one that disagrees."""
    text = reading.report.text
    found = []
    work = None
    for figure in reading.figures:
        outcome = binder.bind(figure)
        if outcome.state is not BindingState.AGREES and book.entries:
            told = bind_to_ledger(figure, reading.report, book, own) or bind_to_same_work(figure, book, work)
            if told is not None and (told.state is BindingState.AGREES or not (outcome.fact or outcome.candidates)):
                outcome = told
        work = NamedWork(outcome.fact, figure.sentence) if outcome.fact and outcome.fact.table == "ledger" else None
        found.append(_binding(figure.start, figure.end, text, "figure", outcome))
    return found


def _others(reading: Reading, known: KnownFacts, book: LedgerBook) -> list[Binding]:
    """Events and documents, where the tables that could hold them were given."""
    text = reading.report.text
    documents = DocumentBook(known)
    found: list[Binding] = []
    if documents.documents:
        found.extend(
            _binding(cited.start, cited.end, text, "document", documents.bind(cited))
            for cited in reading.documents
            if cited.closed
        )
    if "ledger" in known.given:
        for event in reading.events:
            outcome = bind_event(event, book)
            if outcome is not None:
                found.append(_binding(event.start, event.end, text, "event", outcome))
    return found


def _binding(start: int, end: int, text: str, subject: str, outcome: Outcome) -> Binding:
    return Binding(
        span=Span(start, end),
        quote=Quote(text[start:end], text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS]),
        state=outcome.state,
        subject_kind=subject,
        fact=outcome.fact,
        candidates=outcome.candidates,
        expected=outcome.expected,
        difference=outcome.difference,
        basis=outcome.basis,
        scope=outcome.scope,
        why=outcome.why,
        measure=outcome.measure,
        slip=outcome.slip,
    )
