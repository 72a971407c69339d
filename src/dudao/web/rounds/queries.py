"""Rounds, boards and tasks, for a person; each in a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.values.deadlines import WorkCalendar
from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.bodies.models import Kind
from dudao.web.bodies.queries import bodies_below
from dudao.web.rounds.models import Extension, FreeDay, Round, RoundBody, Stage, Task
from dudao.web.rounds.progress import Progress, progress_of
from dudao.web.rounds.states import RoundState, StageKind


def calendar() -> WorkCalendar:
    """The working days as the yearly notices have them; Monday to Friday where nobody has entered one."""
    days = list(FreeDay.objects.all())
    return WorkCalendar(
        holidays=frozenset(each.day for each in days if not each.is_worked),
        worked=frozenset(each.day for each in days if each.is_worked),
    )


def own_bodies(acting: Acting) -> QuerySet[RoundBody]:
    """Evaluated bodies that somebody may see: in the own area, or the government that the own department is part of."""
    if not acting.area:
        return RoundBody.objects.none()
    above = _prefixes(acting.area)
    return RoundBody.objects.filter(in_area("path", acting.area) | Q(path__in=above))


def _prefixes(path: str) -> list[str]:
    """The path itself and the paths above it.

    >>> _prefixes("/990000/990100/")
    ['/990000/', '/990000/990100/']
    """
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[: number + 1]) + "/" for number in range(len(parts))]


def rounds_for(acting: Acting) -> QuerySet[Round]:
    """Rounds somebody may see: those of offices in the own area, in any state; those that evaluate an own body, once opened."""
    if not acting.area:
        return Round.objects.none()
    seen = own_bodies(acting).values("round_id")
    opened = Q(pk__in=seen) & ~Q(state=RoundState.DRAFT)
    return Round.objects.filter(in_area("office__path", acting.area) | opened).select_related("edition", "office")


def round_for(acting: Acting, address: str) -> Round | None:
    """One round that somebody may see."""
    return rounds_for(acting).filter(address=address).first()


def evaluated_for(acting: Acting, found: Round, code: str) -> RoundBody | None:
    """One evaluated body of a round that somebody may see."""
    return (
        own_bodies(acting).filter(round=found, body_id=code).select_related("round__office", "round__edition").first()
    )


def candidates(found: Round) -> list[tuple[str, str, str]]:
    """Governments that a round can evaluate: code, name, kind; those of the scheme's level first in mind."""
    level = found.edition.level
    kinds = [level] if level in (Kind.PROVINCE, Kind.CITY, Kind.COUNTY) else [Kind.CITY, Kind.COUNTY]
    rows = bodies_below(found.office.path).filter(kind__in=kinds, closed_on=None).order_by("path")
    return list(rows.values_list("code", "name", "kind"))


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a stage ends for one body, and whether that was extended."""

    last_day: date
    is_extended: bool

    @property
    def moment(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last_day + timedelta(days=1), time.min, timezone.get_current_timezone())


def deadlines_of(stages: Sequence[Stage], evaluated: Sequence[RoundBody]) -> dict[tuple[int, int], Deadline]:
    """The deadline of each stage for each body, by (stage, body): the latest extension counts."""
    latest: dict[tuple[int, int | None], date] = {}
    rows = Extension.objects.filter(stage__in=[each.pk for each in stages])
    for stage_id, body_id, day in rows.values_list("stage_id", "body_id", "last_day"):
        latest[(stage_id, body_id)] = max(day, latest.get((stage_id, body_id), day))
    found = {}
    for stage in stages:
        for each in evaluated:
            given = [latest.get((stage.pk, None)), latest.get((stage.pk, each.pk))]
            day = max([stage.last_day, *(one for one in given if one)])
            found[(stage.pk, each.pk)] = Deadline(day, day > stage.last_day)
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage of one body on the board."""

    stage: Stage
    deadline: Deadline
    progress: Progress | None
    side: str

    @property
    def tone(self) -> str:
        """Done, late, under way, or not begun."""
        if self.progress is not None and self.progress.is_done:
            return "good"
        return {"before": "off", "inside": "open", "after": "late" if self.progress is not None else "off"}[self.side]

    @property
    def label(self) -> str:
        """The same in words."""
        if self.tone in ("good", "late"):
            return _("已完成") if self.tone == "good" else _("逾期")
        if self.side == "inside" and self.progress is not None and not self.progress.done:
            return _("待办理")
        return {"before": _("未开始"), "inside": _("进行中")}.get(self.side, _("已截止"))


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One body on the board."""

    evaluated: RoundBody
    cells: list[Cell]

    @property
    def is_late(self) -> bool:
        """Whether a stage is over and not done."""
        return any(cell.tone == "late" for cell in self.cells)


def board(found: Round, evaluated: Sequence[RoundBody], moment: datetime) -> list[BoardRow]:
    """Bodies against stages: how far, until when, late or not."""
    stages = list(found.stages.all())
    deadlines = deadlines_of(stages, evaluated)
    counted: dict[str, Mapping[int, Progress]] = {
        each.kind: progress_of(found, StageKind(each.kind)) for each in stages
    }
    today = timezone.localdate(moment)
    rows = []
    for each in evaluated:
        cells = []
        for stage in stages:
            deadline = deadlines[(stage.pk, each.pk)]
            side = "before" if today < stage.first_day else "inside" if today <= deadline.last_day else "after"
            cells.append(Cell(stage, deadline, counted[stage.kind].get(each.pk), side))
        rows.append(BoardRow(each, cells))
    return rows


def tasks_of(evaluated: RoundBody) -> list[Task]:
    """The points of a body with departments."""
    return list(evaluated.tasks.select_related("lead").prefetch_related("partners"))


def departments_of(evaluated: RoundBody) -> list[tuple[str, str]]:
    """Departments of a government: code and name."""
    rows = bodies_below(evaluated.path).filter(kind=Kind.DEPARTMENT, closed_on=None, parent_id=evaluated.body_id)
    return list(rows.order_by("code").values_list("code", "name"))


def open_tasks_of(acting: Acting) -> QuerySet[Task]:
    """Tasks that a department leads or helps with, in open rounds."""
    mine = Q(lead_id=acting.body_code) | Q(partners=acting.body_code)
    rows = Task.objects.filter(mine, evaluated__round__state=RoundState.OPEN)
    return rows.select_related("evaluated__round").distinct().order_by(F("due").asc(nulls_last=True), "id")
