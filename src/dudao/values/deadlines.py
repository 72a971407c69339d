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
