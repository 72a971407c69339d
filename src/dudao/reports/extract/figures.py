"""Numbers that state a quantity, with unit, metric, period, role and comparison."""

from __future__ import annotations

from dudao.reports.model import CitedDocument, Figure, Placeholder, Report, TimeMention


def extract_figures(
    report: Report,
    *,
    times: tuple[TimeMention, ...],
    documents: tuple[CitedDocument, ...],
    placeholders: tuple[Placeholder, ...],
) -> tuple[Figure, ...]:
    return ()
