"""The base of a change in an earlier sentence of the same paragraph: 2020年事业收入3.46亿元。2021年事业收入3.38亿元，同比下降….

Taken only where both amounts name the very same metric, each with its year, and the years are those the change is over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dudao.reports.extract.breakdowns import is_level, thing_of
from dudao.reports.extract.lead_words import change_words, is_same_subject, subject_of
from dudao.reports.extract.run_years import YearToken, calendar_year, year_of, years_between
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, Stretch
from dudao.reports.model import Comparison, Figure

SHORTEST_SUBJECT = 3
"""A metric of fewer letters (收入) is not sure to be the same one two sentences later."""


@dataclass(slots=True)
class DatedLevel:
    """A level with the metric and the year that its words name."""

    figure: Figure
    subject: str
    year: YearToken


@dataclass(slots=True)
class DatedLevels:
    """The dated levels of the paragraph so far; `waiting` are sentences not yet looked at, since most are never asked for."""

    levels: list[DatedLevel] = field(default_factory=list)
    waiting: list[Stretch] = field(default_factory=list)

    def note(self, stretch: Stretch) -> None:
        """Remember a sentence; a new paragraph forgets those before."""
        if stretch.before is None:
            self.levels = []
            self.waiting = [stretch]
        else:
            self.waiting.append(stretch)

    def _look_at_waiting(self) -> None:
        for stretch in self.waiting:
            for index, lead in enumerate(stretch.leads):
                if "年" not in lead or stretch.dimensions[index] in CHANGE_DIMENSIONS or not is_level(lead):
                    continue
                year = year_of(lead)
                subject = subject_of(_clause_with_year(lead))
                if year is not None and len(subject) >= SHORTEST_SUBJECT:
                    self.levels.append(DatedLevel(stretch.figures[index], subject, year))
        self.waiting = []

    def base_for(self, comparison: Comparison, stretch: Stretch) -> Comparison:
        """The comparison with its base, where exactly one earlier sentence states it."""
        now, change = comparison.now, comparison.change
        if now is None or change is None or comparison.base or comparison.years is not None:
            return comparison
        self._look_at_waiting()
        if not self.levels:
            return comparison
        words = change_words(stretch.lead_of(change)[-48:])
        lead = stretch.lead_of(now)
        subject = subject_of(_clause_with_year(lead))
        year = year_of(lead)
        if words is None or len(subject) < SHORTEST_SUBJECT:
            return comparison
        found = [
            level.figure
            for level in self.levels
            if thing_of(level.figure.unit) == thing_of(now.unit)
            and is_same_subject(level.subject, subject)
            and _is_base_year(level, words.base_year, year, now)
        ]
        return replace(comparison, base=found[0]) if len(found) == 1 else comparison


def _is_base_year(level: DatedLevel, base_year: int | None, year: YearToken | None, now: Figure) -> bool:
    """Whether a level is of the year that a change goes back to: the one it names, else the year before."""
    if base_year is not None:
        return calendar_year(level.year, level.figure) == base_year
    return years_between(level.year, level.figure, year, now) == 1


_BREAKS = re.compile(r"[，,；;](?=[^，,；;]*[，,；;])")


def _clause_with_year(lead: str) -> str:
    """The last two clauses of a lead: 2021年，全市教育支出 keeps its year and its metric."""
    return _BREAKS.split(lead)[-1] if lead.count("，") + lead.count(",") > 1 else lead
