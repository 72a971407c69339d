"""What the pages of submissions show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from dudao.bundles.faults import Fault
from dudao.bundles.verify import Looked
from dudao.web.jobs.models import Job
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words
from dudao.web.rounds.missing import Missing
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.queries import Deadline
from dudao.web.submissions.contents.contract import Need
from dudao.web.submissions.forms import (
    AnswerForm,
    DecideForm,
    FreezeForm,
    LackingForm,
    ObjectionForm,
    ReasonForm,
    RulesForm,
    ScanForm,
    SendBackForm,
)
from dudao.web.submissions.models import (
    Confirmation,
    LateRequest,
    Objection,
    PublicNotice,
    Remark,
    SendingRules,
    Submission,
)
from dudao.web.submissions.papers import Paper
from dudao.web.submissions.queries import Row


@dataclass(frozen=True, slots=True)
class SubmissionListPage:
    """Bodies with their last submission."""

    template: ClassVar[str] = "submissions/submission_list.html"
    leaf: Leaf = field(metadata={"help": "evaluated bodies"})
    rows: list[Row] = field(metadata={"help": "each with its last submission"})
    rounds: list[Round] = field(metadata={"help": "rounds to choose from"})
    states: list[tuple[str, str, int]] = field(metadata={"help": "states to choose from, with numbers"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for"})
    requests: list[LateRequest] = field(metadata={"help": "requests to send late that wait for me"})
    rules: Round | None = field(metadata={"help": "the round chosen, where I may set its rules"})


@dataclass(frozen=True, slots=True)
class BodyPage:
    """What a body has frozen, and what it still lacks."""

    template: ClassVar[str] = "submissions/body_detail.html"
    round: Round = field(metadata={"help": "the round"})
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    needs: list[Need] = field(metadata={"help": "what must be there before freezing"})
    missing: list[Missing] = field(metadata={"help": "what the stages still lack; it does not stop the freezing"})
    versions: list[Submission] = field(metadata={"help": "versions, newest first"})
    deadline: Deadline | None = field(metadata={"help": "when sending ends"})
    requests: list[LateRequest] = field(metadata={"help": "requests to send late"})
    freeze: Answer = field(metadata={"help": "whether the person may freeze now"})
    ask_late: Answer = field(metadata={"help": "whether the person may ask to send late"})
    freeze_form: FreezeForm | None = field(metadata={"help": "what was changed, where there is a version before"})
    lacking: list[str] = field(metadata={"help": "what the scheme asks for and is not there, to be confirmed"})
    lacking_form: LackingForm | None = field(metadata={"help": "why it lacks; None where nothing does"})
    late_form: ReasonForm = field(metadata={"help": "why it is late"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a submission's path: its name, whether it is behind, being done or ahead, and what was noted."""

    label: Words
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One version: how it stands, what is in it, what I may do."""

    template: ClassVar[str] = "submissions/submission_detail.html"
    submission: Submission = field(metadata={"help": "the version"})
    steps: list[Step] = field(metadata={"help": "the steps of its path"})
    confirmations: list[Confirmation] = field(metadata={"help": "what departments said"})
    notice: PublicNotice | None = field(metadata={"help": "its public notice"})
    notice_page: str = field(
        metadata={"help": "full address of the notice, which prints and can be sent on; empty without one"}
    )
    notice_days: int = field(metadata={"help": "how many days a notice lasts, the first included"})
    notice_closes: datetime = field(metadata={"help": "the first moment after a notice that begins now"})
    open_objections: int = field(metadata={"help": "objections without an answer"})
    remarks: list[Remark] = field(metadata={"help": "what the office returned"})
    looked: Looked | None = field(metadata={"help": "what the bundle says of itself; None where I may not look inside"})
    kinds: list[tuple[str, int, int]] = field(metadata={"help": "parts by kind: name, number, bytes"})
    job: Job | None = field(metadata={"help": "the job that seals it, as long as it is not sealed"})
    may: Mapping[str, Answer] = field(metadata={"help": "what I may do now, by the name of the move"})
    form: ReasonForm = field(metadata={"help": "a reason"})
    needs_scan: bool = field(metadata={"help": "whether the round asks for a signed form"})


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Record form or receipt, to be printed."""

    template: ClassVar[str] = "submissions/paper.html"
    submission: Submission = field(metadata={"help": "the version"})
    paper: Paper = field(metadata={"help": "what stands on it"})
    kind: str = field(metadata={"help": "form or receipt"})


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Put in the signed form."""

    template: ClassVar[str] = "submissions/scan_new.html"
    submission: Submission = field(metadata={"help": "the version"})
    form: ScanForm = field(metadata={"help": "the file"})


@dataclass(frozen=True, slots=True)
class SendBackPage:
    """Return a submission."""

    template: ClassVar[str] = "submissions/send_back.html"
    submission: Submission = field(metadata={"help": "the version"})
    form: SendBackForm = field(metadata={"help": "reasons by section, and the day"})


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The stored bundle, verified now."""

    template: ClassVar[str] = "submissions/submission_verify.html"
    submission: Submission = field(metadata={"help": "the version"})
    verdict: str = field(metadata={"help": "sound, warnings, broken; too-large where it was not read"})
    faults: list[tuple[Fault, str]] = field(metadata={"help": "each fault with its sentence"})
    looked: Looked | None = field(metadata={"help": "what the bundle says of itself"})
    moment: datetime = field(metadata={"help": "when it was verified"})


@dataclass(frozen=True, slots=True)
class ObjectionListPage:
    """Objections with name and contact, to be answered."""

    template: ClassVar[str] = "submissions/objection_list.html"
    submission: Submission = field(metadata={"help": "the version"})
    notice: PublicNotice = field(metadata={"help": "its notice"})
    objections: list[tuple[Objection, AnswerForm]] = field(metadata={"help": "each with the form of its answer"})
    answer: Answer = field(metadata={"help": "whether I may answer"})


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Days of the notice and what is public."""

    template: ClassVar[str] = "submissions/rules_change.html"
    round: Round = field(metadata={"help": "the round"})
    form: RulesForm = field(metadata={"help": "the rules"})


@dataclass(frozen=True, slots=True)
class LatePage:
    """A request to send late."""

    template: ClassVar[str] = "submissions/late_decide.html"
    request: LateRequest = field(metadata={"help": "the request"})
    form: DecideForm | None = field(metadata={"help": "the decision; None once it is made"})


@dataclass(frozen=True, slots=True)
class NoticeListPage:
    """Notices under way, for everybody."""

    template: ClassVar[str] = "submissions/notice_list.html"
    leaf: Leaf = field(metadata={"help": "notices, the first to end first"})


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice, for everybody."""

    template: ClassVar[str] = "submissions/notice_detail.html"
    notice: PublicNotice = field(metadata={"help": "the notice"})
    submission: Submission = field(metadata={"help": "what is shown"})
    rules: SendingRules = field(metadata={"help": "what of it is public"})
    form: ObjectionForm | None = field(metadata={"help": "the form of an objection; None once the notice is over"})


@dataclass(frozen=True, slots=True)
class ObjectionPage:
    """An objection with its answer, for whoever knows its address."""

    template: ClassVar[str] = "submissions/objection_state.html"
    objection: Objection = field(metadata={"help": "the objection"})


@dataclass(frozen=True, slots=True)
class HashPage:
    """What was received under a hash, for everybody."""

    template: ClassVar[str] = "submissions/hash_check.html"
    digest: str = field(metadata={"help": "the hash asked for"})
    found: Submission | None = field(metadata={"help": "what was received under it"})
