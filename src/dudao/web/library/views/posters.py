"""The poster of a document: a page to look at it, and its pictures."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dudao.web.acting import VISITOR
from dudao.web.library import poster, queries
from dudao.web.library.caching import FILE_SECONDS, kept, tag_of
from dudao.web.library.contexts import PosterPage
from dudao.web.library.queries import Opened
from dudao.web.library.views.opening import opens
from dudao.web.pages.requests import PersonRequest, render_page


@require_safe
@opens
def document_poster(request: PersonRequest, opened: Opened) -> HttpResponse:
    """The poster in all its sizes."""
    public = _public(request, opened)
    sizes = list(poster.SIZES.values()) if public else []
    return render_page(request, PosterPage(opened=opened, sizes=sizes))


@require_safe
@opens
def poster_picture(request: PersonRequest, opened: Opened, size: str) -> HttpResponse:
    """The poster in one size, as everybody may see it."""
    public = _public(request, opened)
    if public is None or size not in poster.SIZES:
        raise Http404
    path = poster.poster_of(public, poster.SIZES[size])
    answer = HttpResponse(path.read_bytes(), content_type="image/png")
    return kept(request, answer, FILE_SECONDS, tag_of(path.name))


def _public(request: PersonRequest, opened: Opened) -> Opened | None:
    """The document as a visitor reads it; None as long as it is not public."""
    return queries.opened(VISITOR, opened.document, timezone.localdate(request.moment))
