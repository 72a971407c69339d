"""Keeping the listings in step with the documents: listed while published, taken off otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from dudao.web.discovery.models import Listing
from dudao.web.discovery.points import points_of
from dudao.web.library.indexing import COLLECTION
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.schemes.models import PublishedEdition
from dudao.web.search.wholes import numbers_of
from dudao.web.search.words import fold

BATCH = 200


def shelve(*documents: Document) -> None:
    """List documents as they stand now, or take them off the lists."""
    listed = [each for each in documents if each.state == DocumentState.PUBLISHED and each.published_at is not None]
    if len(listed) < len(documents):
        Listing.objects.filter(document__in=[each.pk for each in documents if each not in listed]).delete()
    editions = list(PublishedEdition.objects.order_by("pk")) if listed else []
    numbers = numbers_of(COLLECTION, [each.address for each in listed])
    Listing.objects.bulk_create(
        [_listed(each, numbers[each.address], points_of(each, editions)) for each in listed],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=[field.name for field in Listing._meta.fields if field.name != "number"],
    )


def shelve_all() -> int:
    """List every document anew, for a library that was filled past the signals. Returns how many are listed."""
    shelve_some(Document.objects.all())
    return Listing.objects.count()


def shelve_some(documents: QuerySet[Document]) -> None:
    """List documents anew, batch by batch."""
    beside = documents.select_related("body", "current__rendition", "submission__evaluated__round").order_by("pk")
    rows = beside.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        shelve(*batch)


def on_saved(sender: type[Document], instance: Document, **_: Any) -> None:
    """A document was written, by whatever action."""
    shelve(instance)


def _listed(document: Document, number: int, points: Sequence[str]) -> Listing:
    assert document.published_at is not None
    body = document.body
    about = (
        document.place,
        body.name if body else "",
        document.issuer,
        document.edition,
        f"{document.year}年" if document.year else "",
        str(document.get_kind_display()),
        str(document.get_level_display()) if document.level else "",
    )
    return Listing(
        number=number,
        document=document,
        rendition_id=document.current.rendition_id if document.current else None,
        address=document.address,
        tier=document.tier,
        uploader=document.uploader_id,
        published_at=document.published_at,
        changed_at=max(document.published_at, document.current.at) if document.current else document.published_at,
        report_date=document.report_date,
        year=document.year,
        kind=document.kind,
        level=document.level,
        edition=document.edition,
        issuer=document.issuer,
        place=document.place or (body.name if body else ""),
        path=body.path if body else "",
        points="".join(f"\n{each}" for each in points) + "\n" if points else "",
        folded_title=fold(document.title),
        folded_about="\n".join(fold(each) for each in about if each),
    )
