"""Comparing two documents: choosing the other one, and both side by side."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dudao.web.library import queries
from dudao.web.library.comparing import compare, offered_for
from dudao.web.library.contexts import CompareChoosePage, ComparePage
from dudao.web.library.queries import Opened
from dudao.web.library.views.opening import opens
from dudao.web.pages.requests import PersonRequest, render_page

LONGEST_QUERY = 60


@require_safe
@opens
def compare_choose(request: PersonRequest, opened: Opened) -> HttpResponse:
    """With which document to compare."""
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    page = CompareChoosePage(opened=opened, words=words, offered=offered_for(opened.document, words))
    return render_page(request, page)


@require_safe
@opens
def compare_detail(request: PersonRequest, opened: Opened, other: str) -> HttpResponse:
    """Two documents side by side, the earlier year before the later; the other one is asked for like any document."""
    document = queries.document_for(request.acting, other)
    right = queries.opened(request.acting, document, timezone.localdate(request.moment)) if document else None
    if right is None or right.document.pk == opened.document.pk:
        raise Http404
    left, right = sorted((opened, right), key=lambda each: each.document.year or 0)
    return render_page(request, ComparePage(left=left, right=right, compared=compare(left, right)))
