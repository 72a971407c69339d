"""The report of a sealed submission goes into the library: as it was frozen, with what of it may be public."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any
from zipfile import ZipFile

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as plain
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.evidence.states import Visibility
from dudao.web.library.actions import receive_file
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentKind, DocumentState, Level
from dudao.web.policies import Refused
from dudao.web.publishing import policy
from dudao.web.publishing.actions.noting import handing_of, note
from dudao.web.publishing.models import RoundRecord
from dudao.web.submissions.models import Submission
from dudao.web.submissions.timing import rules_of

TAKEN_OUT = declare("library.submission-taken", _("从报送件公开报告"))
REPORTS = ("report/report.pdf", "report/report.docx")
EVIDENCE = "evidence/manifest.csv"
SHOWN = ("number", "title", "kind", "document_number", "issuer", "date", "points")
MOST_NOTICE_DAYS = 60


@transaction.atomic
def publish_submission(*, address: str, notice_days: int, by: Acting, at: datetime) -> Document:
    """Begin to publish a submission's report: a document from the sealed file, which then goes the way of an upload.

    Args:
        notice_days: days of the calendar between the operators' yes and the day it is public, the first included; 0 for none.
    Raises:
        Refused: not of one's area, neither sent nor on public notice, in the library already, or no report in it.
    """
    rows = Submission.objects.select_for_update(of=("self",)).select_related(
        "evaluated__round__edition", "evaluated__body"
    )
    submission = rows.filter(address=address).first()
    if submission is None:
        raise Refused(_("没有这份报送件。"))
    policy.may_publish_submission(by, submission).require()
    if Document.objects.filter(submission=submission).exclude(state=DocumentState.WITHDRAWN).exists():
        raise Refused(_("这份报送件已在报告库里。"))
    if not 0 <= notice_days <= MOST_NOTICE_DAYS:
        raise Refused(_("公示天数应在 0 到 60 之间。"))
    name, content = _report_of(submission)
    document = receive_file(content=ContentFile(content), name=name, by=by, at=at, **_fields(submission))
    handing = handing_of(document)
    handing.notice_days, handing.responsible_at, handing.responsible_by = notice_days, at, by.name[:60]
    handing.save()
    RoundRecord.objects.create(document=document, **_record(submission))
    details = {"submission": submission.address, "hash": submission.hash, "notice_days": notice_days}
    note(TAKEN_OUT, document, by=by, at=at, details=details)
    return document


def _fields(submission: Submission) -> dict[str, Any]:
    evaluated = submission.evaluated
    found = evaluated.round
    year = found.period[:4]
    return {
        "title": plain("%(name)s%(round)s自评报告") % {"name": evaluated.name, "round": found.title},
        "place": evaluated.name,
        "body": evaluated.body,
        "level": evaluated.kind if evaluated.kind in Level.values else "",
        "year": int(year) if year.isdecimal() else None,
        "kind": DocumentKind.SELF_ASSESSMENT,
        "issuer": plain("%(name)s人民政府") % {"name": evaluated.name},
        "edition": found.edition_id[:80],
        "source": plain("本站评价轮次“%(round)s”封存的报送件，第 %(number)d 版")
        % {"round": found.title, "number": submission.number},
        "submission": submission,
    }


def _report_of(submission: Submission) -> tuple[str, bytes]:
    with submission.file.open("rb") as file, ZipFile(file) as bundle:
        there = set(bundle.namelist())
        path = next((each for each in REPORTS if each in there), None)
        if path is None:
            raise Refused(_("这份报送件里没有自评报告，不能公开。"))
        return f"{submission.evaluated.name}{path[path.rindex('.') :]}", bundle.read(path)


def _record(submission: Submission) -> dict[str, Any]:
    """What of the bundle the public may see: evidence marked public, scores where the round's rules show them."""
    with submission.file.open("rb") as file, ZipFile(file) as bundle:
        listed = bundle.read(EVIDENCE).decode() if EVIDENCE in bundle.namelist() else ""
    rows = list(csv.DictReader(io.StringIO(listed)))
    public = [{name: row.get(name, "") for name in SHOWN} for row in rows if row.get("visibility") == Visibility.PUBLIC]
    return {
        "round_title": submission.evaluated.round.title,
        "government": submission.evaluated.name,
        "hash": submission.hash,
        "number": submission.number,
        "evidence": public,
        "hidden": len(rows) - len(public),
        "scores": list(submission.scores) if rules_of(submission.evaluated).shows_scores else [],
    }
