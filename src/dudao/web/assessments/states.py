"""The states of a point's self-assessment and the moves between them, each with the role that makes it (policy.py asks)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Role


class PointState(models.TextChoices):
    """Where the self-assessment of a point stands."""

    DRAFT = "draft", _("填写中")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("被退回")
    ACCEPTED = "accepted", _("已通过")


MOVES: dict[str, tuple[tuple[str, ...], str, tuple[Role, ...]]] = {
    "submit": (
        (PointState.DRAFT.value, PointState.RETURNED.value),
        PointState.SUBMITTED.value,
        (Role.REPORTER, Role.COORDINATOR),
    ),
    "recall": ((PointState.SUBMITTED.value,), PointState.DRAFT.value, (Role.REPORTER, Role.COORDINATOR)),
    "accept": ((PointState.SUBMITTED.value,), PointState.ACCEPTED.value, (Role.COORDINATOR,)),
    "return": ((PointState.SUBMITTED.value, PointState.ACCEPTED.value), PointState.RETURNED.value, (Role.COORDINATOR,)),
}
"""Move: the states in which it may be made, the state after it, who makes it."""

OPEN_STATES = (PointState.DRAFT.value, PointState.RETURNED.value)
"""In these a point may be written."""
TONES = {"draft": "open", "submitted": "waiting", "returned": "bad", "accepted": "good"}


class ApplicationState(models.TextChoices):
    """Where a county's application stands."""

    DRAFT = "draft", _("填写中")
    APPLIED = "applied", _("已申报，待复核")
    RETURNED = "returned", _("复核退回")
    CONFIRMED = "confirmed", _("复核通过")


APPLICATION_MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "apply": ((ApplicationState.DRAFT.value, ApplicationState.RETURNED.value), ApplicationState.APPLIED.value),
    "return": ((ApplicationState.APPLIED.value,), ApplicationState.RETURNED.value),
    "confirm": ((ApplicationState.APPLIED.value,), ApplicationState.CONFIRMED.value),
}
"""Move: the states in which it may be made, and the state after it; the county applies, the city returns and confirms."""
APPLICATION_TONES = {"draft": "open", "applied": "waiting", "returned": "bad", "confirmed": "good"}
