"""How far a point is covered: evidence that it asks for, data of its indicators, entries of its ledger kinds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dudao.web.assessments.known import Measured
from dudao.web.assessments.machine import Proposal
from dudao.web.assessments.points import Marked
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.queries import evidence_for_point
from dudao.web.evidence.requirements import cover_of
from dudao.web.ledger.kinds import kinds
from dudao.web.rounds.models import RoundBody


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is there and what is missing.

    Attributes:
        missing_data: inputs of the point's indicators that have no value. `ledger`: kind, its name, entries of the year.
        evidence: entries of the catalogue that speak for the point. `missing`: exactly what the catalogue lacks of
            what it asks for, a line each.
    """

    missing_data: tuple[str, ...]
    ledger: tuple[tuple[str, str, int], ...]
    evidence: tuple[EvidenceEntry, ...]
    missing: tuple[str, ...]


def coverage_of(evaluated: RoundBody, marked: Marked, measured: Measured, proposal: Proposal) -> Coverage:
    """The coverage of a point now."""
    evidence = evidence_for_point(evaluated, marked.point.code)
    covers = cover_of(evaluated, evidence, point=marked.point.code)
    counted: Counter[str] = Counter(
        each.kind
        for each in measured.known.ledger
        if each.body_code == evaluated.body_id
        and each.date is not None
        and (measured.period is None or measured.period.contains(each.date))
    )
    ledger = tuple((kind, kinds().get(kind, kind), counted[kind]) for kind in marked.point.ledger)
    missing = tuple(line for cover in covers for one in cover.requirements for line in one.lines)
    return Coverage(proposal.missing, ledger, tuple(evidence), missing)
