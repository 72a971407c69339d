"""The summary as a page shows it: by section, in sentences whose figures lead to their places; nothing of a closed page.

A rendition keeps [{title, page, anchor, parts: [{text, figure?}]}], made of all pages (see `summary.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dudao.web.library.models import FoundFigure
from dudao.web.library.queries import Opened

END = "。"


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a sentence; with `figure` where it is one."""

    text: str
    figure: FoundFigure | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What the report says in one section; `is_cut` where a part of the section is not open, and left out."""

    title: str
    page: int
    said: tuple[Said, ...]
    is_open: bool
    is_cut: bool = False

    @property
    def words(self) -> str:
        """All of it as plain text."""
        return "".join(each.text for each in self.said)


def summary_of(opened: Opened, figures: Mapping[int, FoundFigure]) -> list[Part]:
    """The parts of the summary. Of a section that begins on a closed page only the title is told, as in the contents.

    Args:
        figures: those on open pages, by number; a sentence with any other figure is left out.
    """
    sections = opened.rendition.summary
    ends = [*(int(each["page"]) for each in sections[1:]), opened.rendition.pages]
    return [_part(opened, each, end, figures) for each, end in zip(sections, ends, strict=False)]


def _part(opened: Opened, section: Mapping[str, Any], end: int, figures: Mapping[int, FoundFigure]) -> Part:
    page, title = int(section["page"]), str(section["title"])
    if not opened.reach.holds(page):
        return Part(title, page, (), is_open=False)
    sentences = list(_sentences(section["parts"]))
    is_closed_later = not opened.reach.holds(end)
    open_ones = [each for each in sentences if _is_open(each, figures, is_closed_later)]
    said = tuple(Said(str(piece["text"]), figures.get(piece.get("figure", 0))) for each in open_ones for piece in each)
    return Part(title, page, said, is_open=True, is_cut=len(open_ones) < len(sentences))


def _is_open(sentence: Sequence[Mapping[str, Any]], figures: Mapping[int, FoundFigure], is_closed_later: bool) -> bool:
    """Whether all that a sentence says stands on open pages; one without a figure may come from any page of its section."""
    named = [piece["figure"] for piece in sentence if "figure" in piece]
    return all(number in figures for number in named) if named else not is_closed_later


def _sentences(parts: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    sentence: list[Mapping[str, Any]] = []
    for piece in parts:
        sentence.append(piece)
        if str(piece["text"]).endswith(END):
            yield sentence
            sentence = []
    if sentence:
        yield sentence
