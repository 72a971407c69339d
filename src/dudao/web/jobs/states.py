"""The states of a job and the moves between them; workers make them, but for those that name who else does."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("等待处理")
    RUNNING = "running", _("处理中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")
    WITHDRAWN = "withdrawn", _("已取消")


MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "claim": ((JobState.WAITING.value,), JobState.RUNNING.value),
    "put-back": ((JobState.RUNNING.value,), JobState.WAITING.value),
    "finish": ((JobState.RUNNING.value,), JobState.DONE.value),
    "fail": ((JobState.RUNNING.value,), JobState.FAILED.value),
    "withdraw": ((JobState.WAITING.value,), JobState.WITHDRAWN.value),  # who started it, and operators
    "run-again": ((JobState.FAILED.value, JobState.WITHDRAWN.value), JobState.WAITING.value),  # the same
}
"""Move: the states in which it may be made, and the state after it."""

OPEN = (JobState.WAITING, JobState.RUNNING)
ENDED = (JobState.DONE, JobState.FAILED, JobState.WITHDRAWN)
TONES = {"waiting": "waiting", "running": "open", "done": "good", "failed": "bad", "withdrawn": "off"}
