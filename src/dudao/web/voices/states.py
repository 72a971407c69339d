"""States of comments and of reports about them, and the reasons from which a keeper chooses."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentState(models.TextChoices):
    """Where a comment stands: only a SHOWN one is seen by others, a WAITING one by its author and the keepers.

    WAITING → SHOWN | REFUSED; REFUSED → SHOWN (looked at again); SHOWN → REMOVED (by a keeper); every state → WITHDRAWN
    (by the author).
    """

    WAITING = "waiting", _("待审核")
    SHOWN = "shown", _("已显示")
    REFUSED = "refused", _("未通过")
    REMOVED = "removed", _("已移除")
    WITHDRAWN = "withdrawn", _("已删除")


C = CommentState
MOVES: dict[str, tuple[tuple[CommentState, ...], CommentState]] = {
    "show": ((C.WAITING, C.REFUSED, C.REMOVED), C.SHOWN),
    "refuse": ((C.WAITING,), C.REFUSED),
    "remove": ((C.SHOWN,), C.REMOVED),
    "withdraw": ((C.WAITING, C.SHOWN, C.REFUSED, C.REMOVED), C.WITHDRAWN),
}
"""Each move: from which states, to which. `withdraw` is the author's, the others are the keepers'."""
TONES = {C.WAITING: "waiting", C.SHOWN: "good", C.REFUSED: "bad", C.REMOVED: "bad", C.WITHDRAWN: "off"}


class Fault(models.TextChoices):
    """What is wrong with a comment."""

    ADVERT = "advert", _("广告或刷屏")
    INSULT = "insult", _("辱骂、人身攻击")
    PRIVATE = "private", _("泄露个人信息")
    FALSE = "false", _("内容不实")
    ILLEGAL = "illegal", _("违法违规")
    OFF_TOPIC = "off_topic", _("与文档无关")
    OTHER = "other", _("其他")


class ReportState(models.TextChoices):
    """Where a report about a comment stands."""

    WAITING = "waiting", _("待处理")
    UPHELD = "upheld", _("属实，已移除")
    DISMISSED = "dismissed", _("不予处理")


class ComplaintKind(models.TextChoices):
    """What a complaint is about."""

    INFRINGEMENT = "infringement", _("侵犯著作权等权利")
    PERSONAL = "personal", _("泄露个人信息")
    WRONG = "wrong", _("数据或事实有误")
    ILLEGAL = "illegal", _("违法违规内容")


class ComplaintState(models.TextChoices):
    """Where a complaint stands.

    RECEIVED ⇄ ASKED (more is wanted, the clock waits); both → UPHELD | REJECTED | WITHDRAWN. A decision is appealed once:
    REJECTED by who complained, UPHELD by who uploaded → APPEALED → UPHELD | REJECTED, by another keeper, for good.
    """

    RECEIVED = "received", _("核查中")
    ASKED = "asked", _("待补充材料")
    UPHELD = "upheld", _("成立")
    REJECTED = "rejected", _("不成立")
    WITHDRAWN = "withdrawn", _("已撤回")
    APPEALED = "appealed", _("复核中")


S = ComplaintState
COMPLAINT_MOVES: dict[str, tuple[tuple[ComplaintState, ...], ComplaintState | None]] = {
    "hold": ((S.RECEIVED, S.ASKED, S.APPEALED), None),
    "ask": ((S.RECEIVED,), S.ASKED),
    "supply": ((S.ASKED,), S.RECEIVED),
    "answer": ((S.RECEIVED, S.ASKED, S.APPEALED), None),
    "uphold": ((S.RECEIVED, S.ASKED, S.APPEALED), S.UPHELD),
    "reject": ((S.RECEIVED, S.ASKED, S.APPEALED), S.REJECTED),
    "withdraw": ((S.RECEIVED, S.ASKED, S.APPEALED), S.WITHDRAWN),
    "appeal": ((S.UPHELD, S.REJECTED), S.APPEALED),
}
"""Each move: from which states, to which; None leaves the state."""
OPEN_STATES = (S.RECEIVED, S.ASKED, S.APPEALED)
COMPLAINT_TONES = {
    S.RECEIVED: "open",
    S.ASKED: "waiting",
    S.UPHELD: "good",
    S.REJECTED: "off",
    S.WITHDRAWN: "off",
    S.APPEALED: "open",
}


class Side(models.TextChoices):
    """Who took a step."""

    COMPLAINANT = "complainant", _("投诉人")
    UPLOADER = "uploader", _("上传人")
    OFFICE = "office", _("受理机构")
