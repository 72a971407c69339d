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
