"""Long work of the search: taking a document into the index, telling who waits for it; writing the open data package."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.discovery import open_data
from dudao.web.discovery.saved import tell_of
from dudao.web.discovery.shelving import shelve
from dudao.web.jobs.actions import start_job
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.library.indexing import index_document
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState

INDEX = "discovery.index"


@job(INDEX, _("编入全文检索"), longest=timedelta(minutes=20))
def index(progress: Progress, address: str, tells: bool) -> str:
    """Bring index and listing of a document in step with it; when it has become public, tell who waits for such."""
    document = Document.objects.select_related("body", "current").filter(address=address).first()
    if document is None:
        return ""
    index_document(document)
    shelve(document)
    if tells and document.state == DocumentState.PUBLISHED:
        tell_of(document, timezone.now())
    return reverse("library:document-detail", args=[address])


@job(open_data.JOB, _("生成开放数据包"), longest=timedelta(minutes=60))
def package(progress: Progress) -> str:
    """Write all figures of documents that are open to everybody into a package."""
    open_data.write_package(progress.tell, timezone.now())
    return reverse("discovery:open-data")


def on_moved(sender: type[Document], document: Document, move: str, by: Acting, at: datetime, **_: Any) -> None:
    """A document became public, or is no longer."""
    with transaction.atomic():
        start_job(
            name=INDEX,
            arguments={"address": document.address, "tells": move == "publish"},
            about=document.title,
            by=by,
            at=at,
            key=f"{INDEX} {document.address}",
        )
