"""Accepting a remark that stays: one person asks with a reason and an end, another agrees; anybody inside opens it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.diagnostics.suppressions import NEVER_SUPPRESSED, REASONS
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.report_desk import policy
from dudao.web.report_desk.actions.making import locked_desk
from dudao.web.report_desk.checks import check_version
from dudao.web.report_desk.models import AcceptedRemark, Desk, ReportVersion, VersionCheck
from dudao.web.report_desk.states import EXCEPTION_MOVES, ExceptionState

ASKED = declare("report.exception-asked", _("申请接受为例外"))
AGREED = declare("report.exception-agreed", _("同意接受为例外"))
REFUSED = declare("report.exception-refused", _("不同意接受为例外"))
REOPENED = declare("report.exception-reopened", _("重新打开例外"))
NAMES = {"agree": AGREED, "refuse": REFUSED, "reopen": REOPENED}
LONGEST_DAYS = 400
"""An exception ends with the round it was made for; a longer one would hide the next year's fault."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Why a remark should stay: reason class, words, document, last day."""

    reason: str
    text: str
    until: date
    document: str = ""


@transaction.atomic
def ask_exception(*, version: ReportVersion, key: str, wish: Wish, by: Acting, at: datetime) -> AcceptedRemark:
    """Ask that a remark of a version's check be accepted (申请例外); it stays open until another person agrees."""
    desk = locked_desk(version.desk.evaluated)
    policy.may_ask_exception(by, desk.evaluated, at).require()
    check = VersionCheck.objects.filter(version=version).first()
    remark = next((each for each in check.result["remarks"] if each["key"] == key), None) if check else None
    if remark is None:
        raise Refused(_("这个问题已经不在这一版里。"))
    _require_sound(desk, remark["code"], key, wish, timezone.localdate(at))
    assert by.person_id is not None  # the policy refuses whoever is not known
    asked = AcceptedRemark(
        desk=desk,
        code=remark["code"],
        fingerprint=key,
        quote=remark["quote"][:200],
        message=remark["message"]["zh"][:400],
        reason=wish.reason,
        text=wish.text,
        document=wish.document,
        until=wish.until,
        asked_at=at,
        asked_by=by.name,
        asked_by_id=by.person_id,
    )
    asked.save(force_insert=True)
    _record(ASKED, asked, by, at, wish.text)
    return asked


def _require_sound(desk: Desk, code: str, key: str, wish: Wish, today: date) -> None:
    if code.startswith(NEVER_SUPPRESSED):
        raise Refused(_("程序自身的问题不能接受为例外。"))
    if wish.reason not in REASONS:
        raise Refused(_("请选择理由类别。"))
    if not today <= wish.until or (wish.until - today).days > LONGEST_DAYS:
        raise Refused(_("有效期须在今天之后、%(days)s 天以内。") % {"days": LONGEST_DAYS})
    there = desk.exceptions.filter(fingerprint=key, state__in=[ExceptionState.ASKED, ExceptionState.AGREED])
    if there.filter(until__gte=today).exists():
        raise Refused(_("这个问题已经有人申请或者已接受为例外。"))


@transaction.atomic
def decide_exception(*, address: str, move: str, words: str = "", by: Acting, at: datetime) -> AcceptedRemark:
    """Agree, refuse, or open again; the newest version is checked again."""
    asked = AcceptedRemark.objects.select_related("desk__evaluated__round__edition").get(address=address)
    desk = locked_desk(asked.desk.evaluated)
    asked = AcceptedRemark.objects.get(address=address)
    asked.desk = desk
    policy.may_decide_exception(by, asked, move, at).require()
    if move != "agree" and not words.strip():
        raise Refused(_("请写明原因。"))
    asked.state = EXCEPTION_MOVES[move][1]
    asked.decided_at, asked.decided_by, asked.decision = at, by.name, words.strip()[:300]
    asked.save(update_fields=["state", "decided_at", "decided_by", "decision"])
    newest = desk.versions.order_by("-number").first()
    if newest is not None:
        newest.desk = desk
        check_version(newest, at)
    _record(NAMES[move], asked, by, at, words)
    return asked


def _record(action: str, asked: AcceptedRemark, by: Acting, at: datetime, words: str) -> None:
    details = {"code": asked.code, "quote": asked.quote, "words": words}
    record(action, on=f"exception {asked.address}", by=by, at=at, path=asked.desk.evaluated.path, details=details)
