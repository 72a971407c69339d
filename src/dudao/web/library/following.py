"""What follows when a document becomes public or is no longer: the index, and a job that relates it to the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from dudao.web.acting import Acting
from dudao.web.jobs.actions import start_job
from dudao.web.library.indexing import index_document
from dudao.web.library.models import Document

RELATING = "library.relate"
"""The job that leads citations to a document and compares figures of its place."""


@transaction.atomic
def follow_move(document: Document, by: Acting, at: datetime, **_: Any) -> None:
    """A document has moved: its text is found while it is published, and what others say of it is brought up to date."""
    index_document(document)
    if document.current_id is not None:
        arguments, key = {"address": document.address}, f"{RELATING} {document.address}"
        start_job(name=RELATING, arguments=arguments, about=document.title, by=by, at=at, key=key)
