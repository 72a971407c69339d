"""Bodies and divisions named in the text."""

from __future__ import annotations

from dudao.reports.model import BodyMention, Placeholder, Report


def extract_bodies(report: Report, placeholders: tuple[Placeholder, ...]) -> tuple[BodyMention, ...]:
    return ()
