"""How much of what the scheme asks for each catalogue has, kept beside the catalogue so that boards need not count it anew.

Counted again by every change of the catalogue. What changes without the catalogue (a school is founded, another department
takes the lead) shows at its next change; pages of one body that list what is missing count at once.
"""

from __future__ import annotations

from collections.abc import Collection

from dudao.web.evidence.models import EvidenceEntry, EvidenceStanding
from dudao.web.evidence.requirements import cover_of, kinds_of, met_and_asked, required_by
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.progress import Progress


def keep_standing(evaluated: RoundBody) -> None:
    """Count a body's catalogue and keep the result; called by every action that changes what may count, in its transaction."""
    EvidenceStanding.objects.update_or_create(evaluated=evaluated, defaults={"met": _met(evaluated)})


def met_of(evaluated: RoundBody) -> tuple[int, int]:
    """Of what the scheme asks for: how much a catalogue has, and how much is asked for."""
    kept = EvidenceStanding.objects.filter(evaluated=evaluated).values_list("met", flat=True).first()
    return (_met(evaluated) if kept is None else kept), _asked(evaluated.round)


def progress_of_evidence(found: Round) -> dict[int, Progress]:
    """The same for each body of a round; nothing where the scheme asks for nothing."""
    asked = _asked(found)
    if not asked:
        return {}
    bodies = list(found.bodies.values_list("pk", flat=True))
    kept = dict(EvidenceStanding.objects.filter(evaluated__round=found).values_list("evaluated_id", "met"))
    for evaluated in _uncounted(found, kept):
        kept[evaluated.pk] = _met(evaluated)
    return {pk: Progress(kept.get(pk, 0), asked) for pk in bodies}


def _uncounted(found: Round, kept: Collection[int]) -> list[RoundBody]:
    """Bodies whose catalogue holds what may count and was not changed since counts are kept."""
    kinds = kinds_of(found.edition)
    rows = EvidenceEntry.objects.filter(evaluated__round=found, removed_at=None, kind__in=kinds).order_by()
    having = set(rows.values_list("evaluated_id", flat=True).distinct()) - set(kept)
    return list(found.bodies.filter(pk__in=having).select_related("round__edition")) if having else []


def _met(evaluated: RoundBody) -> int:
    rows = EvidenceEntry.objects.filter(evaluated=evaluated, removed_at=None, points__isnull=False).exclude(kind="")
    entries = rows.distinct().select_related("department").prefetch_related("points")
    return met_and_asked(cover_of(evaluated, list(entries)))[0]


def _asked(found: Round) -> int:
    return sum(len(asked) for asked in required_by(found.edition).values())
