"""What the pages of a document show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.db.models import QuerySet

from dudao.web.library.comparing import Compared
from dudao.web.library.describing import Described
from dudao.web.library.downloads import Download
from dudao.web.library.facts import Facts, FigureChoice
from dudao.web.library.models import Document, Version
from dudao.web.library.panels import Panel
from dudao.web.library.poster import Size
from dudao.web.library.queries import Opened
from dudao.web.library.sheets import Sheet
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel of another app on this page; `content` None where it is fetched apart."""

    panel: Panel
    content: object | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The page of a document."""

    template: ClassVar[str] = "library/document_detail.html"
    opened: Opened = field(metadata={"help": "the document as far as it is read"})
    described: Described = field(metadata={"help": "what stands under the title"})
    sheets: list[Sheet] = field(metadata={"help": "the first pages"})
    next: int = field(metadata={"help": "the page to read on with, 0 where the last is shown"})
    thumbnails: range = field(metadata={"help": "pages whose small pictures are offered"})
    facts: Facts = field(metadata={"help": "outline, figures, citations, events, places, remarks"})
    downloads: list[Download] = field(metadata={"help": "what may be taken home"})
    versions: list[Version] = field(metadata={"help": "versions, newest first"})
    panels: Mapping[str, list[Shown]] = field(metadata={"help": "parts of other apps by place"})
    kept_as: str = field(metadata={"help": "name of the rendered pages and figures, of all that they are made of"})
    KEPT_SECONDS: ClassVar[int] = 3600


@dataclass(frozen=True, slots=True)
class PanelPage:
    """A part of another app, fetched apart for who reads."""

    template: ClassVar[str] = "library/panel_page.html"
    opened: Opened = field(metadata={"help": "the document"})
    shown: Shown = field(metadata={"help": "the part"})


@dataclass(frozen=True, slots=True)
class PanelPart(PanelPage):
    """The same as a piece of the document's page."""

    template: ClassVar[str] = "library/_panel_part.html"


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of a document."""

    template: ClassVar[str] = "library/page_text.html"
    opened: Opened = field(metadata={"help": "the document as far as it is read"})
    sheet: Sheet = field(metadata={"help": "the page"})
    before: int = field(metadata={"help": "the page before, 0 where there is none"})
    after: int = field(metadata={"help": "the page after it, 0 where there is none that is open"})
    words: str = field(metadata={"help": "words of the search that led here, marked on the page"})


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page as a part of the document's page."""

    template: ClassVar[str] = "library/_reading_on.html"
    opened: Opened = field(metadata={"help": "the document as far as it is read"})
    sheet: Sheet = field(metadata={"help": "the page"})
    next: int = field(metadata={"help": "the page to read on with, 0 where the last is shown"})


@dataclass(frozen=True, slots=True)
class NoticePage:
    """In the place of a document that is withdrawn, held back or not ready."""

    template: ClassVar[str] = "library/document_notice.html"
    document: Document = field(metadata={"help": "the document"})
    reason: Words = field(metadata={"help": "why it cannot be read"})


@dataclass(frozen=True, slots=True)
class BeyondPage:
    """In the place of what lies beyond what the person reads."""

    template: ClassVar[str] = "library/document_beyond.html"
    opened: Opened = field(metadata={"help": "the document as far as it is read"})


@dataclass(frozen=True, slots=True)
class FigureListPage:
    """All figures of a document, filtered and sorted by the address."""

    template: ClassVar[str] = "library/figure_list.html"
    opened: Opened = field(metadata={"help": "the document as far as it is read"})
    leaf: Leaf = field(metadata={"help": "the figures"})
    choice: FigureChoice = field(metadata={"help": "what was asked for, and what may be asked"})
    beyond: int = field(metadata={"help": "figures on pages that are not open"})


@dataclass(frozen=True, slots=True)
class LanguagePage:
    """The choice of the language, for pages that are the same for all visitors and hold no form."""

    template: ClassVar[str] = "library/language_choose.html"
    back: str = field(metadata={"help": "where to go on"})


@dataclass(frozen=True, slots=True)
class PosterPage:
    """The poster of a document, to look at and to take."""

    template: ClassVar[str] = "library/document_poster.html"
    opened: Opened = field(metadata={"help": "the document"})
    sizes: list[Size] = field(metadata={"help": "sizes of the poster; none as long as the document is not public"})


@dataclass(frozen=True, slots=True)
class CompareChoosePage:
    """The choice of a document to compare with."""

    template: ClassVar[str] = "library/compare_choose.html"
    opened: Opened = field(metadata={"help": "the document"})
    words: str = field(metadata={"help": "words asked for in titles"})
    offered: Mapping[str, QuerySet[Document]] = field(metadata={"help": "documents to choose from, by why"})


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two documents side by side."""

    template: ClassVar[str] = "library/compare_detail.html"
    left: Opened = field(metadata={"help": "the document"})
    right: Opened = field(metadata={"help": "the other one"})
    compared: Compared = field(metadata={"help": "figures of one metric, and sections that differ"})
