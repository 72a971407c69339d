"""Which documents a search finds for somebody, in which order: the index tells at once, the text settles what it leaves open.

The index decides terms of up to three letters by itself. A longer one is compared with the text of the documents on the leaf
that is shown; how many there are in all is then known at once only where few are left to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.db.models import BooleanField, Case, F, IntegerField, Q, QuerySet, Value, When

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
        is_cut: there are more behind them, which `rest` asks for.
    """

    rows: Sequence[Row]
    is_settled: bool
    is_cut: bool
    settles: Callable[[Sequence[Row]], list[Row]]
    rest: Callable[[], list[Row]]

    def hits(self) -> Iterator[Row]:
        """Hits one after the other, compared as they are asked for: first a few at a time, then more and more."""
        size = BATCH
        for rows in self._parts():
            start = 0
            while start < len(rows):
                some = rows[start : start + size]
                yield from some if self.is_settled else self.settles(some)
                start, size = start + size, min(size * 2, LARGEST)

    def _parts(self) -> Iterator[Sequence[Row]]:
        yield self.rows
        if self.is_cut:
            yield self.rest()

    def leaf(self, number: int, size: int = LEAF) -> tuple[list[Row], bool]:
        """The hits of a leaf, and whether there are more behind it."""
        found = list(islice(self.hits(), (number - 1) * size, number * size + 1))
        return found[:size], len(found) > size

    def settled(self) -> Candidates:
        """The same with everything compared."""
        if self.is_settled and not self.is_cut:
            return self
        return replace(self, rows=list(self.hits()), is_settled=True, is_cut=False)

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
    listings = (Listing.objects if only is None else Listing.objects.filter(number=only)).annotate(whole=whole)
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
        asked = listings.filter(number__in=[row[NUMBER] for row in some]).order_by()
        left = list(asked.values_list("number", "address", "whole", "folded_title", "folded_about"))
        for spellings in open_terms:
            left = _with_term(left, spellings)
        kept = {number for number, *_ in left}
        return [row for row in some if row[NUMBER] in kept]

    is_cut = most is not None and len(found) > most
    candidates = Candidates(found[:most], not open_terms, is_cut, settles, lambda: list(ordered[most:]))
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


def _with_term(asked: Sequence[Row], spellings: Spellings) -> list[Row]:
    """Those whose title, description or a page that is read has a term: number, address, whether it is read whole, texts."""
    texts = [term.text for term in spellings]
    by_text = [each for each in asked if not _named(each, texts)]
    whole = [address for _number, address, is_whole, *_ in by_text if is_whole]
    first = [address for _number, address, is_whole, *_ in by_text if not is_whole]
    pages = Passage.objects.filter(_holding("folded", spellings), collection=COLLECTION).order_by()
    read = pages.filter(Q(key__in=whole) | Q(key__in=first, page__lte=PREVIEW_PAGES))
    having = set(read.values_list("key", flat=True).distinct())
    return [each for each in asked if each[1] in having or _named(each, texts)]


def _named(asked: Row, texts: Sequence[str]) -> bool:
    *_, title, about = asked
    return any(text in title or text in about for text in texts)
