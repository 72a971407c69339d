"""Periods of which reports speak: days, months, quarters, halves, years, school years, terms and spans.

A period is half-open: from `start` up to, not including, `end`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True, slots=True)
class SchoolYear:
    """A school year (学年), named by the year it starts in; from 1 September up to, not including, the next one.

    >>> SchoolYear(2024).contains(date(2025, 8, 31)), SchoolYear(2024).contains(date(2025, 9, 1))
    (True, False)
    """

    starts_in: int

    def contains(self, day: date) -> bool:
        return date(self.starts_in, 9, 1) <= day < date(self.starts_in + 1, 9, 1)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A stretch of time, half-open, with its kind: day, month, quarter, half, year, school_year, term, span, as_of.

    An `as_of` period (截至2020年底) ends on the statistical date; its start is the start of that year.

    >>> year(2021).contains(date(2021, 12, 31)), year(2021).label()
    (True, '2021')
    """

    start: date
    end: date
    kind: str = "span"

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end

    def covers(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def last_year(self) -> int:
        """The calendar year in which the period ends."""
        return self.end.year if (self.end.month, self.end.day) != (1, 1) else self.end.year - 1

    def label(self) -> str:
        """Short form for program use: 2021, 2021-09, 2021-09-30, 2021-2022 (school year), 2020-01..2021-09 (span)."""
        if self.kind == "year":
            return str(self.start.year)
        if self.kind == "school_year":
            return f"{self.start.year}-{self.start.year + 1}"
        if self.kind == "month":
            return f"{self.start:%Y-%m}"
        if self.kind == "day":
            return self.start.isoformat()
        return f"{self.start:%Y-%m}..{_last_month(self.end)}"


def _last_month(end: date) -> str:
    if end.day > 1:
        return f"{end:%Y-%m}"
    return f"{end.year - 1}-12" if end.month == 1 else f"{end.year}-{end.month - 1:02}"


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1), "year")


def month(year_number: int, number: int) -> Period:
    """One month of a year; raises ValueError for a month that does not exist."""
    after = date(year_number + number // 12, number % 12 + 1, 1)
    return Period(date(year_number, number, 1), after, "month")


def school_year(starts_in: int) -> Period:
    """The school year (学年) that starts in September of a year."""
    return Period(date(starts_in, 9, 1), date(starts_in + 1, 9, 1), "school_year")


def day(year_number: int, month_number: int, number: int) -> Period:
    """One day; raises ValueError for a day that does not exist.

    >>> day(2021, 4, 30).end
    datetime.date(2021, 5, 1)
    """
    start = date(year_number, month_number, number)
    return Period(start, date.fromordinal(start.toordinal() + 1), "day")


def quarter(year_number: int, number: int) -> Period:
    """A quarter of a year, 1 to 4.

    >>> quarter(2021, 4).label()
    '2021-10..2021-12'
    """
    return _months(year_number, 3 * number - 2, 3 * number, "quarter")


def half(year_number: int, number: int) -> Period:
    """A half of a year (上半年, 下半年), 1 or 2."""
    return _months(year_number, 6 * number - 5, 6 * number, "half")


def months(year_number: int, first: int, last: int) -> Period:
    """From one month to another of the same year, both included (1—9月); ValueError where they are none."""
    if first > last:
        raise ValueError(f"month {first} is after month {last}")
    return _months(year_number, first, last, "span")


def _months(year_number: int, first: int, last: int, kind: str) -> Period:
    return Period(month(year_number, first).start, month(year_number, last).end, kind)


def years(first: int, last: int) -> Period:
    """From one calendar year to another, both included; ValueError where the second is before the first.

    >>> years(2018, 2020).label(), years(2018, 2020).last_year
    ('2018-01..2020-12', 2020)
    """
    if last < first:
        raise ValueError(f"year {last} is before year {first}")
    return Period(date(first, 1, 1), date(last + 1, 1, 1), "span")


def spring_term(of_year: int) -> Period:
    """The spring term (春季学期) of a calendar year: February to July, the usual dates of Chinese schools."""
    return _months(of_year, 2, 7, "term")


def autumn_term(of_year: int) -> Period:
    """The autumn term (秋季学期) that begins in September of a calendar year, up to the end of January."""
    return Period(date(of_year, 9, 1), date(of_year + 1, 2, 1), "term")


def five_year_plan(number: int) -> Period:
    """The years of a five-year plan: the tenth ran 2001-2005, the fourteenth (十四五) runs 2021-2025.

    >>> five_year_plan(14).label()
    '2021-01..2025-12'
    """
    return years(1951 + 5 * number, 1955 + 5 * number)


def up_to(last: Period) -> Period:
    """An `as_of` period (截至…): from the start of the year up to the end of `last`.

    >>> up_to(month(2020, 9)).end, up_to(year(2020)).kind
    (datetime.date(2020, 10, 1), 'as_of')
    """
    return Period(date(last.last_year, 1, 1), last.end, "as_of")


def year_before(period: Period) -> Period:
    """The same stretch one year earlier; 29 February becomes 28 February.

    >>> year_before(year(2021)).label(), year_before(month(2021, 3)).label()
    ('2020', '2020-03')
    """
    return Period(_back(period.start), _back(period.end), period.kind)


def _back(moment: date) -> date:
    if (moment.month, moment.day) == (2, 29):
        return date(moment.year - 1, 2, 28)
    return moment.replace(year=moment.year - 1)


_FORMS = re.compile(
    r"(?P<y1>\d{4})-(?P<m1>\d{2})\.\.(?P<y2>\d{4})-(?P<m2>\d{2})|(?P<s1>\d{4})-(?P<s2>\d{4})"
    r"|(?P<ym>\d{4})-(?P<mm>\d{2})|(?P<y>\d{4})"
)


def parse_period(text: str) -> Period | None:
    """A period as written on the command line: `2023`, `2023-2024` (school year), `2023-05`, `2020-01..2021-09`.

    >>> parse_period("2020-01..2021-09").end, parse_period("2023-2024").kind, parse_period("twenty")
    (datetime.date(2021, 10, 1), 'school_year', None)
    """
    form = _FORMS.fullmatch(text.strip())
    if form is None:
        return None
    try:
        if form["y"]:
            return year(int(form["y"]))
        if form["ym"]:
            return month(int(form["ym"]), int(form["mm"]))
        if form["s1"]:
            return school_year(int(form["s1"])) if int(form["s2"]) == int(form["s1"]) + 1 else None
        start, end = month(int(form["y1"]), int(form["m1"])), month(int(form["y2"]), int(form["m2"]))
    except ValueError:
        return None
    return Period(start.start, end.end, "span") if start.start < end.end else None
