"""Figures that stand in a relation: now and base and change, whole and parts, rate and what it is a rate of.

One pass over the sentences; each finder looks only at the figures of its sentence, so the time grows with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from dudao.reports.extract.breakdowns import breakdowns_in
from dudao.reports.extract.comparisons import comparisons_in
from dudao.reports.extract.distant_bases import DatedLevels
from dudao.reports.extract.lead_words import NOTE_ON_BASIS, SAME_BASIS, is_same_subject
from dudao.reports.extract.proportions import proportions_in
from dudao.reports.extract.ratios import ratios_in
from dudao.reports.extract.shares_of_all import shares_in
from dudao.reports.extract.stretches import Stretch, stretches_of
from dudao.reports.extract.table_relations import table_relations
from dudao.reports.model import Breakdown, Comparison, Figure, Paragraph, Proportion, Report

BASIS_WORDS = ("口径", "可比", "不变价", "基数", "剔除", "扣除", "不考虑", "不含", "考虑")
"""One of these is in every text that names a restated base; looking for them is quicker than the pattern."""

# Each alternative begins with a letter, none with a set: the engine then skips to these letters, five times as fast.
MAY_COMPARE = re.compile(
    r"增|降|减|升|涨|跌|扩|缩|压|翻|变|攀|萎|滑|提高|调整|多|少(?![年儿])|高(?![中校等级职考])|低(?!保)|同比|较[上去]年|比[上去]年|回落"
    r"|发展到|转为|（$|\($"
)
MAY_BREAK_DOWN = re.compile(
    r"其中|公办|民办|，[男女城农乡]|；[男女城农乡]|包[括含]|含|分为|分别[为是]|涵盖|（|\(|共|计"
)
MAY_RELATE = re.compile("占|率|比|均|的(?:(?<=[任务计划目标]的)|$)")


@dataclass(frozen=True, slots=True)
class Relations:
    """What `extract_relations` found, each kind in the order of the text, tables last."""

    comparisons: tuple[Comparison, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    proportions: tuple[Proportion, ...] = ()


def extract_relations(report: Report, figures: tuple[Figure, ...]) -> Relations:
    """The relations between the figures of a report."""
    comparisons: list[Comparison] = []
    breakdowns: list[Breakdown] = []
    proportions: list[Proportion] = []
    dated = DatedLevels()
    for stretch in stretches_of(report, figures):
        words = "".join(stretch.leads) if len(stretch.leads) > 1 else stretch.leads[0]
        if MAY_COMPARE.search(words) is not None:
            comparisons.extend(_compared(stretch, dated))
        own = list(breakdowns_in(stretch)) if MAY_BREAK_DOWN.search(words) else []
        breakdowns.extend(own)
        if MAY_RELATE.search(words):
            proportions.extend(proportions_in(stretch, own))
            proportions.extend(ratios_in(stretch))
            breakdowns.extend(shares_in(stretch))
        dated.note(stretch)
    in_tables = table_relations(report, figures)
    comparisons = _with_basis(report, comparisons + in_tables[0])
    return Relations(tuple(comparisons), tuple(breakdowns + in_tables[1]), tuple(proportions))


def _compared(stretch: Stretch, dated: DatedLevels) -> list[Comparison]:
    found = list(comparisons_in(stretch))
    if stretch.before is None:
        return found
    return [dated.base_for(comparison, stretch) for comparison in found]


def _with_basis(report: Report, comparisons: list[Comparison]) -> list[Comparison]:
    """Comparisons with `same_basis` set where their sentence, or a note for the paragraph or report, names one."""
    folded = report.folded
    if not any(word in folded for word in BASIS_WORDS):
        return comparisons
    named = [match.start() for match in SAME_BASIS.finditer(folded)]
    if not named:
        return comparisons
    notes = list(NOTE_ON_BASIS.finditer(folded))
    if any("报告" in match.group() or "全文" in match.group() or "文中" in match.group() for match in notes):
        return [replace(comparison, same_basis=True) for comparison in comparisons]
    noted = {report.paragraph_at(match.start()) for match in notes}
    return [
        replace(comparison, same_basis=True) if _is_named_for(report, comparison, named, noted) else comparison
        for comparison in comparisons
    ]


SENTENCE_MARK = re.compile(r"[。\n]")
SENTENCE_REACH = 1200
"""Characters to either side in which a sentence's ends are looked for."""


def _is_named_for(report: Report, comparison: Comparison, named: list[int], noted: set[Paragraph | None]) -> bool:
    span, folded = comparison.span, report.folded
    near = folded[max(0, span.start - SENTENCE_REACH) : span.start]
    start = span.start - len(near) + max(near.rfind(mark) for mark in "。\n") + 1
    after = SENTENCE_MARK.search(folded, span.end, span.end + SENTENCE_REACH)
    end = after.start() if after else span.end + SENTENCE_REACH
    index = bisect_left(named, start)
    while index < len(named) and named[index] < end:
        if not _is_of_another(folded, named[index], comparison):
            return True
        index += 1
    return bool(noted) and report.paragraph_at(span.start) in noted


OWN_SUBJECT = re.compile(
    r"[，,；;](?P<subject>[^，,；;。\n（(\d]{2,16}?(?:收入|支出|经费|投入|拨款|总值|税收))(?:按|的)?$"
)


def _is_of_another(folded: str, position: int, comparison: Comparison) -> bool:
    """Whether a basis is named behind a comparison for a metric of its own: 教育支出增长6.1%，财政经常性收入同口径增长4%."""
    if position < comparison.span.end or comparison.now is None:
        return False
    own = OWN_SUBJECT.search(folded, max(comparison.span.end, position - 24), position)
    return own is not None and not is_same_subject(own["subject"], comparison.now.metric)
