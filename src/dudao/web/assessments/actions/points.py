"""Writing a point, handing it to the coordinator, accepting or returning it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.assessments import policy
from dudao.web.assessments.figures import Printer, as_written, found_again, live_figures, renewed
from dudao.web.assessments.known import known_of, measured_of
from dudao.web.assessments.machine import proposal_for
from dudao.web.assessments.models import SelfAssessment
from dudao.web.assessments.points import Marked, marked_points
from dudao.web.assessments.queries import target_of, task_of
from dudao.web.assessments.states import MOVES, PointState
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.datasets.models import TableVersion
from dudao.web.policies import Refused
from dudao.web.rounds.frozen import must_not_be_frozen
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import may_work

WRITTEN = declare("self-assessment.written", _("填写自评"))
RENEWED = declare("self-assessment.figures-renewed", _("采用变动后的数据"))
SUBMITTED = declare("self-assessment.submitted", _("提交自评要点"))
RECALLED = declare("self-assessment.recalled", _("撤回自评要点"))
ACCEPTED = declare("self-assessment.accepted", _("通过自评要点"))
RETURNED = declare("self-assessment.returned", _("退回自评要点"))
MACHINE = Acting(name="系统")
"""Who asks again: no person decided it."""
OF_MOVE = {"submit": SUBMITTED, "recall": RECALLED, "accept": ACCEPTED, "return": RETURNED}


class Conflict(Refused):
    """Somebody else changed the point since it was opened; nothing was written. `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(_("这个要点在您填写期间被他人修改过，您的内容还没有保存。"))
        self.version = version


@dataclass(frozen=True, slots=True)
class Inserted:
    """A figure put into the narrative: what it rests on, its words, and where they begin."""

    reference: str
    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody writes of a point: the columns that change, the figures put in, the version they started from."""

    version: int
    columns: Mapping[str, Any]
    inserted: Sequence[Inserted] = field(default_factory=tuple)


@transaction.atomic
def write_point(*, evaluated_id: int, point: str, given: Given, by: Acting, at: datetime) -> SelfAssessment:
    """Write a point (填写). On an older version nothing is written: `Conflict`, and the later person sees what changed."""
    found = _locked(evaluated_id, point)
    columns = {name: value for name, value in given.columns.items() if getattr(found, name) != value}
    task = task_of(found.evaluated, point)
    policy.may_write_point(by, found, task, at, columns or ("narrative",)).require()
    if found.version != given.version:
        raise Conflict(found.version)
    _require_possible({**_scores(found), **columns}, marked_points(found.evaluated.round.edition)[point])
    changed = {name: [_plain(getattr(found, name)), _plain(value)] for name, value in columns.items()}
    for name, value in columns.items():
        setattr(found, name, value)
    figures = _figures(found, given)
    if not changed and figures == found.figures:
        return found
    found.figures = figures
    return _written(found, WRITTEN, changed, by=by, at=at)


@transaction.atomic
def renew_figures(
    *, evaluated_id: int, point: str, version: int, positions: Sequence[int], by: Acting, at: datetime
) -> SelfAssessment:
    """Put changed figures of the narrative right, those at the positions named (采用新数)."""
    found = _locked(evaluated_id, point)
    policy.may_write_point(by, found, task_of(found.evaluated, point), at).require()
    if found.version != version:
        raise Conflict(found.version)
    figures = live_figures(found.figures, Printer(known_of(found.evaluated)))
    chosen = [each if each.start in positions else _as_it_stands(each) for each in figures]
    before = found.narrative
    found.narrative, found.figures = renewed(before, chosen)
    if found.narrative == before:
        return found
    return _written(found, RENEWED, {"narrative": [before, found.narrative]}, by=by, at=at)


def _as_it_stands(figure: Any) -> Any:
    return type(figure)(figure.quote, figure.start, figure.end, figure.reference, figure.label, figure.quote)


@transaction.atomic
def submit_point(*, evaluated_id: int, point: str, by: Acting, at: datetime) -> SelfAssessment:
    """Hand a point to the coordinator (提交): scored, with a reason for every mark lost and every bonus asked for."""
    found = _locked(evaluated_id, point)
    policy.may_move_point(by, found, task_of(found.evaluated, point), "submit", at).require()
    _require_whole(found, marked_points(found.evaluated.round.edition)[point])
    if (
        found.state == PointState.RETURNED
        and found.decided_at
        and found.written_at
        and found.written_at < found.decided_at
    ):
        raise Refused(_("这个要点被退回后没有改动：请按退回原因修改，或在自评说明里写明为什么不改。"))
    found.submitted_at, found.submitted_by = at, by.name
    return _moved(found, "submit", by=by, at=at)


@transaction.atomic
def recall_point(*, evaluated_id: int, point: str, by: Acting, at: datetime) -> SelfAssessment:
    """Take a point back before it was decided on (撤回)."""
    found = _locked(evaluated_id, point)
    policy.may_move_point(by, found, task_of(found.evaluated, point), "recall", at).require()
    return _moved(found, "recall", by=by, at=at)


@transaction.atomic
def accept_point(*, evaluated_id: int, point: str, version: int, by: Acting, at: datetime) -> SelfAssessment:
    """Accept a point (通过), in the version that the coordinator has read."""
    found = _locked(evaluated_id, point)
    policy.may_move_point(by, found, task_of(found.evaluated, point), "accept", at).require()
    if found.version != version:
        raise Conflict(found.version)
    if lacks_reason(found):
        raise Refused(_("数据审定以后，自评分高于测算得分，还没有写理由：请退回，由牵头部门写明理由或改分。"))
    found.decided_at, found.decided_by, found.return_reason = at, by.name, ""
    return _moved(found, "accept", by=by, at=at)


@transaction.atomic
def return_point(*, evaluated_id: int, point: str, reason: str, by: Acting, at: datetime) -> SelfAssessment:
    """Send a point back with a reason (退回), an accepted one too."""
    found = _locked(evaluated_id, point)
    policy.may_move_point(by, found, task_of(found.evaluated, point), "return", at).require()
    if not reason.strip():
        raise Refused(_("请写明退回的原因。"))
    found.decided_at, found.decided_by, found.return_reason = at, by.name, reason.strip()[:500]
    return _moved(found, "return", by=by, at=at, reason=found.return_reason)


@transaction.atomic
def ask_again(*, evaluated_id: int, at: datetime) -> list[SelfAssessment]:
    """After data were accepted: points handed in or accepted before that ask for more than the data come to, without a reason, go
    back to their department (退回), as long as the stage is open. Returns them."""
    evaluated = RoundBody.objects.select_related("round__edition", "round__office").get(pk=evaluated_id)
    if not may_work(evaluated, StageKind.SELF_ASSESSMENT, at) or not must_not_be_frozen(evaluated):
        return []
    handed = (PointState.SUBMITTED.value, PointState.ACCEPTED.value)
    points = evaluated.self_assessments.filter(state__in=handed, above_reason="").values_list("point", flat=True)
    asked = []
    for point in list(points):
        found = _locked(evaluated_id, point)
        if lacks_reason(found):
            found.decided_at, found.decided_by = at, MACHINE.name
            found.return_reason = str(_("数据审定以后，自评分高于测算得分：请写明高于测算分的理由，或改自评分。"))
            asked.append(_moved(found, "return", by=MACHINE, at=at, reason=found.return_reason))
    return asked


def ask_again_after(version: TableVersion) -> None:
    """The same for the body whose table was accepted, now."""
    ask_again(evaluated_id=version.sheet.evaluated_id, at=timezone.now())


def _locked(evaluated_id: int, point: str) -> SelfAssessment:
    """The point's row, locked; made where nobody wrote yet. The body's own row is locked first, so that two do not make it."""
    rows = RoundBody.objects.select_for_update(of=("self",)).select_related("round__edition", "round__office")
    evaluated = rows.get(pk=evaluated_id)
    if point not in marked_points(evaluated.round.edition):
        raise Refused(_("方案里没有要点 %(point)s。") % {"point": point})
    found, _new = SelfAssessment.objects.get_or_create(evaluated=evaluated, point=point)
    found.evaluated = evaluated
    return found


def _scores(found: SelfAssessment) -> dict[str, Any]:
    return {"score": found.score, "bonus": found.bonus}


def _require_possible(columns: Mapping[str, Any], marked: Marked) -> None:
    """A score within the marks, by the steps of the scheme; a bonus where the scheme gives any."""
    score, bonus = columns["score"], columns["bonus"]
    if score is not None:
        if marked.marks is None:
            raise Refused(_("这个要点不计分，请填自评结论。"))
        if not Decimal(0) <= score <= marked.marks:
            raise Refused(_("自评分应在 0 到 %(marks)s 分之间。") % {"marks": marked.marks})
        if marked.steps and score not in marked.steps:
            steps = "、".join(f"{each:f}" for each in marked.steps)
            raise Refused(_("按方案的计分办法，这个要点只能得 %(steps)s 分。") % {"steps": steps})
    if bonus and not Decimal(0) <= bonus <= marked.bonus:
        raise Refused(_("方案对这个要点最多加 %(bonus)s 分。") % {"bonus": f"{marked.bonus:f}"})


def _require_whole(found: SelfAssessment, marked: Marked) -> None:
    """What must be there before a point is handed in; each lack with what to do."""
    if marked.marks is not None and found.score is None:
        raise Refused(_("还没有填自评分。"))
    if marked.marks is None and found.is_met is None:
        raise Refused(_("还没有填自评结论。"))
    is_lost = found.is_met is False or (found.score is not None and found.score < (marked.marks or 0))
    if is_lost and not found.reason.strip():
        raise Refused(_("有扣分或未达到的，请写明原因。"))
    if is_above(found, marked) and not found.above_reason.strip():
        raise Refused(_("自评分高于测算得分的，请写明理由。"))
    if found.bonus and not found.bonus_reason.strip():
        raise Refused(_("申请加分的，请写明理由。"))
    if not found.narrative.strip():
        raise Refused(_("请写自评说明。"))


def is_above(found: SelfAssessment, marked: Marked) -> bool:
    """Whether a body gives itself more than its accepted data and ledger come to, with full marks for what people judge; False
    where the machine has no score."""
    if found.score is None:
        return False
    most = proposal_for(marked, measured_of(found.evaluated)).most
    return most is not None and found.score > most


def lacks_reason(found: SelfAssessment) -> bool:
    """Whether data that were accepted after a point was handed in come to less than it asks, and nobody has said why."""
    marked = marked_points(found.evaluated.round.edition).get(found.point)
    return marked is not None and not found.above_reason.strip() and is_above(found, marked)


def _figures(found: SelfAssessment, given: Given) -> list[dict[str, Any]]:
    """The figures after the edit: those that stand still, and those put in whose words stand where they are said to."""
    text = found.narrative
    new = [
        as_written(each.start, each.quote, each.reference, text)
        for each in given.inserted
        if each.quote and text[each.start : each.start + len(each.quote)] == each.quote
    ]
    taken = {each["position"] for each in new}
    kept = [each for each in found_again(found.figures, text) if each["position"] not in taken]
    return sorted((*kept, *new), key=lambda each: each["position"])


def _written(
    found: SelfAssessment, action: str, changed: Mapping[str, Any], *, by: Acting, at: datetime
) -> SelfAssessment:
    found.version += 1
    found.written_at, found.written_by = at, by.name
    found.save()
    _told(found, action, {"changed": changed}, by=by, at=at)
    return found


def _moved(found: SelfAssessment, move: str, *, by: Acting, at: datetime, **details: Any) -> SelfAssessment:
    found.state = MOVES[move][1]
    found.save()
    _told(found, OF_MOVE[move], details, by=by, at=at)
    return found


def _told(found: SelfAssessment, action: str, details: Mapping[str, Any], *, by: Acting, at: datetime) -> None:
    on = target_of(found.evaluated, found.point)
    record(action, on=on, by=by, at=at, path=found.evaluated.path, details={"version": found.version, **details})


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
