"""What a report says, by section: sentences made of its headings and key figures (made by the machine, and shown as such).

[{title, page, anchor, parts: [{text, figure?}]}]: `parts` read one after the other are the sentences; a part with
`figure` is a figure, by the number of its row, so that a page can lead to its place. Pure: knows no database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dudao.reports.model import Figure, Heading, Reading, Role
from dudao.web.library.models import FoundFigure

Plain = dict[str, Any]
Rows = Mapping[tuple[int, int], FoundFigure]
"""Rows of figures by the report's number in its file and the character at which they stand."""
MOST_SECTIONS, MOST_FIGURES, MOST_NAMED = 30, 3, 3
FEW_CHAPTERS = 3
"""A report of so few chapters is told by their sections."""
WEIGHTS = {Role.LEVEL: 4, Role.COMPLETION: 4, Role.SHARE: 3, Role.CHANGE: 2, Role.RATIO: 2, Role.TARGET: 1}
DIMENSIONS = {"money": 3, "percent": 2, "person": 2, "institution": 1, "place_in_school": 1}
TOLD = 34
"""Characters of a phrase for what is measured."""
CLAUSE = re.compile(r"[，,；;。：:！!？?\n（(]")


@dataclass(slots=True)
class Section:
    """A section that is told: its heading, where it stands, what is in it."""

    title: str = ""
    page: int = 1
    anchor: str = ""
    below: list[str] = field(default_factory=list)
    figures: list[tuple[Reading, Figure]] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)


def summary_of(readings: Sequence[Reading], outline: Sequence[Plain], rows: Rows) -> list[Plain]:
    """The summary of a file; [] where it holds no text.

    Args:
        outline: as `telling.outline_of` gives it, one line a heading in order. rows: the figures that were kept.
    """
    return [_told(each, rows) for each in _sections(readings, outline)[:MOST_SECTIONS]]


def _sections(readings: Sequence[Reading], outline: Sequence[Plain]) -> list[Section]:
    headings = [(reading, each) for reading in readings for each in reading.report.headings]
    depth = _depth([each for _, each in headings])
    opened: dict[tuple[int, int], Section] = {}
    found: list[Section] = []
    for (reading, heading), line in zip(headings, outline, strict=False):
        if heading.level <= depth:
            told = Section(f"{heading.marker}{heading.title}", line["page"], line["anchor"])
            opened[reading.report.number_in_file, heading.start] = told
            found.append(told)
        elif found and heading.level == depth + 1:
            found[-1].below.append(heading.title)
    for reading in readings:
        _fill(reading, depth, opened, found)
    return [each for each in found if not _is_only_a_frame(each, found)]


def _depth(headings: Sequence[Heading]) -> int:
    """Down to which level sections are told."""
    levels = [each.level for each in headings]
    if not levels:
        return 0
    top = min(levels)
    is_short = levels.count(top) <= FEW_CHAPTERS and top + 1 in levels
    return top + 1 if is_short else top


def _fill(reading: Reading, depth: int, opened: Mapping[tuple[int, int], Section], found: list[Section]) -> None:
    """Put figures and cited documents into their sections; what stands before the first into one without a heading."""
    number = reading.report.number_in_file

    def home(position: int) -> Section:
        path = [each for each in reading.report.section_at(position) if each.level <= depth]
        told = opened.get((number, path[-1].start)) if path else None
        if told is None:
            if not found or found[0].anchor:
                found.insert(0, Section())
            told = found[0]
        return told

    for figure in reading.figures:
        home(figure.start).figures.append((reading, figure))
    for document in reading.documents:
        titles = home(document.start).cited
        if document.title not in titles:
            titles.append(document.title)
    if not found and reading.report.text.strip():
        found.append(Section())


def _is_only_a_frame(section: Section, among: Sequence[Section]) -> bool:
    """Whether a chapter holds nothing but its sections, which are told themselves."""
    after = among[among.index(section) + 1 :]
    is_empty = not (section.figures or section.cited or section.below)
    return is_empty and bool(section.anchor) and bool(after) and _rank(after[0].title) > _rank(section.title)


def _rank(title: str) -> int:
    """How deep a printed number stands: 一、 before （一） before 1."""
    return 1 if title[:1] in "一二三四五六七八九十" else 2 if title[:1] in "（(" else 3


def _told(section: Section, rows: Rows) -> Plain:
    parts: list[Plain] = []
    if section.below:
        named = "、".join(section.below[:MOST_NAMED])
        more = f"等{len(section.below)}个方面" if len(section.below) > MOST_NAMED else ""
        parts.append({"text": f"讲{named}{more}。"})
    parts += _sentence(_key_figures(section, rows), rows)
    if section.cited and len(parts) < 2:
        parts.append({"text": f"提到{''.join(f'《{each}》' for each in section.cited[:MOST_NAMED])}。"})
    if not any("figure" in part for part in parts):
        parts.append({"text": "没有写出可以核对的数字。"})
    return {"title": section.title, "page": section.page, "anchor": section.anchor, "parts": parts}


def _key_figures(section: Section, rows: Rows) -> list[tuple[Reading, Figure]]:
    """The weightiest figures of a section, in the order of the text; a change whose level is told comes with it."""
    readings = {id(reading): reading for reading, _ in section.figures}
    changes = {id(each.change) for reading in readings.values() for each in reading.comparisons if each.now}
    told = [
        (reading, figure)
        for reading, figure in section.figures
        if id(figure) not in changes and figure.metric and _row(reading, figure, rows)
    ]
    best = sorted(told, key=lambda each: -_weight(*each))[:MOST_FIGURES]
    return sorted(best, key=lambda each: (each[0].report.number_in_file, each[1].start))


def _weight(reading: Reading, figure: Figure) -> int:
    unit = figure.unit_kind
    compared = any(each.now is figure and each.change is not None for each in reading.comparisons)
    return WEIGHTS.get(figure.role, 0) + DIMENSIONS.get(unit.dimension if unit else "", 0) + 3 * compared


def _row(reading: Reading, figure: Figure, rows: Rows) -> FoundFigure | None:
    return rows.get((reading.report.number_in_file, figure.start))


def _sentence(chosen: Sequence[tuple[Reading, Figure]], rows: Rows) -> list[Plain]:
    """2023年，一般公共预算教育经费52.36亿元，比上年增长4.12%；新增学位2.1万个。"""
    parts: list[Plain] = []
    period = ""
    for reading, figure in chosen:
        words = _words_before(reading, figure)
        told = period_of(figure)
        lead = f"{told}，" if told and told != period and told not in words else ""
        period = told or period
        parts += [{"text": f"{'；' if parts else ''}{lead}{words}"}, _linked(figure.text, _row(reading, figure, rows))]
        parts += _change(reading, figure, rows)
    return [*parts, {"text": "。"}] if parts else []


def _words_before(reading: Reading, figure: Figure) -> str:
    """The words of the figure's own clause before it, with what is measured where they do not say it."""
    text = reading.report.text
    before = max((each.end for each in reading.figures if each.end <= figure.start), default=0)
    clause = CLAUSE.split(text[max(before, figure.start - TOLD) : figure.start])[-1]
    words = "".join(clause.split()).strip("、和及")
    if not figure.metric or (len(words) >= 2 and figure.metric[-2:] in words):
        return words
    return figure.metric[:TOLD] if words in figure.metric else f"{figure.metric[:TOLD]}：{words}"


def period_of(figure: Figure) -> str:
    """The year of a figure for people; "" where it is no single year."""
    if figure.when is None or figure.when.kind not in ("year", "school_year"):
        return ""
    return f"{figure.when.start.year}{'年' if figure.when.kind == 'year' else '学年'}"


def _change(reading: Reading, figure: Figure, rows: Rows) -> list[Plain]:
    """The change that the text prints with a level: ，比上年增长4.12%."""
    change = next((each.change for each in reading.comparisons if each.now is figure and each.change is not None), None)
    if change is None or not figure.end <= change.start <= figure.end + TOLD:
        return []
    between = "".join(reading.report.text[figure.end : change.start].split())
    return [{"text": between}, _linked(change.text, _row(reading, change, rows))]


def _linked(text: str, row: FoundFigure | None) -> Plain:
    plain = "".join(text.split())
    return {"text": plain, "figure": row.number} if row is not None else {"text": plain}
