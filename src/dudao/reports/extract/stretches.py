"""Figures of one sentence with the words between them: the ground on which relations are found.

A stretch runs to the next 。！？ or line end. Figures joined by 、 or 和 form a run: 分别为11236元、15820元、14975元 is one run of
three. Which run is base, now or change is the business of `comparisons`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from dudao.reports.model import Figure, Report
from dudao.values.units import parse_unit

SENTENCE_END = re.compile(r"[。！？!?\n]")
LEAD_LIMIT = 90
"""How far back the words before a figure are looked at; a longer way says nothing about the figure."""

JOINTS = frozenset(("、", "和", "及", "与", "以及", "、和"))
COMMAS = frozenset(("，", ",", "；", ";", "，和", "，及"))
DISTRIBUTES = re.compile(r"分别|依次|各为|各达")
SIGNED_JOINT = re.compile(
    r"[、，,；;]?(?:和|及|与|以及)?(?:同比|比上年|较上年)?(?:分别)?(?:增长|增加|提高|上升|提升|下降|减少|降低|减|降|增)(?:了|约)?"
)

CHANGE_DIMENSIONS = frozenset(("percent", "points", "multiple", "tenths", "doublings", "permille"))
OWN_DIMENSIONS = {"成": "tenths", "番": "doublings", "倍": "multiple"}


@cache
def dimension_of(unit: str | None) -> str:
    """What a printed unit measures; its own name for one that the list of units does not know, "" for none."""
    if unit is None:
        return ""
    if unit in OWN_DIMENSIONS:
        return OWN_DIMENSIONS[unit]
    known = parse_unit(unit)
    return unit if known is None else known.dimension + (f"/{known.per}" if known.per else "")


@cache
def factor_of(unit: str | None) -> float:
    """How many base units one printed unit is (亿元: 100,000,000); 1 for an unknown unit."""
    known = parse_unit(unit) if unit else None
    return 1 if known is None else known.factor


@dataclass(slots=True)
class Run:
    """Figures of one dimension in a row, `first` up to, not including, `after` in their stretch; `lead` are the words before."""

    first: int
    after: int
    lead: str
    dimension: str

    @property
    def size(self) -> int:
        return self.after - self.first


@dataclass(slots=True)
class Stretch:
    """The figures of one sentence in order. `leads[i]` are the folded words before figure i.

    `before` is the sentence before in the same paragraph, None at its start. What most sentences are never asked for is
    worked out when it is.
    """

    figures: list[Figure]
    leads: list[str]
    folded: str
    before: Stretch | None = None
    _dimensions: list[str] = field(default_factory=list)
    _depths: list[int] = field(default_factory=list)

    @property
    def dimensions(self) -> list[str]:
        """What the units of the figures measure."""
        if not self._dimensions:
            self._dimensions = [dimension_of(figure.unit) for figure in self.figures]
        return self._dimensions

    @property
    def depths(self) -> list[int]:
        """How many brackets are open around each figure.

        A bracket that holds nothing but the figure after its words, 比上年（58.72亿元）, counts as none.
        """
        if not self._depths:
            self._depths = self._count_brackets()
        return self._depths

    def _count_brackets(self) -> list[int]:
        depths, depth, is_value = [], 0, False
        for index, lead in enumerate(self.leads):
            if "（" in lead or "(" in lead or "）" in lead or ")" in lead:
                own = lead[1:] if is_value else lead
                after = self.leads[index + 1] if index + 1 < len(self.leads) else ")"
                is_value = len(own) > 1 and own[-1] in "（(" and after[:1] in ("）", ")")
                depth = depth_after(own[:-1] if is_value else own, depth)
            depths.append(depth)
        return depths

    @property
    def tail(self) -> str:
        """The words after the last figure up to the end of the sentence."""
        end = self.figures[-1].end
        after = self.folded[end : end + LEAD_LIMIT]
        stop = SENTENCE_END.search(after)
        return after[: stop.start()] if stop else after

    def lead_of(self, figure: Figure) -> str:
        """The words before one of the figures, which is looked for by identity: comparing all fields takes long."""
        return next(lead for each, lead in zip(self.figures, self.leads, strict=True) if each is figure)

    @property
    def earlier(self) -> list[tuple[Figure, str]]:
        """The last figures of the sentences before in the same paragraph with their leads, the nearest last."""
        found: list[tuple[Figure, str]] = []
        sentence = self.before
        while sentence is not None and len(found) < EARLIER_FIGURES:
            found = list(zip(sentence.figures, sentence.leads, strict=True)) + found
            sentence = sentence.before
        return found[-EARLIER_FIGURES:]

    def runs(self) -> list[Run]:
        """The figures grouped: 、 and 和 join what has one dimension, commas and verbs only after 分别."""
        runs: list[Run] = []
        for index, lead in enumerate(self.leads):
            dimension = self.dimensions[index]
            if runs and runs[-1].dimension == dimension and _is_joined(runs[-1], lead):
                runs[-1].after = index + 1
            else:
                runs.append(Run(index, index + 1, lead, dimension))
        return runs


def _is_joined(run: Run, lead: str) -> bool:
    if lead in JOINTS:
        return True
    if not DISTRIBUTES.search(run.lead):
        return False
    return lead in COMMAS or (run.dimension in CHANGE_DIMENSIONS and SIGNED_JOINT.fullmatch(lead) is not None)


def stretches_of(report: Report, figures: tuple[Figure, ...]) -> Iterator[Stretch]:
    """The sentences that hold figures, table cells left out, in the order of the text."""
    folded = report.folded
    stretch: Stretch | None = None
    position = 0
    for figure in figures:
        if figure.cell is not None:
            continue
        start = figure.start
        between = folded[position:start] if start - position <= GAP_LIMIT else "\n" + folded[start - LEAD_LIMIT : start]
        ends = SENTENCE_END.search(between) if len(between) > 1 else None
        if ends is None and stretch is not None and len(stretch.figures) < MOST_FIGURES:
            stretch.figures.append(figure)
            stretch.leads.append(between)
        else:
            if stretch is not None:
                yield stretch
            lead = SENTENCE_END.split(between)[-1][-LEAD_LIMIT:]
            stretch = Stretch([figure], [lead], folded, None if "\n" in between else stretch)
        position = figure.end
    if stretch is not None:
        yield stretch


EARLIER_FIGURES = 3
MOST_FIGURES = 80
"""Figures of one stretch; a list without a full stop is cut there, since its figures are compared with each other."""
GAP_LIMIT = 400
"""Characters between two figures beyond which they cannot belong to one sentence that says something of both."""


def depth_after(lead: str, depth: int) -> int:
    """How many brackets are open after some words; a closing one too many counts as none.

    >>> depth_after("（上年", 0), depth_after("），", 1), depth_after("1）", 0)
    (1, 0, 0)
    """
    for letter in lead:
        if letter in "（(":
            depth += 1
        elif letter in "）)":
            depth = max(0, depth - 1)
    return depth
