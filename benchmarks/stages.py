"""Reading, extracting and checking in this process, and a plain pass for numbers with a unit over the same text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rounds import seconds_of

from dudao.facts.known import KnownFacts
from dudao.reports.bind.bind import bind_reading
from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Reading, Report
from dudao.reports.readers.choose import read_source
from dudao.reports.rules.contract import Given
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import build_reports
from dudao.schemes.model import Scheme

NUMBER_AND_UNIT = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:亿|万)?(?:个百分点|元|人次|人|所|名|个|次|平方米|册|台|套|%|年|月|日)?"
)
"""What "just a regular expression" would be: Arabic digits and a unit, no meaning, no period, no relation."""


@dataclass
class Stages:
    """One file taken through the stages; each method does one and gives its seconds. Call them in this order."""

    path: Path
    facts: KnownFacts | None = None
    scheme: Scheme | None = None
    reports: tuple[Report, ...] = ()
    readings: tuple[Reading, ...] = ()
    figures: int = 0
    remarks: int = 0

    def read(self) -> float:
        """From the file to the repaired text with its outline."""

        def work() -> None:
            self.reports = tuple(build_reports(read_source(self.path)))

        return seconds_of(work)

    def extract(self) -> float:
        def work() -> None:
            self.readings = tuple(extract_reading(report) for report in self.reports)
            self.figures = sum(len(reading.figures) for reading in self.readings)

        return seconds_of(work)

    def check(self) -> float:
        """All rules; with facts also binding every figure to them."""

        def work() -> None:
            self.remarks = sum(len(check_reading(self._given(reading)).diagnostics) for reading in self.readings)

        return seconds_of(work)

    def _given(self, reading: Reading) -> Given:
        bindings = bind_reading(reading, self.facts) if self.facts is not None else ()
        return Given(reading=reading, settings=CheckSettings(), facts=self.facts, scheme=self.scheme, bindings=bindings)


def regex_pass(text: str) -> float:
    """Seconds of one plain pass that keeps what it finds."""
    return seconds_of(lambda: [found.span() for found in NUMBER_AND_UNIT.finditer(text)])
