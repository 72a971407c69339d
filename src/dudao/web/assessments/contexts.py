"""What the pages of self-assessment show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from dudao.indicators.results import IndicatorResult
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import Gate
from dudao.web.assessments.applications import Condition
from dudao.web.assessments.applications import Part as ApplicationPart
from dudao.web.assessments.checks import Remark
from dudao.web.assessments.coverage import Coverage
from dudao.web.assessments.figures import LiveFigure
from dudao.web.assessments.forms import ApplicationForm, GateForm, OpinionForm, PartForm, PointForm, ReturnForm
from dudao.web.assessments.machine import Proposal
from dudao.web.assessments.models import Application, GateDeclaration, SelfAssessment
from dudao.web.assessments.picker import Offered
from dudao.web.assessments.points import Marked
from dudao.web.assessments.queries import Group, Row, Step
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.rounds.queries import Deadline


@dataclass(frozen=True, slots=True)
class AssessmentListPage:
    """Self-assessments one may look into, or at."""

    template: ClassVar[str] = "assessments/assessment_list.html"
    leaf: Leaf = field(metadata={"help": "evaluated bodies with how many points are accepted"})
    rows: list[tuple[RoundBody, int, Answer]] = field(
        metadata={"help": "body, number of its points, whether the person may read it"}
    )


@dataclass(frozen=True, slots=True)
class AssessmentTablePage:
    """The whole table of one body, as the paper form has it."""

    template: ClassVar[str] = "assessments/assessment_table.html"
    evaluated: RoundBody = field(metadata={"help": "the body"})
    read: Answer = field(metadata={"help": "whether the person may read it, or sees progress only and why"})
    groups: list[Group] = field(metadata={"help": "points under their headings"})
    total: Mapping[str, object] = field(metadata={"help": "marks, score, bonus, accepted and number of points"})
    gates: list[tuple[Gate, GateDeclaration | None, GateForm | None]] = field(
        metadata={"help": "vetoes and downgrades with what was declared, and the form for who may declare"}
    )
    deadline: Deadline | None = field(metadata={"help": "when the stage ends"})
    unfinished: str = field(metadata={"help": "the first point that the person still has to write, empty for none"})
    changed: int = field(metadata={"help": "live figures in the narratives that the data say otherwise by now"})
    has_application: bool = field(metadata={"help": "whether the round has an application of counties"})


@dataclass(frozen=True, slots=True)
class Conflicted:
    """That somebody else changed a point while one was writing."""

    version: int
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class PointWritePage:
    """One point a card."""

    template: ClassVar[str] = "assessments/point_write.html"
    evaluated: RoundBody = field(metadata={"help": "the body"})
    found: SelfAssessment = field(metadata={"help": "the point as it was written"})
    marked: Marked = field(metadata={"help": "what the scheme says of it"})
    task: Task | None = field(metadata={"help": "which departments do it, until when"})
    form: PointForm = field(metadata={"help": "its columns"})
    write: Answer = field(metadata={"help": "whether the person may write the narrative"})
    score: Answer = field(metadata={"help": "whether the person may score"})
    moves: Mapping[str, Answer] = field(metadata={"help": "which moves the person may make now"})
    return_form: ReturnForm = field(metadata={"help": "the reason of a return"})
    rows: list[Row] = field(metadata={"help": "all points, for going from one to the next"})
    before: str = field(metadata={"help": "the point before, empty at the first"})
    after: str = field(metadata={"help": "the next point, empty at the last"})
    unfinished: str = field(metadata={"help": "the next point that has no score yet, empty for none"})
    proposal: Proposal = field(metadata={"help": "what the machine works out"})
    coverage: Coverage = field(metadata={"help": "evidence, data and ledger that the point asks for"})
    attachable: list[EvidenceEntry] = field(
        metadata={"help": "entries of the catalogue that do not speak for the point yet, for who may attach them"}
    )
    pieces: list[tuple[str, LiveFigure | None]] = field(metadata={"help": "the narrative cut at its live figures"})
    deadline: Deadline | None = field(metadata={"help": "when the stage ends"})
    conflict: Conflicted | None = field(default=None, metadata={"help": "what somebody else changed meanwhile"})


@dataclass(frozen=True, slots=True)
class PointChecksPart:
    """Live figures of a point and remarks on its narrative."""

    template: ClassVar[str] = "assessments/_checks.html"
    evaluated: RoundBody = field(metadata={"help": "the body"})
    found: SelfAssessment = field(metadata={"help": "the point"})
    figures: list[tuple[LiveFigure, str]] = field(
        metadata={"help": "its live figures with what the data say today, each with the page it comes from"}
    )
    remarks: list[Remark] = field(metadata={"help": "what the core says of the narrative"})
    write: Answer = field(metadata={"help": "whether the person may take changed figures over"})


@dataclass(frozen=True, slots=True)
class FiguresPart:
    """Figures one can put in."""

    template: ClassVar[str] = "assessments/_figures.html"
    found: list[Offered] = field(metadata={"help": "figures found"})
    words: str = field(metadata={"help": "what was asked for"})


@dataclass(frozen=True, slots=True)
class ConflictPart:
    """What somebody else changed, for a card that saves by itself."""

    template: ClassVar[str] = "assessments/_conflict.html"
    conflict: Conflicted = field(metadata={"help": "the version that stands, and the steps that led there"})


@dataclass(frozen=True, slots=True)
class PointHistoryPage:
    """What was done to a point."""

    template: ClassVar[str] = "assessments/point_history.html"
    evaluated: RoundBody = field(metadata={"help": "the body"})
    marked: Marked = field(metadata={"help": "the point"})
    steps: list[Step] = field(metadata={"help": "what was done, newest first"})


@dataclass(frozen=True, slots=True)
class IndicatorTracePage:
    """How a computed indicator came about."""

    template: ClassVar[str] = "assessments/indicator_trace.html"
    evaluated: RoundBody = field(metadata={"help": "the body"})
    code: str = field(metadata={"help": "code of the indicator"})
    name: str = field(metadata={"help": "its name"})
    traces: list[tuple[IndicatorResult, TraceNode]] = field(metadata={"help": "result and trace, once a school stage"})
    lang: str = field(metadata={"help": "language of labels and reasons"})


@dataclass(frozen=True, slots=True)
class ApplicationWritePage:
    """The application of a county."""

    template: ClassVar[str] = "assessments/application_write.html"
    evaluated: RoundBody = field(metadata={"help": "the county"})
    application: Application = field(metadata={"help": "its application"})
    form: ApplicationForm | None = field(metadata={"help": "the form, for who may write it"})
    conditions: list[Condition] = field(metadata={"help": "conditions to apply, as the data say"})
    recognised_on: str = field(metadata={"help": "when basic balance was recognised, by the data"})
    parts: list[ApplicationPart] = field(metadata={"help": "what the application consists of, with the review"})
    write: Answer = field(metadata={"help": "whether the person may write it"})
    apply: Answer = field(metadata={"help": "whether the person may apply, and what is still missing"})
    review: Answer = field(metadata={"help": "whether the person may review it"})
    deadline: Deadline | None = field(metadata={"help": "when the stage of the application ends"})


@dataclass(frozen=True, slots=True)
class ReviewWritePage:
    """The review of an application by the city."""

    template: ClassVar[str] = "assessments/review_write.html"
    evaluated: RoundBody = field(metadata={"help": "the county"})
    application: Application = field(metadata={"help": "its application"})
    parts: list[tuple[ApplicationPart, PartForm | None]] = field(
        metadata={"help": "what it consists of, with the form for who may review"}
    )
    confirmed: int = field(metadata={"help": "how many parts are confirmed as they stand"})
    review: Answer = field(metadata={"help": "whether the person may review it"})
    form: OpinionForm = field(metadata={"help": "the opinion"})
    deadline: Deadline | None = field(metadata={"help": "when the stage of the review ends"})
