"""A page of a document: as picture, as thumbnail, and as text on a page of its own."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from dudao.web.library import storage
from dudao.web.library.caching import FILE_SECONDS, is_shared, kept, tag_of, unchanged
from dudao.web.library.contexts import SheetPage, TextPage
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.queries import Opened
from dudao.web.library.sheets import Sheet, sheets_of
from dudao.web.library.states import Tier
from dudao.web.library.views.opening import beyond, opens, words_asked
from dudao.web.library.watermark import marked, words_of
from dudao.web.pages.requests import PersonRequest, render_page

WEBP = "image/webp"


@require_safe
@opens
def page_picture(request: PersonRequest, opened: Opened, number: int) -> HttpResponse:
    """The picture of a page; one that is not open to all carries who looks at it and when."""
    if not _is_open(opened, number):
        return beyond(request, opened)
    path = storage.page_picture(opened.rendition, number)
    if opened.document.tier != Tier.PUBLIC and number > PREVIEW_PAGES and path.is_file():
        content = marked(path, words_of(request.acting.name, request.moment))
        return kept(request, HttpResponse(content, content_type=WEBP), FILE_SECONDS)
    return _file(request, opened, path)


@require_safe
@opens
def page_thumbnail(request: PersonRequest, opened: Opened, number: int) -> HttpResponse:
    """The small picture of a page, too small to read."""
    if not _is_open(opened, number):
        return beyond(request, opened)
    return _file(request, opened, storage.thumbnail(opened.rendition, number))


@require_safe
@opens
def page_text(request: PersonRequest, opened: Opened, number: int) -> HttpResponse:
    """A page by itself: picture with its text, the plain text below, and the way to the pages beside it."""
    if not _is_open(opened, number):
        return beyond(request, opened)
    words = words_asked(request)
    page = TextPage(opened, _sheet(opened, number, words), number - 1, _after(opened, number), words)
    return render_page(request, page)


@require_safe
@opens
def page_sheet(request: PersonRequest, opened: Opened, number: int) -> HttpResponse:
    """A page as a part of the document's page, which takes it up while one reads on."""
    if not _is_open(opened, number):
        return beyond(request, opened)
    return render_page(request, SheetPage(opened, _sheet(opened, number), _after(opened, number)))


def _sheet(opened: Opened, number: int, words: str = "") -> Sheet:
    sheets = sheets_of(opened, number, number, words)
    if not sheets:
        raise Http404
    return sheets[0]


def _after(opened: Opened, number: int) -> int:
    return number + 1 if number < opened.open_pages else 0


def _is_open(opened: Opened, number: int) -> bool:
    """Whether the page may be read.

    Raises:
        Http404: the document has no such page.
    """
    if not 1 <= number <= max(opened.rendition.pages, opened.rendition.pictures):
        raise Http404
    return opened.reach.holds(number)


def _file(request: PersonRequest, opened: Opened, path: Path) -> HttpResponse:
    tag = tag_of(opened.rendition.key, path.name)
    if is_shared(request) and unchanged(request, tag) is not None:
        return kept(request, HttpResponse(), FILE_SECONDS, tag)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    return kept(request, HttpResponse(content, content_type=WEBP), FILE_SECONDS, tag)
