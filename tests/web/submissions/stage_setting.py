"""A county's submission on stage, taken as far as a test wants: frozen, agreed to, signed, on notice, sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from dudao.web.jobs.worker import work_off
from dudao.web.rounds.actions import Notice, Share, assign_tasks, change_round, draft_round, open_round
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.actions import publish_shipped
from dudao.web.schemes.models import PublishedEdition
from dudao.web.submissions import actions
from dudao.web.submissions.actions.showing import Said
from dudao.web.submissions.models import Objection, PublicNotice, Submission
from tests.web.cast import acting_as

EDITION = "government-duty-city/2021"
LONG = (date(2020, 1, 1), date(2099, 12, 31))
PATH = dict.fromkeys((StageKind.TASKS, StageKind.SIGNING, StageKind.NOTICE, StageKind.SUBMISSION), LONG)
SHORT = {StageKind.SUBMISSION: LONG}
BEFORE = timezone.now() - timedelta(days=20)
"""When things on stage were done: a notice of then is over by now."""
NOTICE_OVER = BEFORE + timedelta(days=9)
Timetable = Mapping[StageKind, tuple[date, date]]


def opened(timetable: Timetable = PATH, at: datetime = BEFORE) -> RoundBody:
    """A county in a round under way; its departments of education and finance lead a point each."""
    if not PublishedEdition.objects.filter(pk=EDITION).exists():
        publish_shipped(name=EDITION, by=acting_as("operator"), at=at)
    notice, office = Notice("2025年履行教育职责评价", "2025"), acting_as("supervisor")
    found = draft_round(notice=notice, edition=EDITION, office_code="990000", by=office, at=at)
    change_round(address=found.address, notice=notice, stages=timetable, codes=["990102"], by=office, at=at)
    evaluated = open_round(address=found.address, by=office, at=at).bodies.get()
    points = list(evaluated.tasks.values_list("point", flat=True)[:2])
    shares = [Share(point, lead) for point, lead in zip(points, ("990102-edu", "990102-fin"), strict=True)]
    assign_tasks(evaluated_id=evaluated.pk, shares=shares, by=acting_as("coordinator"), at=at)
    return evaluated


def frozen(evaluated: RoundBody | None = None, at: datetime = BEFORE, reason: str = "更正数据") -> Submission:
    """Frozen and sealed."""
    evaluated = evaluated or opened()
    by = acting_as("coordinator")
    made = actions.freeze_submission(
        evaluated_id=evaluated.pk, reason=reason, lacking_reason="正在补盖公章", by=by, at=at
    )
    work_off()
    return again(made)


def again(submission: Submission) -> Submission:
    """The same as it is now."""
    return Submission.objects.get(pk=submission.pk)


def confirmed(at: datetime = BEFORE, evaluated: RoundBody | None = None) -> Submission:
    """Agreed to by both departments."""
    made = frozen(evaluated, at)
    for login in ("reporter", "colleague"):
        actions.agree_as_department(address=made.address, seen=made.hash, by=acting_as(login), at=at)
    return again(made)


def signed(at: datetime = BEFORE, evaluated: RoundBody | None = None) -> Submission:
    """Signed by the leader."""
    made = confirmed(at, evaluated)
    return actions.sign_submission(address=made.address, seen=made.hash, by=acting_as("leader"), at=at)


def on_notice(at: datetime = BEFORE, evaluated: RoundBody | None = None) -> PublicNotice:
    """Shown to the public."""
    return actions.publish_notice(address=signed(at, evaluated).address, by=acting_as("coordinator"), at=at)


def objected(at: datetime = BEFORE) -> Objection:
    """With an objection that waits."""
    notice, said = on_notice(at), Said("师资数据与实际不符。", "王某", "0990-1234567")
    return actions.make_objection(notice=notice.address, said=said, by=acting_as("visitor"), at=at)


def noticed(evaluated: RoundBody | None = None) -> Submission:
    """The notice over."""
    address = on_notice(evaluated=evaluated).submission.address
    actions.end_notice(address=address, by=acting_as("coordinator"), at=NOTICE_OVER)
    return Submission.objects.get(address=address)


def received(evaluated: RoundBody | None = None) -> Submission:
    """Sent, with its receipt."""
    address = noticed(evaluated).address
    actions.send_submission(address=address, by=acting_as("coordinator"), at=NOTICE_OVER)
    work_off()
    return Submission.objects.get(address=address)
