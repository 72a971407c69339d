"""What the core found in a file, as rows: figures, cited documents, events and places, each with its place on a page.

Pure: makes rows and saves none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from dudao.reports.bind.agreement import sign_of
from dudao.reports.model import BodyMention, Event, Figure, Reading, Report
from dudao.values.periods import Period
from dudao.values.spans import Span
from dudao.values.units import Unit, exact_factor
from dudao.web.library.models import Found, FoundCitation, FoundEvent, FoundFigure, FoundPlace, Rendition
from dudao.web.library.reading.pages import Pages

Row = TypeVar("Row", bound=Found)
MOST = 5_000
"""Things of one kind that are kept of a file."""
LARGEST = Decimal(10) ** 18
"""With eight decimals this is what decimal arithmetic of 28 digits holds; a nation's output in yuan has 15."""
STEP = Decimal("0.00000001")
DAYED = frozenset(("day", "month", "year"))
PLACES = frozenset(("division", "government", "department", "committee", "school"))
"""Kinds of bodies that are kept; 我市 and 全县 name nobody."""


class Finder:
    """Rows of one rendition, made of the readings of its file; `by_place` the figures by report and first character."""

    def __init__(self, rendition: Rendition, readings: Sequence[Reading], pages: Pages) -> None:
        self.rendition = rendition
        self.readings = readings
        self.pages = pages
        self.by_place: dict[tuple[int, int], FoundFigure] = {}

    def figures(self) -> list[FoundFigure]:
        """Figures in the order of the text, numbered from 1."""
        found = (self._figure(reading.report, each) for reading in self.readings for each in reading.figures)
        return numbered(each for each in found if each is not None)

    def _figure(self, report: Report, figure: Figure) -> FoundFigure | None:
        if abs(figure.value) >= LARGEST:
            return None
        row = self._placed(FoundFigure, report, figure.span, figure.text)
        if row is None:
            return None
        factor = factor_of(figure.unit_kind)
        row.metric, row.unit = figure.metric[:120], (figure.unit or "")[:30]
        row.value = figure.value.quantize(STEP)
        row.canonical = kept(Fraction(figure.value) * sign_of(figure) * factor)
        interval = figure.interval.negated() if sign_of(figure) < 0 else figure.interval
        row.low = None if interval.low is None else kept(interval.low * factor)
        row.high = None if interval.high is None else kept(interval.high * factor)
        row.period, row.year = (figure.period or "")[:60], year_of(figure.when)
        row.role, row.comparison = figure.role.value, figure.comparison or ""
        row.change, row.scope = (figure.change or "")[:60], (figure.scope or "")[:60]
        self.by_place[report.number_in_file, figure.start] = row
        return row

    def citations(self) -> list[FoundCitation]:
        """Cited documents in the order of the text."""
        rows = []
        for reading in self.readings:
            for each in reading.documents:
                row = self._placed(FoundCitation, reading.report, each.span, each.title)
                if row is not None:
                    row.title, row.document_number = each.title[:200], (each.number or "")[:100]
                    row.issuer, row.date = (each.issuer or "")[:120], (each.date or "")[:40]
                    rows.append(row)
        return numbered(rows)

    def events(self) -> list[FoundEvent]:
        """Events in the order of the text."""
        found = (self._event(reading.report, each) for reading in self.readings for each in reading.events)
        return numbered(each for each in found if each is not None)

    def _event(self, report: Report, event: Event) -> FoundEvent | None:
        row = self._placed(FoundEvent, report, event.span, report.text[event.start : event.end])
        if row is not None:
            row.kind, row.when, row.day = event.kind[:20], (event.date or "")[:60], day_of(event.when)
            row.actor = " ".join(part for part in (event.post, event.actor) if part)[:120]
            row.act, row.place = (event.act or "")[:200], (event.place or "")[:120]
        return row

    def places(self) -> list[FoundPlace]:
        """Places and bodies by name, the one named most often first; each stands where it is named first."""
        named = [
            (reading.report, each)
            for reading in self.readings
            for each in reading.bodies
            if each.kind in PLACES and not each.masked
        ]
        times = Counter(each.name for _, each in named)
        first: dict[str, tuple[Report, BodyMention]] = {}
        for report, each in named:
            first.setdefault(each.name, (report, each))
        rows = []
        for name, count in times.most_common(MOST):
            report, each = first[name]
            row = self._placed(FoundPlace, report, each.span, name)
            if row is not None:
                row.name, row.kind, row.times = name[:120], each.kind, count
                rows.append(row)
        return numbered(rows)

    def _placed(self, kind: type[Row], report: Report, span: Span, text: str) -> Row | None:
        """A row with its place, its words and its section; None where the page is not known."""
        spot = self.pages.spot(report, span.start, span.end)
        if spot is None:
            return None
        return kind(
            rendition=self.rendition,
            page=spot.page,
            start=spot.start,
            end=spot.end,
            text=" ".join(text.split())[:200],
            around=self.pages.around(spot)[:300],
            section=section_at(report, span.start),
        )


def numbered(rows: Iterator[Row] | Sequence[Row]) -> list[Row]:
    """The first rows of a kind, numbered from 1."""
    found = []
    for number, row in zip(range(1, MOST + 1), rows, strict=False):
        row.number = number
        found.append(row)
    return found


def section_at(report: Report, position: int) -> str:
    """The innermost heading above a character, as printed; "" above the first."""
    path = report.section_at(position)
    return f"{path[-1].marker}{path[-1].title}"[:200] if path else ""


def factor_of(unit: Unit | None) -> Fraction:
    """How many base units one of a unit is; 1 for a unit that is not known."""
    return exact_factor(unit) if unit is not None else Fraction(1)


def kept(value: Fraction) -> Decimal | None:
    """A number as the database keeps it, eight decimals; None for one too large."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(STEP) if abs(exact) < LARGEST else None


def year_of(period: Period | None) -> int | None:
    """The year a figure is of: of a school year the one it begins in, else the one it ends in.

    >>> from dudao.values.periods import school_year, year
    >>> year_of(year(2021)), year_of(school_year(2021)), year_of(None)
    (2021, 2021, None)
    """
    if period is None:
        return None
    return period.start.year if period.kind == "school_year" else period.last_year


def day_of(period: Period | None) -> date | None:
    """The first day of a time that is as narrow as a year; None for longer and unknown ones."""
    if period is None or (period.kind not in DAYED and (period.end - period.start).days > 366):
        return None
    return period.start
