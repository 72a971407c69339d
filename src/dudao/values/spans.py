"""Where something was read: characters of the repaired text, and the place in the source they came from.

What the text is, and how it was repaired, is the business of `dudao.reports`.
"""

from __future__ import annotations

from dudao.values.records import record


@record(order=True)
class Span:
    """Characters `start` up to, not including, `end` of a report's repaired text.

    >>> Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).overlaps(Span(5, 9)), Span(2, 5).of("0123456")
    (True, False, '234')
    """

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@record
class Place:
    """Where a piece of text stands in its source; what a format does not know is None.

    `part` is one of body, header, footer, footnote, comment, text_box, hidden, hosting. `page`, `paragraph`, `table`,
    `row` and `column` count from 1. In a plain text file `paragraph` is the line.
    """

    part: str = "body"
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@record
class Quote:
    """A passage with its surroundings, by which it is found again in another version of the text."""

    exact: str
    prefix: str = ""
    suffix: str = ""
