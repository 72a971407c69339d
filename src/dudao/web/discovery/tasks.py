"""Long work of the search: telling who waits for a document; writing the open data package."""

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
from dudao.web.jobs.actions import start_job
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState

TELL = "discovery.tell"


@job(TELL, _("提醒保存的搜索"), longest=timedelta(minutes=20))
def tell(progress: Progress, address: str) -> str:
    """Tell everybody whose kept search finds a document that has become public."""
    document = Document.objects.filter(address=address, state=DocumentState.PUBLISHED).first()
    if document is None:
        return ""
    tell_of(document, timezone.now())
    return reverse("library:document-detail", args=[address])


@job(open_data.JOB, _("生成开放数据包"), longest=timedelta(minutes=60))
def package(progress: Progress) -> str:
    """Write all figures of documents that are open to everybody into a package."""
    open_data.write_package(progress.tell, timezone.now())
    return reverse("discovery:open-data")


@transaction.atomic
def on_moved(sender: type[Document], document: Document, move: str, by: Acting, at: datetime, **_: Any) -> None:
    """A document has become public."""
    if move == "publish":
        arguments, key = {"address": document.address}, f"{TELL} {document.address}"
        start_job(name=TELL, arguments=arguments, about=document.title, by=by, at=at, key=key)
