"""Declaring whether a veto or downgrade of the scheme occurred."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.assessments import policy
from dudao.web.assessments.models import GateDeclaration
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

DECLARED = declare("self-assessment.gate-declared", _("申明否决、降等情形"))


@transaction.atomic
def declare_gate(
    *, evaluated_id: int, gate: str, is_occurred: bool, reason: str, by: Acting, at: datetime
) -> GateDeclaration:
    """Declare that a veto or downgrade occurred or did not (申明), with the reason; what was declared before is replaced."""
    rows = RoundBody.objects.select_for_update(of=("self",)).select_related("round__edition", "round__office")
    evaluated = rows.get(pk=evaluated_id)
    policy.may_write_all(by, evaluated, at).require()
    if gate not in {each.code for each in edition_of(evaluated.round.edition).gates}:
        raise Refused(_("方案里没有这一情形。"))
    if not reason.strip():
        raise Refused(_("请写明依据或说明。"))
    columns = {
        "is_occurred": is_occurred,
        "reason": reason.strip()[:500],
        "declared_at": at,
        "declared_by": by.name,
    }
    found, _new = GateDeclaration.objects.update_or_create(evaluated=evaluated, gate=gate, defaults=columns)
    on = f"self-assessment {evaluated.round.address} {evaluated.body_id}"
    details = {"gate": gate, "occurred": is_occurred, "reason": found.reason}
    record(DECLARED, on=on, by=by, at=at, path=evaluated.path, details=details)
    return found
