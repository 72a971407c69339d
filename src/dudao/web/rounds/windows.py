"""Whether a body may work in a stage now: the round under way, the stage begun, its deadline (with extensions) not over."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.policies import YES, Answer, no
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import Deadline, deadlines_of
from dudao.web.rounds.states import RoundState, StageKind


def deadline_of(evaluated: RoundBody, kind: StageKind) -> Deadline | None:
    """When a stage ends for a body; None where the round's timetable has no such stage."""
    stage = evaluated.round.stages.filter(kind=kind).first()
    return deadlines_of([stage], [evaluated])[(stage.pk, evaluated.pk)] if stage else None


def may_work(evaluated: RoundBody, kind: StageKind, at: datetime) -> Answer:
    """Yes from the first day of the stage to the end of its last, extensions included; a stage without dates is open
    as long as the round is. The server's moment decides, never the browser's."""
    if evaluated.round.state != RoundState.OPEN:
        return no(_("轮次现在是“%(state)s”。") % {"state": evaluated.round.get_state_display()})
    stage = evaluated.round.stages.filter(kind=kind).first()
    if stage is None:
        return YES
    words = {"stage": stage.get_kind_display()}
    if timezone.localdate(at) < stage.first_day:
        return no(_("“%(stage)s”自 %(day)s 起进行。") % {**words, "day": stage.first_day})
    deadline = deadlines_of([stage], [evaluated])[(stage.pk, evaluated.pk)]
    if at >= deadline.moment:
        return no(
            _("“%(stage)s”已于 %(day)s 截止；确需补办的，请向督导机构申请延期。") % {**words, "day": deadline.last_day}
        )
    return YES
