"""States of an application: it waits, then it is accepted or refused; a decision stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    WAITING = "waiting", _("待审核")
    ACCEPTED = "accepted", _("已通过")
    REFUSED = "refused", _("未通过")


MOVES: dict[ApplicationState, tuple[ApplicationState, ...]] = {
    ApplicationState.WAITING: (ApplicationState.ACCEPTED, ApplicationState.REFUSED),
    ApplicationState.ACCEPTED: (),
    ApplicationState.REFUSED: (),
}
"""Who may give the post asked for decides (policy `may_give_role`)."""
