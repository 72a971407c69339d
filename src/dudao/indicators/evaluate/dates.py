"""Dates in formulas: compared by day, and the whole years gone since one."""

from __future__ import annotations

from datetime import date

from dudao.indicators.evaluate.values import Value, known
from dudao.values.exact import Exact


def ordinal(content: object) -> Exact:
    """A date as a number that can be compared.

    Raises:
        ValueError: the content is no date.
    """
    return Exact.of(date.fromisoformat(str(content)).toordinal())


def years_since(start: Value, day: date) -> Value:
    """Whole years from a date to the day of judgement: the anniversary counts, the day before it does not.

    >>> days = (known("2019-12-31"), known("2020-01-01"))
    >>> [str(years_since(start, date(2022, 12, 31)).number.fraction) for start in days]
    ['3', '2']
    """
    if not start.is_known:
        return start
    began = date.fromisoformat(str(start.content))
    return known(Exact.of(day.year - began.year - ((day.month, day.day) < (began.month, began.day))))
