"""The page of a document, its figures, the parts that other apps bring, and the choice of the language."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dudao.web.library import queries, viewing
from dudao.web.library.contexts import DocumentPage, FigureListPage, LanguagePage, PanelPage, PanelPart, Shown
from dudao.web.library.describing import described
from dudao.web.library.downloads import downloads_of
from dudao.web.library.facts import Facts, choose_figures, facts_of
from dudao.web.library.panels import Panel, panels_at
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.queries import Opened
from dudao.web.library.sheets import sheets_of
from dudao.web.library.views.opening import opens, words_asked
from dudao.web.pages.lists import SIZES, leaf_of
from dudao.web.pages.requests import PersonRequest, render_page

PLACES = ("actions", "side", "below", "head")
MOST_THUMBNAILS = 60


@require_safe
@opens
def document_detail(request: PersonRequest, opened: Opened) -> HttpResponse:
    """The page of a document."""
    shown, facts, words = min(PREVIEW_PAGES, opened.open_pages), facts_of(opened), words_asked(request)
    page = DocumentPage(
        opened=opened,
        described=described(opened),
        sheets=sheets_of(opened, 1, shown, words),
        next=shown + 1 if shown < opened.open_pages else 0,
        thumbnails=range(1, min(opened.open_pages, opened.rendition.pictures, MOST_THUMBNAILS) + 1),
        facts=facts,
        downloads=downloads_of(opened),
        versions=queries.versions_of(opened.document),
        panels={place: _panels(request, opened, place) for place in PLACES},
        kept_as=_kept_as(opened, facts, words),
    )
    answer = render_page(request, page)
    viewing.saw(request, opened.document)
    return answer


def _kept_as(opened: Opened, facts: Facts, words: str) -> str:
    """The hash of what the pages and the table of figures are made of: another reading or another state is another name."""
    states = [(each.number, each.state, each.known) for each in facts.figures], [each.number for each in facts.counts]
    made_of = (opened.document.address, opened.rendition.key, opened.reach.pages, get_language(), states, words)
    return sha256(repr(made_of).encode()).hexdigest()


def _panels(request: PersonRequest, opened: Opened, place: str) -> list[Shown]:
    """The parts of a place: a visitor's page is the same for all visitors, so what is personal is fetched apart there."""
    found = []
    for each in panels_at(place):
        apart = each.is_personal and not request.acting.is_known
        content = None if apart else each.source(request.acting, opened.document)
        if apart or content is not None:
            found.append(Shown(each, content))
    return found


@require_safe
@opens
def document_panel(request: PersonRequest, opened: Opened, name: str) -> HttpResponse:
    """A personal part by itself, kept by no cache: a piece for a script, a whole page for who has none."""
    panel = _panel(name)
    content = panel.source(request.acting, opened.document) if panel is not None else None
    if panel is None or content is None:
        raise Http404
    kind = PanelPart if request.headers.get("HX-Request") == "true" else PanelPage
    answer = render_page(request, kind(opened=opened, shown=Shown(panel, content)))
    answer["Cache-Control"] = "private, no-store"
    return answer


def _panel(name: str) -> Panel | None:
    return next((each for place in PLACES for each in panels_at(place) if each.name == name), None)


@require_safe
@opens
def figure_list(request: PersonRequest, opened: Opened) -> HttpResponse:
    """All figures, filtered and sorted by the address."""
    rows, choice = choose_figures(opened, request.GET.dict())
    leaf = leaf_of(request, rows, size=SIZES[2])
    page = FigureListPage(opened=opened, leaf=leaf, choice=choice, beyond=queries.beyond(opened))
    return render_page(request, page)


@require_safe
def language_choose(request: PersonRequest) -> HttpResponse:
    """The choice of the language on a page of its own: pages that all visitors share hold no form."""
    back = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    answer = render_page(request, LanguagePage(back=back if is_here else "/"))
    answer["Cache-Control"] = "private, no-store"
    return answer
