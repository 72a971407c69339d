"""What rounds put on the workbench: rounds to prepare, points to hand out, tasks of the own department, reminders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.areas import in_area
from dudao.web.pages.todo import Todo
from dudao.web.rounds.frozen import must_not_be_frozen
from dudao.web.rounds.models import Reminder, Round, RoundBody, Stage, Task
from dudao.web.rounds.points_done import points_done
from dudao.web.rounds.queries import deadlines_of, open_tasks_of, own_bodies
from dudao.web.rounds.states import RoundState, StageKind

FRESH = timedelta(days=14)
"""How long a reminder stays on the workbench."""


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What waits in rounds for somebody."""
    if acting.role in (Role.SUPERVISOR, Role.OPERATOR):
        yield from _drafts(acting)
    if acting.role is Role.COORDINATOR:
        yield from _unassigned(acting)
        yield from _reminders(acting, moment)
    if acting.role in (Role.REPORTER, Role.COORDINATOR):
        yield from _tasks(acting)


def _drafts(acting: Acting) -> Iterator[Todo]:
    for each in Round.objects.filter(in_area("office__path", acting.area), state=RoundState.DRAFT):
        yield Todo(
            _("筹备轮次：%(title)s") % {"title": each.title}, reverse("rounds:round-change", args=[each.address])
        )


def _unassigned(acting: Acting) -> Iterator[Todo]:
    bodies = own_bodies(acting).filter(round__state=RoundState.OPEN, body_id=acting.body_code, tasks__lead=None)
    for each in bodies.select_related("round").distinct():
        stage = each.round.stages.filter(kind=StageKind.TASKS).first()
        due = deadlines_of([stage], [each])[(stage.pk, each.pk)].moment if stage else None
        left = each.tasks.filter(lead=None).count()
        what = _("分解任务：%(title)s") % {"title": each.round.title}
        yield Todo(what, task_page(each), due=due, count=left)


def _tasks(acting: Acting) -> Iterator[Todo]:
    """The points of a department that are not done, one line a round; none while the body's submission is under way."""
    every = list(open_tasks_of(acting))
    done = points_done({task.evaluated_id for task in every})
    found: dict[int, list[Task]] = {}
    for task in every:
        if (task.evaluated_id, task.point) not in done:
            found.setdefault(task.evaluated_id, []).append(task)
    for tasks in found.values():
        if not must_not_be_frozen(tasks[0].evaluated):
            continue
        led = [task.point for task in tasks if task.lead_id == acting.body_code]
        helped = [task.point for task in tasks if task.point not in led]
        parts = ((_("牵头 %(points)s"), led), (_("配合 %(points)s"), helped))
        words = "；".join(part % {"points": "、".join(sorted(points))} for part, points in parts if points)
        days = [task.due for task in tasks if task.due]
        due = (
            datetime.combine(min(days) + timedelta(days=1), time.min, timezone.get_current_timezone()) if days else None
        )
        what = _("本部门的要点：%(words)s") % {"words": words}
        yield Todo(what, hub_of(tasks[0].evaluated), due=due, count=len(tasks))


def _reminders(acting: Acting, moment: datetime) -> Iterator[Todo]:
    rows: Iterable[Reminder] = Reminder.objects.filter(
        evaluated__body_id=acting.body_code, evaluated__round__state=RoundState.OPEN, sent_at__gt=moment - FRESH
    ).select_related("evaluated__round", "stage")
    for each in rows:
        stage: Stage | None = each.stage
        due = deadlines_of([stage], [each.evaluated])[(stage.pk, each.evaluated_id)].moment if stage else None
        yield Todo(_("催办：%(text)s") % {"text": each.text}, hub_of(each.evaluated), due=due)


def task_page(evaluated: RoundBody) -> str:
    """Where the points of a body are handed out."""
    return reverse("rounds:task-list", args=[evaluated.round.address, evaluated.body_id])


def hub_of(evaluated: RoundBody) -> str:
    """The page of a body in a round, from which everything is reached."""
    return reverse("rounds:body-detail", args=[evaluated.round.address, evaluated.body_id])
