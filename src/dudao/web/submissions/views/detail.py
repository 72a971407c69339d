"""One version of a submission: how it stands, what is in it, and every move that is made with a press."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dudao.bundles.manifest import KINDS
from dudao.bundles.verify import Looked, look_into
from dudao.values.errors import DudaoError
from dudao.web.jobs.models import Job
from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Answer, Refused
from dudao.web.submissions import actions, policy, queries
from dudao.web.submissions.contexts import SubmissionPage
from dudao.web.submissions.endorsing import SCAN
from dudao.web.submissions.forms import ReasonForm
from dudao.web.submissions.models import PublicNotice, Submission, end_of
from dudao.web.submissions.steps import steps_of
from dudao.web.submissions.timing import last_notice_day, rules_of
from dudao.web.submissions.views.found import reason_in, submission_of


@require_GET
@known_only
def submission_detail(request: PersonRequest, address: str) -> HttpResponse:
    """How a version stands; what is in it for those who may look inside."""
    submission = submission_of(request, address)
    notice = queries.notice_of(submission)
    is_open = policy.may_read(request.acting, submission).is_yes
    looked = look_of(submission) if is_open else None
    rules = rules_of(submission.evaluated)
    page = SubmissionPage(
        submission=submission,
        steps=steps_of(submission, notice),
        confirmations=list(submission.confirmations.select_related("department")),
        notice=notice,
        notice_page=_notice_page(request, notice),
        notice_days=rules.notice_days,
        notice_closes=end_of(last_notice_day(rules, localdate(request.moment))),
        open_objections=notice.objections.filter(answered_at=None).count() if notice else 0,
        remarks=list(submission.remarks.all()),
        looked=looked,
        kinds=_by_kind(looked),
        job=None if submission.is_sealed else Job.objects.filter(address=submission.job).first(),
        may=_answers(request, submission, notice),
        form=ReasonForm(auto_id=False),
        needs_scan=rules.needs_scan,
    )
    return render_page(request, page)


def _notice_page(request: PersonRequest, notice: PublicNotice | None) -> str:
    return request.build_absolute_uri(reverse("submissions:notice-detail", args=[notice.address])) if notice else ""


KINDS_SHOWN = {**KINDS, SCAN: ("备案表扫描件", "signed record form")}
"""What the kinds of parts are called, those that belong to the signing too."""


def look_of(submission: Submission) -> Looked | None:
    """What the bundle says of itself; None where it is not there or damaged, which verifying tells."""
    file = submission.sent_file or submission.file
    if not file:
        return None
    try:
        return look_into(Path(file.path))
    except DudaoError:
        return None


def _by_kind(looked: Looked | None) -> list[tuple[str, int, int]]:
    if looked is None:
        return []
    numbers, sizes = Counter(each.kind for each in looked.lines), Counter[str]()
    for each in looked.lines:
        sizes[each.kind] += each.size
    is_english = language() == "en"
    return [(KINDS_SHOWN.get(kind, (kind, kind))[is_english], count, sizes[kind]) for kind, count in numbers.items()]


def _answers(request: PersonRequest, submission: Submission, notice: PublicNotice | None) -> dict[str, Answer]:
    acting, at = request.acting, request.moment
    found = {
        "agree": policy.may_decide_as_department(acting, submission, at),
        "sign": policy.may_sign(acting, submission, at),
        "withdraw": policy.may_withdraw(acting, submission),
        "scan": policy.may_put_in_scan(acting, submission),
        "publish": policy.may_publish(acting, submission, at),
        "send": policy.may_send(acting, submission, at),
        "send_back": policy.may_send_back(acting, submission),
        "objections": policy.may_read_objections(acting, submission),
        "read": policy.may_read(acting, submission),
    }
    return found | ({"end_notice": policy.may_end_notice(acting, notice, at)} if notice is not None else {})


@require_POST
@known_only
def department_decide(request: PersonRequest, address: str) -> HttpResponse:
    """A lead department agrees or returns."""
    if request.POST.get("decision") == "return":
        return _carry_out(
            request, address, _("已退回，联络员修改后重新冻结。"), actions.return_as_department, reason=True
        )
    return _carry_out(request, address, _("已确认。"), actions.agree_as_department, seen=True)


@require_POST
@known_only
def leader_decide(request: PersonRequest, address: str) -> HttpResponse:
    """The leader signs or returns."""
    if request.POST.get("decision") == "return":
        return _carry_out(request, address, _("已退回，联络员修改后重新冻结。"), actions.return_as_leader, reason=True)
    return _carry_out(request, address, _("已审签。"), actions.sign_submission, seen=True)


@require_POST
@known_only
def withdraw(request: PersonRequest, address: str) -> HttpResponse:
    """Take back what was not sent yet."""
    return _carry_out(request, address, _("已撤回，修改后可以重新冻结。"), actions.withdraw_submission, reason=True)


@require_POST
@known_only
def publish(request: PersonRequest, address: str) -> HttpResponse:
    """Begin the public notice."""
    return _carry_out(request, address, _("公示已开始。"), actions.publish_notice)


@require_POST
@known_only
def notice_end(request: PersonRequest, address: str) -> HttpResponse:
    """End the public notice."""
    return _carry_out(request, address, _("公示已结束。"), actions.end_notice)


@require_POST
@known_only
def send(request: PersonRequest, address: str) -> HttpResponse:
    """Send."""
    return _carry_out(request, address, _("已报送，回执已生成。"), actions.send_submission)


def _carry_out(
    request: PersonRequest,
    address: str,
    done: str,
    action: Callable[..., object],
    *,
    seen: bool = False,
    reason: bool = False,
) -> HttpResponse:
    """Make a move and show the submission again; a refusal is told there, in the words of the policy.

    Args:
        seen: the action asks for the hash that the person looked at. reason: it asks for the reason that was typed.
    """
    submission = submission_of(request, address)
    more: dict[str, str] = {"seen": request.POST.get("hash", "")} if seen else {}
    if reason:
        more["reason"] = reason_in(request)
    try:
        action(address=submission.address, by=request.acting, at=request.moment, **more)
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, done)
    return redirect("submissions:submission-detail", address=submission.address)
