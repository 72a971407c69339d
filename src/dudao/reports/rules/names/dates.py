"""On which day a passage speaks: the last full or monthly date before it in its paragraph."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from dudao.reports.rules.contract import Given


def day_of_passage(given: Given, position: int) -> date | None:
    """The start of the nearest dated period before a position in its paragraph; None where none is resolved."""
    dated = given.once("dated_times", lambda given: [each for each in given.reading.times if each.period is not None])
    starts = given.once("dated_starts", lambda _: [each.start for each in dated])
    paragraph = given.report.paragraph_at(position)
    index = bisect_right(starts, position) - 1
    if index < 0 or (paragraph is not None and dated[index].start < paragraph.start):
        return None
    period = dated[index].period
    return period.start if period is not None else None
