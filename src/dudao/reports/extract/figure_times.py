"""The time a figure is for: named in its clause, its sentence, its paragraph, its heading, else the report's own year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dudao.reports.extract.cuts import Cuts
from dudao.reports.extract.drafts import Draft
from dudao.reports.extract.times import find_own_date, is_base_use, resolve
from dudao.reports.model import Heading, Report, Role, TimeMention
from dudao.values.periods import Period, year

SPEAKS_BEHIND = frozenset("，。；：、\n,:;.“”》在于自将拟已并从市县区省州旗镇乡校局厅委会园院府盟")
SPEAKS_BEHIND_WORDS = frozenset(
    (
        "其中",
        "预计",
        "计划",
        "力争",
        "工作",
        "情况",
        "各地",
        "全年",
        "年度",
        "本期",
        *(f"{number}是" for number in "一二三四五六七八"),
    )
)
"""What may stand before a time that says when the sentence holds; after a verb (做好2021年中考) it belongs to a noun."""
LABEL_YEAR = re.compile(r"(?:19|20)\d\d")
RELATIVE_HEAD = re.compile(r"^(?:截至|截止到?)?(?:今年|去年|前年|明年|上一?年|本年|当年|同年|次年|翌年|下一?年)度?")
YEAR_IN_HEADING = re.compile(r"(20\d\d)年")


class Clock:
    """Which time holds at each place of a report; asked in the order of the text."""

    def __init__(self, report: Report, times: Sequence[TimeMention], own_year: int | None) -> None:
        self.folded = report.folded
        self.times = times
        self.starts = [mention.start for mention in times]
        self.own_year = own_year
        self.dated = find_own_date(report)
        self.paragraph_starts = [paragraph.start for paragraph in report.paragraphs]
        self.carriers = [mention for mention in times if self._carries(mention)]
        self.carrier_starts = [mention.start for mention in self.carriers]
        self.heading_starts = [heading.start for heading in report.headings]
        self.section_years = _years_of_sections(report.headings, self.folded)
        self._stamped: tuple[TimeMention, str, Period | None] | None = None

    def _carries(self, mention: TimeMention) -> bool:
        """Whether what follows in the paragraph may be of this year too."""
        return (
            mention.period is not None
            and mention.year_from == "printed"
            and mention.kind != "by"
            and not is_base_use(self.folded, mention.start)
            and self.says_when(mention)
        )

    def says_when(self, mention: TimeMention) -> bool:
        start = mention.start
        if start == 0 or self.folded[start - 1] in SPEAKS_BEHIND:
            return True
        return self.folded[max(0, start - 2) : start] in SPEAKS_BEHIND_WORDS

    def is_ahead(self, mention: TimeMention) -> bool:
        """Whether a time is after the year the report is about."""
        if mention.period is None or self.own_year is None or mention.text.startswith(("近", "过去")):
            return False
        return mention.period.last_year > self.own_year

    def is_after_writing(self, mention: TimeMention) -> bool:
        """Whether a time begins after the day that the report bears."""
        return mention.period is not None and self.dated is not None and mention.period.start > self.dated

    def between(self, start: int, end: int) -> list[TimeMention]:
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        return list(self.times[low:high])

    def carried(self, start: int) -> TimeMention | None:
        """The last time before a place that still holds there, in its paragraph."""
        index = bisect_left(self.carrier_starts, start) - 1
        if index < 0:
            return None
        paragraph = bisect_left(self.paragraph_starts, start + 1) - 1
        low = self.paragraph_starts[paragraph] if paragraph >= 0 else 0
        mention = self.carriers[index]
        if mention.start < low:
            return None
        # 2022年招聘220名；2021年招聘195名。: the next sentence is of the report's own year, which was named beside the other
        for earlier in reversed(self.carriers[max(0, index - 3) : index]):
            if earlier.start < low or "。" in self.folded[earlier.end : mention.start]:
                break
            if self._is_own(earlier) and not self._is_own(mention) and not self.is_ahead(mention):
                return earlier
        return mention

    def _is_own(self, mention: TimeMention) -> bool:
        return mention.kind == "year" and mention.period is not None and mention.period.last_year == self.own_year

    def year_of_section(self, start: int) -> int | None:
        """The year a heading above names, else the report's own."""
        index = bisect_left(self.heading_starts, start + 1) - 1
        named = self.section_years[index] if index >= 0 else None
        return self.own_year if named is None else named

    def stamp_of(self, mention: TimeMention) -> tuple[str, Period | None]:
        """Label and period of a time, resolved by the report's own year; figures of one time mostly stand together."""
        if self._stamped is None or self._stamped[0] is not mention:
            period = mention.period
            if period is None and self.own_year is not None:
                period = resolve(mention, self.own_year)
            self._stamped = (mention, label_of(mention), period)
        return self._stamped[1:]


LINE_BELOW = re.compile(r"[。.]?\n(?P<line>[^\n]{4,60}[：:])\n")


def _years_of_sections(headings: Sequence[Heading], folded: str) -> list[int | None]:
    """The year that each heading, or the line that opens its list, names, or the nearest one above; None for none.

    A line such as 2024年，重点做好以下工作： says it for all the items below it.
    """
    years: list[int | None] = []
    path: list[tuple[int, int | None]] = []
    for heading in headings:
        while path and path[-1][0] >= heading.level:
            path.pop()
        line = LINE_BELOW.match(folded, heading.end)
        found = YEAR_IN_HEADING.search(heading.title) or (YEAR_IN_HEADING.search(line["line"]) if line else None)
        named = int(found[1]) if found else path[-1][1] if path else None
        path.append((heading.level, named))
        years.append(named)
    return years


def assign_times(drafts: list[Draft], mentions: list[TimeMention], start: int, clock: Clock, cuts: Cuts) -> None:
    """Set mention, label and `when` of the drafts of one stretch that begins at `start`."""
    folded = clock.folded
    fallback = clock.carried(start)
    carried: tuple[str | None, Period | None] | None = None
    current: TimeMention | None = None
    anchor: TimeMention | None = None  # the time that opens the sentence, or its part after ；
    local: TimeMention | None = None
    local_clause = -1
    index = 0
    for draft in drafts:
        position = draft.number.start
        while index < len(mentions) and mentions[index].start < position:
            mention = mentions[index]
            index += 1
            if is_base_use(folded, mention.start) or _is_multiple_of(draft, mention, folded):
                if mention.start >= draft.zone:
                    draft.against_time = mention
            elif folded[mention.start - 1 : mention.start] in ("（", "("):
                local, local_clause = mention, draft.zone
            elif mention.kind == "by" or clock.says_when(mention):
                current, local = mention, None
                if cuts.clause_start(mention.start) == cuts.segment_start(mention.start):
                    anchor = mention
            else:
                local, local_clause = mention, draft.clause_start
        if current is not None and not _still_holds(current, folded, start, position, cuts):
            current = anchor
        if draft.own_mention:
            _stamp(draft, draft.mention, clock)
        elif local is not None and local_clause in (draft.clause_start, draft.zone):
            draft.mention, draft.own_mention = local, local.start >= draft.zone
            _stamp(draft, local, clock)
        elif current is not None:
            draft.mention, draft.own_mention = current, current.start >= draft.zone
            _stamp(draft, current, clock)
        else:
            draft.mention = fallback
            if carried is None:
                carried = _carried_stamp(fallback, clock, start)
            draft.label, draft.when = carried


def _is_multiple_of(draft: Draft, mention: TimeMention, folded: str) -> bool:
    """是2018年的1.6倍, 相当于上年的89%: the time is that of the base."""
    if draft.number.unit not in ("倍", "%") or folded[mention.start - 1 : mention.start] not in ("是", "为", "于"):
        return False
    return folded[mention.end : draft.number.core] in ("的", "同期的")


def _still_holds(mention: TimeMention, folded: str, start: int, position: int, cuts: Cuts) -> bool:
    """Whether a time still holds after a semicolon: only one that opened its part of the sentence, and has a year."""
    if cuts.segment_start(position) <= mention.end:
        return True
    opens = mention.start - start < 3 or folded[mention.start - 1] in "；;"
    return opens and mention.period is not None


def _stamp(draft: Draft, mention: TimeMention | None, clock: Clock) -> None:
    if mention is None:
        return
    if mention.period is not None and "全年" in [cue.word for cue in draft.cues]:
        draft.label, draft.when = str(mention.period.last_year), year(mention.period.last_year)
    else:
        draft.label, draft.when = clock.stamp_of(mention)


def _carried_stamp(mention: TimeMention | None, clock: Clock, start: int) -> tuple[str | None, Period | None]:
    """Label and period where the sentence names no time: the year carried from before, else that of the section."""
    number: int | None
    if mention is not None and mention.period is not None:
        if mention.text.endswith("以来"):  # what followed since then is over with its sentence
            number = clock.year_of_section(start)
            return (None, None) if number is None else (str(number), year(number))
        if mention.kind in ("school_year", "span"):
            return label_of(mention), mention.period
        number = mention.period.last_year
    else:
        number = clock.year_of_section(start)
    return (None, None) if number is None else (str(number), year(number))


def label_of(mention: TimeMention) -> str:
    """How people write the time of a figure: 2021, 2021年上半年, 截至2020年底, 截至9月底(年份未写)."""
    text = mention.text
    period = mention.period
    if period is None:
        if mention.kind in ("as_of", "day", "month", "half", "quarter", "term") and mention.year_from == "none":
            return text if RELATIVE_HEAD.match(text) else f"{text}(年份未写)"
        return text
    if mention.kind == "year":
        return str(period.last_year)
    if mention.year_from == "printed" or LABEL_YEAR.search(text):
        return text
    head = RELATIVE_HEAD.match(text)
    rest = text[head.end() :] if head else text
    number = period.start.year if mention.kind in ("term", "school_year") else period.last_year
    if not rest or mention.kind == "relative":
        return str(number)
    if mention.kind == "as_of" and rest.startswith(("截至", "截止")):
        return f"截至{number}年{rest.removeprefix('截至').removeprefix('截止').removeprefix('到')}"
    return f"{number}年{rest.removeprefix('年')}"


def set_base_times(drafts: list[Draft]) -> None:
    """A base is of the time named with it, else of the year before where the comparison is with the year before."""
    last: TimeMention | None = None
    last_metric = ""
    for draft in drafts:
        if draft.role is not Role.BASE:
            continue
        mention = draft.against_time
        if mention is None and draft.opens_path and (draft.carried is not None or draft.metric[:3] in last_metric):
            mention = last  # 大班额由2020年的284个减少到86个，占比由4.1%降至1.3%: both bases are of 2020
        if mention is not None:
            last, last_metric = mention, draft.metric
            draft.mention, draft.own_mention = mention, True
            draft.label, draft.when = label_of(mention), mention.period
        elif not draft.own_mention and draft.opens_path:
            draft.label, draft.when = None, None
