"""Where a hit stands: a line or two of each page with the words marked, only from pages that somebody may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from dudao.web.discovery.terms import Spellings
from dudao.web.library.indexing import COLLECTION
from dudao.web.library.models import Document
from dudao.web.library.policy import Reach
from dudao.web.search.models import Passage
from dudao.web.search.words import fold_with_places

SHOWN, AROUND = 3, 42
"""Pages of a document that are shown, and characters on either side of the hit."""


@dataclass(frozen=True, slots=True)
class PageHit:
    """A hit on a page: pieces of text, each with whether it is marked."""

    page: int
    pieces: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of a document: those shown, and on how many pages there are some."""

    shown: list[PageHit]
    pages: int


def hits_in(documents: Iterable[tuple[Document, Reach]], terms: Sequence[Spellings]) -> dict[str, Hits]:
    """The hits of each document by its address, in one query."""
    texts = [term.text for spellings in terms for term in spellings]
    within, anywhere = Q(pk__in=()), Q(pk__in=())
    for document, reach in documents:
        own = Q(key=document.address)
        within |= own if reach.pages is None else own & Q(page__lte=reach.pages)
    for text in texts:
        anywhere |= Q(folded__holds=text)
    found: dict[str, dict[int, str]] = defaultdict(dict)
    rows = Passage.objects.filter(within, anywhere, collection=COLLECTION).values_list("key", "page", "text")
    for address, page, text in rows:
        found[address].setdefault(page, text)
    return {
        address: Hits([PageHit(page, _pieces(pages[page], texts)) for page in sorted(pages)[:SHOWN]], len(pages))
        for address, pages in found.items()
    }


def _pieces(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """The surroundings of the first hit, with every hit in them marked."""
    folded = fold_with_places(text)
    first = min((at for term in terms if (at := folded.text.find(term)) >= 0), default=0)
    start, end = max(first - AROUND, 0), first + 2 * AROUND
    marks: list[tuple[int, int]] = []
    for term in terms:
        at = folded.text.find(term, start)
        while 0 <= at < end:
            marks.append((folded.places[at], folded.places[at + len(term) - 1] + 1))
            at = folded.text.find(term, at + len(term))
    begin = folded.places[start] if folded.places else 0
    stop = max(
        [folded.places[min(end, len(folded.places)) - 1] + 1 if folded.places else 0, *(each[1] for each in marks)]
    )
    pieces, done = [("…" if begin else "", False)], begin
    for left, right in sorted(marks):
        if left >= done:
            pieces += [(" ".join(text[done:left].split()), False), (" ".join(text[left:right].split()), True)]
            done = right
    pieces += [(" ".join(text[done:stop].split()), False), ("…" if stop < len(text) else "", False)]
    return [each for each in pieces if each[0]]
