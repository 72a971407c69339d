"""Reads of the library, always for somebody: a document by its address, its pages, what was found in it as far as one reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q, QuerySet

from dudao.web.acting import Acting
from dudao.web.library.models import (
    Document,
    FoundCitation,
    FoundEvent,
    FoundFigure,
    FoundPlace,
    PageText,
    Rendition,
    Version,
)
from dudao.web.library.policy import Reach, may_see, reach_of
from dudao.web.library.states import DocumentState, RenditionState


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that somebody may read, with what is shown of it and how far they read. The only door to its content."""

    document: Document
    rendition: Rendition
    reach: Reach

    @property
    def is_whole(self) -> bool:
        """Whether all of it is open."""
        return self.reach.pages is None

    @property
    def shows_all(self) -> bool:
        """Whether every page may be read, if only because the document is no longer than its preview."""
        return self.open_pages >= self.rendition.pages

    @property
    def open_pages(self) -> int:
        """How many pages may be read."""
        shown = min(self.rendition.pages, self.rendition.pictures) or self.rendition.pages
        return shown if self.reach.pages is None else min(shown, self.reach.pages)


def document_for(acting: Acting, address: str) -> Document | None:
    """A document whose page (or notice) somebody may see."""
    rows = Document.objects.select_related("current__rendition", "body", "uploader", "submission__evaluated__round")
    document = rows.filter(address=address).first()
    return document if document is not None and may_see(acting, document) else None


def opened(acting: Acting, document: Document, day: date) -> Opened | None:
    """The document as far as somebody reads it on a day; None where nothing is ready to be shown, or nothing open."""
    reach = reach_of(acting, document, day)
    version = document.current
    if reach.pages == 0 or version is None or version.rendition.state != RenditionState.READY:
        return None
    return Opened(document, version.rendition, reach)


def _within(reach: Reach, column: str = "page") -> Q:
    return Q() if reach.pages is None else Q(**{f"{column}__lte": reach.pages})


def pages_of(opened: Opened, first: int, last: int) -> list[PageText]:
    """The texts of pages, as far as they are open."""
    rows = PageText.objects.filter(_within(opened.reach, "number"), rendition=opened.rendition)
    return list(rows.filter(number__gte=first, number__lte=last))


def figures_of(opened: Opened) -> QuerySet[FoundFigure]:
    """The figures on pages that are open."""
    return FoundFigure.objects.filter(_within(opened.reach), rendition=opened.rendition)


def beyond(opened: Opened, found: type[Model] = FoundFigure) -> int:
    """How many of them stand on pages that are not open."""
    if opened.is_whole:
        return 0
    return found._default_manager.filter(rendition=opened.rendition, page__gt=opened.reach.pages).count()


def citations_of(opened: Opened) -> list[FoundCitation]:
    """Cited documents; `target` is left only where its page is open to everybody."""
    rows = FoundCitation.objects.filter(_within(opened.reach), rendition=opened.rendition).select_related("target")
    found = list(rows)
    for each in found:
        if each.target is not None and each.target.state != DocumentState.PUBLISHED:
            each.target = None
    return found


def events_of(opened: Opened) -> list[FoundEvent]:
    """Events by day; those without a day at the end, in the order of the text."""
    rows = list(FoundEvent.objects.filter(_within(opened.reach), rendition=opened.rendition))
    return sorted(rows, key=lambda each: (each.day is None, each.day or date.min, each.number))


def places_of(opened: Opened) -> list[FoundPlace]:
    """Places and bodies named, the most often named first."""
    rows = FoundPlace.objects.filter(_within(opened.reach), rendition=opened.rendition)
    return list(rows.order_by("-times", "number"))


def versions_of(document: Document) -> list[Version]:
    """All versions, the newest first."""
    return list(document.versions.all())
