"""What is wrong with the papers that a scheme asks for, where each of them alone reads well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dudao.schemes.evidence import RequiredEvidence
from dudao.schemes.faults import Faults
from dudao.schemes.indicators import Edition
from dudao.schemes.model import Scheme

BELOW = {"county": ("city", "province", "nation")}
"""The levels of a scheme that have something below them, by what a paper may be asked for each of."""


def check_evidence(scheme: Scheme | None, edition: Edition, faults: Faults, notes: Faults) -> None:
    """A paper for each county needs a scheme above counties; one that a point asks for twice is told."""
    asked: dict[str, list[RequiredEvidence]] = defaultdict(list)
    for point, each in _all(scheme, edition):
        at = each.places.of("per")
        if each.per in BELOW and edition.level and edition.level not in BELOW[each.per]:
            faults.add(
                at, f"{edition.level} 级方案没有所辖县，不能按县要求材料", f"a {edition.level} has no counties below it"
            )
        if each in asked[point]:
            at = each.places.of("kind")
            notes.add(
                at, f"要点 {point} 已要求过{each.words()}", f"point {point} asks for it already: {each.words('en')}"
            )
        asked[point].append(each)


def _all(scheme: Scheme | None, edition: Edition) -> Iterator[tuple[str, RequiredEvidence]]:
    for point in scheme.points if scheme else ():
        yield from ((point.code, each) for each in point.evidence)
    seen = set()
    for indicator in edition.indicators:
        if indicator.origin not in seen:
            yield from ((indicator.group, each) for each in indicator.evidence)
        seen.add(indicator.origin)
