"""Proposed wordings: a department proposes under the points it leads or helps with, the coordinator takes or declines."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.report_desk import policy
from dudao.web.report_desk.actions.copy import LONGEST, require_no_table, take_wording
from dudao.web.report_desk.actions.making import locked_desk
from dudao.web.report_desk.models import Proposal, WorkingPart
from dudao.web.report_desk.sections import points_by_part
from dudao.web.report_desk.states import PROPOSAL_MOVES
from dudao.web.rounds.models import RoundBody

PROPOSED = declare("report.wording-proposed", _("建议修改报告段落"))
TAKEN = declare("report.wording-taken", _("采纳修改建议"))
DECLINED = declare("report.wording-declined", _("不采纳修改建议"))
NAMES = {"take": TAKEN, "decline": DECLINED}


@transaction.atomic
def propose_wording(
    *, evaluated: RoundBody, key: str, text: str, reason: str = "", by: Acting, at: datetime
) -> Proposal:
    """Propose another wording of a paragraph (建议修改); the text itself stays as it is."""
    desk = locked_desk(evaluated)
    part = WorkingPart.objects.filter(copy__desk=desk, key=key).first()
    points = points_by_part(desk).get(key, frozenset()) if part else frozenset()
    policy.may_propose(by, evaluated, points, at).require()
    assert part is not None  # without it there are no points, and the policy refuses
    require_no_table(part)
    text = " ".join(text.split("\n")).strip()
    if not text or text == part.text or len(text) > LONGEST:
        raise Refused(_("请写出与原文不同的建议文字。"))
    proposal = Proposal.objects.create(
        desk=desk,
        part=key,
        before=part.text,
        text=text,
        reason=reason.strip()[:300],
        made_at=at,
        made_by=by.name,
        made_for=by.body_name,
    )
    _record(PROPOSED, proposal, by, at)
    return proposal


@transaction.atomic
def decide_proposal(*, address: str, move: str, words: str = "", by: Acting, at: datetime) -> Proposal:
    """Take a proposed wording (采纳) or not (不采纳, with a reason)."""
    found = Proposal.objects.select_related("desk__evaluated").get(address=address)
    desk = locked_desk(found.desk.evaluated)
    proposal = Proposal.objects.get(address=address)
    proposal.desk = desk
    policy.may_decide_proposal(by, proposal, move, at).require()
    if move == "take":
        part = WorkingPart.objects.filter(copy__desk=desk, key=proposal.part).first()
        if part is None or part.text != proposal.before:
            raise Refused(_("这一段在提出建议之后改过，请对照建议自行修改。"))
        take_wording(part, proposal.text, by, at)
    elif not words.strip():
        raise Refused(_("请写明不采纳的原因。"))
    proposal.state = PROPOSAL_MOVES[move][1]
    proposal.decided_at, proposal.decided_by, proposal.decision = at, by.name, words.strip()[:300]
    proposal.save(update_fields=["state", "decided_at", "decided_by", "decision"])
    _record(NAMES[move], proposal, by, at)
    return proposal


def _record(action: str, proposal: Proposal, by: Acting, at: datetime) -> None:
    details = {"part": proposal.part, "text": proposal.text[:400], "words": proposal.decision or proposal.reason}
    path = proposal.desk.evaluated.path
    record(action, on=f"proposal {proposal.address}", by=by, at=at, path=path, details=details)
