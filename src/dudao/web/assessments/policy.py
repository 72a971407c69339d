"""Who writes, submits, accepts and reads a self-assessment, and who reviews an application."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.assessments.models import Application, SelfAssessment
from dudao.web.assessments.opening import is_handed_up
from dudao.web.assessments.states import APPLICATION_MOVES, MOVES, OPEN_STATES, ApplicationState
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.rounds.frozen import must_not_be_frozen
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import may_work

READERS = (Role.COORDINATOR, Role.REPORTER, Role.LEADER)
"""Of the evaluated government itself and its departments."""
SCORE_FIELDS = frozenset(("score", "is_met", "reason", "above_reason", "bonus", "bonus_reason"))


def may_list_assessments(acting: Acting) -> Answer:
    """Everybody with a post; whose self-assessments they see is for the query."""
    return YES if acting.area else NOT_KNOWN if not acting.is_known else no(_("您还没有岗位。"))


def is_of(acting: Acting, evaluated: RoundBody) -> bool:
    """Whether somebody belongs to the evaluated government or to a department of it."""
    if not acting.area.startswith(evaluated.path):
        return False
    return acting.body_code == evaluated.body_id or acting.role is Role.REPORTER


def may_read(acting: Acting, evaluated: RoundBody, *, handed_up: bool | None = None) -> Answer:
    """The government's own people at any time; those above it once it was handed up, progress only before.

    Args:
        handed_up: where the caller has asked for a whole list at once; None asks for this body.
    """
    if is_of(acting, evaluated):
        return acting.must_be(*READERS)
    return first_no(
        acting.must_cover(evaluated.path),
        lambda: (
            YES
            if (is_handed_up(evaluated) if handed_up is None else handed_up)
            else no(_("自查自评还没有报送；报送之前，上级只能看进度。"))
        ),
    )


def may_work_on(evaluated: RoundBody, at: datetime) -> Answer:
    """Whether anything of the self-assessment may change now: nothing sealed, the stage under way."""
    return first_no(lambda: must_not_be_frozen(evaluated), lambda: may_work(evaluated, StageKind.SELF_ASSESSMENT, at))


def may_write_all(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """What only the coordinator writes (vetoes, the application), while the stage lasts."""
    return first_no(
        acting.must_be(Role.COORDINATOR),
        _own(acting, evaluated),
        lambda: may_work_on(evaluated, at),
    )


def may_write_point(
    acting: Acting,
    found: SelfAssessment,
    task: Task | None,
    at: datetime,
    fields: Collection[str] = ("narrative",),
    *,
    now: Answer | None = None,
) -> Answer:
    """Write a point: its lead department all of it, departments that help the narrative, the coordinator everything.

    Args:
        now: `may_work_on`, where a page that asks for much has asked already.
    """
    return first_no(
        acting.must_be(Role.COORDINATOR, Role.REPORTER),
        _of(acting, found.evaluated),
        lambda: _by_task(acting, task, is_scoring=not SCORE_FIELDS.isdisjoint(fields)),
        YES
        if found.state in OPEN_STATES
        else no(_("这个要点现在是“%(state)s”，不能修改。") % {"state": found.get_state_display()}),
        lambda: may_work_on(found.evaluated, at) if now is None else now,
    )


def may_move_point(
    acting: Acting, found: SelfAssessment, task: Task | None, move: str, at: datetime, *, now: Answer | None = None
) -> Answer:
    """Submit or recall (lead department, coordinator); accept or return (coordinator). `now` as for writing."""
    before, _after, roles = MOVES[move]
    return first_no(
        acting.must_be(*roles),
        _of(acting, found.evaluated),
        lambda: _by_task(acting, task, is_scoring=True),
        YES
        if found.state in before
        else no(_("这个要点现在是“%(state)s”，不能这样办理。") % {"state": found.get_state_display()}),
        lambda: may_work_on(found.evaluated, at) if now is None else now,
    )


def _of(acting: Acting, evaluated: RoundBody) -> Answer:
    return YES if is_of(acting, evaluated) else no(_("只有本级政府和所属部门可以填写。"))


def _own(acting: Acting, evaluated: RoundBody) -> Answer:
    return YES if acting.body_code == evaluated.body_id else no(_("只有本级政府可以办理。"))


def _by_task(acting: Acting, task: Task | None, *, is_scoring: bool) -> Answer:
    if acting.role is Role.COORDINATOR:
        return YES
    if task is not None and task.lead_id == acting.body_code:
        return YES
    is_partner = task is not None and any(each.pk == acting.body_code for each in task.partners.all())
    if not is_partner:
        return no(_("这个要点不由您所在部门牵头或配合。"))
    return no(_("配合部门可以写自评说明；自评分、原因、加分和提交由牵头部门办理。")) if is_scoring else YES


def may_write_application(acting: Acting, application: Application, at: datetime) -> Answer:
    """Fill in the application form: the county's coordinator, until it was applied, again after a return."""
    is_open = application.state in (ApplicationState.DRAFT, ApplicationState.RETURNED)
    return first_no(
        acting.must_be(Role.COORDINATOR),
        _own(acting, application.evaluated),
        YES if is_open else no(_("申报现在是“%(state)s”。") % {"state": application.get_state_display()}),
        lambda: must_not_be_frozen(application.evaluated),
        lambda: may_work(application.evaluated, StageKind.APPLICATION, at),
    )


def may_apply(acting: Acting, application: Application, at: datetime) -> Answer:
    """Hand the application to the city."""
    return first_no(
        acting.must_be(Role.COORDINATOR),
        _own(acting, application.evaluated),
        _in_state(application, "apply"),
        lambda: must_not_be_frozen(application.evaluated),
        lambda: may_work(application.evaluated, StageKind.APPLICATION, at),
    )


def may_review(acting: Acting, application: Application, at: datetime) -> Answer:
    """Confirm or return its parts: the coordinator of the government directly above the county (市级复核)."""
    above = application.evaluated.path.rstrip("/").rpartition("/")[0] + "/"
    return first_no(
        acting.must_be(Role.COORDINATOR),
        YES if acting.area == above else no(_("由县的上一级政府复核。")),
        _in_state(application, "confirm"),
        lambda: may_work(application.evaluated, StageKind.CITY_REVIEW, at),
    )


def _in_state(application: Application, move: str) -> Answer:
    if application.state in APPLICATION_MOVES[move][0]:
        return YES
    return no(_("申报现在是“%(state)s”。") % {"state": application.get_state_display()})
