"""Documents for tests, written through the models: a rendition of a few pages, and a document that stands where wanted."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.library.models import Document, PageText, Rendition, Version
from dudao.web.library.states import DocumentState, RenditionState
from tests.web.cast import NOW

PAGES = ("临江县人民政府履行教育职责自评报告\n2025年", "一、党的领导\n县委常委会专题研究教育工作。", "二、教育投入")


def made_rendition(pages: tuple[str, ...] = PAGES, **more: Any) -> Rendition:
    """What is shown of a file with these texts on its pages."""
    key = sha256("\f".join(pages).encode()).hexdigest()
    given = {"key": key, "sha256": key, "suffix": ".pdf", "size": 20_000, "state": RenditionState.READY, **more}
    found, is_new = Rendition.objects.get_or_create(key=given["key"], defaults={**given, "pages": len(pages)})
    if is_new:
        PageText.objects.bulk_create(
            PageText(rendition=found, number=number, text=text) for number, text in enumerate(pages, start=1)
        )
    return found


def made_document(
    state: DocumentState = DocumentState.SUBMITTED,
    *,
    uploader: str = "reporter",
    pages: tuple[str, ...] = PAGES,
    **more: Any,
) -> Document:
    """A document of the reporter's that stands in a state, with a version."""
    was_public = state in (DocumentState.PUBLISHED, DocumentState.WITHDRAWN)
    given = {
        "title": "临江县2025年自评报告",
        "place": "临江县",
        "year": 2025,
        "kind": "self_assessment",
        "source": "临江县人民政府网站",
        "uploaded_at": NOW,
        "uploader": Person.objects.get(login=uploader),
        "published_at": timezone.now() if was_public else None,
        "withdrawn_at": timezone.now() if state == DocumentState.WITHDRAWN else None,
        **more,
    }
    document = Document.objects.create(state=state, **given)
    rendition = made_rendition(pages)
    document.current = Version.objects.create(
        document=document, number=1, rendition=rendition, name="报告.pdf", at=NOW, by="填报员甲"
    )
    document.pages, document.size = rendition.pages, rendition.size
    document.save()
    return document
