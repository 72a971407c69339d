"""Files come in: a new document, another version of one, a version with parts covered. Reading them is a job.

What becomes of a document — published, declined, withdrawn — is decided elsewhere (`keeping.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.evidence.storage import Kept, clean_name, keep_file, path_of
from dudao.web.jobs.actions import start_job
from dudao.web.library import policy
from dudao.web.library.models import Document, Rendition, Version
from dudao.web.library.reading.formats import suffix_of, why_not_taken
from dudao.web.library.reading.making import rendition_for
from dudao.web.library.states import DocumentState
from dudao.web.policies import Refused, no

RECEIVED = declare("library.received", _("上传文档"))
REPLACED = declare("library.version-added", _("上传文档的新版本"))
REDACTED = declare("library.redacted", _("遮盖文档内容"))
READING = "library.read"
"""The job that makes what is shown of a version."""
FIELDS = frozenset(
    ("title", "place", "body", "body_id", "level", "year", "kind", "issuer", "edition", "tier", "report_date", "source")
    + ("is_own", "submission", "notice_until")
)
"""What may be said of a document when its file comes in; what is said is not overwritten by what the reader proposes."""


def receive_file(*, content: File[bytes], name: str, by: Acting, at: datetime, **given: Any) -> Document:
    """Take a file into the library (上传) as a new document that is being read.

    Args:
        given: fields of the document that are known already (`FIELDS`).
    Returns:
        The document in state READING; a job reads it and leaves it WAITING, or FAILED with the reason.
    Raises:
        Refused: not logged in, empty, too large, a program, or of a kind that is not taken. Nothing is kept then.
    """
    policy.may_upload(by).require()
    if unknown := set(given) - FIELDS:
        raise TypeError(f"no field of a document: {', '.join(sorted(unknown))}")
    called, kept = clean_name(name), _taken(content)
    with transaction.atomic():
        document = Document.objects.create(
            **{"title": PurePath(called).stem[:300], **given}, uploaded_at=at, uploader_id=by.person_id, size=kept.size
        )
        version = _add(
            document, rendition_for(kept.sha256, suffix_of(kept.kind, called), kept.size, []), called, "", by, at
        )
        document.current = version
        document.save(update_fields=["current"])
        details = {"name": called, "sha256": kept.sha256, "title": document.title}
        record(RECEIVED, on=target_of(document), by=by, at=at, details=details)
        begin_reading(version, given=sorted(name for name, value in given.items() if value), by=by, at=at)
    return document


def add_version(*, address: str, content: File[bytes], name: str, note: str = "", by: Acting, at: datetime) -> Version:
    """Hand in another file for a document (新版本); address and history stay.

    The version is read by a job. It is shown at once where nothing of the document is public yet, or a keeper hands it in;
    else a keeper shows it (`reading.showing.show_version`).

    Raises:
        Refused: neither the uploader's own document nor a keeper, withdrawn, the same file, or one that is not taken.
    """
    _require_change(by, Document.objects.get(address=address))
    called, kept = clean_name(name), _taken(content)
    with transaction.atomic():
        document = _locked(address, by)
        if any(each.rendition.sha256 == kept.sha256 for each in document.versions.select_related("rendition")[:1]):
            raise Refused(_("新文件与现有版本内容完全相同，没有替换。"))
        made = rendition_for(kept.sha256, suffix_of(kept.kind, called), kept.size, [])
        version = _add(document, made, called, note, by, at)
        details = {"name": called, "sha256": kept.sha256, "version": version.number, "note": version.note}
        record(REPLACED, on=target_of(document), by=by, at=at, details=details)
        begin_reading(version, given=[], by=by, at=at)
    return version


def redact_document(
    *,
    address: str,
    redactions: Sequence[dict[str, Any]],
    note: str = "",
    of: Version | None = None,
    by: Acting,
    at: datetime,
) -> Version:
    """Cover parts of a document's file (遮盖): a new version whose pictures and texts are without them.

    Args:
        of: the version whose file it is, where it is not the current one: a newer one that nobody sees yet.
        redactions: all that are to be covered, as `Rendition.redactions` has them; [] shows everything again.
    """
    with transaction.atomic():
        document = _locked(address, by)
        covered = of or document.current
        if covered is None or covered.document_id != document.pk:
            raise Refused(_("文档还没有读完，请稍候。"))
        before = covered.rendition
        made = rendition_for(before.sha256, before.suffix, before.size, [_clean_box(each) for each in redactions])
        version = _add(document, made, covered.name, note, by, at)
        details = {"version": version.number, "covered": len(made.redactions), "note": version.note}
        record(REDACTED, on=target_of(document), by=by, at=at, details=details)
        begin_reading(version, given=[], by=by, at=at)
    return version


def _clean_box(given: dict[str, Any]) -> dict[str, Any]:
    """A redaction as it is kept; raises Refused for one that is no area of a page."""
    try:
        sides = {side: round(float(given[side]), 4) for side in ("left", "top", "right", "bottom")}
        page = int(given["page"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(_("遮盖区域无效，请重新框选。")) from error
    is_area = 0 <= sides["left"] < sides["right"] <= 1 and 0 <= sides["top"] < sides["bottom"] <= 1
    if page < 1 or not is_area:
        raise Refused(_("遮盖区域无效，请重新框选。"))
    return {"page": page, **sides, "reason": str(given.get("reason", ""))[:60]}


def begin_reading(version: Version, *, given: list[str], by: Acting, at: datetime) -> None:
    """Have a version read by a job of this transaction; `given` are the fields that a person has said already."""
    arguments = {"version": version.pk, "given": given}
    start_job(name=READING, arguments=arguments, about=version.name, by=by, at=at, key=f"{READING} {version.pk}")


def target_of(document: Document) -> str:
    """What the audit calls a document."""
    return f"document {document.address}"


def _taken(content: File[bytes]) -> Kept:
    """A file in its place; raises Refused for one that cannot become a document."""
    kept = keep_file(content)
    if why := why_not_taken(Path(path_of(kept.sha256)), kept.kind):
        raise Refused(why)
    return kept


def _add(document: Document, made: Rendition, name: str, note: str, by: Acting, at: datetime) -> Version:
    last = document.versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    return Version.objects.create(
        document=document, number=number, rendition=made, name=name, note=note[:300], at=at, by=by.name[:60]
    )


def _locked(address: str, by: Acting) -> Document:
    document = Document.objects.select_for_update().get(address=address)
    _require_change(by, document)
    return document


def _require_change(by: Acting, document: Document) -> None:
    """The uploader while nothing is decided against it, and the keepers; nobody once it is withdrawn."""
    if document.state == DocumentState.WITHDRAWN:
        no(_("这份文档已经撤下。")).require()
    if not policy.is_own(by, document):
        policy.may_keep_library(by).require()
