"""Asking to send late, granting or refusing it; the round's rules of notice and sending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.submissions import policy
from dudao.web.submissions.actions.moving import reason_of, target_of_body
from dudao.web.submissions.models import LateRequest, SendingRules
from dudao.web.submissions.states import RequestState

ASKED = declare("late-request.made", _("申请逾期报送"))
DECIDED = declare("late-request.decided", _("审批逾期报送"))
RULES = declare("submission.rules-set", _("设定公示和报送规则"))


@transaction.atomic
def ask_late(*, evaluated_id: int, reason: str, by: Acting, at: datetime) -> LateRequest:
    """Ask to send after the deadline (申请逾期报送), with a reason."""
    RoundBody.objects.select_for_update().get(pk=evaluated_id)
    evaluated = RoundBody.objects.select_related("round__office").get(pk=evaluated_id)
    policy.may_ask_late(by, evaluated, at).require()
    reason = reason_of(reason, _("请写明逾期的原因。"))[:300]
    made = LateRequest.objects.create(evaluated=evaluated, reason=reason, asked_at=at, asked_by=by.name)
    record(ASKED, on=target_of_body(evaluated), by=by, at=at, path=evaluated.path, details={"reason": reason})
    return made


@transaction.atomic
def decide_late(*, request_id: int, until: date | None, reason: str, by: Acting, at: datetime) -> LateRequest:
    """Grant a request up to and including a day, or refuse it (no day); with a reason either way."""
    LateRequest.objects.select_for_update().get(pk=request_id)
    found = LateRequest.objects.select_related("evaluated__round__office").get(pk=request_id)
    policy.may_decide_late(by, found).require()
    found.decision_reason = reason_of(reason, _("请写明审批意见。"))[:300]
    if until is not None and until < timezone.localdate(at):
        raise Refused(_("同意延至的日期不能早于今天。"))
    found.state = RequestState.GRANTED if until is not None else RequestState.REFUSED
    found.until, found.decided_at, found.decided_by = until, at, by.name
    found.save()
    details = {"decision": found.state, "until": until, "reason": found.decision_reason}
    record(DECIDED, on=target_of_body(found.evaluated), by=by, at=at, path=found.evaluated.path, details=details)
    return found


@transaction.atomic
def set_rules(*, address: str, rules: Mapping[str, Any], by: Acting, at: datetime) -> SendingRules:
    """Set days of the notice and what is public (设定规则); what is on notice already keeps its days."""
    found = Round.objects.select_for_update(of=("self",)).select_related("office").get(address=address)
    policy.may_set_rules(by, found).require()
    kept, _made = SendingRules.objects.update_or_create(round=found, defaults=dict(rules))
    record(RULES, on=f"round {address}", by=by, at=at, path=found.office.path, details=rules)
    return kept
