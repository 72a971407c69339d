"""What the pages of the report desk show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.safestring import SafeString

from dudao.reports.compare.model import ReportDifference
from dudao.web.jobs.models import Job
from dudao.web.policies import Answer, Words
from dudao.web.report_desk.forms import ExceptionForm, FrontForm, UploadForm
from dudao.web.report_desk.models import (
    AcceptedRemark,
    Desk,
    Proposal,
    ReportVersion,
    VersionCheck,
    WorkingCopy,
    WorkingPart,
)
from dudao.web.report_desk.provenance import Offer, Step
from dudao.web.report_desk.queries import DeskRow, Listed
from dudao.web.rounds.models import RoundBody

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeskListPage:
    """Reports of the own government, and those that were sent up."""

    template: ClassVar[str] = "report_desk/desk_list.html"
    rows: list[DeskRow] = field(metadata={"help": "bodies in rounds with their newest version"})


@dataclass(frozen=True, slots=True)
class DeskPage:
    """All versions of a body's report, what waits, what was accepted."""

    template: ClassVar[str] = "report_desk/desk_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    desk: Desk | None = field(metadata={"help": "its desk, None as long as nobody began"})
    versions: list[ReportVersion] = field(metadata={"help": "newest first, with the counts of their checks"})
    newest: ReportVersion | None = field(metadata={"help": "the newest version"})
    changed: list[Plain] = field(metadata={"help": "figures of the newest version that changed data made wrong"})
    exceptions: list[tuple[AcceptedRemark, str, Mapping[str, Answer]]] = field(
        metadata={"help": "accepted remarks: each with a word on whether it still holds, and who may do what"}
    )
    copy: WorkingCopy | None = field(metadata={"help": "the copy being written"})
    proposals: int = field(metadata={"help": "proposed wordings that wait"})
    is_stale: bool = field(metadata={"help": "whether data changed since the newest version was checked"})
    write: Answer = field(metadata={"help": "whether the person may write"})
    again: Answer = field(metadata={"help": "whether the person may have it checked again"})
    settle: Answer = field(metadata={"help": "whether the newest version may be marked as final"})
    propose: bool = field(metadata={"help": "whether the person may propose wordings"})
    due: object = field(metadata={"help": "when the stage ends, None without dates"})


@dataclass(frozen=True, slots=True)
class UploadPage:
    """Hand in a report of one's own."""

    template: ClassVar[str] = "report_desk/report_upload.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    form: UploadForm = field(metadata={"help": "the file"})


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A checked version: text with its marks, remarks and figures beside it."""

    template: ClassVar[str] = "report_desk/version_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    version: ReportVersion = field(metadata={"help": "the version"})
    check: VersionCheck | None = field(metadata={"help": "its last check"})
    text: SafeString = field(metadata={"help": "the report as HTML, figures and doubtful places marked"})
    outline: list[Plain] = field(metadata={"help": "headings with level, title and number"})
    listed: Listed = field(metadata={"help": "remarks and figures as asked for"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for"})
    families: Mapping[str, str] = field(metadata={"help": "names of the families of rules"})
    waiting: frozenset[str] = field(metadata={"help": "remarks for which an exception was asked"})
    is_stale: bool = field(metadata={"help": "whether data changed since the check"})
    is_newest: bool = field(metadata={"help": "whether no later version is there"})
    is_own: bool = field(metadata={"help": "whether the person is of the evaluated government"})
    write: Answer = field(metadata={"help": "whether the person may write"})
    bind: Answer = field(metadata={"help": "whether the person may bind figures and ask for exceptions"})
    settle: Answer = field(metadata={"help": "whether the version may be marked as final"})
    is_word: bool = field(metadata={"help": "whether its own file is a Word file"})
    job: Job | None = field(metadata={"help": "the job that checks it, where that is still to come or failed"})
    renewable: int = field(metadata={"help": "changed figures that can be renewed with one click"})


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure with its fact, the fact's way, and what one may say of it."""

    template: ClassVar[str] = "report_desk/figure_detail.html"
    fragment: ClassVar[str] = "report_desk/_figure.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    version: ReportVersion = field(metadata={"help": "the version"})
    figure: Plain = field(metadata={"help": "figure, binding and state as of the last check"})
    way: Step | None = field(metadata={"help": "the fact down to its sources"})
    source: str = field(metadata={"help": "address of the page that holds the fact, empty without one"})
    evidence: list[Any] = field(metadata={"help": "evidence for the points under whose headings the figure stands"})
    offers: list[Offer] = field(metadata={"help": "facts found by the words asked for"})
    words: str = field(metadata={"help": "the words asked for"})
    bind: Answer = field(metadata={"help": "whether the person may say anything of it"})


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """Ask that one remark be accepted."""

    template: ClassVar[str] = "report_desk/remark_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    version: ReportVersion = field(metadata={"help": "the version"})
    remark: Plain = field(metadata={"help": "the remark, in the language of the page"})
    form: ExceptionForm = field(metadata={"help": "reason, words, document, last day"})
    earlier: list[AcceptedRemark] = field(metadata={"help": "what was asked and decided on it before"})
    ask: Answer = field(metadata={"help": "whether the person may ask"})


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two versions side by side."""

    template: ClassVar[str] = "report_desk/version_compare.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    versions: list[ReportVersion] = field(metadata={"help": "all versions, to choose from"})
    old: ReportVersion = field(metadata={"help": "the earlier one"})
    new: ReportVersion = field(metadata={"help": "the later one"})
    difference: ReportDifference | None = field(metadata={"help": "None where a file cannot be read"})
    groups: list[tuple[Words, str, list[Any]]] = field(
        metadata={"help": "name, counts in words and lines of each group"}
    )
    same: str = field(metadata={"help": "share of text that stands in both"})
    write: Answer = field(metadata={"help": "whether the person may restore a version"})


@dataclass(frozen=True, slots=True)
class PartShown:
    """A paragraph as the page of the copy shows it."""

    part: WorkingPart
    pieces: list[tuple[str, str]]
    proposals: list[Proposal]
    may_propose: bool


@dataclass(frozen=True, slots=True)
class CopyPage:
    """Write in the site, paragraph by paragraph."""

    template: ClassVar[str] = "report_desk/copy_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    copy: WorkingCopy = field(metadata={"help": "the copy"})
    parts: list[PartShown] = field(
        metadata={"help": "its paragraphs with figures marked and what is proposed for each"}
    )
    front: FrontForm = field(metadata={"help": "title, addressee, signatory, date"})
    kinds: list[tuple[str, Words]] = field(metadata={"help": "what a paragraph can be"})
    opened: str = field(metadata={"help": "key of the paragraph that is open for change"})
    characters: int = field(metadata={"help": "how long the text is"})
    limit: int = field(metadata={"help": "how long the edition lets it be, 0 without a limit"})
    write: Answer = field(metadata={"help": "whether the person may write"})


@dataclass(frozen=True, slots=True)
class PartPage:
    """One paragraph, open for change or not; after a clash with what somebody else wrote."""

    template: ClassVar[str] = "report_desk/part_change.html"
    fragment: ClassVar[str] = "report_desk/_part.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    shown: PartShown = field(metadata={"help": "the paragraph"})
    kinds: list[tuple[str, Words]] = field(metadata={"help": "what a paragraph can be"})
    is_open: bool = field(metadata={"help": "whether it is open for change"})
    mine: str = field(metadata={"help": "what the person wrote, where somebody else changed the paragraph meanwhile"})
    write: Answer = field(metadata={"help": "whether the person may write"})


@dataclass(frozen=True, slots=True)
class OffersPage:
    """Facts to put into a paragraph."""

    template: ClassVar[str] = "report_desk/fact_list.html"
    evaluated: RoundBody = field(metadata={"help": "the body in its round"})
    words: str = field(metadata={"help": "the words asked for"})
    offers: list[tuple[Offer, str]] = field(metadata={"help": "facts with the words a report would print"})
