"""Which fact's period a figure's time means: the same one surely, a school year for its calendar year perhaps."""

from __future__ import annotations

import re
from datetime import date

from dudao.values.periods import Period, school_year
from dudao.values.records import record


@record
class Wanted:
    """Labels of periods in which to look for a fact: the first is meant, the others only might be. Empty: none can fit.

    `is_assumed`: the text gives no time, and the report's own year (or the ones before it) was taken.
    """

    labels: tuple[str, ...]
    is_assumed: bool = False


def wanted_periods(when: Period | None, own: Period | None) -> Wanted:
    """The periods of facts for a figure's time.

    A year, or the end of a year, means the year's fact; the school year that begins in it might be meant (在校生 of 2021
    is counted in September). A part of a year (上半年, 截至9月底) never means a year's fact.

    >>> from dudao.values.periods import year
    >>> wanted_periods(year(2021), None).labels, wanted_periods(None, year(2021)).is_assumed
    (('2021', '2021-2022'), True)
    """
    if when is None:
        return Wanted((), True) if own is None else Wanted(wanted_periods(own, None).labels, True)
    if when.kind == "year":
        return Wanted((when.label(), school_year(when.start.year).label()))
    if when.kind == "as_of":
        if (when.end.month, when.end.day) == (1, 1):
            number = when.end.year - 1
            return Wanted((str(number), school_year(number).label()))
        return Wanted((_month_label(when.end),))
    if when.kind in ("school_year", "term"):
        starts = when.start.year if when.start.month >= 8 else when.start.year - 1
        return Wanted((school_year(starts).label(), str(starts)))
    return Wanted((when.label(),))


def _month_label(end: date) -> str:
    number, month = (end.year, end.month - 1) if end.day == 1 else (end.year, end.month)
    return f"{number - 1}-12" if month == 0 else f"{number}-{month:02}"


def earlier_periods(own: Period | None) -> Wanted:
    """For an earlier value with no year of its own (由1.86%降至0.55%): the years before the report's, none of them surely."""
    if own is None:
        return Wanted((), True)
    return Wanted(tuple(str(own.last_year - back) for back in (1, 2, 3)), True)


@record
class ComparedWith:
    """What a change is measured against: the period before, a year, or something else (另一单位、平均水平)."""

    year: int | None = None
    is_other: bool = False


_AGAINST = re.compile(
    r"(?:(?<![占同环之师生对分配])比|较|与|高于|低于|超过|超|多于|少于)(?P<what>[^，。；、：:（）()]{1,18}?)(?:相比)?(?:有所|净|分别|实际|共|再)?"
    r"(?:增|提|上升|升|下降|降|减|高|低|多|少|扩大|回落|缩小)[^，。；：:]{0,8}$"
)
_ABOVE = re.compile(r"(?:高于|低于|快于|慢于|超过|超|多于|少于|领先)[^，。；：:]{1,20}$")
_YEAR = re.compile(r"(20\d\d)\s*年?")
_PREVIOUS = re.compile(r"上年|去年|上一年|前一年|同期|上个年度|上学年|上一学年")
_LED = re.compile(r"[比较与同和](?P<what>[^，。；、：:（）()]{1,14}?)相比[，,][^。；\n]*$")
WINDOW, LED_WINDOW = 32, 90


def _led(folded: str, start: int) -> re.Match[str] | None:
    """与2019年相比，…提高8个百分点: what the sentence sets out to compare with."""
    low = max(0, start - LED_WINDOW)
    return _LED.search(folded[low:start]) if folded.find("相比", low, start) >= 0 else None


def compared_with(folded: str, start: int, when: Period | None) -> ComparedWith | None:
    """What the change printed at `start` is measured against, from the words before it; None where they do not say.

    >>> compared_with("较2019年增长", 7, None), compared_with("比上年增长", 5, None), compared_with("比全省平均水平高", 8, None)
    (ComparedWith(year=2019, is_other=False), ComparedWith(year=None, is_other=False), ComparedWith(year=None, is_other=True))
    >>> compared_with("增长", 2, None) is None
    True
    >>> compared_with("大班额占比下降", 7, None) is None, compared_with("同比有所增长", 6, None) is None
    (True, True)
    >>> compared_with("与2019年相比，覆盖率提高", 13, None)
    ComparedWith(year=2019, is_other=False)
    """
    before = folded[max(0, start - WINDOW) : start]
    found = _AGAINST.search(before) or _led(folded, start)
    if found is None:
        return ComparedWith(is_other=True) if _ABOVE.search(before) else None
    what = found["what"]
    if _PREVIOUS.search(what):
        return ComparedWith()
    named = _YEAR.search(what)
    if named is None:
        return ComparedWith(is_other=True)
    number = int(named[1])
    return ComparedWith() if when is not None and when.last_year - 1 == number else ComparedWith(number)
