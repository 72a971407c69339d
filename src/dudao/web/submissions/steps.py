"""The steps of a submission's path as its page shows them: behind, being done, ahead."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.policies import Words
from dudao.web.submissions.contexts import Step
from dudao.web.submissions.models import PublicNotice, Submission
from dudao.web.submissions.states import SubmissionState, path_of
from dudao.web.submissions.timing import kinds_of

S = SubmissionState


def steps_of(submission: Submission, notice: PublicNotice | None) -> list[Step]:
    """Every step with its tone; what was returned ends where it came to."""
    names: dict[str, Words] = {
        S.FROZEN: _("冻结封存"),
        S.CONFIRMED: _("部门确认"),
        S.SIGNED: _("领导审签"),
        S.ON_NOTICE: _("开始公示"),
        S.NOTICED: _("公示期满"),
        S.RECEIVED: _("报送并取得回执"),
    }
    notes = _notes(submission, notice)
    path = path_of(kinds_of(submission.evaluated))
    reached = _reached(submission, notice, path)
    steps = []
    for number, state in enumerate(path):
        tone = "good" if number < reached else "open" if number == reached and not submission.is_over else "off"
        steps.append(Step(names[state], tone, notes.get(state, "") if number < reached else ""))
    return steps


def _reached(submission: Submission, notice: PublicNotice | None, path: tuple[SubmissionState, ...]) -> int:
    """How many steps are behind; of one that came back, those that its own columns tell."""
    values = [each.value for each in path]
    if submission.state in values:
        return values.index(submission.state) + 1
    behind = {
        S.FROZEN: submission.is_sealed,
        S.CONFIRMED: submission.is_sealed and not submission.confirmations.exclude(decision="agreed").exists(),
        S.SIGNED: submission.signed_at is not None,
        S.ON_NOTICE: notice is not None,
        S.NOTICED: notice is not None and notice.ended_at is not None,
        S.RECEIVED: submission.sent_at is not None,
    }
    return next((number for number, each in enumerate(path) if not behind[each]), len(path))


def _notes(submission: Submission, notice: PublicNotice | None) -> dict[str, str]:
    found = {S.FROZEN: _told(submission.asked_at if submission.is_sealed else None, submission.asked_by)}
    if submission.signed_at is not None:
        found[S.SIGNED] = _told(submission.signed_at, submission.signed_by)
    if notice is not None:
        found[S.ON_NOTICE] = _("%(first)s 至 %(last)s") % {"first": notice.first_day, "last": notice.last_day}
        found[S.NOTICED] = _told(notice.ended_at, notice.ended_by)
    if submission.sent_at is not None:
        found[S.RECEIVED] = _told(submission.sent_at, submission.sent_by)
    return {state.value: note for state, note in found.items()}


def _told(at: datetime | None, by: str) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d} {by}" if at else ""
