"""Facts beside the text: what was found in a document, as far as its pages are open, and how figures are filtered and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OrderBy, QuerySet
from django.utils.translation import gettext_lazy as _

from dudao.web.library import queries
from dudao.web.library.models import FoundCitation, FoundEvent, FoundFigure, FoundPlace
from dudao.web.library.queries import Opened
from dudao.web.library.remarks import Remarks, remarks_of
from dudao.web.library.states import FigureState
from dudao.web.library.summing_up import Part, summary_of
from dudao.web.policies import Words

ON_PAGE = 100
"""Figures, citations, events and places that the document's page shows; all of the figures have a page of their own."""
SORTS: Mapping[str, tuple[Words, OrderBy | str]] = {
    "place": (_("按出现次序"), "number"),
    "metric": (_("按指标"), "metric"),
    "year": (_("按年度"), F("year").asc(nulls_last=True)),
    "state": (_("按核对状态"), "state"),
    "value": (_("按数值"), F("canonical").desc(nulls_last=True)),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many figures are in a state, and the address that shows them."""

    state: str
    label: Words
    number: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found on the open pages; `beyond` how many figures stand on the others."""

    outline: list[Mapping[str, Any]]
    summary: list[Part]
    figures: list[FoundFigure]
    counts: list[Count]
    total: int
    beyond: int
    citations: list[FoundCitation]
    events: list[FoundEvent]
    places: list[FoundPlace]
    remarks: Remarks

    @property
    def is_long(self) -> bool:
        """Whether there are more figures than the page shows."""
        return self.total > len(self.figures)


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """What of the figures is asked for; unknown words count as not asked."""

    state: str
    words: str
    sort: str
    counts: list[Count]

    @property
    def sorts(self) -> list[tuple[str, Words]]:
        """The orders to choose from."""
        return [(name, label) for name, (label, _order) in SORTS.items()]

    @property
    def query(self) -> str:
        """The same choice as a part of an address, without the state."""
        return urlencode({"q": self.words, "sort": self.sort})


def facts_of(opened: Opened) -> Facts:
    """Everything beside the text of the document's page."""
    rows = list(queries.figures_of(opened))
    counts = _counts(each.state for each in rows)
    return Facts(
        outline=[each for each in opened.rendition.outline if each.get("title")],
        summary=summary_of(opened, {each.number: each for each in rows}),
        figures=rows[:ON_PAGE],
        counts=counts,
        total=len(rows),
        beyond=queries.beyond(opened),
        citations=queries.citations_of(opened)[:ON_PAGE],
        events=queries.events_of(opened)[:ON_PAGE],
        places=queries.places_of(opened)[:ON_PAGE],
        remarks=remarks_of(opened),
    )


def choose_figures(opened: Opened, asked: Mapping[str, str]) -> tuple[QuerySet[FoundFigure], FigureChoice]:
    """The figures that an address asks for (`state`, `q`, `sort`), in their order."""
    rows = queries.figures_of(opened)
    state = asked.get("state", "") if asked.get("state", "") in FigureState.values else ""
    sort = asked.get("sort", "") if asked.get("sort", "") in SORTS else "place"
    words = asked.get("q", "").strip()[:60]
    if words:
        rows = rows.filter(metric__icontains=words) | rows.filter(around__icontains=words)
    choice = FigureChoice(state, words, sort, _counts(rows.order_by().values_list("state", flat=True), state))
    if state:
        rows = rows.filter(state=state)
    return rows.order_by(SORTS[sort][1], "number"), choice


def _counts(states: Iterable[str], chosen: str = "") -> list[Count]:
    numbers = Counter(states)
    return [Count(each.value, each.label, numbers[each.value], each.value == chosen) for each in FigureState]
