"""What the pages about uploads share: the upload asked for, or no such page."""

from __future__ import annotations

from django.http import Http404

from dudao.web.library.models import Document
from dudao.web.pages.requests import PersonRequest
from dudao.web.publishing import queries


def upload_or_404(request: PersonRequest, address: str) -> Document:
    """An upload whose making the person may see."""
    found = queries.upload_for(request.acting, address)
    if found is None:
        raise Http404
    return found
