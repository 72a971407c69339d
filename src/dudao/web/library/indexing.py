"""The library's texts in the site's index: the current version of every published document, page by page."""

from __future__ import annotations

from django.db import transaction

from dudao.web.library.models import Document, PageText
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.states import DocumentState
from dudao.web.search.index import drop_passages, put_passages

COLLECTION = "library"
"""What the index calls these texts; their key is the document's address."""


@transaction.atomic
def index_document(document: Document) -> int:
    """Put the public text of a document into the index instead of what was there; one that is not published is forgotten.

    Returns:
        How many passages are kept.
    """
    if document.state != DocumentState.PUBLISHED or document.current_id is None:
        forget_document(document)
        return 0
    pages = PageText.objects.filter(rendition__versions=document.current_id).values_list("number", "text")
    return put_passages(COLLECTION, document.address, pages, preview=PREVIEW_PAGES)


def forget_document(document: Document) -> None:
    """Take a document out of the index."""
    drop_passages(COLLECTION, document.address)
