"""Years, months and days as a time prints them, and whether they exist."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_POINT = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)(?:年度?|[-./]))?(?:(?P<month>\d{1,2})(?:月|[-./]))(?:(?P<day>\d{1,2})日?(?!\d))?|(?P<only>(?:19|20)\d\d)(?=年|[—\-~～至到－–])"
)
_RANGE = re.compile(r"[—~～至到－–]+|(?<=[年月日\d])-+(?=\d{4}年|\d{1,2}[年月日])")


@dataclass(frozen=True, slots=True)
class PrintedPoint:
    """A year, month or day as printed; what is not printed is None."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; 29 February without its year does.

        >>> PrintedPoint(2021, 2, 29).exists, PrintedPoint(None, 2, 29).exists, PrintedPoint(2021, 13, None).exists
        (False, True, False)
        """
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None or self.month is None:
            return True
        longest = 29 if self.month == 2 and self.year is None else calendar.monthrange(self.year or 2000, self.month)[1]
        return 1 <= self.day <= longest

    def key(self) -> tuple[int, int, int]:
        """For comparing points of like precision; what is not printed counts as 0."""
        return (self.year or 0, self.month or 0, self.day or 0)


def printed_points(text: str) -> tuple[PrintedPoint, ...]:
    """The points in a printed time: one for a day or month, two for a span. A span's missing year is that of its start.

    >>> [point.key() for point in printed_points("2021年3月18日至20日")], [p.key() for p in printed_points("2018—2020年")]
    ([(2021, 3, 18)], [(2018, 0, 0), (2020, 0, 0)])
    """
    points: list[PrintedPoint] = []
    year: int | None = None
    for found in _POINT.finditer(text):
        if found["only"]:
            year = int(found["only"])
            points.append(PrintedPoint(year, None, None))
            continue
        year = int(found["year"]) if found["year"] else year
        day = int(found["day"]) if found["day"] else None
        points.append(PrintedPoint(year, int(found["month"]), day))
    return tuple(points)
