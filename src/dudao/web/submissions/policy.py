"""Who freezes, agrees, signs, shows, sends, receives and sends back; each answer with the reason that pages repeat."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.policy import RUNNERS, may_run_rounds, may_see_evaluated
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.submissions.models import LateRequest, PublicNotice, Submission
from dudao.web.submissions.states import MOVES, OVER, RequestState, SubmissionState, follows
from dudao.web.submissions.timing import (
    first_stage,
    has_open_request,
    is_shut_out,
    kinds_of,
    may_work_now,
    rules_of,
)


def may_read_submissions(acting: Acting) -> Answer:
    """Everybody with a post; which submissions they see is for the query."""
    return YES if acting.area else NOT_KNOWN if not acting.is_known else no(_("您还没有岗位。"))


def is_own(acting: Acting, evaluated: RoundBody) -> Answer:
    """Whether somebody's post is with the evaluated government itself."""
    return YES if acting.body_code == evaluated.body_id else no(_("只能办理本级政府的报送。"))


def coordinates(acting: Acting, evaluated: RoundBody) -> Answer:
    """The coordinator of the evaluated government."""
    return first_no(acting.must_be(Role.COORDINATOR), lambda: is_own(acting, evaluated))


def may_read(acting: Acting, submission: Submission) -> Answer:
    """What is in a submission: the evaluated government and its departments; those above once it was sent."""
    evaluated = submission.evaluated
    is_inside = acting.is_known and bool(acting.area) and acting.area.startswith(evaluated.path)
    if is_inside:
        return YES
    was_sent = submission.sent_at is not None
    return first_no(
        may_see_evaluated(acting, evaluated), YES if was_sent else no(_("还没有报送，只能看到进度，不能看内容。"))
    )


def stands_at(submission: Submission, move: str) -> Answer:
    """Whether a move starts from where the submission stands."""
    is_there = submission.state in MOVES[move][0]
    return YES if is_there else no(_("报送件现在是“%(state)s”。") % {"state": submission.get_state_display()})


def may_freeze(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """Freeze: the coordinator, in the first of the stages after the report, with no other submission under way."""
    return first_no(
        coordinates(acting, evaluated),
        lambda: may_work_now(evaluated, first_stage(kinds_of(evaluated)), at),
        lambda: (
            no(_("已有一份报送件在办理或已报送；要修改，请先撤回，或由督导机构退回。"))
            if evaluated.submissions.exclude(state__in=OVER).exists()
            else YES
        ),
    )


def may_decide_as_department(acting: Acting, submission: Submission, at: datetime) -> Answer:
    """Agree or return: a reporter of a lead department that has not said anything yet."""
    evaluated = submission.evaluated
    return first_no(
        acting.must_be(Role.REPORTER),
        lambda: (
            YES
            if submission.confirmations.filter(department_id=acting.body_code).exists()
            else no(_("只有牵头部门确认报送件。"))
        ),
        lambda: stands_at(submission, "agree"),
        lambda: (
            no(_("本部门已经确认过了。"))
            if submission.confirmations.filter(department_id=acting.body_code).exclude(decision="").exists()
            else YES
        ),
        lambda: may_work_now(evaluated, StageKind.SIGNING, at),
    )


def may_sign(acting: Acting, submission: Submission, at: datetime) -> Answer:
    """Sign or return: the leader of the evaluated government, when all departments have agreed."""
    return first_no(
        acting.must_be(Role.LEADER),
        lambda: is_own(acting, submission.evaluated),
        lambda: stands_at(submission, "sign"),
        lambda: may_work_now(submission.evaluated, StageKind.SIGNING, at),
    )


def may_withdraw(acting: Acting, submission: Submission) -> Answer:
    """Take back what was not sent yet."""
    return first_no(coordinates(acting, submission.evaluated), lambda: stands_at(submission, "withdraw"))


def may_put_in_scan(acting: Acting, submission: Submission) -> Answer:
    """Upload the signed record form: from the seal to the sending."""
    was_signed = submission.is_sealed and submission.state not in (SubmissionState.RECEIVED, *OVER)
    return first_no(
        coordinates(acting, submission.evaluated),
        YES if was_signed else no(_("报送件现在是“%(state)s”。") % {"state": submission.get_state_display()}),
    )


def may_publish(acting: Acting, submission: Submission, at: datetime) -> Answer:
    """Begin the public notice: signed, where the round has a stage of signing."""
    kinds = kinds_of(submission.evaluated)
    follows_now = follows(kinds, submission.state, SubmissionState.ON_NOTICE.value)
    return first_no(
        coordinates(acting, submission.evaluated),
        YES if StageKind.NOTICE in kinds else no(_("本轮次没有公示。")),
        YES if follows_now else no(_("报送件现在是“%(state)s”。") % {"state": submission.get_state_display()}),
        lambda: may_work_now(submission.evaluated, StageKind.NOTICE, at),
    )


def may_end_notice(acting: Acting, notice: PublicNotice, at: datetime) -> Answer:
    """End the notice: its days over, every objection answered."""
    submission = notice.submission
    is_over = at >= notice.closes
    return first_no(
        coordinates(acting, submission.evaluated),
        lambda: stands_at(submission, "end-notice"),
        YES
        if is_over
        else no(_("公示到 %(day)s 23:59 止，期满后（次日 0:00 起）才能结束。") % {"day": notice.last_day}),
        lambda: (
            no(_("还有意见没有答复，答复后才能结束公示。"))
            if notice.objections.filter(answered_at=None).exists()
            else YES
        ),
    )


def may_object(notice: PublicNotice, at: datetime) -> Answer:
    """Anybody, as long as the notice lasts."""
    is_open = notice.ended_at is None and notice.submission.state == SubmissionState.ON_NOTICE and at < notice.closes
    return YES if is_open else no(_("公示已经结束，不再接收意见。"))


def may_read_objections(acting: Acting, submission: Submission) -> Answer:
    """With name and contact: the coordinator of the body and the office that runs the round."""
    is_office = may_run_rounds(acting, submission.evaluated.round.office.path)
    return is_office if is_office.is_yes else coordinates(acting, submission.evaluated)


def may_answer(acting: Acting, submission: Submission) -> Answer:
    """Answer objections, also those that were answered before, as long as the notice is on."""
    return first_no(coordinates(acting, submission.evaluated), lambda: stands_at(submission, "end-notice"))


def may_send(acting: Acting, submission: Submission, at: datetime) -> Answer:
    """Send: the last step of the round's path done, in time or with a granted exception."""
    evaluated = submission.evaluated
    is_last = follows(kinds_of(evaluated), submission.state, SubmissionState.RECEIVED.value)
    return first_no(
        coordinates(acting, evaluated),
        YES if is_last else no(_("报送件现在是“%(state)s”。") % {"state": submission.get_state_display()}),
        lambda: no(_("请先上传签字盖章的备案表。")) if rules_of(evaluated).needs_scan and not submission.scan else YES,
        lambda: may_work_now(evaluated, StageKind.SUBMISSION, at),
    )


def may_send_back(acting: Acting, submission: Submission) -> Answer:
    """Return a whole submission for mending: the office that runs the round, as long as the round is open."""
    found = submission.evaluated.round
    return first_no(
        may_run_rounds(acting, found.office.path),
        lambda: stands_at(submission, "send-back"),
        YES if found.state == RoundState.OPEN else no(_("轮次没有在进行中。")),
    )


def may_ask_late(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """Ask to be late: once the deadline of signing, notice or sending is over, with no other request waiting."""
    return first_no(
        coordinates(acting, evaluated),
        YES if evaluated.round.state == RoundState.OPEN else no(_("轮次没有在进行中。")),
        lambda: YES if is_shut_out(evaluated, at) else no(_("现在不需要申请：期限还没有过。")),
        lambda: no(_("已有一份申请在等待审批。")) if has_open_request(evaluated) else YES,
    )


def may_decide_late(acting: Acting, request: LateRequest) -> Answer:
    """Grant or refuse: the office that runs the round."""
    return first_no(
        may_run_rounds(acting, request.evaluated.round.office.path),
        YES if request.state == RequestState.ASKED else no(_("这份申请已经审批过了。")),
    )


def may_set_rules(acting: Acting, found: Round) -> Answer:
    """Days of the notice and what is public: the office that runs the round, until it is closed."""
    return first_no(
        may_run_rounds(acting, found.office.path),
        YES if found.state != RoundState.CLOSED else no(_("轮次已经结束。")),
    )


def may_receive(acting: Acting) -> Answer:
    """The list of what was received: supervising offices."""
    return acting.must_be(*RUNNERS)


def may_coordinate(acting: Acting) -> Answer:
    """Freeze, show and send for a government: its coordinator."""
    return acting.must_be(Role.COORDINATOR)


def may_lead(acting: Acting) -> Answer:
    """Sign for a government: its leader."""
    return acting.must_be(Role.LEADER)
