"""Complaints: taken in with a receipt, examined under a clock, decided with reasons, appealed once. Each step is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.evidence.storage import MEGABYTE, clean_name, keep_file
from dudao.web.library.keeping import end_hold, hold_document, restore_document, withdraw_document
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.policies import Refused, Words
from dudao.web.readers.notices import notify
from dudao.web.voices import policy
from dudao.web.voices.clock import LEAST_DAYS, day_after, days_between, rules
from dudao.web.voices.models import Complaint, ComplaintFile, ComplaintRules, ComplaintStep
from dudao.web.voices.states import COMPLAINT_MOVES, OPEN_STATES, ComplaintKind, Side

MADE = declare("complaint.made", _("提出投诉"))
RULES = declare("complaint.rules-set", _("设置投诉办理期限"))
NAMES = {
    "hold": declare("complaint.held", _("因投诉暂停公开")),
    "ask": declare("complaint.asked", _("要求补充投诉材料")),
    "supply": declare("complaint.supplied", _("补充投诉材料")),
    "answer": declare("complaint.answered", _("上传人回应投诉")),
    "uphold": declare("complaint.upheld", _("认定投诉成立")),
    "reject": declare("complaint.rejected", _("认定投诉不成立")),
    "withdraw": declare("complaint.withdrawn", _("撤回投诉")),
    "appeal": declare("complaint.appealed", _("申请复核投诉决定")),
}
LONGEST, MOST_FILES, MOST_BYTES = 3000, 10, 20 * MEGABYTE
MOST_OPEN = 50
"""Of one document that are open; more say nothing new."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a complaint says; `right` may be left out where it is about no right.

    `page`, `figure`: the place of the document that the link named, None for the whole of it.
    """

    kind: ComplaintKind
    name: str
    contact: str
    work: str
    claim: str
    right: str = ""
    is_organisation: bool = False
    page: int | None = None
    figure: int | None = None


@transaction.atomic
def make_complaint(
    *, document: str, claimed: Claimed, files: Sequence[File[bytes]] = (), is_true: bool, by: Acting, at: datetime
) -> Complaint:
    """Take a complaint in: it has a number, a secret address, and a clock that runs from now.

    Raises:
        Refused: not stated to be true, nobody to answer to, an infringement without a right, files that are not taken.
    """
    found = Document.objects.select_for_update().get(address=document)
    policy.may_complain(by, found).require()
    if not is_true:
        raise Refused(_("请确认所述真实。"))
    if not (claimed.name.strip() and claimed.contact.strip() and claimed.work.strip()):
        raise Refused(_("请填写姓名或单位、联系方式和涉及的内容。"))
    if claimed.kind is ComplaintKind.INFRINGEMENT and not claimed.right.strip():
        raise Refused(_("请写明权利依据，如著作权人、被授权人。"))
    if found.complaints.filter(state__in=OPEN_STATES).count() >= MOST_OPEN:
        raise Refused(_("这份文档正在核查的投诉已有很多，请等办结后再提。"))
    made = Complaint.objects.create(
        document=found,
        person_id=by.person_id,
        kind=claimed.kind,
        is_organisation=claimed.is_organisation,
        name=claimed.name.strip()[:80],
        contact=claimed.contact.strip()[:120],
        work=claimed.work.strip()[:300],
        right=claimed.right.strip()[:300],
        claim=_words(claimed.claim),
        page=claimed.page if claimed.page and claimed.page <= found.pages else None,
        figure=claimed.figure,
        made_at=at,
        due_on=day_after(timezone.localdate(at), rules().decide_days),
    )
    _keep_files(made, files, at)
    _note(made, "made", Side.COMPLAINANT, made.claim, at)
    details = {"document": found.address, "kind": made.kind, "files": len(files)}
    record(MADE, on=f"complaint {made.number}", by=by, at=at, details=details)
    _tell_uploader(made, _("您上传的《%(title)s》收到投诉 %(number)s，您可以说明情况。"), at)
    return made


@transaction.atomic
def step_complaint(
    *,
    complaint_id: int,
    move: str,
    side: Side,
    words: str = "",
    files: Sequence[File[bytes]] = (),
    takes_down: bool = False,
    by: Acting,
    at: datetime,
) -> Complaint:
    """Take a step (`states.COMPLAINT_MOVES`) with its reason; what follows for clock and document follows with it.

    Args:
        takes_down: of `uphold`: the document is taken down; else it stays or comes back, with what was wrong covered or mended.
    """
    found = Complaint.objects.select_related("document").select_for_update(of=("self",)).get(pk=complaint_id)
    policy.may_step(by, found, move, side, at).require()
    said = "" if move in ("hold", "withdraw") and not words.strip() else _words(words)
    _keep_files(found, files, at)
    to = COMPLAINT_MOVES[move][1]
    if move == "hold":
        _hold(found, by, at)
    elif to is not None:
        _set_clock(found, move, by, at)
        found.state = to
        found.save()
        _follow(found, move, takes_down=takes_down, reason=said, by=by, at=at)
    found.save()
    _note(found, move, side, said, at)
    details = {"document": found.document.address, "side": side.value, "files": len(files), "takes_down": takes_down}
    record(NAMES[move], on=f"complaint {found.number}", by=by, at=at, details=details)
    _tell(found, side, at)
    return found


def _words(text: str) -> str:
    said = text.strip()[:LONGEST]
    if not said:
        raise Refused(_("请写明理由。"))
    return said


def _keep_files(complaint: Complaint, files: Sequence[File[bytes]], at: datetime) -> None:
    if complaint.files.count() + len(files) > MOST_FILES:
        raise Refused(_("一件投诉最多 %(most)d 个文件。") % {"most": MOST_FILES})
    for each in files:
        if each.size > MOST_BYTES:
            raise Refused(_("文件超过 20 MB，请压缩后再上传。"))
        kept = keep_file(each)
        name = clean_name(each.name or "")
        ComplaintFile.objects.create(complaint=complaint, sha256=kept.sha256, name=name, size=kept.size, at=at)


def _set_clock(complaint: Complaint, move: str, by: Acting, at: datetime) -> None:
    """The clock waits while more is asked for, goes on when it came, ends with a decision, begins anew with an appeal."""
    today, set_to = timezone.localdate(at), rules()
    if move == "ask":
        complaint.days_left = days_between(today, complaint.due_on) if complaint.due_on else 0
        complaint.due_on = None
    elif move == "supply":
        complaint.due_on = day_after(today, max(complaint.days_left, LEAST_DAYS))
    elif move == "appeal":
        complaint.appealed_at, complaint.due_on = at, day_after(today, set_to.appeal_days)
    else:
        complaint.due_on = None
    if move in ("uphold", "reject"):
        is_last = complaint.appealed_at is not None
        complaint.decided_at, complaint.decided_by_id = at, by.person_id
        complaint.appeal_until = None if is_last else day_after(today, set_to.appeal_within)


def _hold(complaint: Complaint, by: Acting, at: datetime) -> None:
    if complaint.document.state != DocumentState.PUBLISHED:
        raise Refused(_("这份文档现在没有公开。"))
    with override("zh-hans"):
        reason = gettext("正在核查一项投诉。")
    complaint.document = hold_document(address=complaint.document.address, reason=reason, by=by, at=at)
    complaint.held_at = at


def _follow(complaint: Complaint, move: str, *, takes_down: bool, reason: str, by: Acting, at: datetime) -> None:
    """What a decision means for the document: taken down, or back in sight where nothing else holds it."""
    document = complaint.document
    if move == "uphold" and takes_down and document.state != DocumentState.WITHDRAWN:
        withdraw_document(address=document.address, reason=reason[:400], by=by, at=at)
        return
    is_undone = move == "reject" and complaint.appealed_at is not None and document.state == DocumentState.WITHDRAWN
    if is_undone:
        restore_document(address=document.address, reason=reason[:400], by=by, at=at)
    others = document.complaints.filter(state__in=OPEN_STATES).exclude(held_at=None).exclude(pk=complaint.pk)
    is_over = move in ("uphold", "reject", "withdraw")
    if is_over and complaint.held_at and document.state == DocumentState.HELD and not others.exists():
        why = _("投诉 %(number)s %(state)s") % {"number": complaint.number, "state": complaint.get_state_display()}
        end_hold(address=document.address, reason=str(why), by=by, at=at)


def _note(complaint: Complaint, move: str, side: Side, words: str, at: datetime) -> None:
    ComplaintStep.objects.create(complaint=complaint, move=move, side=side, words=words, at=at)


def _tell(complaint: Complaint, side: Side, at: datetime) -> None:
    """Both sides hear of what others did; the complainant only where logged in, everybody else follows by the address."""
    if side is not Side.UPLOADER:
        _tell_uploader(complaint, _("关于《%(title)s》的投诉 %(number)s 有进展。"), at)
    if side is not Side.COMPLAINANT and complaint.person_id is not None:
        named, address = {"number": complaint.number}, f"/library/voices/complaints/{complaint.address}/"
        notify(
            person_id=complaint.person_id, words=_("您的投诉 %(number)s 有进展。"), named=named, address=address, at=at
        )


def _tell_uploader(complaint: Complaint, words: Words, at: datetime) -> None:
    if complaint.document.uploader_id is None:
        return
    named = {"title": complaint.document.title[:100], "number": complaint.number}
    address = f"/library/voices/complaints/{complaint.pk}/answer/"
    notify(person_id=complaint.document.uploader_id, words=words, named=named, address=address, at=at)


@transaction.atomic
def set_rules(*, decide_days: int, appeal_within: int, appeal_days: int, by: Acting, at: datetime) -> ComplaintRules:
    """Set the clocks, in working days; complaints under way keep the days they were promised."""
    policy.may_keep_voices(by).require()
    days = {"decide_days": decide_days, "appeal_within": appeal_within, "appeal_days": appeal_days}
    if not all(1 <= each <= 60 for each in days.values()):
        raise Refused(_("期限应为 1 至 60 个工作日。"))
    found, _is_new = ComplaintRules.objects.update_or_create(pk=1, defaults=days)
    record(RULES, on="complaint rules", by=by, at=at, details=days)
    return found
