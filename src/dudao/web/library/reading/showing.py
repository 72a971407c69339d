"""Which version of a document is shown, and what of it stands on the document itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from dudao.web.bodies.models import Body
from dudao.web.library.indexing import index_document
from dudao.web.library.models import Document, Version

PROPOSED = ("title", "place", "level", "year", "kind", "issuer", "tier")


@transaction.atomic
def show_version(version: Version) -> Document:
    """Show a version that was read: its pages and size stand on the document, its text in the index where it is published."""
    document = Document.objects.select_for_update().get(pk=version.document_id)
    document.current = version
    document.pages, document.size = version.rendition.pages, version.rendition.size
    document.save(update_fields=["current", "pages", "size"])
    index_document(document)
    return document


def propose(document: Document, proposed: dict[str, Any], given: list[str]) -> None:
    """Fill what nobody has said of a document with what its reader proposes; nothing is saved."""
    document.proposed = proposed
    for name in PROPOSED:
        if name not in given and name in proposed:
            setattr(document, name, _fitting(document, name, proposed[name]["value"]))
    if "report_date" not in given and "report_date" in proposed:
        document.report_date = date.fromisoformat(proposed["report_date"]["value"])
    if document.body_id is None and document.place and "body" not in given:
        document.body = body_named(document.place)


def _fitting(document: Document, name: str, value: Any) -> Any:
    longest = getattr(document._meta.get_field(name), "max_length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def body_named(place: str) -> Body | None:
    """The one body of the site's tree that is called so; None where there is none, or more than one."""
    found = list(Body.objects.filter(name=place)[:2])
    return found[0] if len(found) == 1 else None
