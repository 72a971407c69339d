"""How far each body is in each stage: every app of a stage says what it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from dudao.web.rounds.models import Round, Task
from dudao.web.rounds.states import StageKind


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many are done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 100 only where all is done."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.total > 0 and self.done >= self.total


Source = Callable[[Round], Mapping[int, Progress]]
_sources: dict[StageKind, Source] = {}


def add_progress_source(stage: StageKind, source: Source) -> None:
    """Let an app say how far the bodies of a round are in a stage, by the id of the round's body; in constant queries."""
    _sources[stage] = source


def progress_of(found: Round, stage: StageKind) -> Mapping[int, Progress]:
    """How far the bodies of a round are in a stage; empty where no app counts it."""
    source = _sources.get(stage)
    return source(found) if source else {}


def tasks_assigned(found: Round) -> dict[int, Progress]:
    """Points that have a department, of all points."""
    rows = (
        Task.objects.filter(evaluated__round=found)
        .values_list("evaluated_id")
        .annotate(done=Count("pk", filter=Q(lead__isnull=False)), total=Count("pk"))
        .order_by()
    )
    return {evaluated: Progress(done, total) for evaluated, done, total in rows}
