"""Dates in formulas: compared by day, and the whole years gone since one."""

from __future__ import annotations

from datetime import date


def ordinal(content: object) -> int:
    """A date as a number that can be compared.

    Raises:
        ValueError: the content is no date.
    """
    return date.fromisoformat(str(content)).toordinal()


def years_since(start: str, day: date) -> int:
    """Whole years from a date to the day of judgement: the anniversary counts, the day before it does not.

    >>> [years_since(start, date(2022, 12, 31)) for start in ("2019-12-31", "2020-01-01")]
    [3, 2]
    """
    began = date.fromisoformat(start)
    return day.year - began.year - ((day.month, day.day) < (began.month, began.day))
