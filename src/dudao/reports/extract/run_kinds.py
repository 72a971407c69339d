"""What each run of figures in a stretch is by its words: a change, a level reached, an earlier base, or a plain level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from dudao.reports.extract.lead_words import (
    BESIDE_END,
    FROM_END,
    PATH_END,
    THAN_END,
    ChangeWords,
    change_words,
    is_time_words,
    is_yearly,
    subject_of,
)
from dudao.reports.extract.run_years import YearToken, year_of
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, Stretch
from dudao.reports.model import Figure


class RunKind(Enum):
    """What the words before a run make of it."""

    LEVEL = "level"
    CHANGE = "change"
    REACHED = "reached"  # 增加到, 降至
    FROM = "from"  # 由上年的
    THAN = "than"  # 比上年的, 是上年
    BESIDE = "beside"  # ，上年为; （2021年为


BASES = frozenset((RunKind.FROM, RunKind.THAN, RunKind.BESIDE))


@dataclass(slots=True)
class WordedRun:
    """A run with what its words say. `depth` counts the brackets open around it, `direction` is of its change or path."""

    first: int
    after: int
    lead: str
    dimension: str
    kind: RunKind
    words: ChangeWords | None
    direction: int
    depth: int
    figures: list[Figure]

    @property
    def size(self) -> int:
        return self.after - self.first

    @property
    def subject(self) -> str:
        return subject_of(self.lead)

    @property
    def year(self) -> YearToken | None:
        """The year its words name: a printed one before 上年 and 今年, the last of several."""
        return year_of(self.lead)

    def part(self, start: int, stop: int) -> WordedRun:
        """Some of its figures, as a run of their own."""
        return replace(self, first=self.first + start, after=self.first + stop, figures=self.figures[start:stop])

    @property
    def is_rate_change(self) -> bool:
        return self.kind is RunKind.CHANGE and self.dimension in CHANGE_DIMENSIONS

    @property
    def is_difference(self) -> bool:
        """A change in the unit of an amount, or points between two rates."""
        return self.kind is RunKind.CHANGE and (self.dimension == "points" or self.dimension not in CHANGE_DIMENSIONS)


LOOK_BACK = 48
"""Characters of a lead that can say what follows; more would only cost time."""


def worded_runs(stretch: Stretch) -> list[WordedRun]:
    """The runs of a stretch, each with its kind."""
    runs: list[WordedRun] = []
    for run in stretch.runs():
        figures = stretch.figures[run.first : run.after]
        kind, words, direction = _kind_of(run.lead[-LOOK_BACK:], figures[0])
        depth = stretch.depths[run.first]
        runs.append(WordedRun(run.first, run.after, run.lead, run.dimension, kind, words, direction, depth, figures))
    return runs


def _kind_of(lead: str, figure: Figure) -> tuple[RunKind, ChangeWords | None, int]:
    kind, words, direction = _kind_by_words(lead)
    if figure.unit == "番":
        # 翻了一番 holds its verb itself
        return RunKind.CHANGE, words or ChangeWords(1, False, False, None, is_yearly(lead), subject_of(lead)), 1
    if words is None:
        return kind, None, direction
    if words.direction or words.is_noun or figure.text.lstrip("约近")[:1] in SIGNS:
        # 增幅-1.7% is usual: the noun says what is printed, the sign which way
        return RunKind.CHANGE, words, 0 if words.is_noun and figure.value < 0 else words.direction
    return kind, None, direction


SIGNS = frozenset("+-＋－−—")


@lru_cache(maxsize=8192)
def _kind_by_words(lead: str) -> tuple[RunKind, ChangeWords | None, int]:
    """The kind by the words alone; where they may begin a change but say no direction, only the printed sign tells."""
    words = change_words(lead)
    if words is not None and (words.direction or words.is_noun):
        return RunKind.CHANGE, words, words.direction
    kind, direction = _kind_without_change(lead)
    return kind, words, direction


def _kind_without_change(lead: str) -> tuple[RunKind, int]:
    path = PATH_END.search(lead)
    if path:
        return RunKind.REACHED, {"rise": 1, "fall": -1}.get(path.lastgroup or "", 0)
    begins = FROM_END.search(lead)
    if begins and is_time_words(begins["words"]):
        return RunKind.FROM, 0
    if THAN_END.search(lead):
        return RunKind.THAN, 0
    if BESIDE_END.search(lead):
        return RunKind.BESIDE, 0
    return RunKind.LEVEL, 0
