"""What the pages of rounds show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.acting import Role
from dudao.web.audit.models import AuditEntry
from dudao.web.policies import Answer
from dudao.web.rounds.forms import CalendarForm, ExtensionForm, ReasonForm, RoundChangeForm, RoundForm, TasksForm
from dudao.web.rounds.missing import Missing
from dudao.web.rounds.models import Extension, Reminder, Round, RoundBody, Stage, Task
from dudao.web.rounds.offers import Offer
from dudao.web.rounds.opening import Opening
from dudao.web.rounds.overview import Department, Step
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.queries import BoardRow


@dataclass(frozen=True, slots=True)
class RoundListPage:
    """Rounds of one's area."""

    template: ClassVar[str] = "rounds/round_list.html"
    rounds: list[Round] = field(metadata={"help": "rounds, newest first"})
    run: Answer = field(metadata={"help": "whether the person may begin another"})
    year: int = field(metadata={"help": "the year of the calendar to open"})


@dataclass(frozen=True, slots=True)
class RoundNewPage:
    """Begin a round."""

    template: ClassVar[str] = "rounds/round_new.html"
    form: RoundForm = field(metadata={"help": "name, scheme, period, notice"})


@dataclass(frozen=True, slots=True)
class RoundChangePage:
    """Prepare a round: notice, timetable, bodies."""

    template: ClassVar[str] = "rounds/round_change.html"
    round: Round = field(metadata={"help": "the round in preparation"})
    form: RoundChangeForm = field(metadata={"help": "notice and timetable"})
    candidates: list[tuple[str, str, str]] = field(metadata={"help": "governments: code, name, kind"})
    chosen: set[str] = field(metadata={"help": "codes of those to be evaluated"})


@dataclass(frozen=True, slots=True)
class RoundDetailPage:
    """The board of a round: bodies against stages."""

    template: ClassVar[str] = "rounds/round_detail.html"
    round: Round = field(metadata={"help": "the round"})
    stages: list[tuple[Stage, int]] = field(metadata={"help": "stages with their working days"})
    rows: list[BoardRow] = field(metadata={"help": "one row a body"})
    extensions: list[Extension] = field(metadata={"help": "what was extended, and why"})
    moves: dict[str, Answer] = field(metadata={"help": "which moves the person may make now"})
    change: Answer = field(metadata={"help": "whether the round may still be prepared"})
    extend: Answer = field(metadata={"help": "whether the person may extend and remind"})
    offers: list[tuple[str, Offer]] = field(
        metadata={"help": "pages of other apps about the round: address, what it is"}
    )
    extension_form: ExtensionForm | None = field(default=None, metadata={"help": "the form to extend"})
    pause_form: ReasonForm | None = field(default=None, metadata={"help": "the form to pause"})


@dataclass(frozen=True, slots=True)
class RoundOpenPage:
    """What opening a round will do, to be confirmed."""

    template: ClassVar[str] = "rounds/round_open.html"
    round: Round = field(metadata={"help": "the round in preparation"})
    opening: Opening = field(metadata={"help": "whom it concerns, who is told, what is fixed by it"})


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The working calendar of a year."""

    template: ClassVar[str] = "rounds/calendar_change.html"
    year: int = field(metadata={"help": "the year"})
    form: CalendarForm = field(metadata={"help": "its days off and days worked in exchange"})


@dataclass(frozen=True, slots=True)
class TaskListPage:
    """Points of one body with their departments."""

    template: ClassVar[str] = "rounds/task_list.html"
    round: Round = field(metadata={"help": "the round"})
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    tasks: list[Task] = field(metadata={"help": "its points"})
    assign: Answer = field(metadata={"help": "whether the person may hand them out"})
    progress: Progress = field(metadata={"help": "how many points have a department"})
    form: TasksForm | None = field(default=None, metadata={"help": "the form, for those who may"})


@dataclass(frozen=True, slots=True)
class BodyDetailPage:
    """One evaluated body in a round."""

    template: ClassVar[str] = "rounds/body_detail.html"
    round: Round = field(metadata={"help": "the round"})
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    steps: list[Step] = field(metadata={"help": "its stages in their order"})
    missing: list[Missing] = field(metadata={"help": "what it still lacks"})
    answerable: list[tuple[Role, list[str]]] = field(metadata={"help": "who coordinates and who signs"})
    departments: list[Department] = field(metadata={"help": "departments with the points they lead"})
    events: list[AuditEntry] = field(metadata={"help": "what was done last"})
    reminder: Reminder | None = field(default=None, metadata={"help": "the last reminder, for a while"})
