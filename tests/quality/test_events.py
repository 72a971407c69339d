"""Events on passages written for the project: their kind first, then date, post, actor, place and count."""

from __future__ import annotations

from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Event
from dudao.reports.structure.build import report_from_text
from tests.quality.labelled_passages import Score, load_passages


def _fields(event: Event) -> tuple[str, ...]:
    count = "" if event.count is None else str(event.count)
    return (event.kind, event.date or "", event.post or "", event.actor or "", event.place or "", count)


def score_kinds() -> Score:
    score = Score()
    for passage in load_passages("events"):
        found = extract_reading(report_from_text(passage.text)).events
        score.count([fields[0] for fields in passage.fields], [each.kind for each in found], passage.text)
    return score


def score_fields() -> Score:
    """Date (the year at least), post, actor, place and count of events whose kind was right."""
    score = Score()
    for passage in load_passages("events"):
        found = [_fields(each) for each in extract_reading(report_from_text(passage.text)).events]
        score.count(_cells(passage.fields), _cells(found), passage.text)
    return score


def _cells(rows: list[tuple[str, ...]]) -> list[tuple[str, str, str]]:
    names = ("date", "post", "actor", "place", "count")
    return [
        (row[0], name, cell[:4] if name == "date" and len(cell) != 10 else cell)
        for row in rows
        for name, cell in zip(names, row[1:], strict=True)
        if cell
    ]


def test_events_are_found_by_kind() -> None:
    score = score_kinds()
    assert score.precision >= 0.95, score.report()
    assert score.recall >= 0.93, score.report()


def test_events_have_who_when_and_where() -> None:
    score = score_fields()
    assert score.precision >= 0.93, score.report()
    assert score.recall >= 0.93, score.report()
