"""The states of an accepted remark and of a proposal, with the moves between them and who makes them (policy.py)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExceptionState(models.TextChoices):
    """Where a wish to accept a remark stands; only an agreed one takes the remark off the list."""

    ASKED = "asked", _("待同意")
    AGREED = "agreed", _("已接受")
    REFUSED = "refused", _("未同意")
    REOPENED = "reopened", _("已重新打开")


class ProposalState(models.TextChoices):
    """Where a proposed wording stands."""

    PROPOSED = "proposed", _("待处理")
    TAKEN = "taken", _("已采纳")
    DECLINED = "declined", _("未采纳")


EXCEPTION_MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "agree": ((ExceptionState.ASKED.value,), ExceptionState.AGREED.value),
    "refuse": ((ExceptionState.ASKED.value,), ExceptionState.REFUSED.value),
    "reopen": ((ExceptionState.ASKED.value, ExceptionState.AGREED.value), ExceptionState.REOPENED.value),
}
"""Move: the states in which it may be made, and the state after it."""
PROPOSAL_MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "take": ((ProposalState.PROPOSED.value,), ProposalState.TAKEN.value),
    "decline": ((ProposalState.PROPOSED.value,), ProposalState.DECLINED.value),
}
TONES = {
    "asked": "waiting",
    "agreed": "good",
    "refused": "bad",
    "reopened": "off",
    "proposed": "waiting",
    "taken": "good",
    "declined": "off",
}
