"""Changes and the levels they belong to: the sign, the base, and what is written beside a level as its change."""

from __future__ import annotations

import re
from decimal import Decimal

from dudao.reports.extract.drafts import Draft
from dudao.reports.model import Role, TimeMention

LEVEL_LIKE = frozenset((Role.LEVEL, Role.SHARE, Role.COMPLETION, Role.TARGET, Role.RATIO, Role.STANDARD, Role.FORECAST))
YEAR_BEFORE = re.compile(r"上年|去年|上一年|同比|上学年")
OTHER_BASE = re.compile(r"平均|增幅|增速|标准|规定|水平|要求|目标|[省市县区校国]")


def plain(value: Decimal) -> str:
    """A value as people print it: without an exponent, with its printed decimals."""
    return f"{value:f}"


def change_text(draft: Draft) -> str:
    """A change with its sign and unit: +1.81%, -0.41个百分点, +5次."""
    sign = draft.direction if draft.number.sign == 0 else draft.number.sign
    mark = "-" if sign is not None and sign < 0 else "" if sign == 0 else "+"
    return f"{mark}{plain(abs(draft.number.value))}{draft.number.unit or ''}"


def path_text(base: Draft, level: Draft) -> str:
    """A from-to pair: 4.1%→1.3%, 312→97; with units where they differ (8000万元→1亿元)."""
    if base.number.unit != level.number.unit:
        return (
            f"{plain(base.number.value)}{base.number.unit or ''}→{plain(level.number.value)}{level.number.unit or ''}"
        )
    unit = "%" if level.number.unit == "%" else ""
    return f"{plain(base.number.value)}{unit}→{plain(level.number.value)}{unit}"


def comparison_of(draft: Draft, folded: str, year_of_level: int | None) -> str | None:
    """`yoy` against the year before, `base` against anything else named, None where nothing is named."""
    start = draft.clause_start
    text = folded[start : draft.number.start]
    if draft.against_time is not None:
        return _against_time(draft.against_time, year_of_level, folded)
    if YEAR_BEFORE.search(text, max(0, draft.zone - start)):
        return "yoy"
    if draft.is_mean or "环比" in text or draft.against:
        return "base"
    return "yoy" if YEAR_BEFORE.search(text) else None


def _against_time(mention: TimeMention, year_of_level: int | None, folded: str) -> str:
    if YEAR_BEFORE.search(folded, mention.start, mention.end):
        return "yoy"
    if mention.period is None or mention.kind == "span":
        return "base"
    year = mention.period.last_year
    return "yoy" if year_of_level is not None and year == year_of_level - 1 else "base"


def link_changes(drafts: list[Draft], folded: str) -> None:
    """Give each change its comparison, and the level it belongs to the same; from-to pairs likewise."""
    for index, draft in enumerate(drafts):
        if draft.is_to and draft.base is not None:
            _link_path(draft.base, draft, folded)
        if draft.role is Role.CHANGE:
            _link_change(draft, index, drafts, folded)


def _link_path(base: Draft, level: Draft, folded: str) -> None:
    level.change = path_text(base, level)
    earlier = base.when
    if base.own_mention and base.mention is not None:
        year = level.when.last_year if level.when is not None else None
        level.comparison = _against_time(base.mention, year, folded)
    elif earlier is not None and level.when is not None and base.own_mention:
        level.comparison = "yoy" if earlier.last_year == level.when.last_year - 1 else "base"
    else:
        level.comparison = "base"


def _link_change(draft: Draft, index: int, drafts: list[Draft], folded: str) -> None:
    draft.change = change_text(draft)
    year = draft.when.last_year if draft.when is not None else None
    level = _level_of(draft, index, drafts)
    comparison = comparison_of(draft, folded, year)
    if comparison is None and level is not None and level.base is not None:
        comparison = level.comparison
    draft.comparison = comparison or ("base" if draft.against else "yoy")
    if level is not None and level.change is None and (not draft.against or draft.against[-1] in "前初末期后"):
        level.comparison, level.change = draft.comparison, draft.change
    if level is not None and draft.direction is None:
        draft.direction = level.direction


def _level_of(draft: Draft, index: int, drafts: list[Draft]) -> Draft | None:
    """The level whose change this is: the one it takes its metric from, else a following one that takes it from this."""
    earlier = draft.carried
    steps = 0
    while earlier is not None and earlier.role not in LEVEL_LIKE and steps < 6:
        earlier = earlier.carried
        steps += 1
    if earlier is not None and earlier.role in LEVEL_LIKE:
        return earlier
    if index + 1 < len(drafts):
        following = drafts[index + 1]
        if following.carried is draft and following.role in LEVEL_LIKE:
            return following
    return None
