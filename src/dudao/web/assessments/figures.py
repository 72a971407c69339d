"""Live figures of a narrative: which figures rest on a known fact, where they stand, and whether the fact changed since.

The text stays plain; what a figure rests on is kept beside it (quote, surroundings, position, reference), as bindings of
reports are, and found again by the core after every edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dudao.facts.index import index_of
from dudao.facts.known import Fact, KnownFacts
from dudao.reports.bind.anchors import Anchor, Finding, find_anchors
from dudao.reports.bind.saved import FROM_DRAFT, SavedBinding, parse_reference
from dudao.reports.draft.amounts import printed_amount, printed_number
from dudao.values.absence import State
from dudao.values.spans import Quote, Span

SURROUNDINGS = 24
MOST_FIGURES = 200


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """One figure with what it rests on.

    Attributes:
        start, end: where it stands in the narrative. `now`: how it would be printed today, "" where the fact is not known
            any more. `label`: what it is.
    """

    quote: str
    start: int
    end: int
    reference: str
    label: str = ""
    now: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the data say something else than the text."""
        return self.now != self.quote

    @property
    def is_lost(self) -> bool:
        """Whether the data do not know it any more."""
        return not self.now


class Printer:
    """Prints facts of one body as reports print them, by reference."""

    def __init__(self, known: KnownFacts) -> None:
        self.known = known
        self.index = index_of(known)

    def fact(self, reference: str) -> tuple[str, str]:
        """The printed value and the name of what a reference means; "" for a value that is not there (any more)."""
        parsed = parse_reference(reference)
        if parsed is None:
            return "", ""
        found = self.index.resolve(parsed)
        return (printed(found), found.label) if found is not None else ("", "")


def printed(fact: Fact) -> str:
    """A value as reports print it; a growth by its size with the verb, "" for one that has no value."""
    if fact.value is None or fact.state is State.NOT_APPLICABLE:
        return ""
    if fact.reference.table == "computed" and "|" in fact.reference.key:
        verb = "增长" if fact.value >= 0 else "下降"
        return f"{verb}{printed_number(abs(fact.value), decimals=2)}{fact.unit or ''}"
    return printed_amount(fact.value, fact.unit)


def as_written(start: int, quote: str, reference: str, text: str) -> dict[str, Any]:
    """A figure as it is kept."""
    end = start + len(quote)
    return {
        "quote": quote,
        "prefix": text[max(0, start - SURROUNDINGS) : start],
        "suffix": text[end : end + SURROUNDINGS],
        "position": start,
        "reference": reference,
    }


def found_again(kept: Iterable[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The figures of a narrative after an edit, in the order of the text; one whose words are gone is a figure no more."""
    figures = list(kept)[:MOST_FIGURES]
    anchors = [
        Anchor(Quote(each["quote"], each["prefix"], each["suffix"]), "figure", each["position"]) for each in figures
    ]
    quotes = {each["quote"] for each in figures if each["quote"]}
    places = [
        ("figure", Span(hit.start(), hit.end())) for quote in quotes for hit in re.finditer(re.escape(quote), text)
    ]
    found = []
    for each, place in zip(figures, find_anchors(anchors, places, text), strict=True):
        if place.finding is not Finding.VANISHED and place.span is not None:
            found.append(as_written(place.span.start, each["quote"], each["reference"], text))
    return sorted(found, key=lambda each: each["position"])


def live_figures(kept: Sequence[dict[str, Any]], printer: Printer) -> list[LiveFigure]:
    """The figures of a narrative with what the data say today."""
    shown = []
    for each in kept:
        now, label = printer.fact(each["reference"])
        start = each["position"]
        shown.append(LiveFigure(each["quote"], start, start + len(each["quote"]), each["reference"], label, now))
    return shown


def renewed(text: str, figures: Sequence[LiveFigure]) -> tuple[str, list[dict[str, Any]]]:
    """The narrative with changed figures put right, and its figures; one that is not known any more stays as it is."""
    pieces, kept, position, length = [], [], 0, 0
    for each in sorted(figures, key=lambda one: one.start):
        quote = each.now or each.quote
        before = text[position : each.start]
        pieces += [before, quote]
        length += len(before)
        kept.append((length, quote, each.reference))
        length += len(quote)
        position = each.end
    new = "".join((*pieces, text[position:]))
    return new, [as_written(start, quote, reference, new) for start, quote, reference in kept]


def as_bindings(kept: Iterable[dict[str, Any]], offset: int = 0) -> list[SavedBinding]:
    """The figures as bindings of a report that holds the narrative from `offset` on."""
    return [
        SavedBinding(
            Quote(each["quote"], each["prefix"], each["suffix"]),
            offset + each["position"],
            fact=parse_reference(each["reference"]),
            method=FROM_DRAFT,
        )
        for each in kept
    ]
