"""Taking a document home."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dudao.web.library.caching import FILE_SECONDS, is_shared, kept, tag_of, unchanged
from dudao.web.library.downloads import content_of, downloads_of
from dudao.web.library.queries import Opened
from dudao.web.library.views.opening import beyond, opens
from dudao.web.pages.rates import is_within
from dudao.web.pages.requests import PersonRequest
from dudao.web.policies import Refused

WAY = 1
"""Of making the tables; another number, and no cache takes an old one for the new."""


@require_safe
@opens
def document_download(request: PersonRequest, opened: Opened, kind: str) -> HttpResponse:
    """A file of a document, always as an attachment."""
    if not opened.is_whole:
        return beyond(request, opened)
    found = next((each for each in downloads_of(opened) if each.kind == kind), None)
    if found is None:
        raise Http404
    tag = tag_of(opened.rendition.key, opened.document.title, kind, WAY)
    if is_shared(request) and unchanged(request, tag) is not None:
        return kept(request, HttpResponse(), FILE_SECONDS, tag)
    if not is_within(request, "download"):
        raise Refused(_("下载过于频繁，请一小时后再试。"))
    answer = HttpResponse(content_of(opened, kind), content_type=found.media)
    plain = f"document{PurePath(found.name).suffix}" if found.name.isprintable() else "document"
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    return kept(request, answer, FILE_SECONDS, tag)
