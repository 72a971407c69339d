"""Cited documents that stand in the library themselves: each citation leads to the published document that it names."""

from __future__ import annotations

import re

from django.db.models import Q

from dudao.web.library.likeness import plain_text
from dudao.web.library.models import Document, FoundCitation
from dudao.web.library.states import DocumentState

_ISSUED = re.compile(r"^.*?关于(?:印发|发布|公布|转发)[〈《<]?(?P<title>.+?)[〉》>]?的(?:通知|公告|决定)$")
SHORTEST = 4
"""Characters of a title that is looked for; a shorter one names no document surely."""


def core_title(title: str) -> str:
    """The title of what a notice hands on, as it is compared: 关于印发《云州省教育规划》的通知 → 云州省教育规划.

    >>> core_title("云州省人民政府关于印发《云州省教育规划》的通知"), core_title(" 云州省 教育規劃 ")
    ('云州省教育规划', '云州省教育规划')
    """
    found = _ISSUED.match("".join(title.split()))
    return plain_text(found["title"] if found else title)


def number_of(document: Document) -> str:
    """The document's own number (文号), as its text prints it; "" for none."""
    return str(document.proposed.get("document_number", {}).get("value", ""))


def link_citations(document: Document) -> int:
    """Lead the citations of a published document to others, and those of others to it; returns how many are led anew.

    Of a document that is no longer published, citations lead nowhere.
    """
    if document.state != DocumentState.PUBLISHED:
        return FoundCitation.objects.filter(target=document).update(target=None)
    return _link_own(document) + _link_others(document)


def _link_own(document: Document) -> int:
    if document.current is None:
        return 0
    changed = []
    for citation in document.current.rendition.foundcitations.all():
        target = cited_document(citation, document)
        if target is not None and citation.target_id != target.pk:
            citation.target = target
            changed.append(citation)
    FoundCitation.objects.bulk_update(changed, ["target"], batch_size=200)
    return len(changed)


def cited_document(citation: FoundCitation, citing: Document) -> Document | None:
    """The published document that a citation names by number or title; None where there is none. Never the citing one."""
    title = "".join(citation.title.split())
    wanted = core_title(title)
    if len(wanted) < SHORTEST:
        return None
    rows = Document.objects.filter(state=DocumentState.PUBLISHED).exclude(pk=citing.pk)
    asked = Q(title__contains=title)
    if citation.document_number:
        asked |= Q(proposed__document_number__value=citation.document_number)
    found = rows.filter(asked).order_by("-published_at")[:20]
    return next((each for each in found if is_named(each, citation, wanted)), None)


def is_named(document: Document, citation: FoundCitation, wanted: str) -> bool:
    """Whether a citation means a document: the same number where both have one, else the same title."""
    number = number_of(document)
    if number and citation.document_number:
        return number == citation.document_number
    return core_title(document.title) == wanted


def _link_others(document: Document) -> int:
    title = "".join(document.title.split())
    names = {title, document.title, core_title(document.title)}
    found = _ISSUED.match(title)
    if found:
        names.add(found["title"])
    asked = Q(title__in=names)
    if number := number_of(document):
        asked |= Q(document_number=number)
    rows = FoundCitation.objects.filter(asked, target=None)
    if document.current is not None:
        rows = rows.exclude(rendition=document.current.rendition_id)
    meant = [each.pk for each in rows if is_named(document, each, core_title(each.title))]
    return FoundCitation.objects.filter(pk__in=meant).update(target=document)
