"""One version through the core: read, bind, check; the outcome as plain values that a page is made of without the core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dudao.diagnostics.model import Diagnostic
from dudao.diagnostics.suppressions import Suppression
from dudao.facts.known import KnownFacts
from dudao.reports.bind.decisions import Bound, list_bindings
from dudao.reports.bind.saved import SavedBinding
from dudao.reports.check import CheckResult
from dudao.reports.model import Reading
from dudao.reports.readers.choose import HEAD_BYTES, choose_reader
from dudao.reports.run import CheckRequest, check_readings, read_file
from dudao.reports.settings import CheckSettings
from dudao.schemes.model import Scheme
from dudao.values.errors import UnreadableError
from dudao.values.periods import parse_period

ABOUT_SUPPRESSIONS = ("INT011", "INT012", "INT013")
"""Remarks of the core on accepted remarks; the desk tells the same beside its own list of them."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a version is checked against."""

    known: KnownFacts
    scheme: Scheme
    period: str
    today: date
    saved: tuple[SavedBinding, ...]
    accepted: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A version's reports with their remarks, and their bindings with short names."""

    results: tuple[CheckResult, ...]
    bound: Bound
    known: KnownFacts

    @property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(each.given.reading for each in self.results)


@lru_cache(maxsize=16)
def readings_of(path: str, called: str, sha256: str) -> tuple[Reading, ...]:
    """What a kept file says, read under the name it came with; raises UnreadableError. Kept a while: files never change."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / (Path(called).name or "report")
        copy.symlink_to(Path(path).resolve())
        return read_file(copy)


QUICK_READERS = ("word", "plain", "webpage")
QUICK_BYTES = 3_000_000


def is_slow_to_read(blob: bytes, name: str) -> bool:
    """Whether reading may take more than a moment: PDF, scans, old Word files, large ones. What cannot be read is quick."""
    try:
        reader, _choice = choose_reader(blob[:HEAD_BYTES], name)
    except UnreadableError:
        return False
    return len(blob) > QUICK_BYTES or reader.name not in QUICK_READERS


def check_against(readings: Sequence[Reading], against: Against) -> Checked:
    """Bind and check what was read."""
    request = CheckRequest(
        settings=CheckSettings(period=parse_period(against.period)),
        facts=against.known,
        scheme=against.scheme,
        suppressions=against.accepted,
        today=against.today,
    )
    results = check_readings(readings, request, against.saved)
    pairs = [(each.given.reading, each.given.bindings) for each in results]
    return Checked(results, list_bindings(pairs, against.saved), against.known)


def own_remarks(result: CheckResult) -> list[Diagnostic]:
    """The remarks on the report itself."""
    return [each for each in result.diagnostics if each.code not in ABOUT_SUPPRESSIONS]
