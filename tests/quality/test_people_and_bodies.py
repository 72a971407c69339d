"""People, bodies and divisions on passages written for the project."""

from __future__ import annotations

from dudao.reports.extract.reading import extract_reading
from dudao.reports.structure.build import report_from_text
from tests.quality.labelled_passages import Score, load_passages


def score_people() -> Score:
    score = Score()
    for passage in load_passages("people_and_bodies"):
        wanted = [fields[1:] for fields in passage.fields if fields[0] == "person"]
        found = extract_reading(report_from_text(passage.text)).people
        score.count(wanted, [(each.name, each.post or "", "masked" * each.masked) for each in found], passage.text)
    return score


def score_bodies() -> Score:
    score = Score()
    for passage in load_passages("people_and_bodies"):
        wanted = [fields[1:] for fields in passage.fields if fields[0] == "body"]
        found = extract_reading(report_from_text(passage.text)).bodies
        score.count(wanted, [(each.name, each.kind, each.level or "") for each in found], passage.text)
    return score


def test_people_are_found_with_their_posts() -> None:
    score = score_people()
    assert score.precision >= 0.97, score.report()
    assert score.recall >= 0.95, score.report()


def test_bodies_are_found_with_kind_and_level() -> None:
    score = score_bodies()
    assert score.precision >= 0.97, score.report()
    assert score.recall >= 0.95, score.report()
    assert score.right >= 60
