"""Where the work of each stage is done: every app of a stage says which page of its is a body's."""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.acting import Acting
from dudao.web.policies import Answer
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind

Place = Callable[[RoundBody], str]
May = Callable[[Acting, RoundBody], Answer]
_places: dict[StageKind, tuple[Place, May | None]] = {}


def add_step(stage: StageKind, place: Place, may: May | None = None) -> None:
    """Let an app say at which address a body does the work of a stage, and who may go there where not all may."""
    _places[stage] = (place, may)


def place_of(stage: StageKind, evaluated: RoundBody, acting: Acting | None = None) -> str:
    """The address where a body does the work of a stage; "" where no app does it, or not for this person."""
    place, may = _places.get(stage, (None, None))
    if place is None or (acting is not None and may is not None and not may(acting, evaluated)):
        return ""
    return place(evaluated)
