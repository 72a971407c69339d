"""The states of a round and the moves between them; every move is made by whoever may run rounds (policy.py)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("筹备中")
    OPEN = "open", _("进行中")
    PAUSED = "paused", _("已暂停")
    CLOSED = "closed", _("已结束")


MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "open": ((RoundState.DRAFT.value,), RoundState.OPEN.value),
    "pause": ((RoundState.OPEN.value,), RoundState.PAUSED.value),
    "resume": ((RoundState.PAUSED.value,), RoundState.OPEN.value),
    "close": ((RoundState.OPEN.value,), RoundState.CLOSED.value),
}
"""Move: the states in which it may be made, and the state after it."""

TONES = {"draft": "off", "open": "open", "paused": "waiting", "closed": "good"}


class StageKind(models.TextChoices):
    """The stages of a round up to the receipt, in their order."""

    TASKS = "tasks", _("任务分解")
    DATA = "data", _("数据填报")
    EVIDENCE = "evidence", _("台账与佐证")
    SELF_ASSESSMENT = "self_assessment", _("自查自评")
    REPORT = "report", _("自评报告")
    APPLICATION = "application", _("县级申报")
    CITY_REVIEW = "city_review", _("市级复核")
    SIGNING = "signing", _("审签")
    NOTICE = "notice", _("公示")
    SUBMISSION = "submission", _("报送")
