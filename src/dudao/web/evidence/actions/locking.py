"""What every action of the catalogue begins with: the body locked, its entries as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from dudao.web.evidence.models import EvidenceEntry
from dudao.web.rounds.models import RoundBody


def locked_body(evaluated_id: int) -> RoundBody:
    """An evaluated body; whoever else writes to its catalogue waits until this transaction ends."""
    rows = RoundBody.objects.select_for_update(of=("self",)).select_related("round__edition", "round__office")
    return rows.get(pk=evaluated_id)


def locked_entries(addresses: Sequence[str]) -> list[EvidenceEntry]:
    """Entries of one body, by their order; the body is locked with them."""
    rows = EvidenceEntry.objects.filter(address__in=addresses).select_related("file", "department")
    found = list(rows.prefetch_related("points"))
    if not found:
        raise EvidenceEntry.DoesNotExist
    body = locked_body(found[0].evaluated_id)
    for entry in found:
        if entry.evaluated_id != body.pk:
            raise EvidenceEntry.DoesNotExist
        entry.evaluated = body
    return found


def target_of(entry: EvidenceEntry) -> str:
    """What the audit calls an entry."""
    return f"evidence {entry.address}"
