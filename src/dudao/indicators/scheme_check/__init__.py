"""What is wrong with an edition before any data are seen: names, units, cycles, scores, dates, legal bases, missing cases."""

from __future__ import annotations

from datetime import date

from dudao.indicators.scheme_check.bases import check_bases, check_verified
from dudao.indicators.scheme_check.conclusions import check_conclusions, check_gates, check_grades
from dudao.indicators.scheme_check.evidence import check_evidence
from dudao.indicators.scheme_check.formulas import check_cycles, check_indicator
from dudao.indicators.scheme_check.parameters import check_day, check_limits, check_parameter
from dudao.indicators.scheme_check.scores import check_marks, check_scoring
from dudao.indicators.scheme_check.use import check_cases, check_names, check_points, check_use
from dudao.indicators.symbols import Symbols
from dudao.schemes.edition import read_edition
from dudao.schemes.faults import Faults
from dudao.schemes.freeze import check_published
from dudao.schemes.indicators import Edition
from dudao.schemes.load import find_scheme
from dudao.schemes.model import Scheme


def check_edition(
    edition: Edition, faults: Faults, notes: Faults, *, day: date | None = None, scheme: Scheme | None = None
) -> None:
    """Check an edition; what is wrong goes into `faults`, what a person should look at into `notes`.

    Args:
        day: the day on which limits must have a value and bases be in force; neither is asked where it is left out.
        scheme: the edition as reports see it, so that its points are checked too.
    """
    symbols = Symbols(edition)
    for parameter in edition.parameters:
        check_parameter(parameter, edition.own, faults)
        if day is not None:
            check_day(parameter, faults, day)
    for indicator in edition.indicators:
        check_indicator(indicator, symbols, faults)
        check_limits(indicator, edition, faults)
        check_scoring(indicator, faults)
        check_cases(indicator, notes)
    check_cycles(edition, faults)
    check_names(edition, faults)
    check_marks(edition, faults, notes)
    check_grades(edition, faults, notes)
    check_conclusions(edition, symbols, faults)
    check_gates(edition, symbols, faults)
    check_bases(edition, faults, notes, day, scheme)
    if day is not None:
        check_verified(edition, faults, notes, day, scheme)
    if scheme is not None:
        check_points(scheme, edition, symbols, faults)
    check_evidence(scheme, edition, faults, notes)
    check_use(edition, notes)


def sound_edition(name: str, *, day: date | None = None) -> Edition:
    """The edition of a scheme by slug, slug/edition or folder, for those who compute it.

    Raises:
        MisuseError: there is no such scheme, its files have faults, or it was changed after publication: all of it, one a
            line with file, line and column. What depends on the day, and cases, are asked by `dudao scheme check`.
    """
    faults = Faults()
    folder = find_scheme(name, day=day)
    edition = read_edition(folder, faults)
    check_edition(edition, faults, Faults())
    check_published(folder, edition, faults)
    faults.refuse()
    return edition
