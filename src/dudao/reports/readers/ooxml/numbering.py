"""The numbers that Word generates before paragraphs: which list and level a paragraph is in, and what comes next.

    w:num ──► w:abstractNum ──► nine levels      (a w:num may override levels; an abstractNum may point to a list style)

One `Counters` walks one document from its start; the format of a number is in `counting.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dudao.reports.readers.ooxml.counting import shown_number
from dudao.reports.readers.ooxml.names import VAL, Element, W
from dudao.reports.readers.ooxml.properties import Properties, integer, is_on, paragraph_properties
from dudao.reports.readers.ooxml.styles import StyleSheet

LEVELS = 9
MAX_NUMBER = 1_000_000
_SLOT = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One of the nine levels of a list. `restart`: 0 never, n after level n (from 1) was used; None after any above."""

    start: int
    number_format: str
    text: str
    restart: int | None
    in_arabic: bool
    style: str | None
    indents: Properties


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A w:num: its levels, which counters it shares (the abstract list), and the levels it starts anew."""

    shares: str
    levels: dict[int, Level]
    starts_anew: dict[int, int]


class Lists:
    """All lists of a document, resolved from its numbering part as they are asked for."""

    def __init__(self, numbering: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, NumberedList | None] = {}
        for element in () if numbering is None else numbering:
            if element.tag == f"{W}abstractNum":
                self._abstract[element.get(f"{W}abstractNumId") or ""] = element
            elif element.tag == f"{W}num":
                self._numbers[element.get(f"{W}numId") or ""] = element

    def get(self, number_id: str) -> NumberedList | None:
        if number_id not in self._lists:
            self._lists[number_id] = self._make(number_id)
        return self._lists[number_id]

    def _make(self, number_id: str) -> NumberedList | None:
        number = self._numbers.get(number_id)
        if number is None:
            return None
        shares = _child_value(number, "abstractNumId") or ""
        abstract = self._real_abstract(shares)
        if abstract is None:
            return None
        levels = {integer(level.get(f"{W}ilvl")): _read_level(level) for level in abstract.iterchildren(f"{W}lvl")}
        starts_anew: dict[int, int] = {}
        for override in number.iterchildren(f"{W}lvlOverride"):
            depth = integer(override.get(f"{W}ilvl"))
            level = override.find(f"{W}lvl")
            if level is not None:
                levels[depth] = _read_level(level)
            start = _child_value(override, "startOverride")
            if start is not None:
                starts_anew[depth] = _bounded(start)
        return NumberedList(abstract.get(f"{W}abstractNumId") or shares, levels, starts_anew)

    def _real_abstract(self, identifier: str) -> Element | None:
        """An abstract list that only names a list style is looked up through that style, a few steps at most."""
        for _ in range(LEVELS):
            abstract = self._abstract.get(identifier)
            if abstract is None:
                return None
            linked = _child_value(abstract, "numStyleLink")
            if linked is None:
                return abstract
            style = self._styles.get(linked)
            number = self._numbers.get("" if style is None else style.paragraph.get("numId", ""))
            if number is None:
                return abstract
            identifier = _child_value(number, "abstractNumId") or ""
        return None


class Counters:
    """Counts through one document; each numbered paragraph is to be asked once, in order."""

    def __init__(self, lists: Lists, styles: StyleSheet) -> None:
        self._lists = lists
        self._styles = styles
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of(self, direct: Properties) -> tuple[str, int, Level] | None:
        """The list, depth and level of a paragraph with these direct properties; None for one without a number."""
        style_id = direct.get("pStyle")
        style = self._styles.get(style_id)
        inherited = style.paragraph if style else {}
        number_id = direct.get("numId", inherited.get("numId", "0"))
        found = None if number_id in ("0", "") else self._lists.get(number_id)
        if found is None:
            return None
        depth = integer(direct.get("ilvl", inherited.get("ilvl", "0")))
        if "numId" not in direct and "ilvl" not in direct and style_id is not None:
            depth = next((at for at, level in found.levels.items() if level.style == style_id), depth)
        level = found.levels.get(depth)
        return None if level is None or not 0 <= depth < LEVELS else (number_id, depth, level)

    def next_number(self, number_id: str, depth: int) -> str:
        """Count a paragraph and give its number as shown; "" for a bullet or a level without a number."""
        numbered = self._lists.get(number_id)
        if numbered is None:
            return ""
        counts = self._counts.setdefault(numbered.shares, [None] * LEVELS)
        self._count(numbered, number_id, counts, depth)
        level = numbered.levels[depth]
        if level.number_format == "bullet":
            return ""

        def fill(slot: re.Match[str]) -> str:
            at = int(slot[1]) - 1
            shown = numbered.levels.get(at)
            if at > depth or shown is None:
                return ""
            # Word shows 0.1 for a second level that comes before any first level
            count = counts[at]
            return shown_number(
                max(0, shown.start - 1 if count is None else count),
                "decimal" if level.in_arabic else shown.number_format,
            )

        return _SLOT.sub(fill, level.text).strip()

    def _count(self, numbered: NumberedList, number_id: str, counts: list[int | None], depth: int) -> None:
        anew = numbered.starts_anew.get(depth)
        if anew is not None and (number_id, depth) not in self._begun:
            self._begun.add((number_id, depth))
            counts[depth] = anew - 1
        count = counts[depth]
        counts[depth] = numbered.levels[depth].start if count is None else min(count + 1, MAX_NUMBER)
        _restart_below(numbered, counts, depth)


def _restart_below(numbered: NumberedList, counts: list[int | None], depth: int) -> None:
    for lower in range(depth + 1, LEVELS):
        level = numbered.levels.get(lower)
        restart = None if level is None else level.restart
        if restart is None or 0 < depth + 1 <= restart:
            counts[lower] = None


def _read_level(element: Element) -> Level:
    restart = _child_value(element, "lvlRestart")
    number_format = element.find(f".//{W}numFmt")
    return Level(
        start=_bounded(_child_value(element, "start") or "1"),
        number_format="decimal" if number_format is None else number_format.get(VAL) or "decimal",
        text=(_child_value(element, "lvlText") or "")[:200],
        restart=None if restart is None else integer(restart),
        in_arabic=is_on(element.find(f"{W}isLgl")),
        style=_child_value(element, "pStyle"),
        indents={
            key: value
            for key, value in paragraph_properties(element.find(f"{W}pPr")).items()
            if key not in ("pStyle", "numId", "ilvl")
        },
    )


def _bounded(value: str) -> int:
    return max(0, min(integer(value), MAX_NUMBER))


def _child_value(element: Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(VAL)
