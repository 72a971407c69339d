"""What was done last for a body in one round: what names the round, and the things of the round that apps tell of.

Two rounds of one body may run side by side; an entry of the log counts for a round where its target has the round's
address in it, or is a thing (a file, a submission) that belongs to the body in this round. The ledger serves every round.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Concat

from dudao.web.areas import in_area
from dudao.web.audit.models import AuditEntry
from dudao.web.rounds.models import Round, RoundBody

Things = Callable[[RoundBody], "QuerySet[Model]"]
_things: dict[str, Things] = {}
OF_EVERY_ROUND = ("ledger ", "ledger-import ")
MOST_EVENTS = 10


def add_things(kind: str, things: Things) -> None:
    """Let an app say which things belong to a body in a round: rows with an `address`; the log calls each `kind address`."""
    _things[kind] = things


def events_of(evaluated: RoundBody) -> list[AuditEntry]:
    """What was done last for a body in a round, newest first."""
    found: Round = evaluated.round
    if found.opened_at is None:
        return []
    belongs = Q(target__contains=f" {found.address}")
    for kind in OF_EVERY_ROUND:
        belongs |= Q(target__startswith=kind)
    for kind, things in _things.items():
        named = things(evaluated).annotate(named=Concat(Value(f"{kind} "), "address"))
        belongs |= Q(target__in=named.values("named"))
    rows = AuditEntry.objects.filter(belongs, in_area("path", evaluated.path), at__gte=found.opened_at)
    if found.closed_at is not None:
        rows = rows.filter(at__lte=found.closed_at)
    return list(rows.order_by("-number")[:MOST_EVENTS])
