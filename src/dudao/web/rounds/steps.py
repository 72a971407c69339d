"""Where the work of each stage is done: every app of a stage says which page of its is a body's."""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind

Place = Callable[[RoundBody], str]
_places: dict[StageKind, Place] = {}


def add_step(stage: StageKind, place: Place) -> None:
    """Let an app say at which address a body does the work of a stage."""
    _places[stage] = place


def place_of(stage: StageKind, evaluated: RoundBody) -> str:
    """The address where a body does the work of a stage; "" where no app does it."""
    found = _places.get(stage)
    return found(evaluated) if found else ""
