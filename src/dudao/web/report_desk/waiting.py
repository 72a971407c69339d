"""What the report desk puts on the workbench and on the board of a round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.assessments.waiting import points_handed_in
from dudao.web.datasets.queries import is_any_accepted
from dudao.web.pages.todo import Todo
from dudao.web.report_desk.models import Desk, ReportVersion, VersionCheck
from dudao.web.report_desk.queries import own_open
from dudao.web.report_desk.states import ExceptionState, ProposalState
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import deadline_of, may_work

STEPS = 3
"""There is a version; it holds no open error; it is final."""


def desk_address(evaluated: RoundBody) -> str:
    """Where a body does the work of this stage."""
    return reverse("report_desk:desk-detail", args=[evaluated.round.address, evaluated.body_id])


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What waits at the report desk for coordinator and leader."""
    if acting.role not in (Role.COORDINATOR, Role.LEADER):
        return
    for evaluated in own_open(acting).filter(body_id=acting.body_code):
        desk = Desk.objects.filter(evaluated=evaluated).first()
        asked = (
            desk.exceptions.filter(state=ExceptionState.ASKED).exclude(asked_by_id=str(acting.person_id)).count()
            if desk
            else 0
        )
        if asked:
            yield Todo(_("同意或不同意报告问题的例外"), desk_address(evaluated), count=asked)
        if acting.role is Role.COORDINATOR:
            yield from _to_write(evaluated, desk, moment)


def _to_write(evaluated: RoundBody, desk: Desk | None, moment: datetime) -> Iterator[Todo]:
    where = desk_address(evaluated)
    deadline = deadline_of(evaluated, StageKind.REPORT)
    due = deadline.moment if deadline else None
    newest = _newest(desk) if desk else None
    if newest is None:
        if may_work(evaluated, StageKind.REPORT, moment) and has_something_to_tell(evaluated):
            yield Todo(_("起草自评报告：%(title)s") % {"title": evaluated.round.title}, where, due=due)
        return
    assert desk is not None  # it has a version
    if newest.changed:
        yield Todo(_("数据已变，报告里有句子要改"), where, due=due, count=newest.changed)
    proposed = desk.proposals.filter(state=ProposalState.PROPOSED).count()
    if proposed:
        copy = reverse("report_desk:copy-detail", args=[evaluated.round.address, evaluated.body_id])
        yield Todo(_("处理部门对报告的修改建议"), copy, due=due, count=proposed)
    if desk.final_id is None:
        words = _("改正报告中的错误并定稿") if newest.errors else _("自评报告定稿")
        yield Todo(words, where, due=due, count=newest.errors or 1)


def has_something_to_tell(evaluated: RoundBody) -> bool:
    """Whether a table was accepted or a point handed in: a draft before that would hold gaps only.

    A round that asks for neither has nothing to wait for.
    """
    told = (StageKind.DATA, StageKind.SELF_ASSESSMENT)
    if not evaluated.round.stages.filter(kind__in=told).exists():
        return True
    return is_any_accepted(evaluated) or bool(points_handed_in([evaluated.pk]))


def _newest(desk: Desk) -> VersionCheck | None:
    rows = VersionCheck.objects.filter(version__desk=desk).order_by("-version__number")
    return rows.defer("result").first()


def reports_written(found: Round) -> dict[int, Progress]:
    """How far the reports of a round are: a version, no open error, final; by the id of the round's body."""
    done = dict.fromkeys(found.bodies.values_list("pk", flat=True), 0)
    finals = set(
        Desk.objects.filter(evaluated__round=found, final__isnull=False).values_list("evaluated_id", flat=True)
    )
    rows = ReportVersion.objects.filter(desk__evaluated__round=found).order_by("number")
    for evaluated, errors in rows.values_list("desk__evaluated_id", "check_made__errors"):
        done[evaluated] = 1 + (errors == 0)
    return {each: Progress(STEPS if each in finals else steps, STEPS) for each, steps in done.items()}
