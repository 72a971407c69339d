"""What an evaluated body still lacks: every app of a stage says it in sentences, each with the address where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.web.policies import Words
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there yet, and where to go for it."""

    what: Words
    address: str


Source = Callable[[RoundBody], Iterable[Missing]]
_sources: dict[StageKind, Source] = {}


def add_missing_source(stage: StageKind, source: Source) -> None:
    """Let an app say what a body still lacks in a stage; in constant queries."""
    _sources[stage] = source


def missing_for(evaluated: RoundBody) -> list[Missing]:
    """Everything that a body still lacks, in the order of the stages."""
    return [each for kind in StageKind if kind in _sources for each in _sources[kind](evaluated)]


def points_without_department(evaluated: RoundBody) -> list[Missing]:
    """Points that nobody does yet."""
    count = evaluated.tasks.filter(lead=None).count()
    if not count:
        return []
    address = reverse("rounds:task-list", args=[evaluated.round.address, evaluated.body_id])
    return [Missing(_("%(count)s 个要点还没有牵头部门") % {"count": count}, address)]
