"""What self-assessments put on the workbench: points returned, points to write, points to decide on, vetoes to declare."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.assessments.models import SelfAssessment
from dudao.web.assessments.states import ApplicationState, PointState
from dudao.web.pages.todo import Todo
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.rounds.windows import deadline_of, may_work
from dudao.web.schemes.editions import edition_of


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What waits in self-assessments for somebody."""
    if acting.role is Role.COORDINATOR:
        yield from _to_decide(acting)
        yield from _to_declare(acting, moment)
        yield from _to_apply(acting)
        yield from _to_review(acting)
    if acting.role is Role.REPORTER:
        yield from _of_department(acting, moment)


def _to_decide(acting: Acting) -> Iterator[Todo]:
    """Points handed in, a line a round."""
    rows = RoundBody.objects.filter(round__state=RoundState.OPEN, body_id=acting.body_code).select_related("round")
    handed = Count("self_assessments", filter=Q(self_assessments__state=PointState.SUBMITTED))
    for each in rows.annotate(handed=handed).filter(handed__gt=0):
        what = _("审核自评要点：%(title)s") % {"title": each.round.title}
        yield Todo(what, table_page(each), due=_due(each), count=each.handed)


def _to_declare(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """Vetoes and downgrades that are not declared yet, a line a round."""
    rows = RoundBody.objects.filter(round__state=RoundState.OPEN, body_id=acting.body_code)
    for each in rows.select_related("round__edition").prefetch_related("gate_declarations"):
        declared = {one.gate for one in each.gate_declarations.all()}
        left = [gate for gate in edition_of(each.round.edition).gates if gate.code not in declared]
        if left and may_work(each, StageKind.SELF_ASSESSMENT, moment):
            what = _("申明否决、降等情形：%(title)s") % {"title": each.round.title}
            yield Todo(what, table_page(each), due=_due(each), count=len(left))


def _to_apply(acting: Acting) -> Iterator[Todo]:
    """Applications to make, or to mend after a return."""
    rows = RoundBody.objects.filter(
        round__state=RoundState.OPEN, body_id=acting.body_code, round__stages__kind=StageKind.APPLICATION
    )
    for each in rows.select_related("round", "application"):
        state = each.application.state if hasattr(each, "application") else ApplicationState.DRAFT
        if state in (ApplicationState.DRAFT, ApplicationState.RETURNED):
            is_returned = state == ApplicationState.RETURNED
            words = _("申报被退回：%(title)s") if is_returned else _("县级申报：%(title)s")
            due = _due(each, StageKind.APPLICATION)
            yield Todo(words % {"title": each.round.title}, application_page(each), due=due, is_returned=is_returned)


def _to_review(acting: Acting) -> Iterator[Todo]:
    """Applications of counties directly below that wait for their review."""
    rows = RoundBody.objects.filter(
        round__state=RoundState.OPEN, body__parent_id=acting.body_code, application__state=ApplicationState.APPLIED
    )
    for each in rows.select_related("round"):
        what = _("复核申报：%(name)s") % {"name": each.name}
        yield Todo(what, review_page(each), due=_due(each, StageKind.CITY_REVIEW))


def _of_department(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """Points that the department leads and has not handed in: those returned each, the others a line a round."""
    tasks = Task.objects.filter(lead_id=acting.body_code, evaluated__round__state=RoundState.OPEN)
    codes: dict[int, set[str]] = {}
    bodies: dict[int, RoundBody] = {}
    for task in tasks.select_related("evaluated__round"):
        codes.setdefault(task.evaluated_id, set()).add(task.point)
        bodies[task.evaluated_id] = task.evaluated
    written = SelfAssessment.objects.filter(evaluated__in=bodies)
    found = {
        (each.evaluated_id, each.point): each
        for each in written.only("evaluated_id", "point", "state", "return_reason")
    }
    for pk, evaluated in bodies.items():
        if not may_work(evaluated, StageKind.SELF_ASSESSMENT, moment):
            continue
        own = {point: found.get((pk, point)) for point in codes[pk]}
        due = _due(evaluated)
        for point, each in own.items():
            if each is not None and each.state == PointState.RETURNED:
                what = _("自评要点 %(point)s 被退回：%(reason)s") % {"point": point, "reason": each.return_reason}
                yield Todo(what, point_page(evaluated, point), due=due, is_returned=True)
        left = [point for point, each in own.items() if each is None or each.state == PointState.DRAFT]
        if left:
            what = _("填写自评要点：%(title)s") % {"title": evaluated.round.title}
            yield Todo(what, table_page(evaluated), due=due, count=len(left))


def points_handed_in(evaluated: Collection[int]) -> set[tuple[int, str]]:
    """Points of some bodies whose self-assessment was handed in, and did not come back."""
    rows = SelfAssessment.objects.filter(
        evaluated__in=evaluated, state__in=(PointState.SUBMITTED.value, PointState.ACCEPTED.value)
    )
    return set(rows.values_list("evaluated_id", "point"))


def _due(evaluated: RoundBody, kind: StageKind = StageKind.SELF_ASSESSMENT) -> datetime | None:
    deadline = deadline_of(evaluated, kind)
    return deadline.moment if deadline else None


def table_page(evaluated: RoundBody) -> str:
    """The table of a body: where it does the work of this stage."""
    return reverse("assessments:assessment-table", args=[evaluated.round.address, evaluated.body_id])


def point_page(evaluated: RoundBody, point: str) -> str:
    """The card of a point."""
    return reverse("assessments:point-write", args=[evaluated.round.address, evaluated.body_id, point])


def application_page(evaluated: RoundBody) -> str:
    """The application of a county."""
    return reverse("assessments:application-write", args=[evaluated.round.address, evaluated.body_id])


def review_page(evaluated: RoundBody) -> str:
    """The review of its application."""
    return reverse("assessments:review-write", args=[evaluated.round.address, evaluated.body_id])
