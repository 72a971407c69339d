"""Sending before the deadline, the receipt, and the office's return of a whole submission."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.jobs.actions import start_job
from dudao.web.policies import Refused
from dudao.web.rounds.actions import extend_stage
from dudao.web.rounds.models import Stage
from dudao.web.rounds.queries import deadlines_of
from dudao.web.submissions import policy
from dudao.web.submissions.actions.moving import locked, move, note
from dudao.web.submissions.endorsing import endorsements_of
from dudao.web.submissions.models import Remark, Submission
from dudao.web.submissions.states import Section
from dudao.web.submissions.timing import LAST_STAGES, admission_of

SENT = declare("submission.sent", _("报送"))
SENT_BACK = declare("submission.sent-back", _("退回报送件"))
PACKED = declare("submission.packed", _("附上签批记录"))
PACK_JOB = "submission.pack"


@transaction.atomic
def send_submission(*, address: str, by: Acting, at: datetime) -> Submission:
    """Send to the office that runs the round (报送); it is received at once, and the receipt has its number.

    The server's moment decides whether it is in time; what departments, leader and public said is closed with it.
    """
    submission = locked(address)
    policy.may_send(by, submission, at).require()
    found = admission_of(submission.evaluated, at)
    submission.is_late = found is not None and found.is_late
    submission.sent_at, submission.sent_by = at, by.name
    submission.receipt_number = _next_number(submission, at)
    move(submission, "send")
    said = endorsements_of(submission)
    submission.endorsements, submission.endorsements_hash = said.as_bytes().decode(), said.hash
    submission.save()
    about = _("%(body)s第 %(number)s 次报送") % {"body": submission.evaluated.name, "number": submission.number}
    start_job(name=PACK_JOB, arguments={"address": address}, about=str(about), by=by, at=at, key=f"pack {address}")
    details = {"hash": submission.hash, "receipt": submission.receipt_number, "late": submission.is_late}
    note(SENT, submission, by=by, at=at, details=details)
    return submission


def _next_number(submission: Submission, at: datetime) -> str:
    """The next number of the office in the year; the office's row is locked, so that no two are alike."""
    office = Body.objects.select_for_update().get(pk=submission.evaluated.round.office_id)
    start = f"{office.pk}-{timezone.localdate(at).year}-"
    given = Submission.objects.filter(receipt_number__startswith=start).count()
    return f"{start}{given + 1:04d}"


@transaction.atomic
def finish_packing(*, address: str, place: str, by: Acting, at: datetime) -> Submission:
    """Note where the sent file lies: the sealed bundle with the endorsements beside its manifest; once."""
    submission = locked(address)
    if not submission.sent_file:
        submission.sent_file.name = place
        submission.save(update_fields=["sent_file"])
        note(PACKED, submission, by=by, at=at, details={"hash": submission.endorsements_hash})
    return submission


@transaction.atomic
def send_back_submission(
    *, address: str, remarks: Sequence[tuple[Section, str]], until: date, by: Acting, at: datetime
) -> Submission:
    """Return a whole submission for mending (退回报送件): each section with a sentence, and the day until which to mend it.

    The stages of those sections, and those that a new version goes through, are extended for the body up to that day.
    """
    submission = locked(address)
    policy.may_send_back(by, submission).require()
    told = [(section, text.strip()) for section, text in remarks if text.strip()]
    if not told:
        raise Refused(_("请至少对一个部分写明退回的原因。"))
    if until <= timezone.localdate(at):
        raise Refused(_("重新报送的期限应晚于今天。"))
    Remark.objects.bulk_create(
        Remark(submission=submission, section=section.value, text=text[:400]) for section, text in told
    )
    move(submission, "send-back")
    submission.returned_at, submission.returned_by, submission.mend_until = at, f"{by.body_name} {by.name}"[:120], until
    submission.return_reason = "；".join(f"{section.label}：{text}" for section, text in told)[:400]
    submission.save()
    wanted = {section.value for section, _text in told} | {kind.value for kind in LAST_STAGES}
    _open_again(submission, wanted, until, by, at)
    note(SENT_BACK, submission, by=by, at=at, details={"reason": submission.return_reason, "until": until})
    return submission


def _open_again(submission: Submission, kinds: set[str], until: date, by: Acting, at: datetime) -> None:
    evaluated = submission.evaluated
    stages = list(Stage.objects.filter(round=evaluated.round, kind__in=kinds))
    deadlines = deadlines_of(stages, [evaluated])
    reason = str(_("第 %(number)s 次报送退回修改") % {"number": submission.number})
    for stage in stages:
        if deadlines[(stage.pk, evaluated.pk)].last_day < until:
            extend_stage(stage_id=stage.pk, evaluated_id=evaluated.pk, last_day=until, reason=reason, by=by, at=at)
