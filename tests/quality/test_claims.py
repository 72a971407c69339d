"""Claims without a figure on passages written for the project."""

from __future__ import annotations

from dudao.reports.extract.reading import extract_reading
from dudao.reports.structure.build import report_from_text
from tests.quality.labelled_passages import Score, load_passages


def score_claims() -> Score:
    score = Score()
    for passage in load_passages("claims"):
        found = extract_reading(report_from_text(passage.text)).claims
        score.count([label.text for label in passage.labels], [each.text for each in found], passage.text)
    return score


def test_claims_are_found_whole_and_little_else_is() -> None:
    score = score_claims()
    assert score.recall >= 0.9, score.report()
    assert score.precision >= 0.85, score.report()
    assert score.right + len(score.missed) >= 120
