"""What is suggested while somebody types: titles, places, measures; nothing but what every visitor may know."""

from __future__ import annotations

from collections.abc import Iterable

from dudao.reports.bind.wordings import catalogue_words
from dudao.web.discovery.models import Listing
from dudao.web.discovery.terms import spellings_of
from dudao.web.library.states import DocumentState

TITLES, PLACES, METRICS = 5, 3, 4


def suggestions_for(typed: str) -> list[str]:
    """Measures, places and titles that hold what was typed, each once."""
    spellings = spellings_of(typed)
    if not spellings:
        return []
    texts = [term.text for term in spellings[-1]]
    last = typed.split()[-1]
    begun = typed[: typed.rindex(last)]
    found = [f"{begun}{each}" for each in (*_metrics(texts), *_places(last))]
    return list(dict.fromkeys((*found, *(_titles(texts) if not begun else ()))))


def _metrics(texts: Iterable[str]) -> list[str]:
    holding = {word for word in catalogue_words() if any(text in word and text != word for text in texts)}
    return sorted(holding, key=lambda word: (len(word), word))[:METRICS]


def _places(typed: str) -> list[str]:
    rows = Listing.objects.filter(document__state=DocumentState.PUBLISHED, place__contains=typed).order_by("place")
    return list(rows.exclude(place=typed).values_list("place", flat=True).distinct()[:PLACES])


def _titles(texts: Iterable[str]) -> list[str]:
    rows = Listing.objects.filter(document__state=DocumentState.PUBLISHED)
    found: list[str] = []
    for text in texts:
        found += rows.filter(folded_title__holds=text).values_list("document__title", flat=True)[:TITLES]
    return found[:TITLES]
