"""What the actions about uploads share: the document held, its handing, its entry in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.library.models import Document
from dudao.web.publishing.models import Handing


def handing_of(document: Document) -> Handing:
    """How a document was handed in; made where it came another way."""
    return Handing.objects.get_or_create(document=document)[0]


def note(
    action: str, document: Document, *, by: Acting, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    """The audit's entry about a document."""
    path = document.body.path if document.body else ""
    told = {"title": document.title, **(details or {})}
    record(action, on=f"document {document.address}", by=by, at=at, path=path, details=told)
