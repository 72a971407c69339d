"""The front page of the library, which is its search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dudao.web.acting import Acting
from dudao.web.discovery.contexts import DocumentListPage, Hit, NumbersPart, TooManyPage
from dudao.web.discovery.facets import Choice, chosen_of
from dudao.web.discovery.flooding import PURPOSE, may_search, open_more
from dudao.web.discovery.looking import leaf_of, numbers_of
from dudao.web.discovery.question import ORDERS, Question, read_question
from dudao.web.discovery.rows import DOCUMENT, Row
from dudao.web.discovery.snippets import Hits, hits_in
from dudao.web.discovery.terms import spellings_of
from dudao.web.library.caching import PAGE_SECONDS, kept
from dudao.web.library.models import Document
from dudao.web.library.policy import reach_of
from dudao.web.library.proof import challenge_for
from dudao.web.library.states import DocumentState
from dudao.web.pages.rates import is_within
from dudao.web.pages.requests import PersonRequest, render_page
from dudao.web.search.words import marked_in

NOTHING = Hits([], 0)


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Who has logged in goes to work, everybody else into the library."""
    return redirect("posts:workbench" if request.acting.is_known else "discovery:document-list")


@require_safe
def document_list(request: PersonRequest) -> HttpResponse:
    """Documents by words and facets, the newest where nothing is asked."""
    question = read_question(request.GET.dict())
    if not question.is_open and not may_search(request):
        return too_many(request)
    is_counted = "numbers" in request.GET and is_within(request, "library-numbers")
    found = leaf_of(question, request.acting, request.moment.date(), is_counted=is_counted)
    if not found.rows and question.leaf > 1:
        raise Http404
    page = DocumentListPage(
        question=question,
        hits=hits_of(request.acting, request.moment.date(), question, found.rows),
        count=found.count,
        facets=found.facets,
        chosen=chosen_of(question),
        orders=_orders(question),
        before=question.query(leaf=question.leaf - 1) if question.leaf > 1 else "",
        after=question.query(leaf=question.leaf + 1) if found.goes_on else "",
        numbers=question.query({"numbers": "all"}, leaf=question.leaf),
        hidden=question.chosen,
    )
    return kept(request, render_page(request, page), PAGE_SECONDS)


def too_many(request: PersonRequest) -> HttpResponse:
    """The page for who is over the limit, with the way on."""
    page = TooManyPage(challenge=challenge_for(PURPOSE), query=request.GET.urlencode())
    answer = render_page(request, page, status=429)
    answer["Retry-After"] = "60"
    return kept(request, answer, 0)


@require_safe
def search_on(request: PersonRequest) -> HttpResponse:
    """Go on searching after the browser did its work."""
    open_more(request, request.GET.get("challenge", ""), request.GET.get("number", ""))
    query = read_question(QueryDict(request.GET.get("query", "")[:2000]).dict()).query()
    return redirect(f"{reverse('discovery:document-list')}?{query}")


@require_safe
def document_numbers(request: PersonRequest) -> HttpResponse:
    """How many documents a search finds, in all and by facet, counted to the end; asked for after the page is there."""
    if not is_within(request, "library-numbers"):
        return HttpResponse(status=429)
    question = read_question(request.GET.dict())
    count, facets = numbers_of(question, request.acting, request.moment.date())
    return kept(request, render_page(request, NumbersPart(count=count, facets=facets)), PAGE_SECONDS)


def hits_of(acting: Acting, day: date, question: Question, rows: Sequence[Row]) -> list[Hit]:
    """The documents of rows with what is shown of each: looked up anew, so that none is shown that was just withdrawn."""
    documents = Document.objects.filter(pk__in=[row[DOCUMENT] for row in rows], state=DocumentState.PUBLISHED)
    by_number = {each.pk: each for each in documents.defer("proposed")}
    shown = [by_number[row[DOCUMENT]] for row in rows if row[DOCUMENT] in by_number]
    terms = spellings_of(question.words)
    found = hits_in([(each, reach_of(acting, each, day)) for each in shown], terms) if terms else {}
    return [
        Hit(
            document=each,
            address=reverse("library:document-detail", args=[each.address]),
            hits=found.get(each.address, NOTHING).shown,
            pages=found.get(each.address, NOTHING).pages,
            title=marked_in(each.title, question.words),
        )
        for each in shown
    ]


def _orders(question: Question) -> list[Choice]:
    """Orders to choose from; without words there is nothing to be near to, and the newest come first."""
    offered = {name: label for name, label in ORDERS.items() if question.words or name}
    current = question.order or ("" if question.words else "new")
    return [Choice(label, 0, question.query({"order": name}), name == current) for name, label in offered.items()]
