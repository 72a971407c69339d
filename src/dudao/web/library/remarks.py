"""What the checker says of a document, as its page tells it: how many remarks, and those on open pages with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dudao.web.library.queries import Opened
from dudao.web.policies import Words

MOST = 30
LEVELS: Mapping[str, Words] = {"error": _("错误"), "warning": _("警告"), "note": _("提醒")}


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark with its place."""

    level: Words
    code: str
    message: str
    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """Numbers of all remarks; the first of those whose place is open; `hidden` the number of those whose place is not."""

    error: int
    warning: int
    note: int
    truncated: bool
    placeholders: int
    shown: list[Remark]
    hidden: int


def remarks_of(opened: Opened) -> Remarks:
    """The remarks of a rendition; none where the checker was not asked."""
    told = opened.rendition.diagnostics
    counts, remarks = told.get("counts", {}), told.get("remarks", [])
    open_ones = [each for each in remarks if opened.is_whole or (each["page"] and opened.reach.holds(each["page"]))]
    return Remarks(
        counts.get("error", 0),
        counts.get("warning", 0),
        counts.get("note", 0),
        bool(told.get("truncated")),
        told.get("placeholders", 0),
        [_remark(each) for each in open_ones[:MOST]],
        len(remarks) - len(open_ones),
    )


def _remark(told: Mapping[str, Any]) -> Remark:
    language = "en" if get_language() == "en" else "zh"
    return Remark(LEVELS[told["level"]], told["code"], told["message"][language], told["quote"], told["page"] or 1)
