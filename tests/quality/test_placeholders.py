"""Placeholders on passages written for the project: every mask with the word it replaces part of, and nothing else."""

from __future__ import annotations

from dudao.reports.extract.placeholders import extract_placeholders
from dudao.reports.structure.build import report_from_text
from tests.quality.labelled_passages import Score, load_passages


def score_placeholders() -> Score:
    score = Score()
    for passage in load_passages("placeholders"):
        found = extract_placeholders(report_from_text(passage.text))
        score.count([label.text for label in passage.labels], [each.text for each in found], passage.text)
    return score


def test_placeholders_are_found_with_their_words() -> None:
    score = score_placeholders()
    assert score.f1 >= 0.98, score.report()
    assert score.right >= 80
