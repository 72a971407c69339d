"""The operators' yes: public at once, or after a notice period; their other answers are `library.keeping`'s."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.jobs.actions import start_job
from dudao.web.library import keeping
from dudao.web.library.keeping import locked
from dudao.web.library.models import Document
from dudao.web.library.policy import may_decide
from dudao.web.library.states import DocumentState
from dudao.web.publishing.actions.noting import handing_of, note

NOTICED = declare("library.notice-begun", _("开始文档公示期"))
JOB = "publishing.notice-over"


@transaction.atomic
def accept_upload(*, address: str, by: Acting, at: datetime) -> Document:
    """Take an upload (采用): public now, or, where a round asked for a notice period, on the day after its last day."""
    document = locked(address)
    handing = handing_of(document)
    handing.decided_at = at
    handing.save(update_fields=["decided_at"])
    if not handing.notice_days or document.notice_until is not None:  # none, or begun: refused as long as it lasts
        return keeping.publish_document(address=address, by=by, at=at)
    may_decide(by, document, "publish").require()
    keeping.may_go_out(document).require()
    document.notice_until = timezone.localdate(at) + timedelta(days=handing.notice_days - 1)
    document.save(update_fields=["notice_until"])
    note(NOTICED, document, by=by, at=at, details={"until": document.notice_until})
    due = datetime.combine(document.notice_until + timedelta(days=1), time.min, timezone.get_current_timezone())
    start_job(
        name=JOB,
        arguments={"address": address},
        about=document.title,
        by=by,
        at=at,
        due=due,
        key=f"{JOB} {address}",
    )
    return document


@transaction.atomic
def decline_upload(*, address: str, reason: str, by: Acting, at: datetime) -> Document:
    """Do not take an upload (不采用), with the reason."""
    document = keeping.decline_document(address=address, reason=reason, by=by, at=at)
    handing = handing_of(document)
    handing.decided_at = at
    handing.save(update_fields=["decided_at"])
    return document


def publish_noticed(*, address: str, by: Acting, at: datetime) -> Document | None:
    """Publish a document whose notice period is over; None where it was held, declined or taken back meanwhile."""
    document = Document.objects.filter(address=address).first()
    if document is None or document.state != DocumentState.SUBMITTED or document.notice_until is None:
        return None
    return keeping.publish_document(address=address, by=by, at=at)
