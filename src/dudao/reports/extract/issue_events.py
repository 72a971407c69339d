"""Documents that the report says were issued, as events: 2021年5月，市政府印发《…》."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dudao.reports.extract.clause_spans import Clauses
from dudao.reports.extract.event_surroundings import Surroundings
from dudao.reports.extract.issuing import issued_behind, issuing_verb_before
from dudao.reports.model import CitedDocument, Event, Report


def issue_events(
    report: Report, clauses: Clauses, around: Surroundings, documents: Sequence[CitedDocument]
) -> Iterator[Event]:
    """One event for each title that an issuing verb leads to or follows; titles in a row (印发《…》《…》) share the verb."""
    folded = report.folded
    verb: int | None = None
    previous_end = -1
    for document in documents:
        is_next = 0 <= document.start - previous_end <= 2 and "，" not in folded[previous_end : document.start]
        if not is_next or verb is None:
            verb = issuing_verb_before(folded, document.start)
        previous_end = document.end
        if verb is not None:
            lead = report.text[verb : document.start].partition("《")[0]
            act = lead + report.text[document.start : document.end]
            yield _event(clauses, around, document, (verb, document.end), act)
            continue
        behind = issued_behind(folded, document.end)
        if behind is not None:
            act = report.text[document.start : behind.end()]
            yield _event(clauses, around, document, (document.start, behind.end()), act)


def _event(clauses: Clauses, around: Surroundings, document: CitedDocument, span: tuple[int, int], act: str) -> Event:
    time = around.time_before(span[0]) if document.date else None
    body = None if document.issuer else around.body_before(clauses.at(span[0]).start, span[0])
    return Event(
        start=span[0],
        end=span[1],
        kind="issue",
        date=document.date,
        when=time.period if time is not None else None,
        actor=document.issuer or (body.name if body else None),
        act=act,
    )
