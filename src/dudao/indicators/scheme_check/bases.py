"""What an edition rests on: instruments that exist and are in force, verified not too long ago and not in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dudao.schemes.faults import Faults
from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import Edition, LegalBasis
from dudao.schemes.legal import known_instruments
from dudao.schemes.model import Scheme

STALE_YEARS = 3
"""A basis that nobody has verified for so long is told."""


def _bases(edition: Edition, scheme: Scheme | None) -> Iterator[LegalBasis]:
    for point in scheme.points if scheme else ():
        yield from (each.basis for each in point.evidence if each.basis is not None)
    for indicator in edition.indicators:
        yield from indicator.basis
        yield from (each.basis for each in indicator.exemptions if each.basis is not None)
        yield from (each.basis for each in indicator.evidence if each.basis is not None)
    yield from (value.basis for parameter in edition.parameters for value in parameter.values)
    for gate in edition.gates:
        yield from gate.basis
    for conclusion in edition.conclusions:
        yield from conclusion.basis
    for grades in edition.grade_sets:
        yield from grades.basis


def check_bases(
    edition: Edition, faults: Faults, notes: Faults, day: date | None, scheme: Scheme | None = None
) -> None:
    """Tell instruments that do not exist, those that have ended by a day, and indicators that rest on nothing."""
    instruments = known_instruments().by_id
    for basis in _bases(edition, scheme):
        instrument, at = instruments.get(basis.instrument), basis.places.of("instrument")
        if basis.instrument and instrument is None:
            zh, en = nearest(basis.instrument, instruments)
            faults.add(at, f"依据 {basis.instrument} 不在文件名录{zh}", f"no instrument {basis.instrument}{en}")
        elif instrument is not None and day is not None and instrument.ended is not None and instrument.ended <= day:
            notes.add(
                at,
                f"依据《{instrument.title}》已于 {instrument.ended} 停止执行",
                f"{instrument.title} ended on {instrument.ended}",
            )
    for indicator in edition.indicators:
        if not indicator.basis and not indicator.is_helper:
            notes.add(indicator.origin, f"{indicator.code} 没有写依据", f"{indicator.code} has no basis")


def check_verified(edition: Edition, faults: Faults, notes: Faults, day: date, scheme: Scheme | None = None) -> None:
    """Tell when the bases were verified, where that is long ago or has not come yet."""
    for basis in _bases(edition, scheme):
        verified, at = basis.verified_on, basis.places.of("verified_on")
        if verified is None:
            continue
        if verified > day:
            faults.add(at, f"核实日期 {verified} 还没有到", f"verified on {verified}, which is still to come")
        elif (day - verified).days > 365 * STALE_YEARS:
            notes.add(at, f"依据最近一次核实是 {verified}", f"the basis was last verified on {verified}")
