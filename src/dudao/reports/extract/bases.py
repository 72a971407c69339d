"""Which levels are given only as the base of a comparison: the earlier value, not what is reported."""

from __future__ import annotations

import re

from dudao.reports.extract.drafts import Draft
from dudao.reports.model import Role, TimeMention

LEVELS = frozenset((Role.LEVEL, Role.SHARE))
EARLIER = re.compile(r"上年|去年|上一年|上学年|上学期|前年|原来?$|此前|年初")
ON_THIS_BASIS = ("的基础上", "基础上")
REMARK = frozenset(("（", "("))


def set_bases(drafts: list[Draft], folded: str) -> None:
    """比上年的4.2亿元增长; 增长4.8%（2021年为584人）; 去年同期为71次; 2020年46.35亿元，2021年达到49.18亿元，同比增长."""
    for index, draft in enumerate(drafts):
        if draft.role not in LEVELS:
            continue
        if (
            (draft.against_time is not None and _is_compared_with(draft, draft.against_time, folded))
            or folded.startswith(ON_THIS_BASIS, draft.number.end)
            or (draft.own_mention and index and _is_of_earlier_time(draft, drafts[index - 1], folded))
            or (index + 1 < len(drafts) and _precedes_level(draft, drafts[index + 1], drafts, index))
        ):
            draft.role = Role.BASE


def _is_compared_with(draft: Draft, mention: TimeMention, folded: str) -> bool:
    between = folded[mention.end : draft.number.start].rstrip("（(")
    return between in ("", "的", "同期", "同期的", "约", "末的", "底的") or (
        between.endswith("的") and len(between) < 12
    )


def _is_of_earlier_time(draft: Draft, previous: Draft, folded: str) -> bool:
    """A remark in brackets of an earlier year than what stands before it, or 去年同期为71次 after this year's number."""
    if folded[draft.zone - 1 : draft.zone] in REMARK and _is_earlier(draft, previous):
        return True
    if draft.carried is not previous or draft.mention is None or previous.role not in LEVELS:
        return False
    return EARLIER.search(draft.mention.text) is not None


def _is_earlier(draft: Draft, other: Draft) -> bool:
    return draft.when is not None and other.when is not None and draft.when.last_year < other.when.last_year


def _precedes_level(draft: Draft, following: Draft, drafts: list[Draft], index: int) -> bool:
    """Two years of one thing, and a change after the second, or a verb that leads from the first to it."""
    if following.carried is not draft or following.role not in LEVELS or draft.number.unit != following.number.unit:
        return False
    if not following.own_mention or not _is_earlier(draft, following) or len(draft.run) > 1:
        return False
    if following.is_to:
        following.base = draft
        return True
    after = drafts[index + 2] if index + 2 < len(drafts) else None
    return after is not None and after.role is Role.CHANGE and after.carried is following
