"""What the pages of comments show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.library.models import Document
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words
from dudao.web.readers.tabs import Tab
from dudao.web.voices.forms import BlockForm, CommentForm, DecideForm, ReportForm
from dudao.web.voices.models import Comment
from dudao.web.voices.queries import Numbers, Thread


@dataclass(frozen=True, slots=True)
class CommentsPanel:
    """The comments on the page of a document."""

    threads: list[Thread] = field(metadata={"help": "the first threads, newest first"})
    total: int = field(metadata={"help": "how many comments are shown"})
    more: bool = field(metadata={"help": "whether there are more threads than these"})
    own: list[Comment] = field(metadata={"help": "own comments that others do not see"})
    marked: set[int] = field(metadata={"help": "comments that the reader found helpful"})
    may: Answer = field(metadata={"help": "whether the reader may comment"})
    form: CommentForm | None = field(metadata={"help": "the form, for who has logged in"})


@dataclass(frozen=True, slots=True)
class CommentListPage:
    """All comments on a document."""

    template: ClassVar[str] = "voices/comment_list.html"
    document: Document = field(metadata={"help": "the document"})
    leaf: Leaf = field(metadata={"help": "comments that begin threads"})
    threads: list[Thread] = field(metadata={"help": "the threads of this leaf"})
    order: str = field(metadata={"help": "newest, helpful or oldest"})
    orders: list[tuple[str, Words]] = field(metadata={"help": "orders to choose from"})
    marked: set[int] = field(metadata={"help": "comments that the reader found helpful"})


@dataclass(frozen=True, slots=True)
class CommentWritePage:
    """Writing a comment or a reply."""

    template: ClassVar[str] = "voices/comment_write.html"
    document: Document = field(metadata={"help": "the document"})
    form: CommentForm = field(metadata={"help": "the text and what it speaks of"})
    answered: Comment | None = field(metadata={"help": "the comment that is answered"})
    refusal: Words = field(default="", metadata={"help": "why it was not taken"})
    work: str = field(default="", metadata={"help": "the figure that the comment is about, as printed"})


@dataclass(frozen=True, slots=True)
class CommentReportPage:
    """Reporting a comment."""

    template: ClassVar[str] = "voices/comment_report.html"
    comment: Comment = field(metadata={"help": "the comment"})
    form: ReportForm = field(metadata={"help": "the reason"})
    refusal: Words = field(default="", metadata={"help": "why it was not taken"})


@dataclass(frozen=True, slots=True)
class OwnCommentsPage:
    """My comments."""

    template: ClassVar[str] = "voices/own_comments.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "comments, newest first, with their states"})


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The queue of comments for keepers."""

    template: ClassVar[str] = "voices/queue.html"
    leaf: Leaf = field(metadata={"help": "comments"})
    asked: dict[str, str] = field(metadata={"help": "what was asked for: state, words, author, plain"})
    states: list[tuple[str, Words]] = field(metadata={"help": "states to choose from"})
    form: DecideForm = field(metadata={"help": "the reason for refusing or removing"})
    numbers: Numbers = field(metadata={"help": "the last 30 days in numbers"})


@dataclass(frozen=True, slots=True)
class ReportQueuePage:
    """Reported comments for keepers."""

    template: ClassVar[str] = "voices/report_queue.html"
    leaf: Leaf = field(metadata={"help": "comments with reports that wait"})
    form: DecideForm = field(metadata={"help": "the reason for removing"})


@dataclass(frozen=True, slots=True)
class BlockListPage:
    """Who may not comment."""

    template: ClassVar[str] = "voices/block_list.html"
    leaf: Leaf = field(metadata={"help": "blocks, newest first"})
    form: BlockForm = field(metadata={"help": "who, until when, why"})
