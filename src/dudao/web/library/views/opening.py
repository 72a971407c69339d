"""The one door of everything under a document's address: who may not read gets the notice, and nothing else runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from dudao.web.library import queries
from dudao.web.library.caching import PAGE_SECONDS, kept
from dudao.web.library.contexts import BeyondPage, NoticePage
from dudao.web.library.models import Document
from dudao.web.library.policy import may_read
from dudao.web.library.queries import Opened
from dudao.web.library.states import DocumentState
from dudao.web.pages.requests import PersonRequest, render_page

GONE, CLOSED = 410, 403
LONGEST_QUERY = 200


def opens(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a document as far as the person reads it: `view(request, opened, …)`. Visitors' answers may be cached.

    404 for who may not even see that there is such a document; 410 with the notice of a withdrawn one, 403 of one that
    is held back or not ready.
    """

    @wraps(view)
    def respond(request: PersonRequest, address: str, *args: Any, **kwargs: Any) -> HttpResponse:
        document = queries.document_for(request.acting, address)
        if document is None:
            raise Http404
        opened = queries.opened(request.acting, document, timezone.localdate(request.moment))
        if opened is None or document.state == DocumentState.WITHDRAWN:
            return _notice(request, document)
        answer = view(request, opened, *args, **kwargs)
        return answer if "Cache-Control" in answer else kept(request, answer, PAGE_SECONDS)

    return respond


def _notice(request: PersonRequest, document: Document) -> HttpResponse:
    status = GONE if document.state == DocumentState.WITHDRAWN else CLOSED
    page = NoticePage(document=document, reason=may_read(request.acting, document).reason)
    return kept(request, render_page(request, page, status=status), PAGE_SECONDS)


def beyond(request: PersonRequest, opened: Opened) -> HttpResponse:
    """The refusal of what lies beyond what the person reads; it says what opens the rest."""
    return kept(request, render_page(request, BeyondPage(opened=opened), status=CLOSED), PAGE_SECONDS)


def words_asked(request: PersonRequest) -> str:
    """The words of the search that led here, to be marked on the page."""
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]
