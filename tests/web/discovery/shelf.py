"""Documents for the tests of the search, put on the shelf through the models and the index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from dudao.web.bodies.models import Body
from dudao.web.library.models import Document, FoundFigure, PageText, Rendition, Version
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.states import DocumentState, RenditionState, Tier
from dudao.web.search.index import put_passages
from tests.web.cast import NOW

OUT = DocumentState.PUBLISHED


def shelved(title: str, pages: Sequence[str], *, tier: str = Tier.PUBLIC, body: str = "", **fields: Any) -> Document:
    """A document with its pages, published unless `state` says otherwise, in the index; each an hour after the one before."""
    number = Document.objects.count()
    key = hashlib.sha256(f"{title}{number}".encode()).hexdigest()
    rendition = Rendition.objects.create(
        key=key,
        sha256=key,
        suffix="docx",
        size=20_000,
        state=RenditionState.READY,
        pages=len(pages),
        pictures=len(pages),
    )
    PageText.objects.bulk_create(
        PageText(rendition=rendition, number=at, text=text) for at, text in enumerate(pages, start=1)
    )
    at = NOW + timedelta(hours=number)
    document = Document(
        title=title, tier=tier, state=OUT, uploaded_at=at, published_at=at, pages=len(pages), size=20_000
    )
    document.body = Body.objects.get(code=body) if body else None
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    document.current = Version.objects.create(
        document=document, number=1, rendition=rendition, name="a.docx", at=at, by="t"
    )
    document.save()
    put_passages("library", document.address, list(enumerate(pages, start=1)), preview=PREVIEW_PAGES)
    return document


def figure(document: Document, text: str, *, page: int = 1, **fields: Any) -> FoundFigure:
    """A figure on a page of a document, an amount in 万元 unless told otherwise."""
    assert document.current is not None
    rendition = document.current.rendition
    given = {"metric": "一般公共预算教育经费", "unit": "万元", "role": "level", "year": 2020, "period": "2020年"}
    value = Decimal(text.rstrip("万元%人"))
    return FoundFigure.objects.create(
        rendition=rendition,
        number=rendition.foundfigures.count() + 1,
        page=page,
        start=0,
        end=4,
        text=text,
        value=value,
        canonical=value * 10_000,
        **{**given, **fields},
    )
