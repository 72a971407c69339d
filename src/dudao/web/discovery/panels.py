"""What the search brings to a document's page: how to cite it, what belongs beside it, what programs read of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from dudao.web.acting import Acting
from dudao.web.discovery.citing import Citation, address_of, cited, described, whole_address
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState


@dataclass(frozen=True, slots=True)
class Citing:
    """Citations, and the document for search engines."""

    citation: Citation
    schema: SafeString


@dataclass(frozen=True, slots=True)
class Shared:
    """What a page says of itself where its link is passed on (OpenGraph)."""

    title: str
    address: str
    about: str
    picture: str


def citing(acting: Acting, document: Document) -> Citing | None:
    """How a public document is cited today."""
    if document.state != DocumentState.PUBLISHED:
        return None
    return Citing(cited(document, timezone.localdate()), described(document))


def shared(acting: Acting, document: Document) -> Shared | None:
    """What is passed on with a link to a public document."""
    if document.state != DocumentState.PUBLISHED:
        return None
    about = (
        str(document.get_kind_display()),
        document.place,
        f"{document.year}年" if document.year else "",
        document.issuer,
    )
    picture = reverse("library:poster-picture", args=[document.address, "square"])
    return Shared(document.title, address_of(document), " · ".join(filter(None, about)), whole_address(picture))
