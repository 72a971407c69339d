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
    """The figures of one sentence in order. `leads[i]` are the folded words before figure i, `tail` those after the last.

    `earlier` are up to three figures of the sentences before in the same paragraph, the nearest last; `depths[i]` counts
    the brackets open around figure i; one that holds nothing but the figure after its words (比上年（58.72亿元）) is none.
    """

    figures: list[Figure]
    leads: list[str]
    earlier: list[tuple[Figure, str]]
    opens_paragraph: bool = True
    tail: str = ""
    dimensions: list[str] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)

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
        lead, is_new, is_paragraph = _lead(folded, position, figure.start)
        if is_new or stretch is None:
            earlier: list[tuple[Figure, str]] = []
            if stretch is not None:
                yield _closed(stretch, folded)
                if not is_paragraph:
                    own = list(zip(stretch.figures, stretch.leads, strict=True))
                    earlier = (stretch.earlier + own)[-EARLIER_FIGURES:]
            stretch = Stretch([], [], earlier, is_paragraph or position == 0)
        stretch.figures.append(figure)
        stretch.leads.append(lead)
        position = figure.end
    if stretch is not None:
        yield _closed(stretch, folded)


EARLIER_FIGURES = 3
GAP_LIMIT = 400
"""Characters between two figures beyond which they cannot belong to one sentence that says something of both."""


def _lead(folded: str, position: int, start: int) -> tuple[str, bool, bool]:
    """The words between two figures; whether a sentence ends among them (then only those after its end); a paragraph."""
    if start - position > GAP_LIMIT:
        near = folded[start - LEAD_LIMIT : start]
        return SENTENCE_END.split(near)[-1], True, True
    between = folded[position:start]
    last = None
    for last in SENTENCE_END.finditer(between):  # noqa: B007 - the last one counts
        pass
    if last is None:
        return between, False, False
    return between[last.end() :][-LEAD_LIMIT:], True, "\n" in between


def _closed(stretch: Stretch, folded: str) -> Stretch:
    stretch.dimensions = [dimension_of(figure.unit) for figure in stretch.figures]
    depth = 0
    closes = False
    for index, lead in enumerate(stretch.leads):
        if "（" in lead or "(" in lead or "）" in lead or ")" in lead:
            if closes:
                lead = lead[1:]
            after = stretch.leads[index + 1] if index + 1 < len(stretch.leads) else ")"
            closes = len(lead) > 1 and lead[-1] in "（(" and after[:1] in ("）", ")")
            depth = depth_after(lead[:-1] if closes else lead, depth)
        stretch.depths.append(depth)
    end = stretch.figures[-1].end
    after = folded[end : end + LEAD_LIMIT]
    stop = SENTENCE_END.search(after)
    stretch.tail = after[: stop.start()] if stop else after
    return stretch


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
