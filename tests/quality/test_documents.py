"""Cited documents and document numbers on passages written for the project."""

from __future__ import annotations

from dudao.reports.extract.reading import extract_reading
from dudao.reports.structure.build import report_from_text
from tests.quality.labelled_passages import Score, load_passages


def score_titles() -> Score:
    score = Score()
    for passage in load_passages("documents"):
        found = extract_reading(report_from_text(passage.text)).documents
        wanted = [label.text.removeprefix("《").removesuffix("》") for label in passage.labels]
        score.count(wanted, [each.title for each in found], passage.text)
    return score


def score_fields() -> Score:
    """Number, date and issuer of each document, "" where there is none."""
    score = Score()
    for passage in load_passages("documents"):
        found = extract_reading(report_from_text(passage.text)).documents
        wanted = [(label.text.strip("《》"), *label.note.split("|")) for label in passage.labels]
        got = [(each.title, each.number or "", each.date or "", each.issuer or "") for each in found]
        score.count([each for each in wanted if any(each[1:])], [each for each in got if any(each[1:])], passage.text)
    return score


def score_numbers() -> Score:
    score = Score()
    for passage in load_passages("documents"):
        found = extract_reading(report_from_text(passage.text)).document_numbers
        got = [(each.text, "yes" if each.well_formed else "no") for each in found]
        score.count(passage.fields, got, passage.text)
    return score


def test_every_title_is_found() -> None:
    score = score_titles()
    assert score.f1 >= 0.98, score.report()
    assert score.right >= 80


def test_number_date_and_issuer_are_tied_to_the_title() -> None:
    score = score_fields()
    assert score.precision >= 0.95, score.report()
    assert score.recall >= 0.9, score.report()


def test_document_numbers_are_found_and_judged() -> None:
    score = score_numbers()
    assert score.f1 >= 0.98, score.report()
