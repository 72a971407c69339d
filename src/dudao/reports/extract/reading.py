"""One pass over a report: everything that can be found in it, each extractor handed what it builds on."""

from __future__ import annotations

from bisect import bisect_right

from dudao.reports.extract.bodies import extract_bodies
from dudao.reports.extract.citations import extract_document_numbers, extract_documents
from dudao.reports.extract.claims import extract_claims
from dudao.reports.extract.events import extract_events
from dudao.reports.extract.figures import extract_figures
from dudao.reports.extract.people import extract_people
from dudao.reports.extract.placeholders import extract_placeholders
from dudao.reports.extract.relations import extract_relations
from dudao.reports.extract.tasks import extract_tasks
from dudao.reports.extract.times import extract_times, find_own_date, find_own_year
from dudao.reports.model import Claim, Placeholder, Reading, Report


def extract_reading(report: Report) -> Reading:
    """Everything found in a report, in the order of its text."""
    dated = find_own_date(report)
    own_year = find_own_year(report)
    placeholders = extract_placeholders(report)
    times = extract_times(report, own_year=own_year, dated=dated)
    documents = extract_documents(report, times)
    numbers = extract_document_numbers(report)
    figures = extract_figures(report, times=times, documents=documents, placeholders=placeholders, own_year=own_year)
    relations = extract_relations(report, figures)
    bodies = extract_bodies(report, placeholders)
    people = extract_people(report, placeholders)
    return Reading(
        report=report,
        times=times,
        figures=figures,
        comparisons=relations.comparisons,
        breakdowns=relations.breakdowns,
        proportions=relations.proportions,
        documents=documents,
        document_numbers=numbers,
        events=extract_events(report, times=times, documents=documents, people=people, bodies=bodies),
        people=people,
        bodies=bodies,
        tasks=extract_tasks(report, times),
        placeholders=placeholders,
        claims=_outside_gaps(extract_claims(report, figures), placeholders),
        own_year=own_year,
        dated=dated,
    )


def _outside_gaps(claims: tuple[Claim, ...], placeholders: tuple[Placeholder, ...]) -> tuple[Claim, ...]:
    """The claims that the text makes; the words of a gap (【待补：班额全部达标】) ask for one and claim nothing."""
    gaps = [(each.start, each.end) for each in placeholders if each.text.startswith("【")]
    if not gaps:
        return claims
    starts = [start for start, _ in gaps]
    return tuple(
        claim for claim in claims if (at := bisect_right(starts, claim.start) - 1) < 0 or claim.start >= gaps[at][1]
    )
