"""When a body may freeze, sign, show and send: the round's timetable, extensions, and what was granted to it alone."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from dudao.values.deadlines import Admission, Window, admission, last_day_of
from dudao.web.policies import YES, Answer, no
from dudao.web.rounds.models import RoundBody, Stage
from dudao.web.rounds.queries import calendar, deadlines_of
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.submissions.models import LateRequest, SendingRules, end_of
from dudao.web.submissions.states import RequestState

LAST_STAGES = (StageKind.SIGNING, StageKind.NOTICE, StageKind.SUBMISSION)
"""Stages that a submission goes through; a mended one goes through them again."""


def kinds_of(evaluated: RoundBody) -> frozenset[str]:
    """The stages that the round's timetable has."""
    return frozenset(evaluated.round.stages.values_list("kind", flat=True))


def late_until(evaluated: RoundBody) -> datetime | None:
    """Up to which moment the body was allowed to be late; None where it was not."""
    days = evaluated.late_requests.filter(state=RequestState.GRANTED).values_list("until", flat=True)
    return max((end_of(day) for day in days if day is not None), default=None)


def window_of(evaluated: RoundBody, stage: Stage) -> Window:
    """A stage for a body: from its first day to the end of its last, extensions included."""
    return stage.window.widened(deadlines_of([stage], [evaluated])[(stage.pk, evaluated.pk)].moment)


def admission_of(evaluated: RoundBody, at: datetime, kind: StageKind = StageKind.SUBMISSION) -> Admission | None:
    """Whether a body may work in a stage at a moment, and whether that is late; None for a stage without dates."""
    stage = evaluated.round.stages.filter(kind=kind).first()
    return admission(window_of(evaluated, stage), at, late_until(evaluated)) if stage else None


def may_work_now(evaluated: RoundBody, kind: StageKind, at: datetime) -> Answer:
    """Yes within the stage, or after it where the office granted that; the server's moment decides, never the browser's."""
    if evaluated.round.state != RoundState.OPEN:
        return no(_("轮次现在是“%(state)s”。") % {"state": evaluated.round.get_state_display()})
    found = admission_of(evaluated, at, kind)
    if found is None or found.is_open:
        return YES
    stage = evaluated.round.stages.get(kind=kind)
    if found.side == "before":
        return no(_("“%(stage)s”自 %(day)s 起进行。") % {"stage": kind.label, "day": stage.first_day})
    last = deadlines_of([stage], [evaluated])[(stage.pk, evaluated.pk)].last_day
    words = {"stage": kind.label, "day": last}
    return no(_("“%(stage)s”已于 %(day)s 截止；确需逾期报送的，请先申请，督导机构同意后再办。") % words)


def is_shut_out(evaluated: RoundBody, at: datetime) -> bool:
    """Whether one of the last stages is over for a body, and nothing was granted to it."""
    found = [admission_of(evaluated, at, kind) for kind in LAST_STAGES]
    return any(each is not None and each.is_late and not each.is_open for each in found)


def first_stage(kinds: frozenset[str]) -> StageKind:
    """The stage in which a body freezes: the first of signing, notice and sending that the round has."""
    for kind in (StageKind.SIGNING, StageKind.NOTICE):
        if kind in kinds:
            return kind
    return StageKind.SUBMISSION


def rules_of(evaluated: RoundBody) -> SendingRules:
    """How the round shows and takes submissions; the defaults where nobody set anything."""
    return SendingRules.objects.filter(round_id=evaluated.round_id).first() or SendingRules(round_id=evaluated.round_id)


def last_notice_day(rules: SendingRules, first: date) -> date:
    """The last day of a notice that begins on a day, both included."""
    return last_day_of(first, rules.notice_days, calendar() if rules.are_working_days else None)


def has_open_request(evaluated: RoundBody) -> bool:
    """Whether a request to send late waits for the office."""
    return LateRequest.objects.filter(evaluated=evaluated, state=RequestState.ASKED).exists()
