"""How far a point is covered: evidence that it asks for, data of its indicators, entries of its ledger kinds."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.facts.coverage import GOVERNMENTS
from dudao.facts.index import FactIndex, index_of
from dudao.facts.known import Fact
from dudao.facts.ledger_counts import COUNT, LEDGER
from dudao.values.reference import FactReference
from dudao.web.assessments.known import Measured
from dudao.web.assessments.machine import Proposal
from dudao.web.assessments.points import Marked
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.queries import evidence_for_point
from dudao.web.evidence.requirements import cover_of
from dudao.web.ledger.kinds import kinds
from dudao.web.rounds.models import RoundBody


@dataclass(frozen=True, slots=True)
class LedgerCover:
    """Entries of one kind as facts: how many of the year, and of the governments below how many have any (None: nobody does)."""

    kind: str
    name: str
    count: Fact | None
    reach: tuple[Fact, Fact] | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is there and what is missing.

    Attributes:
        missing_data: inputs of the point's indicators that have no value. `ledger`: the facts of each kind.
        evidence: entries of the catalogue that speak for the point. `missing`: exactly what the catalogue lacks of
            what it asks for, a line each.
    """

    missing_data: tuple[str, ...]
    ledger: tuple[LedgerCover, ...]
    evidence: tuple[EvidenceEntry, ...]
    missing: tuple[str, ...]


def _kept(evaluated: RoundBody, kind: str, index: FactIndex) -> LedgerCover:
    def number(column: str) -> Fact | None:
        return index.resolve(FactReference(LEDGER, evaluated.body_id, evaluated.round.period, column, kind))

    own, reached, below = number(COUNT), number(GOVERNMENTS), number(f"{GOVERNMENTS}_below")
    reach = (reached, below) if reached is not None and below is not None and reached.value else None
    return LedgerCover(kind, kinds().get(kind, kind), own, reach)


def coverage_of(evaluated: RoundBody, marked: Marked, measured: Measured, proposal: Proposal) -> Coverage:
    """The coverage of a point now."""
    evidence = evidence_for_point(evaluated, marked.point.code)
    covers = cover_of(evaluated, evidence, point=marked.point.code)
    index = index_of(measured.known)
    ledger = tuple(_kept(evaluated, kind, index) for kind in marked.point.ledger)
    missing = tuple(line for cover in covers for one in cover.requirements for line in one.lines)
    return Coverage(proposal.missing, ledger, tuple(evidence), missing)
