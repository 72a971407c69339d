"""The states of an entry of the catalogue, the moves between them, and who makes each; sealed is what `rounds.frozen` says."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryState(models.TextChoices):
    """Where an entry stands."""

    DRAFT = "draft", _("待确认")
    SUBMITTED = "submitted", _("已提交")
    RETURNED = "returned", _("已退回")
    ACCEPTED = "accepted", _("已通过")


TONES = {"draft": "waiting", "submitted": "open", "returned": "bad", "accepted": "good"}

MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "confirm": (tuple(each.value for each in EntryState), EntryState.SUBMITTED.value),
    "return": ((EntryState.SUBMITTED.value, EntryState.ACCEPTED.value), EntryState.RETURNED.value),
    "accept": ((EntryState.SUBMITTED.value,), EntryState.ACCEPTED.value),
}
"""Move: the states in which it may be made, and the state after it. Who changes an entry confirms it (confirm), its
coordinator returns or accepts it."""


class Visibility(models.TextChoices):
    """Who may open the file."""

    PUBLIC = "public", _("可公开")
    INTERNAL = "internal", _("内部")
    PERSONAL = "personal", _("含个人信息")


class ReadState(models.TextChoices):
    """Whether the text of a file is known."""

    WAITING = "waiting", _("等待读取")
    READ = "read", _("已读取文字")
    NO_TEXT = "no_text", _("没有文字")
    NO_OCR = "no_ocr", _("未读取：没有安装文字识别组件")
    FAILED = "failed", _("无法读取")


READ_TONES = {"waiting": "waiting", "read": "good", "no_text": "off", "no_ocr": "waiting", "failed": "bad"}
