"""The public notice: begun, objected to, answered, ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.submissions import policy
from dudao.web.submissions.actions.moving import locked, move, note, reason_of
from dudao.web.submissions.models import Objection, PublicNotice
from dudao.web.submissions.timing import last_notice_day, rules_of

PUBLISHED = declare("submission.notice-begun", _("开始公示"))
ENDED = declare("submission.notice-ended", _("结束公示"))
OBJECTED = declare("objection.made", _("提出公示意见"))
ANSWERED = declare("objection.answered", _("答复公示意见"))
MOST_OBJECTIONS = 2000
LONGEST = 2000


@transaction.atomic
def publish_notice(*, address: str, by: Acting, at: datetime) -> PublicNotice:
    """Begin the public notice (公示): from today on, for the days that the round's rules set."""
    submission = locked(address)
    policy.may_publish(by, submission, at).require()
    move(submission, "publish")
    submission.save(update_fields=["state"])
    today = timezone.localdate(at)
    made = PublicNotice.objects.create(
        submission=submission,
        began_at=at,
        began_by=by.name,
        first_day=today,
        last_day=last_notice_day(rules_of(submission.evaluated), today),
    )
    note(PUBLISHED, submission, by=by, at=at, details={"notice": made.address, "until": made.last_day})
    return made


@transaction.atomic
def end_notice(*, address: str, by: Acting, at: datetime) -> PublicNotice:
    """End the public notice (公示期满): its days over and every objection answered."""
    submission = locked(address)
    notice = _notice(submission.pk)
    policy.may_end_notice(by, notice, at).require()
    notice.ended_at, notice.ended_by = at, by.name
    notice.save()
    move(submission, "end-notice")
    submission.save(update_fields=["state"])
    note(ENDED, submission, by=by, at=at, details={"objections": notice.objections.count()})
    return notice


def _notice(submission_id: int) -> PublicNotice:
    PublicNotice.objects.select_for_update().filter(submission_id=submission_id).first()
    found = (
        PublicNotice.objects.select_related("submission__evaluated__round__office")
        .filter(submission_id=submission_id)
        .first()
    )
    if found is None:
        raise Refused(_("还没有开始公示。"))
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody of the public says: name and contact may be empty where the round takes anonymous objections."""

    text: str
    name: str = ""
    contact: str = ""


@transaction.atomic
def make_objection(*, notice: str, said: Said, by: Acting, at: datetime) -> Objection:
    """Take an objection in (提出意见), as long as the notice lasts."""
    submission_id = PublicNotice.objects.values_list("submission_id", flat=True).get(address=notice)
    found = _notice(submission_id)
    policy.may_object(found, at).require()
    text = reason_of(said.text, _("请写明意见。"))[:LONGEST]
    if not rules_of(found.submission.evaluated).takes_anonymous and not (said.name.strip() and said.contact.strip()):
        raise Refused(_("本次公示只接收实名意见，请填写姓名或单位和联系方式。"))
    number = found.objections.count() + 1
    if number > MOST_OBJECTIONS:
        raise Refused(_("意见过多，暂停网上接收，请按公示的电话或地址反映。"))
    made = Objection.objects.create(
        notice=found,
        address=secrets.token_urlsafe(18),
        number=number,
        name=said.name.strip()[:60],
        contact=said.contact.strip()[:120],
        text=text,
        made_at=at,
    )
    note(OBJECTED, found.submission, by=by, at=at, details={"objection": number})
    return made


@transaction.atomic
def answer_objection(*, objection: str, answer: str, by: Acting, at: datetime) -> Objection:
    """Answer an objection (答复); an answer may be bettered as long as the notice is on."""
    found = (
        Objection.objects.select_for_update(of=("self",)).select_related("notice__submission").get(address=objection)
    )
    submission = locked(found.notice.submission.address)
    policy.may_answer(by, submission).require()
    found.answer = reason_of(answer, _("请写明答复。"))[:LONGEST]
    found.answered_at, found.answered_by = at, by.name
    found.save()
    note(ANSWERED, submission, by=by, at=at, details={"objection": found.number})
    return found
