"""The states of a submission and the moves between them.

```
sealing ─ seal ─> frozen ─ agree ─> confirmed ─ sign ─> signed ─ publish ─> on notice ─ end ─> noticed ─ send ─> received
                    └── return (department) ──┴ return (leader)                                                     │
   └──────────────── withdraw (coordinator), from any state before it is sent ──> returned         sent back <──────┘
```

A round without a stage of signing or of public notice has none of its states: `path_of` tells which there are.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Role
from dudao.web.rounds.states import StageKind


class SubmissionState(models.TextChoices):
    """Where a submission stands."""

    SEALING = "sealing", _("正在封存")
    FROZEN = "frozen", _("已冻结")
    CONFIRMED = "confirmed", _("部门已确认")
    SIGNED = "signed", _("已审签")
    ON_NOTICE = "on_notice", _("公示中")
    NOTICED = "noticed", _("公示期满")
    RECEIVED = "received", _("已报送")
    RETURNED = "returned", _("已退回修改")
    SENT_BACK = "sent_back", _("上级退回")


S = SubmissionState
BEFORE_SENDING = tuple(each.value for each in (S.SEALING, S.FROZEN, S.CONFIRMED, S.SIGNED, S.ON_NOTICE, S.NOTICED))

MOVES: dict[str, tuple[tuple[str, ...], str, Role]] = {
    "seal": ((S.SEALING.value,), S.FROZEN.value, Role.COORDINATOR),
    "agree": ((S.FROZEN.value,), S.CONFIRMED.value, Role.REPORTER),
    "sign": ((S.CONFIRMED.value,), S.SIGNED.value, Role.LEADER),
    "publish": ((S.FROZEN.value, S.SIGNED.value), S.ON_NOTICE.value, Role.COORDINATOR),
    "end-notice": ((S.ON_NOTICE.value,), S.NOTICED.value, Role.COORDINATOR),
    "send": ((S.FROZEN.value, S.SIGNED.value, S.NOTICED.value), S.RECEIVED.value, Role.COORDINATOR),
    "department-return": ((S.FROZEN.value,), S.RETURNED.value, Role.REPORTER),
    "leader-return": ((S.CONFIRMED.value,), S.RETURNED.value, Role.LEADER),
    "withdraw": (BEFORE_SENDING, S.RETURNED.value, Role.COORDINATOR),
    "send-back": ((S.RECEIVED.value,), S.SENT_BACK.value, Role.SUPERVISOR),
}
"""Move: the states in which it may be made, the state after it, and whose move it is."""

OVER = (S.RETURNED.value, S.SENT_BACK.value)
"""States from which nothing goes on: the body freezes anew."""

TONES = {
    "sealing": "waiting",
    "frozen": "open",
    "confirmed": "open",
    "signed": "open",
    "on_notice": "waiting",
    "noticed": "open",
    "received": "good",
    "returned": "bad",
    "sent_back": "bad",
}


def path_of(kinds: Collection[str]) -> tuple[SubmissionState, ...]:
    """The states that a submission goes through in a round whose timetable has these stages, from frozen to received.

    >>> [each.value for each in path_of({"notice", "submission"})]
    ['frozen', 'on_notice', 'noticed', 'received']
    """
    signing = (S.CONFIRMED, S.SIGNED) if StageKind.SIGNING in kinds else ()
    notice = (S.ON_NOTICE, S.NOTICED) if StageKind.NOTICE in kinds else ()
    return (S.FROZEN, *signing, *notice, S.RECEIVED)


def follows(kinds: Collection[str], state: str, target: str) -> bool:
    """Whether a state comes right after another on the path of such a round.

    >>> follows({"signing"}, "signed", "received"), follows({"signing", "notice"}, "signed", "received")
    (True, False)
    """
    path = [each.value for each in path_of(kinds)]
    return state in path and target in path and path.index(target) == path.index(state) + 1


class RequestState(models.TextChoices):
    """Where a request to send late stands."""

    ASKED = "asked", _("待审批")
    GRANTED = "granted", _("已同意")
    REFUSED = "refused", _("未同意")


REQUEST_TONES = {"asked": "waiting", "granted": "good", "refused": "bad"}


class Section(models.TextChoices):
    """What of a submission an office returns; each belongs to a stage that is opened again for mending."""

    DATA = "data", _("数据")
    EVIDENCE = "evidence", _("台账与佐证")
    SELF_ASSESSMENT = "self_assessment", _("自评得分")
    REPORT = "report", _("自评报告")
    OTHER = "other", _("其他")
