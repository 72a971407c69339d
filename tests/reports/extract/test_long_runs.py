"""Nothing found in a text may cost more than its length: runs of marks and words without an end stay linear."""

from __future__ import annotations

import time

import pytest

from dudao.reports.extract.bodies import extract_bodies
from dudao.reports.extract.citations import extract_document_numbers, extract_documents
from dudao.reports.extract.claims import extract_claims
from dudao.reports.extract.events import extract_events
from dudao.reports.extract.people import extract_people
from dudao.reports.extract.placeholders import extract_placeholders
from dudao.reports.extract.tasks import extract_tasks
from dudao.reports.model import Report, Source
from dudao.reports.structure.fold import fold
from dudao.reports.structure.sentences import split_sentences

LENGTH = 40_000
UNITS = [
    "XX、",
    "《",
    "《关于《",
    "应尽",
    "全面落实",
    "调研",
    "召开",
    "县长王",
    "云州市",
    "小学",
    "〔2021〕",
    "**a",
    "责任单位：",
    "，",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_run_takes_linear_time(unit: str) -> None:
    text = unit * (LENGTH // len(unit))
    report = Report(Source("text", ()), text, fold(text), split_sentences(text), (), ())
    started = time.process_time()
    placeholders = extract_placeholders(report)
    documents = extract_documents(report, ())
    extract_document_numbers(report)
    bodies = extract_bodies(report, placeholders)
    people = extract_people(report, placeholders)
    extract_events(report, times=(), documents=documents, people=people, bodies=bodies)
    extract_tasks(report, ())
    extract_claims(report, ())
    assert time.process_time() - started < 3, "a run of 40,000 characters took longer than any linear scan would"
