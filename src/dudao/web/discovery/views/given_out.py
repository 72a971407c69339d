"""What other programs take: a feed of any search, the search as JSON, citations, the list of pages for search engines.

Feeds and JSON are answered as to a visitor, whoever asks: they say nothing that is not open to all, and every cache may keep them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dudao.web.acting import VISITOR
from dudao.web.discovery.citing import address_of, cited, whole_address
from dudao.web.discovery.contexts import Hit
from dudao.web.discovery.looking import leaf_of
from dudao.web.discovery.question import Question, read_question
from dudao.web.discovery.rows import DOCUMENT
from dudao.web.discovery.views.listing import hits_of
from dudao.web.library.caching import PAGE_SECONDS, kept
from dudao.web.library.models import Document
from dudao.web.library.queries import document_for
from dudao.web.library.states import DocumentState
from dudao.web.pages.rates import is_within
from dudao.web.pages.requests import PersonRequest

IN_FEED = 50
FEED_SECONDS = 600
WITH_QUERY = ("discovery:document-numbers", "discovery:suggest", "discovery:search-on", "discovery:search-data")
"""What is for people and their programs, not for search engines."""


@require_safe
def feed(request: PersonRequest) -> HttpResponse:
    """The newest documents of a search, or of the library, as Atom."""
    if not is_within(request, "library-data"):
        return _later(HttpResponse(status=429))
    asked = read_question(request.GET.dict())
    question = Question(asked.words, asked.chosen, "new")
    rows = leaf_of(question, VISITOR, request.moment.date(), size=IN_FEED).rows
    documents = Document.objects.filter(pk__in=[row[DOCUMENT] for row in rows], state=DocumentState.PUBLISHED)
    here = whole_address(request.get_full_path())
    title = " · ".join(filter(None, (question.words, *question.chosen.values(), _("报告库"))))
    made = Atom1Feed(title=title, link=_page_of(question), description="", language="zh-CN", feed_url=here)
    for each in documents.order_by("-published_at", "-pk"):
        made.add_item(
            title=each.title,
            link=address_of(each),
            unique_id=address_of(each),
            description=" · ".join(filter(None, (each.get_kind_display(), each.place, each.issuer))),
            author_name=each.issuer or None,
            pubdate=each.published_at,
            updateddate=each.published_at,
        )
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return kept(request, answer, FEED_SECONDS)


@require_safe
def search_data(request: PersonRequest) -> HttpResponse:
    """A leaf of a search as JSON: documents, snippets of open pages, facets with counts."""
    if not is_within(request, "library-data"):
        return _later(JsonResponse({"error": "too many requests from this address"}, status=429))
    question = read_question(request.GET.dict())
    found = leaf_of(question, VISITOR, request.moment.date(), is_counted="numbers" in request.GET)
    content = {
        "count": found.count.number,
        "count_is_exact": found.count.is_exact,
        "page": question.leaf,
        "next": whole_address(f"{request.path}?{question.query(leaf=question.leaf + 1)}") if found.goes_on else None,
        "documents": [_told(hit) for hit in hits_of(VISITOR, request.moment.date(), question, found.rows)],
        "facets": {
            facet.name: [{"label": str(each.label), "count": each.count} for each in (*facet.choices, *facet.more)]
            for facet in found.facets or ()
        },
    }
    return kept(request, JsonResponse(content, json_dumps_params={"ensure_ascii": False}), PAGE_SECONDS)


@require_safe
def citation_file(request: PersonRequest, address: str, suffix: str) -> HttpResponse:
    """A citation as a file: .bib for BibTeX, .txt for GB/T 7714."""
    document = document_for(VISITOR, address)
    if document is None or document.state != DocumentState.PUBLISHED:
        raise Http404
    citation = cited(document, request.moment.date())
    content, kind = (citation.bibtex, "application/x-bibtex") if suffix == "bib" else (citation.gb7714, "text/plain")
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{document.address}.{suffix}"'
    return kept(request, answer, PAGE_SECONDS)


@require_safe
def robots(request: PersonRequest) -> HttpResponse:
    """What search engines may read: the library, one page of it for each address, not every choice of facets."""
    lines = (
        "User-agent: *",
        "Crawl-delay: 2",
        *(
            f"Disallow: {reverse(name)}?"
            for name in ("discovery:document-list", "discovery:figure-list", "discovery:feed")
        ),
        *(f"Disallow: {reverse(name)}" for name in WITH_QUERY),
        *(f"Disallow: {path}" for path in ("/library/mine/", "/library/keep/", "/desk/", "/account/", "/people/")),
        f"Sitemap: {whole_address(reverse('sitemap'))}",
        "",
    )
    return kept(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), FEED_SECONDS)


def _later(answer: HttpResponse) -> HttpResponse:
    answer["Retry-After"] = "60"
    return answer


def _page_of(question: Question) -> str:
    return whole_address(f"{reverse('discovery:document-list')}?{question.query()}".rstrip("?"))


def _told(hit: Hit) -> dict[str, object]:
    document = hit.document
    return {
        "title": document.title,
        "address": address_of(document),
        "tier": document.tier,
        "kind": document.kind,
        "place": document.place,
        "level": document.level,
        "year": document.year,
        "issuer": document.issuer,
        "report_date": document.report_date,
        "published_at": document.published_at,
        "pages": document.pages,
        "snippets": [{"page": each.page, "text": _joined(each.pieces)} for each in hit.hits],
    }


def _joined(pieces: Sequence[tuple[str, bool]]) -> str:
    return "".join(text for text, _is_hit in pieces)
