"""Working days and windows of time: is this moment inside, and if not, is it too early or too late.

Windows are half-open: until 15 May, that day included, ends where 16 May begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FAR = 3660
"""Days after which a search for a working day stops: a calendar without any would never end."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: Monday to Friday, less public holidays, plus days worked in exchange (调休上班).

    >>> spring = WorkCalendar(holidays=frozenset({date(2026, 2, 16)}), worked=frozenset({date(2026, 2, 14)}))
    >>> [spring.is_worked(date(2026, 2, day)) for day in (13, 14, 15, 16, 17)]
    [True, True, False, False, True]
    """

    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_worked(self, day: date) -> bool:
        """Whether a day is worked."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.holidays)

    def days_after(self, day: date) -> Iterator[date]:
        """The working days after a day, in order."""
        for number in range(1, FAR):
            if self.is_worked(later := day + number * ONE_DAY):
                yield later

    def after(self, day: date, count: int) -> date:
        """The day that is `count` working days after another (自收到之日起 N 个工作日); the day itself does not count.

        >>> WorkCalendar().after(date(2026, 5, 15), 5)
        datetime.date(2026, 5, 22)
        """
        if count <= 0:
            return day
        for number, later in enumerate(self.days_after(day), 1):
            if number == count:
                return later
        raise ValueError(f"no {count} working days within ten years after {day}")

    def between(self, first: date, last: date) -> int:
        """Working days from one day to another, both included; 0 where they run backwards.

        >>> WorkCalendar().between(date(2026, 5, 11), date(2026, 5, 17))
        5
        """
        return sum(self.is_worked(first + number * ONE_DAY) for number in range((last - first).days + 1))


Side = Literal["before", "inside", "after"]


@dataclass(frozen=True, slots=True)
class Window:
    """From one moment up to, not including, another; None is open."""

    opens: datetime | None
    closes: datetime | None

    def side(self, moment: datetime) -> Side:
        """Whether a moment lies before, inside or after."""
        if self.opens is not None and moment < self.opens:
            return "before"
        return "after" if self.closes is not None and moment >= self.closes else "inside"

    def widened(self, closes: datetime) -> Window:
        """The window with a later end; an earlier one changes nothing."""
        return self if self.closes is None or closes <= self.closes else Window(self.opens, closes)


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether something may be handed in at a moment, and whether it is late by the timetable."""

    is_open: bool
    is_late: bool
    side: Side


def admission(window: Window, moment: datetime, late_until: datetime | None = None) -> Admission:
    """Whether something may be handed in: within its window, or after it where that was approved up to a moment.

    The one rule that pages, API and command line ask; the moment is the server's. An approval opens nothing before the
    window opens, and ends at its own moment, which no longer belongs to it.

    >>> may = Window(datetime(2026, 5, 6), datetime(2026, 5, 16))
    >>> admission(may, datetime(2026, 5, 15, 23, 59, 59)), admission(may, datetime(2026, 5, 16))
    (Admission(is_open=True, is_late=False, side='inside'), Admission(is_open=False, is_late=True, side='after'))
    >>> admission(may, datetime(2026, 5, 16), late_until=datetime(2026, 5, 20)).is_open
    True
    """
    side = window.side(moment)
    is_late = side == "after"
    is_excused = is_late and late_until is not None and moment < late_until
    return Admission(side == "inside" or is_excused, is_late, side)


def last_day_of(first: date, count: int, calendar: WorkCalendar | None = None) -> date:
    """The last of so many days that begin with a day, that day included; of working days where a calendar is given.

    A public notice of seven days from 8 September lasts up to and including 14 September.

    >>> last_day_of(date(2026, 9, 8), 7), last_day_of(date(2026, 9, 8), 5, WorkCalendar())
    (datetime.date(2026, 9, 14), datetime.date(2026, 9, 14))
    """
    if count < 1:
        raise ValueError("at least one day")
    if calendar is None:
        return first + (count - 1) * ONE_DAY
    return calendar.after(first - ONE_DAY, count)
