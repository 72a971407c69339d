"""People with the posts printed beside them."""

from __future__ import annotations

from dudao.reports.model import Person, Placeholder, Report


def extract_people(report: Report, placeholders: tuple[Placeholder, ...]) -> tuple[Person, ...]:
    return ()
