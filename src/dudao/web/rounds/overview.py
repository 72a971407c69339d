"""One evaluated body in a round, at a glance: its stages, and who answers for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from dudao.values.deadlines import WorkCalendar
from dudao.web.acting import Acting, Role
from dudao.web.posts.models import Post
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.rounds.queries import Cell, board, calendar
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.rounds.steps import place_of


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a body: when, how far, where the work is done. `days_left` in working days, None where it is not under way."""

    cell: Cell
    address: str
    days_left: int | None

    @property
    def is_open(self) -> bool:
        """Whether it is under way and not done."""
        return self.cell.side == "inside" and not (self.cell.progress is not None and self.cell.progress.is_done)


@dataclass(frozen=True, slots=True)
class Department:
    """What a department leads, and who reports for it."""

    name: str
    points: list[str]
    people: list[str]


def steps_of(evaluated: RoundBody, acting: Acting, moment: datetime) -> list[Step]:
    """The stages of a body in their order, each with the address that this person may open."""
    days, today = calendar(), timezone.localdate(moment)
    row = board(evaluated.round, [evaluated], moment)[0]
    return [_step(evaluated, acting, cell, days, today) for cell in row.cells]


def _step(evaluated: RoundBody, acting: Acting, cell: Cell, days: WorkCalendar, today: date) -> Step:
    is_running = cell.side == "inside" and evaluated.round.state == RoundState.OPEN
    left = days.between(today, cell.deadline.last_day) if is_running else None
    return Step(cell, place_of(StageKind(cell.stage.kind), evaluated, acting), left)


def departments_at_work(evaluated: RoundBody, day: date) -> list[Department]:
    """The departments that lead points, in the order of their first point, with those who report for them."""
    tasks: dict[str, list[Task]] = {}
    for task in evaluated.tasks.exclude(lead=None).select_related("lead"):
        tasks.setdefault(task.lead_id or "", []).append(task)
    people = _people(list(tasks), (Role.REPORTER,), day)
    return [
        Department(own[0].lead.name if own[0].lead else code, [each.point for each in own], people.get(code, []))
        for code, own in tasks.items()
    ]


def answerable(evaluated: RoundBody, day: date) -> list[tuple[Role, list[str]]]:
    """Who coordinates and who signs; a role that nobody holds has no names."""
    return [
        (role, _people([evaluated.body_id], (role,), day).get(evaluated.body_id, []))
        for role in (Role.COORDINATOR, Role.LEADER)
    ]


def _people(codes: list[str], roles: tuple[Role, ...], day: date) -> dict[str, list[str]]:
    held = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    rows = Post.objects.filter(held, body__in=codes, role__in=[each.value for each in roles], person__is_active=True)
    found: dict[str, list[str]] = {}
    for post in rows.select_related("person"):
        found.setdefault(post.body_id, []).append(post.person.name)
    return found
