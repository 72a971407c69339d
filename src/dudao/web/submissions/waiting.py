"""What submissions put on the workbench: freezing, agreeing, signing, notice, sending, requests to send late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.areas import in_area
from dudao.web.pages.todo import Todo
from dudao.web.report_desk.queries import bodies_with_final_report
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.policy import RUNNERS
from dudao.web.rounds.queries import deadlines_of
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.submissions.models import LateRequest, PublicNotice, Submission
from dudao.web.submissions.states import OVER, RequestState, SubmissionState, follows
from dudao.web.submissions.timing import first_stage

S = SubmissionState
FRESH = timedelta(days=14)
"""How long a submission that came in stays on the workbench."""


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What waits in submissions for somebody."""
    if acting.role is Role.COORDINATOR:
        yield from _for_coordinator(acting, moment)
    if acting.role is Role.REPORTER:
        yield from _for_department(acting)
    if acting.role is Role.LEADER:
        yield from _for_leader(acting)
    if acting.role in RUNNERS:
        for each in requests_for(acting):
            what = _("审批逾期报送：%(body)s") % {"body": each.evaluated.name}
            yield Todo(what, reverse("submissions:late-decide", args=[each.pk]))
        yield from _arrived(acting, moment)


def _arrived(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What came in of late, to be looked through and verified."""
    rows = Submission.objects.filter(
        in_area("evaluated__round__office__path", acting.area),
        evaluated__round__state=RoundState.OPEN,
        state=S.RECEIVED,
        sent_at__gt=moment - FRESH,
    )
    for each in rows.select_related("evaluated__round").order_by("sent_at"):
        yield Todo(_("收到报送件：%(body)s") % {"body": each.evaluated.name}, _page(each))


def requests_for(acting: Acting) -> list[LateRequest]:
    """Requests to send late that somebody may decide."""
    if acting.role not in RUNNERS or not acting.area:
        return []
    rows = LateRequest.objects.filter(in_area("evaluated__round__office__path", acting.area), state=RequestState.ASKED)
    return list(rows.select_related("evaluated__round").order_by("asked_at"))


def _open_submissions() -> Q:
    return Q(evaluated__round__state=RoundState.OPEN) & ~Q(state__in=OVER)


def _for_department(acting: Acting) -> Iterator[Todo]:
    pending = Submission.objects.filter(
        _open_submissions(),
        state=S.FROZEN,
        confirmations__department_id=acting.body_code,
        confirmations__decision="",
    )
    for each in pending.select_related("evaluated__round"):
        yield Todo(_("确认报送件：%(title)s") % {"title": each.evaluated.round.title}, _page(each))


def _for_leader(acting: Acting) -> Iterator[Todo]:
    pending = Submission.objects.filter(_open_submissions(), state=S.CONFIRMED, evaluated__body_id=acting.body_code)
    for each in pending.select_related("evaluated__round"):
        yield Todo(_("审签报送件：%(title)s") % {"title": each.evaluated.round.title}, _page(each))


def _for_coordinator(acting: Acting, moment: datetime) -> Iterator[Todo]:
    bodies = RoundBody.objects.filter(body_id=acting.body_code, round__state=RoundState.OPEN)
    last: dict[int, Submission] = {}
    for each in Submission.objects.filter(evaluated__in=bodies).defer("report_text", "scores").order_by("number"):
        last[each.evaluated_id] = each
    notices = _notices(list(last.values()))
    settled = bodies_with_final_report(bodies)
    for evaluated in bodies.select_related("round").prefetch_related("round__stages"):
        stages = {each.kind: each for each in evaluated.round.stages.all()}
        due = None
        if sending := stages.get(StageKind.SUBMISSION):
            due = deadlines_of([sending], [evaluated])[(sending.pk, evaluated.pk)].moment
        found = last.get(evaluated.pk)
        first = stages.get(first_stage(frozenset(stages)))
        has_begun = first is None or first.window.side(moment) != "before"
        if found is None or found.is_over:
            if has_begun and (StageKind.REPORT not in stages or evaluated.pk in settled):
                yield _to_freeze(evaluated, found, due)
        else:
            yield from _next_step(found, frozenset(stages), notices.get(found.pk), due, moment)


def _notices(submissions: list[Submission]) -> dict[int, PublicNotice]:
    rows = PublicNotice.objects.filter(submission__in=submissions)
    open_ones = Count("objections", filter=Q(objections__answered_at=None, objections__isnull=False))
    return {each.submission_id: each for each in rows.annotate(unanswered=open_ones)}


def _to_freeze(evaluated: RoundBody, before: Submission | None, due: datetime | None) -> Todo:
    address = reverse("submissions:body-detail", args=[evaluated.round.address, evaluated.body_id])
    if before is None:
        return Todo(_("冻结报送件：%(title)s") % {"title": evaluated.round.title}, address, due=due)
    words = {"reason": before.return_reason[:60], "title": evaluated.round.title}
    return Todo(_("报送件被退回：%(title)s（%(reason)s）") % words, address, due=due, is_returned=True)


def _next_step(
    found: Submission, kinds: frozenset[str], notice: PublicNotice | None, due: datetime | None, moment: datetime
) -> Iterator[Todo]:
    title = {"title": found.evaluated.round.title}
    if notice is not None and found.state == S.ON_NOTICE:
        unanswered: int = getattr(notice, "unanswered", 0)
        if unanswered:
            address = reverse("submissions:objection-list", args=[found.address])
            yield Todo(_("答复公示意见：%(title)s") % title, address, count=unanswered, due=notice.closes)
        elif moment >= notice.closes:
            yield Todo(_("结束公示：%(title)s") % title, _page(found), due=due)
        else:
            words = {**title, "day": notice.last_day}
            yield Todo(_("正在公示，到 %(day)s 为止，次日起可以结束：%(title)s") % words, _page(found), due=due)
    elif follows(kinds, found.state, S.ON_NOTICE.value):
        yield Todo(_("开始公示：%(title)s") % title, _page(found), due=due)
    elif follows(kinds, found.state, S.RECEIVED.value):
        yield Todo(_("报送：%(title)s") % title, _page(found), due=due)


def _page(submission: Submission) -> str:
    return reverse("submissions:submission-detail", args=[submission.address])
