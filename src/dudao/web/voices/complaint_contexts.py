"""What the pages of complaints show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from dudao.web.library.models import Document
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Words
from dudao.web.voices.complaint_forms import ComplaintForm, OfficeForm, RulesForm, StepForm
from dudao.web.voices.models import Complaint, ComplaintFile, ComplaintStep


@dataclass(frozen=True, slots=True)
class ComplaintNewPage:
    """Complaining about a document."""

    template: ClassVar[str] = "voices/complaint_new.html"
    document: Document = field(metadata={"help": "the document"})
    form: ComplaintForm = field(metadata={"help": "who, about what, with what proof"})
    days: int = field(metadata={"help": "working days within which it is decided"})
    work: str = field(default="", metadata={"help": "the figure concerned, as printed"})
    refusal: Words = field(default="", metadata={"help": "why it was not taken"})


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    """A complaint as who complained, or who uploaded, follows it."""

    template: ClassVar[str] = "voices/complaint_state.html"
    complaint: Complaint = field(metadata={"help": "the complaint"})
    steps: list[ComplaintStep] = field(metadata={"help": "what was done, the first first"})
    files: list[ComplaintFile] = field(metadata={"help": "proofs; for who complained alone"})
    light: str = field(metadata={"help": "tone of the clock"})
    moves: list[str] = field(metadata={"help": "what the reader may do now"})
    is_complainant: bool = field(metadata={"help": "whether the page is the complainant's"})
    form: StepForm = field(metadata={"help": "words and files"})


@dataclass(frozen=True, slots=True)
class ComplaintQueuePage:
    """Complaints for keepers."""

    template: ClassVar[str] = "voices/complaint_queue.html"
    leaf: Leaf = field(metadata={"help": "pairs of complaint and tone of its clock; open ones by their last day"})
    asked: dict[str, str] = field(metadata={"help": "what was asked for: state, kind"})
    states: list[tuple[str, Words]] = field(metadata={"help": "states to choose from"})
    kinds: list[tuple[str, Words]] = field(metadata={"help": "kinds to choose from"})
    today: date = field(metadata={"help": "the day of the clocks"})
    form: RulesForm = field(metadata={"help": "the clocks"})


@dataclass(frozen=True, slots=True)
class ComplaintDecidePage:
    """A complaint for keepers."""

    template: ClassVar[str] = "voices/complaint_decide.html"
    complaint: Complaint = field(metadata={"help": "the complaint"})
    steps: list[ComplaintStep] = field(metadata={"help": "what was done, the first first"})
    files: list[ComplaintFile] = field(metadata={"help": "proofs"})
    light: str = field(metadata={"help": "tone of the clock"})
    moves: list[str] = field(metadata={"help": "what the keeper may do now"})
    remedies: list[tuple[str, Words]] = field(
        metadata={"help": "pages on which what is wrong is put right, with their words"}
    )
    form: OfficeForm = field(metadata={"help": "words for both sides"})
