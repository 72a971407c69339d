"""Dated events: visits, meetings, documents issued, trainings, awards, reforms, transfers, inspections."""

from __future__ import annotations

from dudao.reports.model import BodyMention, CitedDocument, Event, Person, Report, TimeMention


def extract_events(
    report: Report,
    *,
    times: tuple[TimeMention, ...],
    documents: tuple[CitedDocument, ...],
    people: tuple[Person, ...],
    bodies: tuple[BodyMention, ...],
) -> tuple[Event, ...]:
    return ()
