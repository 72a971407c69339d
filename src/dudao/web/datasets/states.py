"""The states of a sheet and of the versions made from it, the moves between them, and who makes each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Role


class SheetState(models.TextChoices):
    """Where a table of a body stands."""

    DRAFT = "draft", _("填报中")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("被退回")
    ACCEPTED = "accepted", _("已审定")


TONES = {"draft": "open", "submitted": "waiting", "returned": "bad", "accepted": "good"}
OPEN_STATES = (SheetState.DRAFT, SheetState.RETURNED, SheetState.ACCEPTED)
"""States in which cells may be changed; a change of an accepted table begins a new draft on top of it."""


class VersionState(models.TextChoices):
    """What became of a version; only its state ever changes, and only once."""

    SUBMITTED = "submitted", _("待审核")
    WITHDRAWN = "withdrawn", _("已撤回")
    RETURNED = "returned", _("被退回")
    ACCEPTED = "accepted", _("已审定")


@dataclass(frozen=True, slots=True)
class Move:
    """From which states, to which, by whom."""

    before: tuple[SheetState, ...]
    after: SheetState
    roles: tuple[Role, ...]


MOVES: dict[str, Move] = {
    "submit": Move((SheetState.DRAFT, SheetState.RETURNED), SheetState.SUBMITTED, (Role.REPORTER, Role.COORDINATOR)),
    "withdraw": Move((SheetState.SUBMITTED,), SheetState.DRAFT, (Role.REPORTER, Role.COORDINATOR)),
    "accept": Move((SheetState.SUBMITTED,), SheetState.ACCEPTED, (Role.COORDINATOR,)),
    "return": Move((SheetState.SUBMITTED, SheetState.ACCEPTED), SheetState.RETURNED, (Role.COORDINATOR,)),
}
