"""A scheme's folder, checked whole: outline, indicators, publication, crosswalk, and its cases where nothing else is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dudao.indicators.cases import run_cases, tell_failing
from dudao.indicators.scheme_check import check_edition
from dudao.schemes.crosswalk import check_crosswalk, edition_before, read_crosswalk
from dudao.schemes.edition import read_edition
from dudao.schemes.freeze import check_published
from dudao.schemes.indicators import Edition
from dudao.schemes.model import Scheme
from dudao.schemes.outline_load import read_outline
from dudao.schemes.strict import Faults

MoreChecks = Callable[[Path, Scheme, Faults], object]


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """What a folder holds as far as it could be read, what is wrong, what is worth a note, and how many cases ran."""

    scheme: Scheme
    edition: Edition
    faults: Faults
    notes: Faults
    cases: int


def check_folder(folder: Path, day: date, *, more: MoreChecks | None = None) -> CheckedFolder:
    """Check a scheme and run its cases.

    Args:
        day: limits must have a value, and bases be in force, on this day.
        more: checks of what this part does not know (sentences for drafting), run before the cases.
    """
    faults, notes = Faults(), Faults()
    scheme = read_outline(folder, faults)
    edition = read_edition(folder, faults)
    if more is not None:
        more(folder, scheme, faults)
    check_edition(edition, faults, notes, day=day, scheme=scheme)
    check_published(folder, edition, faults)
    crosswalk = read_crosswalk(folder, faults)
    before = edition_before(crosswalk, faults) if crosswalk is not None else None
    if crosswalk is not None and before is not None:
        check_crosswalk(crosswalk, before, edition, faults)
    outcomes = () if faults.found else run_cases(edition)
    tell_failing(outcomes, faults)
    return CheckedFolder(scheme, edition, faults, notes, len(outcomes))
