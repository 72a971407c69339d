"""States of a document and of what is shown of it, and who may open how much."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    """Where a document stands. Only a PUBLISHED one is open; of a WITHDRAWN or HELD one the public sees a notice.

    READING → WAITING (a person corrects what was proposed) → SUBMITTED (to the operators) → PUBLISHED | DECLINED;
    SUBMITTED ⇄ HELD (put aside), PUBLISHED ⇄ HELD (a complaint is examined), PUBLISHED | HELD → WITHDRAWN → PUBLISHED.
    FAILED: the file cannot be read. `MOVES` is the table.
    """

    READING = "reading", _("处理中")
    FAILED = "failed", _("无法读取")
    WAITING = "waiting", _("待核对")
    SUBMITTED = "submitted", _("待审核")
    PUBLISHED = "published", _("已公开")
    DECLINED = "declined", _("未采用")
    HELD = "held", _("暂停公开")
    WITHDRAWN = "withdrawn", _("已撤下")


TONES = {
    DocumentState.READING: "waiting",
    DocumentState.FAILED: "bad",
    DocumentState.WAITING: "waiting",
    DocumentState.SUBMITTED: "waiting",
    DocumentState.PUBLISHED: "good",
    DocumentState.DECLINED: "bad",
    DocumentState.HELD: "bad",
    DocumentState.WITHDRAWN: "off",
}


D = DocumentState
MOVES: dict[str, tuple[tuple[DocumentState, ...], DocumentState, str]] = {
    "submit": ((D.WAITING, D.DECLINED), D.SUBMITTED, "uploader"),
    "take-back": ((D.SUBMITTED,), D.WAITING, "uploader"),
    "publish": ((D.SUBMITTED,), D.PUBLISHED, "keeper"),
    "decline": ((D.SUBMITTED, D.HELD), D.DECLINED, "keeper"),
    "hold": ((D.SUBMITTED, D.PUBLISHED), D.HELD, "keeper"),
    "release": ((D.HELD,), D.PUBLISHED, "keeper"),
    "return": ((D.HELD,), D.SUBMITTED, "keeper"),
    "withdraw": ((D.PUBLISHED, D.HELD), D.WITHDRAWN, "uploader or keeper"),
    "restore": ((D.WITHDRAWN,), D.PUBLISHED, "keeper"),
}
"""Move: the states in which it may be made, the state after it, and whose move it is.

A document that was put aside before it was ever published returns to the queue; one that was public becomes public again.
"""


class Tier(models.TextChoices):
    """Who reads the whole (阅读权限); the first pages are open to everybody in every tier."""

    PUBLIC = "public", _("公开")
    LOGIN = "login", _("登录可读")
    MEMBERS = "members", _("VIP专免")


class DocumentKind(models.TextChoices):
    """What kind of report a document is."""

    SELF_ASSESSMENT = "self_assessment", _("自评报告")
    SUPERVISION = "supervision", _("督导报告")
    RECTIFICATION = "rectification", _("整改报告")
    MONITORING = "monitoring", _("监测报告")
    STATISTICS = "statistics", _("教育统计公报")
    FUNDING = "funding", _("经费执行公告")
    OPINION = "opinion", _("督导意见书")
    POLICY = "policy", _("政策文件")
    OTHER = "other", _("其他材料")


class Level(models.TextChoices):
    """Of the place that a document speaks of."""

    NATION = "nation", _("国家级")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    SCHOOL = "school", _("学校")


class RenditionState(models.TextChoices):
    """Whether what is shown of a file is ready."""

    WAITING = "waiting", _("处理中")
    READY = "ready", _("已生成")
    FAILED = "failed", _("无法生成")


class FigureState(models.TextChoices):
    """What is known of a figure in a document, as the core says of bindings."""

    AGREES = "agrees", _("与公布数据一致")
    DIFFERS = "differs", _("与公布数据不一致")
    UNDECIDED = "undecided", _("尚不能判定")
    STATED = "stated", _("仅见于本文")
