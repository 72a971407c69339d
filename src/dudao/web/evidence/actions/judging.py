"""The coordinator's word on entries: accepted, or returned with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.evidence import policy
from dudao.web.evidence.actions.locking import locked_entries, target_of
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.states import MOVES
from dudao.web.policies import Refused

ACCEPTED = declare("evidence.accepted", _("通过佐证材料"))
RETURNED = declare("evidence.returned", _("退回佐证材料"))


def accept_entries(*, addresses: Sequence[str], by: Acting, at: datetime) -> list[EvidenceEntry]:
    """Accept entries of one body (通过): all of them, or none."""
    return _judge(addresses, "accept", ACCEPTED, "", by=by, at=at)


def return_entries(*, addresses: Sequence[str], reason: str, by: Acting, at: datetime) -> list[EvidenceEntry]:
    """Send entries of one body back for repair (退回), with a reason; all of them, or none."""
    if not reason.strip():
        raise Refused(_("请写明退回的原因。"))
    return _judge(addresses, "return", RETURNED, reason.strip()[:300], by=by, at=at)


@transaction.atomic
def _judge(
    addresses: Sequence[str], move: str, action: str, reason: str, *, by: Acting, at: datetime
) -> list[EvidenceEntry]:
    entries = locked_entries(addresses)
    for entry in entries:
        policy.may_judge(by, entry, move, at).require()
        entry.state, entry.reason = MOVES[move][1], reason
        entry.save(update_fields=["state", "reason"])
        details = {"number": entry.number, "reason": reason}
        record(action, on=target_of(entry), by=by, at=at, path=entry.evaluated.path, details=details)
    return entries
