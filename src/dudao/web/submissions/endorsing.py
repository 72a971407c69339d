"""What was said to a submission between seal and sending, as the entries that are sent along; no name or contact of the public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage

from dudao.bundles.endorsements import Endorsements
from dudao.bundles.manifest import PartLine
from dudao.bundles.write import Source
from dudao.web.submissions.contents.moments import utc
from dudao.web.submissions.models import PublicNotice, Submission

Entry = dict[str, str]
SCAN = "scan"


def endorsements_of(submission: Submission) -> Endorsements:
    """All that was said, in its order, with the signed form where there is one."""
    lines = [
        PartLine(each.path, each.kind, submission.scan_sha256, each.size, each.title) for each in scan_of(submission)
    ]
    return Endorsements(submission.hash, tuple(_entries(submission)), tuple(lines))


def scan_of(submission: Submission) -> list[Source]:
    """The signed record form as a part."""
    if not submission.scan:
        return []
    name = submission.scan.name or ""
    suffix = name.rsplit(".", 1)[-1]
    path, title = f"endorsements/record-form.{suffix}", "备案表（签字扫描件）"
    return [Source(path, SCAN, title, lambda: default_storage.open(name), default_storage.size(name))]


def _entries(submission: Submission) -> Iterator[Entry]:
    body = submission.evaluated.name
    for each in submission.confirmations.exclude(decision="").select_related("department"):
        yield entry("department-agreed", each.by, each.department.name, each.at, each.points)
    if submission.signed_at is not None:
        yield entry("signed", submission.signed_by, body, submission.signed_at, "")
    if submission.scan:
        read = "code read" if submission.scan_was_read else "hash typed"
        yield entry("scan", submission.scan_by, body, submission.scan_at, read)
    notice = PublicNotice.objects.filter(submission=submission).first()
    if notice is not None:
        yield from _notice_entries(notice, body)
    late = submission.evaluated.late_requests.filter(until__isnull=False).order_by("-decided_at").first()
    note = f"late: {late.decision_reason}" if submission.is_late and late is not None else ""
    yield entry("sent", submission.sent_by, body, submission.sent_at, note or submission.receipt_number or "")


def _notice_entries(notice: PublicNotice, body: str) -> Iterator[Entry]:
    days = f"{notice.first_day.isoformat()}/{notice.last_day.isoformat()}"
    yield entry("notice", notice.began_by, body, notice.began_at, days)
    for each in notice.objections.all():
        yield entry("objection", "", "", each.made_at, each.text)
        yield entry("answer", each.answered_by, body, each.answered_at, each.answer)
    yield entry("notice-ended", notice.ended_by, body, notice.ended_at, str(notice.objections.count()))


def entry(step: str, by: str, body: str, at: datetime | None, note: str) -> Entry:
    """One entry, plain texts; moments in UTC to the second."""
    return {"step": step, "by": by, "body": body, "at": utc(at), "note": note}
