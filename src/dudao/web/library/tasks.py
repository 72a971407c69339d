"""Long work of the library: making what is shown of a version, relating a document to the others."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.library import policy
from dudao.web.library.actions import READING
from dudao.web.library.citing import link_citations
from dudao.web.library.following import RELATING
from dudao.web.library.keeping import may_go_out
from dudao.web.library.known import compare_figures, of_same_place
from dudao.web.library.models import Document, Version
from dudao.web.library.points import mark_points
from dudao.web.library.reading.making import make_rendition
from dudao.web.library.reading.proposals import proposed_of_title
from dudao.web.library.reading.showing import propose, show_version
from dudao.web.library.states import DocumentState, RenditionState
from dudao.web.library.viewing import COUNTING, bring_in

HIDDEN = (DocumentState.READING, DocumentState.FAILED, DocumentState.WAITING, DocumentState.DECLINED)
"""States in which nothing of a document is public and nobody examines it."""


@job(READING, _("处理文档"), longest=timedelta(minutes=40))
def read(progress: Progress, version: int, given: list[str]) -> str:
    """Make what is shown of a version; the document then waits to be corrected, or has failed with the reason."""
    row = Version.objects.select_related("rendition", "document").get(pk=version)
    rendition = make_rendition(row.rendition, progress.tell)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=row.document_id)
        if rendition.state == RenditionState.FAILED:
            _note_failure(document, row, rendition.problem)
        else:
            _note_reading(document, row, given, progress)
    return _address_of(document)


@job(RELATING, _("关联文档"))
def relate(progress: Progress, address: str) -> str:
    """Lead citations to and from a document, and compare its figures and those of the other documents of its place."""
    rows = Document.objects.select_related("current__rendition", "body", "submission")
    document = rows.filter(address=address).first()
    if document is None:  # given up meanwhile
        return ""
    link_citations(document)
    mark_points(document)
    concerned = [*([document] if document.state == DocumentState.PUBLISHED else []), *of_same_place(document)]
    for number, each in enumerate(concerned):
        progress.tell(number, len(concerned), each.title)
        compare_figures(each)
    progress.tell(len(concerned), len(concerned))
    return _address_of(document)


def _note_failure(document: Document, version: Version, problem: str) -> None:
    """A document without a version that can be shown has failed; of another only this version is not shown."""
    if document.state == DocumentState.READING or document.current_id == version.pk:
        document.state, document.reason = DocumentState.FAILED, problem
        document.save(update_fields=["state", "reason"])


def _note_reading(document: Document, version: Version, given: list[str], progress: Progress) -> None:
    if document.state in (DocumentState.READING, DocumentState.FAILED):
        named = proposed_of_title(PurePath(version.name).stem, "name")
        proposed = version.rendition.proposed
        propose(document, proposed if "title" in proposed else named | proposed, given)
        document.state, document.reason = DocumentState.WAITING, ""
        document.save()
    is_kept = policy.may_keep_library(progress.by) and may_go_out(document, version)
    if document.state in HIDDEN or is_kept:
        show_version(version)


def _address_of(document: Document) -> str:
    try:
        return reverse("library:document-detail", args=[document.address])
    except NoReverseMatch:  # the site is built without the pages of the library
        return ""


@job(COUNTING, _("汇总阅读次数"))
def count_views(progress: Progress) -> str:
    """Bring the readings that were noted into the documents."""
    bring_in(timezone.localdate())
    return ""
