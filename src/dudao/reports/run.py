"""One file through all steps: read, build, extract, bind, check, then what people accepted and what stood before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dudao.diagnostics.baseline import Remembered, compare_with_baseline
from dudao.diagnostics.suppressions import Suppression, apply_suppressions
from dudao.facts.known import KnownFacts
from dudao.reports.bind.bind import bind_reading
from dudao.reports.bind.model import Binding
from dudao.reports.bind.saved import SavedBinding, bindings_path, load_bindings
from dudao.reports.check import CheckResult, check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Reading
from dudao.reports.readers.choose import read_source
from dudao.reports.rules.contract import Given
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import build_reports
from dudao.schemes.model import Scheme


@dataclass(frozen=True)
class CheckRequest:
    """What a file is to be checked against; everything is optional.

    `today` is the day on which the run is made (suppressions end by it); the day the report is judged on is in
    `settings.day`.
    """

    settings: CheckSettings = field(default_factory=CheckSettings)
    facts: KnownFacts | None = None
    scheme: Scheme | None = None
    suppressions: tuple[Suppression, ...] = ()
    baseline: tuple[Remembered, ...] | None = None
    today: date | None = None


def read_file(path: Path) -> tuple[Reading, ...]:
    """Everything found in the reports of a file, nearly always one; raises UnreadableError with one plain sentence."""
    return tuple(extract_reading(report) for report in build_reports(read_source(path)))


def check_file(
    path: Path, request: CheckRequest, *, progress: Callable[[str], None] = lambda stage: None
) -> tuple[CheckResult, ...]:
    """Check each report of a file. `progress` is told the stages: read, check.

    Raises:
        UnreadableError: the file, or the saved bindings beside it, cannot be read.
    """
    progress("read")
    readings = read_file(path)
    saved = load_bindings(bindings_path(path))
    progress("check")
    return check_readings(readings, request, saved)


def check_readings(
    readings: Sequence[Reading], request: CheckRequest, saved: Sequence[SavedBinding]
) -> tuple[CheckResult, ...]:
    """Check reports that were read before, with the bindings that are kept of them."""
    return tuple(_check(reading, request, saved) for reading in readings)


def bind_readings(
    readings: Sequence[Reading], request: CheckRequest, saved: Sequence[SavedBinding]
) -> tuple[tuple[Reading, tuple[Binding, ...]], ...]:
    """Each report with its bindings to the facts of the request; none without facts."""
    if request.facts is None:
        return tuple((reading, ()) for reading in readings)
    period = request.settings.period
    return tuple((reading, bind_reading(reading, request.facts, period=period, saved=saved)) for reading in readings)


def _check(reading: Reading, request: CheckRequest, saved: Sequence[SavedBinding]) -> CheckResult:
    bindings: tuple[Binding, ...] = ()
    if request.facts is not None:
        bindings = bind_reading(reading, request.facts, period=request.settings.period, saved=saved)
    given = Given(
        reading=reading, settings=request.settings, facts=request.facts, scheme=request.scheme, bindings=bindings
    )
    result = check_reading(given)
    found = apply_suppressions(result.diagnostics, request.suppressions, day=request.today or given.day)
    if request.baseline is not None:
        found = compare_with_baseline(found, request.baseline)
    return replace(result, diagnostics=found)
