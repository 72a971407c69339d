"""Documents that belong beside another: other years of the place, neighbours in the year, citing and cited, similar text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.discovery.models import Listing
from dudao.web.library.likeness import similar_to
from dudao.web.library.models import Document, FoundCitation
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.states import DocumentState, Tier
from dudao.web.policies import Words

MOST = 6


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that are related in one way."""

    label: Words
    documents: Sequence[Document]


def related_to(acting: Acting, document: Document) -> list[Group] | None:
    """The groups that hold something, each document in the first of them; None where there is nothing.

    Only what every visitor may know: who cites whom is read on pages that are open to all.
    """
    listing = Listing.objects.filter(document=document).first()
    if listing is None:
        return None
    done = {document.pk}
    groups = []
    for label, found in (
        (_("同地区其他年度"), _other_years(listing)),
        (_("同年度相邻地区"), _neighbours(listing)),
        (_("引用的文件"), _cited(document)),
        (_("被这些文档引用"), _citing(document)),
        (_("内容相近"), _similar(document)),
    ):
        own = [each for each in found if each.pk not in done][:MOST]
        done.update(each.pk for each in own)
        if own:
            groups.append(Group(label, own))
    return groups or None


def _out(rows: QuerySet[Listing]) -> QuerySet[Document]:
    return Document.objects.filter(state=DocumentState.PUBLISHED, listing__in=rows).defer("proposed")


def _other_years(listing: Listing) -> Iterable[Document]:
    same = Listing.objects.filter(place=listing.place, path=listing.path, kind=listing.kind).exclude(year=listing.year)
    return _out(same).order_by("-year", "-pk")[: MOST + 1] if listing.place else ()


def _neighbours(listing: Listing) -> Iterable[Document]:
    """Bodies below the same one, in the same year."""
    above = listing.path.rstrip("/").rpartition("/")[0] + "/"
    if above == "/" or listing.year is None:
        return ()
    rows = Listing.objects.filter(path__startswith=above, level=listing.level, year=listing.year, kind=listing.kind)
    return _out(rows.exclude(path=listing.path)).order_by("place", "-pk")[: MOST + 1]


def _cited(document: Document) -> Iterable[Document]:
    if document.current is None:
        return ()
    rows = FoundCitation.objects.filter(rendition=document.current.rendition_id, target__isnull=False)
    if document.tier != Tier.PUBLIC:
        rows = rows.filter(page__lte=PREVIEW_PAGES)
    targets = rows.order_by().values("target")
    return Document.objects.filter(pk__in=targets, state=DocumentState.PUBLISHED).defer("proposed")[: MOST + 1]


def _citing(document: Document) -> Iterable[Document]:
    rows = FoundCitation.objects.filter(target=document).order_by()
    first = rows.filter(page__lte=PREVIEW_PAGES).values("rendition")
    everywhere = rows.values("rendition")
    found = Document.objects.filter(state=DocumentState.PUBLISHED)
    public = found.filter(tier=Tier.PUBLIC, current__rendition__in=everywhere)
    return (public | found.filter(current__rendition__in=first)).defer("proposed")[: MOST + 1]


def _similar(document: Document) -> Iterable[Document]:
    if document.current is None or document.tier != Tier.PUBLIC:
        return ()
    return [each for each, _share in similar_to(document.current.rendition)]
