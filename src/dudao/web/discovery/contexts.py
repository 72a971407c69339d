"""What the pages of the search show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.discovery.facets import Choice, Facet
from dudao.web.discovery.question import Question
from dudao.web.discovery.snippets import PageHit
from dudao.web.library.models import Document


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of the list."""

    document: Document
    address: str
    hits: Sequence[PageHit]
    pages: int
    title: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents there are. `is_sure`: counted to the end; else at most so many."""

    number: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class CountPart:
    """The number alone, once it is known."""

    template: ClassVar[str] = "discovery/_count.html"
    count: Count = field(metadata={"help": "how many documents are hits"})
    question: Question = field(metadata={"help": "what was asked"})


@dataclass(frozen=True, slots=True)
class DocumentListPage:
    """The front page of the library and its search."""

    template: ClassVar[str] = "discovery/document_list.html"
    question: Question = field(metadata={"help": "what was asked"})
    hits: Sequence[Hit] = field(metadata={"help": "the documents of this leaf"})
    count: Count = field(metadata={"help": "how many documents are hits"})
    facets: Sequence[Facet] = field(metadata={"help": "further choices with their numbers"})
    chosen: Sequence[Choice] = field(metadata={"help": "choices made, each with the way back"})
    orders: Sequence[Choice] = field(metadata={"help": "orders to choose from"})
    before: str = field(metadata={"help": "query of the leaf before, empty where there is none"})
    after: str = field(metadata={"help": "query of the next leaf, empty where there is none"})
    hidden: Mapping[str, str] = field(metadata={"help": "what the form carries along"})
