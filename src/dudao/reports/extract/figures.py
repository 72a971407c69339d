"""Numbers that state a quantity, with unit, metric, period, role and comparison.

numbers_in_text   number, unit, hedge, bound, misprint          not_figures    what only looks like one
roles             what each does in its sentence                metrics        what it measures
distribution      分别                                          figure_times   the time it is for
changes           sign, base, level and change of one thing     table_figures  numbers in table cells
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dudao.reports.extract.bases import set_bases
from dudao.reports.extract.changes import link_changes
from dudao.reports.extract.cues import Cue, find_cues
from dudao.reports.extract.cuts import Cuts
from dudao.reports.extract.distribution import distribute, is_joined
from dudao.reports.extract.drafts import Draft
from dudao.reports.extract.figure_times import Clock, assign_times, set_base_times
from dudao.reports.extract.metrics import Topic, find_metric
from dudao.reports.extract.numbers_in_text import Number, scan_numbers
from dudao.reports.extract.roles import (
    NOUN_PLANS,
    Plans,
    decide_role,
    inherit_backwards,
    inherit_role,
    stands_under_norm,
)
from dudao.reports.extract.scopes import scope_of
from dudao.reports.extract.table_figures import table_figures
from dudao.reports.extract.times import TITLE_MARKS, find_own_year
from dudao.reports.model import CitedDocument, Figure, Heading, Placeholder, Report, Role, TimeMention

SAME_BASIS = re.compile(r"同口径|可比口径|按可比|可比价")
PLANS_AHEAD = re.compile(
    r"下一步|下步|今后|打算|努力方向|工作计划|工作思路|目标任务|工作安排|下阶段|工作目标|未来|改进(?:措施|举措|方向|计划)|发展目标|下一阶段"
)
PATH_GAP = 60
PATH_WORDS = re.compile(r"[到至为]|增[加长]|减少|提高|下降|上升|降低")
ARRIVES = re.compile(r"(?:达到?|至|到|为)(?:约|近|了)?$")
EARLIER_IN_BRACKET = re.compile(r"(?:比|较|与|同)(?:上一?年度?|去年|前年|20[0-9]{2}年)(?:同期)?(?:的)?[一-鿿]{0,8}$")
"""比上年（12.9万元）增加: the bracket is read like 比上年的12.9万元增加."""
RANGE_MARK = re.compile(r"[-—–~～－]{1,2}|至|到")


def extract_figures(
    report: Report,
    *,
    times: tuple[TimeMention, ...],
    documents: tuple[CitedDocument, ...],
    placeholders: tuple[Placeholder, ...],
    own_year: int | None = None,
) -> tuple[Figure, ...]:
    """Every figure in the body and the tables of a report, in the order of its text.

    Args:
        own_year: the year the report is about, which figures take where nothing nearer is named; found where not given.
    """
    year = find_own_year(report) if own_year is None else own_year
    numbers = scan_numbers(report.folded, _blocked(report, times, documents, placeholders))
    numbers = _without_heading_marks(numbers, report)
    figures = list(_prose_figures(numbers, report, times, year))
    if report.tables:
        figures += table_figures(report, year)
        figures.sort(key=lambda figure: figure.start)
    return tuple(figures)


def _blocked(
    report: Report,
    times: Sequence[TimeMention],
    documents: Sequence[CitedDocument],
    placeholders: Sequence[Placeholder],
) -> list[tuple[int, int]]:
    """Stretches whose numbers are no figures: times, titles of documents, masks, tables (read cell by cell)."""
    spans = [(mention.start, mention.end) for mention in times]
    spans += [found.span() for found in TITLE_MARKS.finditer(report.folded)]
    spans += [(document.start, document.end) for document in documents]
    spans += [(placeholder.start, placeholder.end) for placeholder in placeholders]
    spans += [(table.start, table.end) for table in report.tables]
    spans.sort()
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _without_heading_marks(numbers: list[Number], report: Report) -> list[Number]:
    """Leave out what reads a heading's own number (1. 5所) as a part of a figure."""
    marks = {heading.start: heading.start + len(heading.marker) for heading in report.headings if heading.marker}
    if not marks:
        return numbers
    return [number for number in numbers if number.start not in marks]


def _prose_figures(
    numbers: list[Number], report: Report, times: tuple[TimeMention, ...], year: int | None
) -> Iterator[Figure]:
    cuts = Cuts(report.folded)
    clock = Clock(report, times, year)
    sections = PlannedSections(report.headings)
    sentence_starts = [sentence.start for sentence in report.sentences]
    names_basis = SAME_BASIS.search(report.folded) is not None
    topic = Topic()
    index, count = 0, len(numbers)
    paragraph_end = -1
    while index < count:
        first = numbers[index]
        end = cuts.stretch_end(first.end)
        start = cuts.stretch_start(first.start)
        last = index + 1
        while last < count and numbers[last].start < end:
            if numbers[last].end > end:  # a stop that is a misprinted decimal mark ends nothing
                end = cuts.stretch_end(numbers[last].end)
            last += 1
        if start >= paragraph_end:
            topic.institution = ""
            paragraph_end = report.folded.find("\n", start)
            paragraph_end = len(report.folded) if paragraph_end < 0 else paragraph_end
        drafts = _read_stretch(numbers[index:last], start, end, report.folded, cuts, clock, sections, topic)
        is_same_basis = names_basis and SAME_BASIS.search(report.folded, start, end) is not None
        for draft in drafts:
            draft.same_basis = is_same_basis
            yield _freeze(draft, report, cuts, bisect_right(sentence_starts, draft.number.start) - 1)
        index = last


def _read_stretch(
    numbers: list[Number],
    start: int,
    end: int,
    folded: str,
    cuts: Cuts,
    clock: Clock,
    sections: PlannedSections,
    topic: Topic,
) -> list[Draft]:
    """The drafts of one sentence, read from left to right, then linked with each other."""
    mentions = clock.between(start, end)
    cues = _with_times(find_cues(folded, start, numbers[-1].end), mentions)
    drafts: list[Draft] = []
    plans = Plans()
    plans.follows_plan = not NOUN_PLANS.isdisjoint([cue.word for cue in cues])
    section_role = plans.role = sections.role_at(start)
    topic.common = ""
    has_brackets = folded.find("（", start, end) >= 0 or folded.find("(", start, end) >= 0
    part_start = cuts.segment_start(numbers[0].start)
    cue_index = 0
    for position, number in enumerate(numbers):
        previous = drafts[-1] if drafts else None
        clause_start = cuts.clause_start(number.start)
        zone = clause_start if previous is None else max(clause_start, previous.number.end)
        if has_brackets:
            zone = _inside_bracket(folded, zone, number.start)
        own, cue_index = _cues_between(cues, cue_index, zone, number.core)
        draft = Draft(number, zone, clause_start, own)
        if cuts.segment_start(number.start) != part_start:  # behind a semicolon plans are named anew
            part_start = cuts.segment_start(number.start)
            plans.role = section_role
        decide_role(draft, folded, plans)
        if previous is not None:
            if number.unit == previous.number.unit and is_joined(draft, previous, folded):
                draft.role = previous.role if draft.role in (Role.LEVEL, Role.RATIO) else draft.role
                draft.is_to = previous.is_to
                draft.direction = number.sign or previous.direction
            else:
                inherit_role(draft, previous, folded)
        if draft.role is Role.LEVEL and stands_under_norm(folded, draft.clause_start):
            draft.role = Role.STANDARD
        if draft.follows_from and position + 1 < len(numbers) and _opens_path(number, numbers[position + 1], folded):
            draft.opens_path = True
            draft.role = Role.BASE
        elif previous is not None and _reaches(draft, previous, drafts, folded):
            draft.is_to = True
            draft.base = previous if previous.opens_path else drafts[-2]
        find_metric(draft, folded, cuts, drafts, topic)
        draft.scope = scope_of(folded, draft.clause_start, number.start, draft.cues)
        if draft.scope is None and draft.carried is not None:
            draft.scope = draft.carried.scope
        drafts.append(draft)
    _distribute_runs(drafts, folded, cuts, mentions, cues)
    _join_ranges(drafts, folded)
    inherit_backwards(drafts, folded)
    assign_times(drafts, mentions, start, clock, cuts)
    set_bases(drafts, folded)
    set_base_times(drafts)
    _set_by_time(drafts, plans, clock)
    link_changes(drafts, folded)
    return drafts


def _with_times(cues: list[Cue], mentions: list[TimeMention]) -> list[Cue]:
    """Cues and times in one order; a cue inside a time (到2025年) gives way."""
    if not mentions:
        return cues
    for mention in mentions:
        low, high = mention.start, mention.end
        cues = [cue for cue in cues if cue.end <= low or cue.start >= high]
    cues += [Cue(mention.start, mention.end, "time", mention.text) for mention in mentions]
    cues.sort()
    return cues


class PlannedSections:
    """Which sections are about what comes next, where a plain amount is a target."""

    __slots__ = ("_starts", "_roles")

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._starts: list[int] = []
        self._roles: list[Role | None] = [None]
        path: list[tuple[int, bool]] = []
        for heading in headings:
            while path and path[-1][0] >= heading.level:
                path.pop()
            is_ahead = PLANS_AHEAD.search(heading.title) is not None or (bool(path) and path[-1][1])
            path.append((heading.level, is_ahead))
            self._starts.append(heading.start)
            self._roles.append(Role.TARGET if is_ahead else None)

    def role_at(self, position: int) -> Role | None:
        return self._roles[bisect_right(self._starts, position)]


def _inside_bracket(folded: str, zone: int, start: int) -> int:
    """Where a number's own words begin in the bracket that is open at it; `zone` where none is."""
    opening = max(folded.rfind("（", zone, start), folded.rfind("(", zone, start))
    if opening == start - 1 and (than := EARLIER_IN_BRACKET.search(folded, zone, opening)) is not None:
        return than.start()
    if opening >= 0 and folded.find("）", opening, start) < 0 and folded.find(")", opening, start) < 0:
        return opening + 1
    return zone


def _cues_between(cues: list[Cue], first: int, zone: int, end: int) -> tuple[list[Cue], int]:
    """The cues from `zone` up to `end`, and the index of the first that may stand there; `first` is where to begin."""
    count = len(cues)
    while first < count and cues[first].start < zone:
        first += 1
    after = first
    while after < count and cues[after].end <= end:
        after += 1
    return cues[first:after], first


def _opens_path(number: Number, following: Number, folded: str) -> bool:
    """由312个减少到97个: after 由 or 从 this number, and 到 or 至 before the next."""
    between = folded[number.end : following.start]
    if len(between) > PATH_GAP or "。" in between:
        return False
    return PATH_WORDS.search(between) is not None


def _reaches(draft: Draft, previous: Draft, drafts: list[Draft], folded: str) -> bool:
    """Whether a level is the far end of a path: 由312个减少到97个, or 由8000万元增加2000万元，达到1亿元."""
    if draft.role is Role.CHANGE or draft.role is Role.BASE:
        return False
    if previous.opens_path:
        return draft.is_to or previous.number.unit == draft.number.unit
    if len(drafts) < 2 or previous.role is not Role.CHANGE or not drafts[-2].opens_path:
        return False
    return draft.number.unit is not None and ARRIVES.search(folded, draft.zone, draft.number.start) is not None


def _distribute_runs(
    drafts: list[Draft], folded: str, cuts: Cuts, mentions: list[TimeMention], cues: list[Cue]
) -> None:
    first = 0
    for index in range(1, len(drafts) + 1):
        if index < len(drafts) and is_joined(drafts[index], drafts[index - 1], folded):
            continue
        if index - first > 1:
            distribute(drafts, first, index, folded, cuts, mentions, cues)
        first = index


def _join_ranges(drafts: list[Draft], folded: str) -> None:
    """50%至60%的学校: two bounds of one quantity, with one role and one metric."""
    for low, high in zip(drafts, drafts[1:], strict=False):
        if low.number.unit != high.number.unit or low.opens_path or high.number.start - low.number.end > 2:
            continue
        if RANGE_MARK.fullmatch(folded, low.number.end, high.number.start) is None or high.is_to:
            continue
        low.role, low.direction = high.role, high.direction
        if low.number.bound is None and high.number.bound in (None, "以内"):
            low.number.bound, high.number.bound = "以上", "以内"
        if high.carried is low and high.metric:
            low.metric = high.metric


def _set_by_time(drafts: list[Draft], plans: Plans, clock: Clock) -> None:
    """What is said for the end of a plan (到2025年), for a year ahead where a plan was named, or for a time that had not
    come when the report was written, is aimed at."""
    for draft in drafts:
        if draft.mention is None:
            continue
        is_bounded = draft.role is Role.STANDARD and draft.number.bound is not None
        if not is_bounded and draft.role is not Role.LEVEL and draft.role is not Role.SHARE:
            continue
        is_ahead = plans.follows_plan and clock.is_ahead(draft.mention)
        if draft.mention.kind == "by" or is_ahead or clock.is_after_writing(draft.mention):
            draft.role = Role.TARGET


def _freeze(draft: Draft, report: Report, cuts: Cuts, sentence: int) -> Figure:
    number = draft.number
    start, end = number.start, number.end
    return Figure(
        start=start,
        end=end,
        text=report.text[start:end],
        value=number.value,
        unit=number.unit,
        metric=draft.metric,
        role=draft.role,
        period=draft.label,
        when=draft.when,
        comparison=draft.comparison,
        change=draft.change,
        approx=number.approx,
        bound=number.bound,
        numeral=number.numeral,
        scope=draft.scope,
        same_basis=draft.same_basis,
        printed_wrong=number.wrong,
        direction=draft.direction if draft.role is Role.CHANGE else None,
        sentence=max(0, sentence),
        clause=bisect_right(cuts.clauses, start),
        subject_start=draft.subject[0] if draft.subject else None,
        subject_end=draft.subject[1] if draft.subject else None,
    )
