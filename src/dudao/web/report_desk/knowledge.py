"""What is known of an evaluated body, for the report: handed to the core's checks, bindings and drafts as it takes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from dudao.facts.known import KnownBody, KnownFacts, LedgerEntry
from dudao.values.digests import digest_of_json
from dudao.values.reference import FactReference
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body
from dudao.web.ledger.models import LedgerRecord
from dudao.web.rounds.models import RoundBody


def stamp_of(evaluated: RoundBody) -> str:
    """A name for the present state of everything known of a body; another name, and every check is out of date."""
    rows = LedgerRecord.objects.filter(body_id=evaluated.body_id).order_by("pk")
    return digest_of_json([[str(each) for each in row] for row in rows.values_list("pk", "written_at", "removed_at")])


def known_for(evaluated: RoundBody) -> KnownFacts:
    """Everything known of a body; read once a process for each state of the data."""
    return _known(evaluated.pk, stamp_of(evaluated))


@lru_cache(maxsize=8)
def _known(evaluated_pk: int, stamp: str) -> KnownFacts:
    evaluated = RoundBody.objects.get(pk=evaluated_pk)
    bodies = Body.objects.filter(in_area("path", evaluated.path)).order_by("path")
    entries = LedgerRecord.objects.filter(body_id=evaluated.body_id, removed_at=None).order_by("pk")
    return KnownFacts(
        bodies=tuple(KnownBody(each.code, each.name, each.kind, each.parent_id or "") for each in bodies),
        ledger=tuple(_entry(each) for each in entries),
        given=frozenset(("bodies", "ledger")),
        digest=stamp,
    )


def _entry(each: LedgerRecord) -> LedgerEntry:
    number = each.number or each.address
    return LedgerEntry(
        kind=each.kind,
        reference=FactReference("ledger", each.body_id, str(each.date.year) if each.date else "", "subject", number),
        date=each.date,
        body_code=each.body_id,
        actor=each.actor,
        post=each.post,
        subject=each.subject,
        location=each.place,
        planned=each.planned,
        done=each.done,
        deadline=each.deadline,
        responsible=each.responsible,
        document_number=each.document_number,
        evidence=each.evidence,
        unit=each.unit,
        number=number,
    )


def narratives_of(evaluated: RoundBody) -> dict[str, list[str]]:
    """By point what departments wrote about it in the self-assessment."""
    return {}


def source_of(evaluated: RoundBody, reference: str) -> str:
    """The address of the page that holds a fact; "" where none does."""
    return ""


def evidence_at(evaluated: RoundBody, headings: Sequence[str]) -> list[Any]:
    """Evidence for the points that the headings above a figure name."""
    return []
