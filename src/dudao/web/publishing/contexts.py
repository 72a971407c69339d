"""What the pages about uploads show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from dudao.web.library.models import Document, Version
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer
from dudao.web.publishing.forms import (
    BlockForm,
    BoxForm,
    CorrectForm,
    ErratumForm,
    LikenessForm,
    ReasonForm,
    ReplaceForm,
    RoundForm,
    UploadForm,
    WordsForm,
)
from dudao.web.publishing.models import Handing, Judgement
from dudao.web.publishing.privacy import Place
from dudao.web.publishing.queries import Numbers, UnderWay
from dudao.web.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class UploadPage:
    """Handing in, with what one has under way."""

    template: ClassVar[str] = "publishing/upload_new.html"
    job: ClassVar[None] = None  # the progress line falls back to the page's own job
    may: Answer = field(metadata={"help": "whether one may upload, or why not"})
    files: UploadForm = field(metadata={"help": "files to hand in"})
    words: WordsForm = field(metadata={"help": "the words of a page"})
    recent: list[UnderWay] = field(metadata={"help": "one's own uploads that are not public, with their jobs"})
    rounds: bool = field(metadata={"help": "whether one may publish from rounds"})
    keeps: bool = field(metadata={"help": "whether one reviews uploads"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reader proposed for a field: the value, where it comes from, the words it was read in."""

    value: str
    origin: str
    quote: str


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """One upload: its progress or failure, then what is said of it beside its first page."""

    template: ClassVar[str] = "publishing/document_correct.html"
    job: ClassVar[None] = None  # the progress line falls back to the page's own job
    document: Document = field(metadata={"help": "the upload"})
    under_way: UnderWay = field(metadata={"help": "with the job that reads it"})
    handing: Handing | None = field(metadata={"help": "how it was handed in"})
    form: CorrectForm | None = field(metadata={"help": "None where it cannot be changed"})
    fields: list[tuple[Any, Proposal | None]] = field(metadata={"help": "the form's fields with their proposals"})
    hosted: list[tuple[str, str]] = field(metadata={"help": "what else a hosting page printed"})
    likeness: LikenessForm = field(metadata={"help": "why it goes on although something alike is there"})
    alike: list[tuple[Document, int, bool]] = field(metadata={"help": "documents alike, in percent, whether one's own"})
    open_places: int = field(metadata={"help": "found places undecided"})
    shown: Answer = field(metadata={"help": "whether what was found is dealt with"})
    submit: Answer = field(metadata={"help": "whether it may be submitted"})
    may: dict[str, bool] = field(metadata={"help": "what else may be done, by name"})
    version: Version | None = field(metadata={"help": "the newest version that was read"})


@dataclass(frozen=True, slots=True)
class Rect:
    """A box over a page's picture, in shares of the page as its drawing takes them; `tone` is open, cover, keep or drawn."""

    x: str
    y: str
    width: str
    height: str
    tone: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the file to be checked: what was found on it, boxes drawn on it, all boxes over its picture."""

    number: int
    places: list[Place]
    drawn: list[Judgement]
    rects: list[Rect]
    box: BoxForm


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """What a file exposes, page by page, and what becomes of it."""

    template: ClassVar[str] = "publishing/privacy_check.html"
    job: ClassVar[None] = None  # the progress line falls back to the page's own job
    document: Document = field(metadata={"help": "the upload"})
    version: Version = field(metadata={"help": "the version that is checked"})
    sheets: list[Sheet] = field(metadata={"help": "pages with something on them, and the one asked for"})
    pages: list[int] = field(metadata={"help": "all pages that have a picture"})
    asked: int = field(metadata={"help": "the page asked for"})
    total: int = field(metadata={"help": "found places"})
    undecided: list[tuple[str, list[str]]] = field(metadata={"help": "kinds with undecided places, and their keys"})
    open_places: int = field(metadata={"help": "found places undecided"})
    is_burnt_in: bool = field(metadata={"help": "whether the pages are covered as decided"})
    is_preview: bool = field(metadata={"help": "what the public will see, instead of the pages with boxes"})
    may: Answer = field(metadata={"help": "whether one may decide"})
    under_way: UnderWay = field(metadata={"help": "with the job that reads it"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document in the queue with what an operator looks at first."""

    document: Document
    open_places: int
    alike: int
    newest: Version | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The operators' queue."""

    template: ClassVar[str] = "publishing/upload_queue.html"
    part: str = field(metadata={"help": "the part of the queue that is shown"})
    parts: list[tuple[str, str, int]] = field(metadata={"help": "all parts with their label and number"})
    leaf: Leaf = field(metadata={"help": "the documents"})
    rows: list[Waiting] = field(metadata={"help": "the documents of the leaf, with what was found"})
    numbers: Numbers = field(metadata={"help": "the queue in numbers"})
    oldest_days: int = field(metadata={"help": "whole days the oldest has waited"})
    asked: dict[str, str] = field(metadata={"help": "what the list is narrowed by"})
    kinds: list[tuple[str, str]] = field(metadata={"help": "kinds to narrow by"})
    tiers: list[tuple[str, str]] = field(metadata={"help": "tiers to narrow by"})


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One document under review."""

    template: ClassVar[str] = "publishing/upload_review.html"
    document: Document = field(metadata={"help": "the document"})
    handing: Handing | None = field(metadata={"help": "how it was handed in"})
    version: Version | None = field(metadata={"help": "its newest version"})
    waits: bool = field(metadata={"help": "whether that version is not the one shown"})
    alike: list[tuple[Document, int, bool]] = field(metadata={"help": "documents alike"})
    shown: Answer = field(metadata={"help": "whether what was found is dealt with"})
    form: ReasonForm = field(metadata={"help": "why"})
    before: str = field(metadata={"help": "address of the document before it in the queue"})
    after: str = field(metadata={"help": "address of the one after it"})
    pages: list[int] = field(metadata={"help": "pages to look through"})


@dataclass(frozen=True, slots=True)
class BlockListPage:
    """Who was held off."""

    template: ClassVar[str] = "publishing/block_list.html"
    leaf: Leaf = field(metadata={"help": "blocks, those in force first"})
    form: BlockForm = field(metadata={"help": "another one"})


@dataclass(frozen=True, slots=True)
class ReplacePage:
    """Another file, or taking the document down."""

    template: ClassVar[str] = "publishing/document_replace.html"
    document: Document = field(metadata={"help": "the document"})
    versions: list[Version] = field(metadata={"help": "its versions"})
    form: ReplaceForm = field(metadata={"help": "the new file"})
    reason: ReasonForm = field(metadata={"help": "why it is taken down, or brought back"})
    replace: Answer = field(metadata={"help": "whether it may be replaced"})
    withdraw: Answer = field(metadata={"help": "whether it may be taken down"})
    restore: Answer = field(metadata={"help": "whether it may be brought back"})


@dataclass(frozen=True, slots=True)
class ErrataPage:
    """The errata of a document, to be added to."""

    template: ClassVar[str] = "publishing/erratum_list.html"
    document: Document = field(metadata={"help": "the document"})
    form: ErratumForm = field(metadata={"help": "another entry"})


@dataclass(frozen=True, slots=True)
class RoundListPage:
    """Submissions that may go into the library."""

    template: ClassVar[str] = "publishing/submission_list.html"
    leaf: Leaf = field(metadata={"help": "submissions, with their document where there is one"})


@dataclass(frozen=True, slots=True)
class RoundPublishPage:
    """One submission, before its report goes into the library."""

    template: ClassVar[str] = "publishing/submission_publish.html"
    submission: Submission = field(metadata={"help": "the sealed submission"})
    may: Answer = field(metadata={"help": "whether one may"})
    form: RoundForm = field(metadata={"help": "the notice period"})
    shows_scores: bool = field(metadata={"help": "whether the round shows scores"})
