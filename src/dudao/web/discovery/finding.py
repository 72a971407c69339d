"""Which documents a search finds for somebody, in which order: the index tells at once, the text settles what it leaves open.

The index decides terms of up to three letters by itself. A longer one is compared with the text of the documents on the leaf
that is shown; how many there are in all is then known at once only where few are left to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from dudao.web.acting import Acting
from dudao.web.discovery.choices import asked_of
from dudao.web.discovery.models import Listing
from dudao.web.discovery.policy import read_whole
from dudao.web.discovery.question import Question
from dudao.web.discovery.rows import COLUMNS, NUMBER, Row
from dudao.web.discovery.terms import Spellings, spellings_of
from dudao.web.library.indexing import COLLECTION
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.search.models import Passage
from dudao.web.search.wholes import ALL_PAGES, FIRST_PAGES, rows_with

AT_ONCE, BATCH, LARGEST = 200, 40, 320
"""So many documents are compared before the page is shown; so many with the first query, and with the last."""
LEAF = 10


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a search may find, in order.

    Attributes:
        is_settled: all of them are hits; else `settles` picks those that are.
        is_cut: there are more behind them, which were not asked for.
    """

    rows: Sequence[Row]
    is_settled: bool
    is_cut: bool
    settles: Callable[[Sequence[Row]], list[Row]]

    def hits(self) -> Iterator[Row]:
        """Hits one after the other, compared as they are asked for: first a few at a time, then more and more."""
        if self.is_settled:
            yield from self.rows
            return
        start, size = 0, BATCH
        while start < len(self.rows):
            yield from self.settles(self.rows[start : start + size])
            start, size = start + size, min(size * 2, LARGEST)

    def leaf(self, number: int, size: int = LEAF) -> tuple[list[Row], bool]:
        """The hits of a leaf, and whether there are more behind it."""
        found = list(islice(self.hits(), (number - 1) * size, number * size + 1))
        return found[:size], len(found) > size

    def settled(self) -> Candidates:
        """The same with everything compared."""
        return self if self.is_settled else replace(self, rows=list(self.hits()), is_settled=True)

    def of(self, rows: Sequence[Row]) -> Candidates:
        """A part of the candidates."""
        return replace(self, rows=rows)


def find(
    question: Question,
    acting: Acting,
    day: date,
    *,
    only: int | None = None,
    chosen: Mapping[str, str] | None = None,
    most: int | None = None,
) -> Candidates:
    """What the words of a search may find among the documents that somebody may see, in its order.

    Args:
        only: look at this listing alone.
        chosen: choices of facets that must hold; without, the words alone decide.
        most: ask for no more candidates than this; None for all.
    """
    terms = spellings_of(question.words)
    whole = Case(When(read_whole(acting, day), then=Value(True)), default=Value(False), output_field=BooleanField())
    listings = (Listing.objects if only is None else Listing.objects.filter(number=only)).alias(whole=whole)
    rows = listings.alias(
        row=Case(
            When(whole=True, then=F("number") * 2 + ALL_PAGES),
            default=F("number") * 2 + FIRST_PAGES,
            output_field=IntegerField(),
        )
    ).filter(asked_of(chosen or {}))
    for spellings in terms:
        rows = rows.filter(Q(row__in=rows_with(spellings)) | _in_metadata(spellings))  # what is cheap to ask, first
    if question.words and not terms:
        rows = rows.none()
    ordered = _ordered(rows, question, terms).values_list(*COLUMNS)
    found: list[Row] = list(ordered if most is None else ordered[: most + 1])
    open_terms = [each for each in terms if not all(term.is_gram for term in each)]

    def settles(some: Sequence[Row]) -> list[Row]:
        asked = listings.filter(number__in=[row[NUMBER] for row in some])
        addresses = list(asked.order_by().values_list("address", flat=True))
        for spellings in open_terms:
            asked = asked.filter(_in_metadata(spellings) | _in_text(spellings, addresses))
        kept = set(asked.order_by().values_list("number", flat=True))
        return [row for row in some if row[NUMBER] in kept]

    is_cut = most is not None and len(found) > most
    candidates = Candidates(found[:most], not open_terms, is_cut, settles)
    return candidates.settled() if len(found) <= AT_ONCE and not is_cut else candidates


def _ordered(rows: QuerySet[Listing], question: Question, terms: Sequence[Spellings]) -> QuerySet[Listing]:
    newest = ("-published_at", "-number")
    if question.order == "date":
        return rows.order_by(F("report_date").desc(nulls_last=True), *newest)
    if question.order == "views":
        return rows.order_by("-document__views", *newest)
    if question.order == "new" or not terms:
        return rows.order_by(*newest)
    named = Q()
    for spellings in terms:
        named &= _holding("folded_title", spellings)
    return rows.order_by(Case(When(named, then=0), default=1), *newest)


def _holding(column: str, spellings: Spellings) -> Q:
    found = Q()
    for term in spellings:
        found |= Q(**{f"{column}__holds": term.text})
    return found


def _in_metadata(spellings: Spellings) -> Q:
    return _holding("folded_title", spellings) | _holding("folded_about", spellings)


def _in_text(spellings: Spellings, addresses: Sequence[str]) -> Q:
    """Has the term on a page that is read. The addresses are named too, or PostgreSQL goes through every passage there is."""
    own = Passage.objects.filter(collection=COLLECTION, key__in=addresses)
    pages = own.filter(_holding("folded", spellings), key=OuterRef("address"))
    first = pages.filter(page__lte=PREVIEW_PAGES)
    return Q(Q(whole=True) & Exists(pages.order_by())) | Q(Exists(first.order_by()))
