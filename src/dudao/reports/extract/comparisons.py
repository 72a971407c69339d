"""Levels with their earlier value and the change between them, found from the words around figures that follow each other.

The change is the anchor: 增长C% looks back for its level and for a base that the words name (由B增加到N, 比上年的B增长,
N（上年为B）, 2020年B，2021年N), then ahead (增长C%，由B增至N). A base is taken only where words tie it; nothing is paired
by nearness alone. Tables are in `table_relations`, bases further away in `distant_bases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dudao.reports.extract.lead_words import REACH_END, change_words, is_same_subject
from dudao.reports.extract.run_kinds import BASES, RunKind, WordedRun, worded_runs
from dudao.reports.extract.run_years import printed_years_between, span_of_years, years_between, years_listed
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, Stretch
from dudao.reports.model import Comparison
from dudao.values.records import record

RATE_LEVELS = frozenset(("percent", "permille"))
"""Dimensions in which a level itself is a rate; between two of them a change is in points."""

SOME_YEARS = re.compile(r"[三四五六3-6]年(?:来|间)?(?:[^，。]{0,8})分别")
"""经费投入三年分别为: as many years as values, one after the other."""

WAY_BACK = 8
"""Runs looked at before a change; what stands further away is not meant by it."""


@record
class Link:
    """Runs that stand in one comparison; their elements pair one to one. `years` as in `Comparison`."""

    change: WordedRun | None = None
    now: WordedRun | None = None
    base: WordedRun | None = None
    difference: WordedRun | None = None
    path: int = 0
    years: int | None = None


def comparisons_in(stretch: Stretch) -> Iterator[Comparison]:
    """All comparisons of one stretch: those with a printed change first, then from-to pairs that print none."""
    runs = worded_runs(stretch)
    links = [_link_of_change(runs, index) for index, run in enumerate(runs) if run.is_rate_change]
    used = {id(link.difference) for link in links if link.difference}
    for index, run in enumerate(runs):
        if run.is_difference and not run.is_rate_change and id(run) not in used:
            links.append(_link_of_change(runs, index))
    paired = {id(link.now) for link in links if link.base}
    for index, run in enumerate(runs):
        if run.kind is RunKind.REACHED and id(run) not in paired and (base := _base_of_path(runs, index)):
            links.append(Link(now=run, base=base, path=run.direction))
    for link in links:
        yield from _spread(stretch, link)


def _link_of_change(runs: list[WordedRun], index: int) -> Link:
    """What a change belongs to: looked for before it, then after it."""
    link = _looking_back(runs, index)
    if link.base is None or link.now is None:
        link = _looking_ahead(runs, index, link)
    return _with_fitting_years(link)


def _visible_before(runs: list[WordedRun], index: int) -> list[int]:
    """Runs before one that its words can mean, nearest first: not those inside a bracket that has closed."""
    visible = []
    depth = runs[index].depth
    for position in range(index - 1, max(-1, index - 1 - WAY_BACK), -1):
        if runs[position].depth <= depth:
            visible.append(position)
            depth = runs[position].depth
    return visible


def _looking_back(runs: list[WordedRun], index: int) -> Link:
    change = runs[index]
    link = Link(change=change)
    before = _visible_before(runs, index)
    if before and _is_difference_for(runs[before[0]], change):
        link = replace(link, difference=runs[before[0]])
        before = before[1:]
    elif len(before) > 1 and runs[before[0]].is_rate_change and change.words and change.words.base_year:
        before = before[1:]  # 62.31亿元，增长6.1%，比2019年增长10%: the level stands before the first change
    if not before:
        return link
    nearest = runs[before[0]]
    if not _means(runs, before, change):
        names_base = nearest.kind is RunKind.THAN and not nearest.subject and _fits_rate(nearest, change)
        return replace(link, base=nearest) if names_base else link
    if not _can_change(runs, before, change):
        return link
    if nearest.size != change.size:
        return _listed(runs, before, link)
    if nearest.kind in (RunKind.FROM, RunKind.THAN):
        return replace(link, base=nearest, now=_level_before(runs, before))
    link = replace(link, now=nearest, path=nearest.direction)
    inside = runs[index - 1]
    if (
        inside.depth > change.depth
        and inside.kind in BASES
        and _fits(inside, nearest)
        and _may_precede(inside, nearest)
    ):
        return replace(link, base=inside)
    if nearest.kind is RunKind.REACHED:
        return replace(link, base=_base_of_path(runs, before[0]))
    return _ordered_by_years(runs, before, link)


def _is_difference_for(run: WordedRun, change: WordedRun) -> bool:
    """比上年增加3.59亿元，增长6.1%: the amount is the difference of what the rate is the change of."""
    return (
        run.kind is RunKind.CHANGE
        and run.dimension not in CHANGE_DIMENSIONS
        and change.dimension in CHANGE_DIMENSIONS
        and run.size == change.size
        and not change.subject
    )


def _means(runs: list[WordedRun], before: list[int], change: WordedRun) -> bool:
    """Whether the words of a change name no other metric than the run before it."""
    if not change.subject:
        return True
    named = next((runs[position].subject for position in before if runs[position].subject), "")
    return bool(named) and is_same_subject(change.subject, named)


def _can_change(runs: list[WordedRun], before: list[int], change: WordedRun) -> bool:
    """Whether a run can be what a change is of: an amount, or a rate that no amount before it competes with."""
    nearest = runs[before[0]]
    if nearest.kind is RunKind.CHANGE:
        return False
    if change.dimension not in CHANGE_DIMENSIONS:
        return nearest.dimension == change.dimension
    if nearest.dimension in RATE_LEVELS:
        if change.dimension == "points" or nearest.kind is RunKind.REACHED:
            return True
        if "；" in nearest.lead or ";" in nearest.lead:
            return True  # the rate begins a statement of its own
        return not any(runs[position].dimension not in CHANGE_DIMENSIONS for position in before[1:])
    return nearest.dimension not in CHANGE_DIMENSIONS


def _fits(one: WordedRun, other: WordedRun) -> bool:
    return one.dimension == other.dimension and one.size == other.size and one.kind is not RunKind.CHANGE


def _fits_rate(base: WordedRun, change: WordedRun) -> bool:
    """以上年58.72亿元为基数，教育支出增长6.1%: a base without a metric of its own, before a rate that names one."""
    return base.size == change.size and base.dimension not in CHANGE_DIMENSIONS and change.is_rate_change


def _may_precede(base: WordedRun, now: WordedRun) -> bool:
    """Whether nothing in the words says that the base is not earlier than the level."""
    years = printed_years_between(base.year, now.year)
    return years is None or years > 0


def _level_before(runs: list[WordedRun], before: list[int]) -> WordedRun | None:
    """The level that a base belongs to: 62.31亿元，比上年的58.72亿元增长."""
    base = runs[before[0]]
    for position in before[1:3]:
        run = runs[position]
        if run.dimension == "percent" and "占" in run.lead and base.dimension != "percent":
            continue  # 9.12亿元，占财政支出的18.9%，比2021年的8.74亿元增加: the share speaks of the level before it
        if _fits(run, base) and run.kind not in (RunKind.FROM, RunKind.THAN) and _may_precede(base, run):
            return run if not base.subject or is_same_subject(base.subject, run.subject) else None
        break
    return None


def _base_of_path(runs: list[WordedRun], index: int) -> WordedRun | None:
    """The base of a level reached: 由B增加到N, or B增加到N in one breath."""
    reached = runs[index]
    for position in _visible_before(runs, index)[:1]:
        run = runs[position]
        if not _fits(run, reached):
            return None
        if run.kind is RunKind.FROM or not any(mark in reached.lead for mark in "，,；;、"):
            return run
        if run.year is not None and not reached.subject:
            years = years_between(run.year, run.figures[0], reached.year, reached.figures[0])
            return run if years is not None and years > 0 else None
    return None


def _ordered_by_years(runs: list[WordedRun], before: list[int], link: Link) -> Link:
    """2020年B，2021年N or N，上年为B: which is the base, their years say; without years none is."""
    nearest = runs[before[0]]
    if link.change is not None and link.change.words is not None and link.change.words.is_annual:
        start = next((runs[at] for at in before[1:] if runs[at].kind is RunKind.FROM), None)
        if start is not None and nearest.lead[:1] in "、和" and _fits(start, nearest):
            return replace(link, base=start)  # 由2021年的A提高到2022年的B、2023年的C，年均增长
    other = _like(runs, before[1:], nearest)
    if other is None:
        return link
    if nearest.depth > other.depth and nearest.kind in BASES and _may_precede(nearest, other):
        return replace(link, now=other, base=nearest, path=other.direction)
    if nearest.subject and not is_same_subject(nearest.subject, other.subject):
        return link
    years = years_between(other.year, other.figures[0], nearest.year, nearest.figures[0])
    if other.year is not None and nearest.year is not None and years is not None and years > 0:
        return replace(link, base=other)
    back = years_between(nearest.year, nearest.figures[0], other.year, other.figures[0])
    if nearest.year is not None and back == 1:
        return replace(link, now=other, base=nearest, path=other.direction)
    return link


def _like(runs: list[WordedRun], before: list[int], run: WordedRun) -> WordedRun | None:
    """The run before that pairs with one: of its size, or as many single levels in a row."""
    if not before:
        return None
    if _fits(runs[before[0]], run):
        return runs[before[0]]
    singles = [runs[position] for position in before[: run.size]]
    if run.size > 1 and len(singles) == run.size and all(_is_item(each, run) for each in singles):
        return _joined(singles[::-1])
    return None


def _listed(runs: list[WordedRun], before: list[int], link: Link) -> Link:
    """Runs of another size: single levels listed one by one before 分别增长, or the years of one metric in a row."""
    change, nearest = link.change, runs[before[0]]
    assert change is not None
    if change.size > 1 and nearest.size == 1:
        singles = [runs[position] for position in before[: change.size]]
        is_list = len(singles) == change.size and all(_is_item(run, nearest) for run in singles)
        return replace(link, now=_joined(singles[::-1])) if is_list else link
    annual = change.words is not None and change.words.is_annual
    years = years_listed(nearest.lead, nearest.size)
    if years is None and annual and nearest.size > 2 and SOME_YEARS.search(nearest.lead):
        years = list(range(nearest.size))
    if years is None or any(late != early + 1 for early, late in zip(years, years[1:], strict=False)):
        return link
    if change.size == 1 and annual:
        span = years[-1] - years[0]
        return replace(link, base=nearest.part(0, 1), now=nearest.part(nearest.size - 1, nearest.size), years=span)
    if change.size == 1 and nearest.size == 2:
        return replace(link, base=nearest.part(0, 1), now=nearest.part(1, 2))
    if change.size == nearest.size - 1:
        return replace(link, base=nearest.part(0, change.size), now=nearest.part(1, nearest.size))
    return link


def _is_item(run: WordedRun, like: WordedRun) -> bool:
    return run.size == 1 and run.dimension == like.dimension and run.kind in (RunKind.LEVEL, RunKind.BESIDE)


def _joined(singles: list[WordedRun]) -> WordedRun:
    figures = [run.figures[0] for run in singles]
    return replace(singles[0], after=singles[-1].after, figures=figures)


def _looking_ahead(runs: list[WordedRun], index: int, link: Link) -> Link:
    """增长6.1%，由B增加到N; 增长6.1%，达到N; 增长6.1%（上年为B）."""
    change = runs[index]
    after = runs[index + 1 : index + 3]
    if not after or after[0].size != change.size or after[0].dimension in ("points", "multiple"):
        return link
    following = after[0]
    owner = link.now.subject if link.now else change.subject or (link.base.subject if link.base else "")
    if following.subject and not (owner and is_same_subject(following.subject, owner)):
        return link
    if following.kind is RunKind.FROM:
        reached = after[1] if len(after) > 1 else None
        if reached is not None and reached.kind is RunKind.REACHED and _fits(following, reached):
            return replace(link, base=following, now=reached, path=reached.direction)
        return link
    if link.now is None:
        return _level_after(link, following, after[1:])
    is_base = following.kind in (RunKind.BESIDE, RunKind.THAN) and following.year is not None
    if is_base and _fits(following, link.now) and _is_known_earlier(following, link.now):
        return replace(link, base=following)
    return link


def _is_known_earlier(base: WordedRun, now: WordedRun) -> bool:
    """Whether a year says so; a bracket right behind a level that prints no year is taken as its base."""
    years = years_between(base.year, base.figures[0], now.year, now.figures[0])
    if years is None or (years == 0 and now.year is None):
        return base.depth > now.depth
    return years > 0


def _level_after(link: Link, following: WordedRun, after: list[WordedRun]) -> Link:
    """比上年增长6.1%，达到62.31亿元; 增长6.1%，达到62.31亿元（上年58.72亿元）."""
    if link.base is not None and not _fits(following, link.base):
        return link
    is_reached = following.kind is RunKind.REACHED or REACH_END.search(following.lead) is not None
    if not is_reached or following.dimension in CHANGE_DIMENSIONS - RATE_LEVELS or following.kind is RunKind.CHANGE:
        return link
    for inside in after:
        if link.base is None and inside.depth > following.depth and inside.kind in BASES and _fits(inside, following):
            return replace(link, now=following, base=inside if _may_precede(inside, following) else None)
    return replace(link, now=following)


def _with_fitting_years(link: Link) -> Link:
    """The link without its base where the change is said to be over other years than lie between base and level."""
    change = link.change
    words = change.words if change else None
    if change is None or words is None:
        return link
    if link.base is None or link.now is None:
        return replace(link, years=0) if words.is_annual and link.years is None else link
    base, now = link.base, link.now
    if base.lead is now.lead:
        return link  # one run that lists its years, ordered already
    years = years_between(base.year, base.figures[0], now.year, now.figures[0])
    printed = base.year is not None and now.year is not None
    if words.is_annual and now.year is None and (spanned := span_of_years(base.lead)) is not None:
        return replace(link, years=_years_meant(base, now, change, spanned))
    if words.is_annual and (link.years or years) != 1:
        return replace(link, years=link.years or years or 0)
    if words.base_year is not None and base.year is not None and not base.year.is_relative:
        return link if base.year.number == words.base_year else replace(link, base=None)
    if words.is_yearly and printed and years is not None and years != 1:
        return replace(link, base=None)
    return link


def _years_meant(base: WordedRun, now: WordedRun, change: WordedRun, spanned: int) -> int:
    """2016—2020年，由B增长到N，年均: four years, or five from the end of 2015 where only they give the rate."""
    first, last, stated = (float(run.figures[0].value) for run in (base, now, change))
    if first <= 0 or last <= 0:
        return spanned
    off = {years: abs(((last / first) ** (1 / years) - 1) * 100 - stated) for years in (spanned, spanned + 1)}
    return spanned + 1 if off[spanned + 1] < SAME_RATE < off[spanned] else spanned


SAME_RATE = 0.1
"""Points between a printed yearly rate and a computed one that the rounding of the amounts explains."""


def _spread(stretch: Stretch, link: Link) -> Iterator[Comparison]:
    """One comparison for each element of the runs."""
    leading = link.change or link.now
    assert leading is not None
    direction = link.change.direction if link.change else 0
    for offset in range(leading.size):
        if link.change is not None and offset:
            words = change_words(stretch.leads[link.change.first + offset])
            direction = words.direction if words and words.direction else direction
        rate = link.change.figures[offset] if link.change and link.change.is_rate_change else None
        own = link.change if link.change is not None and rate is None else link.difference
        yield Comparison(
            now=link.now.figures[offset] if link.now else None,
            base=link.base.figures[offset] if link.base else None,
            change=rate,
            difference=own.figures[offset] if own else None,
            direction=direction if rate else 0,
            difference_direction=direction if rate is None else own.direction if own else 0,
            path=link.path,
            years=link.years,
        )
