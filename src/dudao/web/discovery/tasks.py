"""Long work of the search: telling who waits for a document; writing the open data package."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import VISITOR, Acting
from dudao.web.discovery import open_data
from dudao.web.discovery.saved import tell_of
from dudao.web.discovery.shelving import shelve_some
from dudao.web.jobs.actions import start_job
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.schemes.models import PublishedEdition

TELL, SHELVE = "discovery.tell", "discovery.shelve"


@job(TELL, _("提醒保存的搜索"), longest=timedelta(minutes=20))
def tell(progress: Progress, address: str) -> str:
    """Tell everybody whose kept search finds a document that has become public."""
    document = Document.objects.filter(address=address, state=DocumentState.PUBLISHED).first()
    if document is None:
        return ""
    tell_of(document, timezone.now())
    return reverse("library:document-detail", args=[address])


@job(SHELVE, _("按新发布的方案整理报告库"), longest=timedelta(minutes=60))
def shelve_for(progress: Progress, edition: str) -> str:
    """Ask the documents that may follow a newly published edition which of its points they answer."""
    published = PublishedEdition.objects.get(pk=edition)
    shelve_some(_following(published))
    return reverse("discovery:document-list")


@job(open_data.JOB, _("生成开放数据包"), longest=timedelta(minutes=60))
def package(progress: Progress) -> str:
    """Write all figures of documents that are open to everybody into a package."""
    open_data.write_package(progress.tell, timezone.now())
    return reverse("discovery:open-data")


@transaction.atomic
def on_edition(sender: type[PublishedEdition], instance: PublishedEdition, created: bool, **_: Any) -> None:
    """An edition was published."""
    if created and _following(instance).exists():
        arguments, key = {"edition": instance.pk}, f"{SHELVE} {instance.pk}"
        start_job(
            name=SHELVE,
            arguments=arguments,
            about=instance.title_zh,
            by=VISITOR,
            at=instance.published_at,
            key=key,
        )


def _following(edition: PublishedEdition) -> QuerySet[Document]:
    return Document.objects.filter(Q(level=edition.level) | Q(edition=edition.pk), state=DocumentState.PUBLISHED)


@transaction.atomic
def on_moved(sender: type[Document], document: Document, move: str, by: Acting, at: datetime, **_: Any) -> None:
    """A document has become public."""
    if move == "publish":
        arguments, key = {"address": document.address}, f"{TELL} {document.address}"
        start_job(name=TELL, arguments=arguments, about=document.title, by=by, at=at, key=key)
