"""Departments agree or return, the leader signs or returns, the coordinator takes back; the signed form as a scan."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.submissions import policy
from dudao.web.submissions.actions.moving import locked, move, note, reason_of
from dudao.web.submissions.models import Submission
from dudao.web.submissions.scans import ReadScan, keep_scan

AGREED = declare("submission.department-agreed", _("部门确认报送件"))
DEPARTMENT_RETURNED = declare("submission.department-returned", _("部门退回报送件"))
SIGNED = declare("submission.signed", _("审签报送件"))
LEADER_RETURNED = declare("submission.leader-returned", _("领导退回报送件"))
WITHDRAWN = declare("submission.withdrawn", _("撤回报送件"))
SCANNED = declare("submission.scan-put-in", _("上传备案表扫描件"))


@transaction.atomic
def agree_as_department(*, address: str, seen: str, by: Acting, at: datetime) -> Submission:
    """A lead department agrees to what was sealed (部门确认); the last one hands it to the leader.

    Args:
        seen: the hash of what the person looked at; another one than is there now is refused.
    """
    submission = locked(address)
    policy.may_decide_as_department(by, submission, at).require()
    _require_seen(submission, seen)
    submission.confirmations.filter(department_id=by.body_code).update(decision="agreed", at=at, by=by.name)
    if not submission.confirmations.filter(decision="").exists():
        move(submission, "agree")
        submission.save(update_fields=["state"])
    note(AGREED, submission, by=by, at=at, details={"hash": submission.hash})
    return submission


@transaction.atomic
def return_as_department(*, address: str, reason: str, by: Acting, at: datetime) -> Submission:
    """A lead department returns it with a reason (退回): mended, it is frozen anew."""
    submission = locked(address)
    policy.may_decide_as_department(by, submission, at).require()
    reason = reason_of(reason, _("请写明退回的原因。"))[:300]
    submission.confirmations.filter(department_id=by.body_code).update(
        decision="returned", at=at, by=by.name, reason=reason
    )
    _return(submission, "department-return", reason, by, at)
    note(DEPARTMENT_RETURNED, submission, by=by, at=at, details={"reason": reason})
    return submission


@transaction.atomic
def sign_submission(*, address: str, seen: str, by: Acting, at: datetime) -> Submission:
    """The leader signs what was sealed (审签); the signature holds for this hash and no other."""
    submission = locked(address)
    policy.may_sign(by, submission, at).require()
    _require_seen(submission, seen)
    submission.signed_at, submission.signed_by = at, by.name
    move(submission, "sign")
    submission.save()
    note(SIGNED, submission, by=by, at=at, details={"hash": submission.hash})
    return submission


@transaction.atomic
def return_as_leader(*, address: str, reason: str, by: Acting, at: datetime) -> Submission:
    """The leader returns it with a reason (退回)."""
    submission = locked(address)
    policy.may_sign(by, submission, at).require()
    reason = reason_of(reason, _("请写明退回的原因。"))[:300]
    _return(submission, "leader-return", reason, by, at)
    note(LEADER_RETURNED, submission, by=by, at=at, details={"reason": reason})
    return submission


@transaction.atomic
def withdraw_submission(*, address: str, reason: str, by: Acting, at: datetime) -> Submission:
    """The coordinator takes back what was not sent yet (撤回): a public notice ends with it."""
    submission = locked(address)
    policy.may_withdraw(by, submission).require()
    reason = reason_of(reason, _("请写明撤回的原因。"))[:300]
    _return(submission, "withdraw", reason, by, at)
    note(WITHDRAWN, submission, by=by, at=at, details={"reason": reason})
    return submission


@transaction.atomic
def put_in_scan(*, address: str, scan: ReadScan, typed: str, by: Acting, at: datetime) -> Submission:
    """Put in the signed record form (上传扫描件): its hash must be that of what was sealed.

    Args:
        scan: the file as it was read. typed: the hash as typed off the form (its first eight signs suffice), for a scan
            whose code cannot be read.
    """
    submission = locked(address)
    policy.may_put_in_scan(by, submission).require()
    _require_same(submission, scan, typed.strip().lower())
    submission.scan.name, submission.scan_preview.name = keep_scan(scan)
    submission.scan_name, submission.scan_sha256 = scan.name[:200], scan.sha256
    submission.scan_was_read = submission.hash in scan.hashes
    submission.scan_at, submission.scan_by = at, by.name
    submission.save()
    details = {"sha256": scan.sha256, "read": submission.scan_was_read}
    note(SCANNED, submission, by=by, at=at, details=details)
    return submission


LEAST_TYPED = 8


def _require_same(submission: Submission, scan: ReadScan, typed: str) -> None:
    if scan.hashes and submission.hash not in scan.hashes:
        raise Refused(_("扫描件上的二维码不是这一版的：可能打印的是旧版备案表，请重新打印、签字后上传。"))
    if scan.hashes:
        return
    if not typed:
        raise Refused(_("没有读出二维码。请确认扫描清晰，或照备案表键入哈希的前 8 位。"))
    if len(typed) < LEAST_TYPED or not submission.hash.startswith(typed):
        raise Refused(_("键入的哈希与这一版不符：请核对备案表上的哈希。"))


def _require_seen(submission: Submission, seen: str) -> None:
    if seen != submission.hash:
        raise Refused(_("您看到的不是现在这一版，请刷新页面后再办。"))


def _return(submission: Submission, name: str, reason: str, by: Acting, at: datetime) -> None:
    move(submission, name)
    submission.returned_at, submission.return_reason = at, reason
    submission.returned_by = f"{by.body_name} {by.name}".strip()[:120]
    submission.save()
