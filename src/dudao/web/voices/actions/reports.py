"""Reporting a comment, and what a keeper makes of the report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.voices import policy
from dudao.web.voices.actions.comments import move_comment
from dudao.web.voices.models import Comment, Report
from dudao.web.voices.states import CommentState, Fault, ReportState

REPORTED = declare("comment.reported", _("举报评论"))
DECIDED = declare("comment.report-decided", _("处理对评论的举报"))
MOST_REPORTS = 50
"""Of one comment that wait; more say nothing new."""


@transaction.atomic
def report_comment(*, comment: str, fault: str, words: str = "", by: Acting, at: datetime) -> Report | None:
    """Say that a comment should not stand, with a reason; None where the same person said so already."""
    found = Comment.objects.select_for_update().get(address=comment)
    policy.may_report(by, found).require()
    if fault not in Fault.values:
        raise Refused(_("请选择原因。"))
    waiting = found.reports.filter(state=ReportState.WAITING)
    if (
        by.person_id is not None and waiting.filter(person_id=by.person_id).exists()
    ) or waiting.count() >= MOST_REPORTS:
        return None
    made = Report.objects.create(comment=found, person_id=by.person_id, fault=fault, words=words.strip()[:300], at=at)
    record(REPORTED, on=f"comment {found.address}", by=by, at=at, details={"fault": fault})
    return made


@transaction.atomic
def decide_reports(
    *, comment: str, is_upheld: bool, fault: str = "", reason: str = "", by: Acting, at: datetime
) -> int:
    """Decide all waiting reports of a comment at once: upheld, and the comment is removed; or dismissed. Gives how many."""
    policy.may_keep_voices(by).require()
    found = Comment.objects.get(address=comment)
    waiting = found.reports.filter(state=ReportState.WAITING)
    first = waiting.first()
    if first is None:
        raise Refused(_("没有待处理的举报。"))
    if is_upheld and found.state == CommentState.SHOWN:
        move_comment(comment=comment, move="remove", fault=fault or first.fault, reason=reason, by=by, at=at)
    state = ReportState.UPHELD if is_upheld else ReportState.DISMISSED
    count = waiting.update(state=state, decided_at=at, decided_by=by.name)
    record(DECIDED, on=f"comment {comment}", by=by, at=at, details={"state": state.value, "reports": count})
    return count
