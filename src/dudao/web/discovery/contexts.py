"""What the pages of the search show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from dudao.web.discovery.charts import Bar
from dudao.web.discovery.facets import Choice, Facet
from dudao.web.discovery.figures import FigureQuestion
from dudao.web.discovery.looking import Count
from dudao.web.discovery.models import OpenPackage, SavedSearch
from dudao.web.discovery.question import Question
from dudao.web.discovery.snippets import PageHit
from dudao.web.library.models import Document
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of the list."""

    document: Document
    address: str
    hits: Sequence[PageHit]
    pages: int
    title: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class NumbersPart:
    """How many documents there are, by facet and in all, once they are counted."""

    template: ClassVar[str] = "discovery/_numbers.html"
    count: Count = field(metadata={"help": "how many documents are hits"})
    facets: Sequence[Facet] = field(metadata={"help": "further choices with their numbers"})


@dataclass(frozen=True, slots=True)
class DocumentListPage:
    """The front page of the library and its search."""

    template: ClassVar[str] = "discovery/document_list.html"
    question: Question = field(metadata={"help": "what was asked"})
    hits: Sequence[Hit] = field(metadata={"help": "the documents of this leaf"})
    count: Count = field(metadata={"help": "how many documents are hits"})
    facets: Sequence[Facet] | None = field(metadata={"help": "further choices with their numbers; None if they follow"})
    chosen: Sequence[Choice] = field(metadata={"help": "choices made, each with the way back"})
    orders: Sequence[Choice] = field(metadata={"help": "orders to choose from"})
    before: str = field(metadata={"help": "query of the leaf before, empty where there is none"})
    after: str = field(metadata={"help": "query of the next leaf, empty where there is none"})
    numbers: str = field(metadata={"help": "query of the same leaf with all numbers, for who has no scripts"})
    hidden: Mapping[str, str] = field(metadata={"help": "what the form carries along"})


@dataclass(frozen=True, slots=True)
class TooManyPage:
    """Too many searches from an address: how to go on."""

    template: ClassVar[str] = "discovery/too_many.html"
    challenge: str = field(metadata={"help": "what the browser works on"})
    query: str = field(metadata={"help": "the search that was asked for"})


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure, and the address of the page on which it stands."""

    figure: Any
    address: str


@dataclass(frozen=True, slots=True)
class FigureListPage:
    """Figures across reports."""

    template: ClassVar[str] = "discovery/figure_list.html"
    question: FigureQuestion = field(metadata={"help": "what was asked"})
    typed: str = field(metadata={"help": "the line as typed"})
    leaf: Leaf = field(metadata={"help": "figures"})
    rows: Sequence[FigureRow] = field(metadata={"help": "the figures of this leaf, each with its place"})
    bars: Sequence[Bar] = field(metadata={"help": "the same as a chart, empty where they cannot be compared"})
    wordings: Sequence[str] = field(metadata={"help": "other words for the metric that were looked for too"})
    orders: Sequence[tuple[str, Words, bool]] = field(
        metadata={"help": "orders to choose from, and whether it is this one"}
    )
    kinds: Sequence[Choice] = field(metadata={"help": "kinds of figures to choose from, each with its number"})
    levels: Sequence[tuple[str, Words]] = field(metadata={"help": "levels to choose from"})


@dataclass(frozen=True, slots=True)
class SuggestPart:
    """Suggestions while somebody types."""

    template: ClassVar[str] = "discovery/_suggestions.html"
    suggestions: Sequence[str] = field(metadata={"help": "what may be meant"})


@dataclass(frozen=True, slots=True)
class SavedListPage:
    """Searches that somebody keeps."""

    template: ClassVar[str] = "discovery/saved_list.html"
    searches: Sequence[SavedSearch] = field(metadata={"help": "my kept searches"})
    question: Question = field(metadata={"help": "the search that can be kept now"})


@dataclass(frozen=True, slots=True)
class OpenDataPage:
    """Packages of open data."""

    template: ClassVar[str] = "discovery/open_data.html"
    packages: Sequence[OpenPackage] = field(metadata={"help": "the last packages, the newest first"})
    may_make: bool = field(metadata={"help": "whether I may have a new one made"})
