"""What holds of every reading, whatever the file was: places lie inside the text, lead back to the source, no rule breaks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Reading, Source
from dudao.reports.rules.contract import Given
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import build_reports
from tests.reports.structure.ways_back import assert_every_character_comes_from_its_place


def assert_all_steps_hold(source: Source) -> list[Reading]:
    """Build, extract and check what a reader read; returns the readings."""
    readings = []
    for report in build_reports(source):
        assert_every_character_comes_from_its_place(report)
        reading = extract_reading(report)
        _assert_places_inside(reading)
        _assert_numbers_are_usable(reading)
        _assert_rules_hold(reading)
        readings.append(reading)
    return readings


def _assert_places_inside(reading: Reading) -> None:
    length = len(reading.report.text)
    for thing in _things(reading):
        assert 0 <= thing.start <= thing.end <= length, thing


def _things(reading: Reading) -> Iterator[Any]:
    """Everything in a reading that has a place, at any depth."""
    found: list[Any] = [getattr(reading, field.name) for field in dataclasses.fields(reading)]
    report = reading.report
    found += [report.sentences, report.paragraphs, report.headings, report.tables, report.attachments, report.notes]
    found += [[table.cells for table in report.tables], list(report.landmarks.values())]
    while found:
        thing = found.pop()
        if isinstance(thing, (tuple, list)):
            found.extend(thing)
        elif hasattr(thing, "start") and isinstance(thing.start, int):
            yield thing
        elif dataclasses.is_dataclass(thing) and thing is not report:
            found.extend(getattr(thing, field.name) for field in dataclasses.fields(thing))


def _assert_numbers_are_usable(reading: Reading) -> None:
    for figure in reading.figures:
        assert figure.value.is_finite(), figure
        assert figure.interval is not None
        assert figure.text == reading.report.text[figure.start : figure.end], figure


def _assert_rules_hold(reading: Reading) -> None:
    result = check_reading(Given(reading=reading, settings=CheckSettings()))
    assert [run for run in result.runs if run.trouble] == []
    for remark in result.diagnostics:
        if remark.location is not None:
            span = remark.location.span
            assert 0 <= span.start <= span.end <= len(reading.report.text), remark
        assert remark.message("zh")
        assert remark.message("en")
