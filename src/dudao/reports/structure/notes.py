"""What the repair noticed, as notes at their places in the repaired text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.model import Heading, StructureNote, Table
from dudao.reports.structure.headings import Outlined
from dudao.reports.structure.page_marks import find_inside
from dudao.reports.structure.repeats import doubled_runs
from dudao.reports.structure.tracked import Mark, Tracked
from dudao.values.spans import Span

_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,．，]*[%％]?|[A-Za-z]+")
WIDEST = 12
"""Characters shown on each side of a hidden mark."""


def collect_notes(
    text: str, tracked: Tracked, found: Outlined, tables: Sequence[Table], unsure: Sequence[Span], summary: str
) -> tuple[StructureNote, ...]:
    """All notes in the order of the text."""
    notes = [_note(text, mark, tables) for mark in tracked.marks if mark.code != "heading_glued"]
    notes += [StructureNote("doubled_run", start, end, run) for start, end, run in doubled_runs(text)]
    glued = {mark.start for mark in tracked.marks if mark.code == "heading_glued"} | set(found.glued)
    notes += _glued(text, glued, found.headings)
    notes += [StructureNote("page_mark_in_sentence", *inside.span(), inside.group()) for inside in find_inside(text)]
    notes += [StructureNote("flattened_table", span.start, span.end, "left as lines") for span in unsure]
    if summary:
        notes.append(StructureNote("summary_repeats", len(text), len(text), summary[:40]))
    return tuple(sorted(notes, key=lambda note: (note.start, note.end, note.code)))


def _glued(text: str, places: set[int], headings: Sequence[Heading]) -> list[StructureNote]:
    return [
        StructureNote("heading_glued", heading.start, heading.end, text[heading.start : heading.end])
        for heading in headings
        if heading.start in places
    ]


def _note(text: str, mark: Mark, tables: Sequence[Table]) -> StructureNote:
    start, end = mark.start, mark.end
    if mark.code == "flattened_table":
        end = next((table.end for table in tables if table.start <= start < table.end), end)
    if mark.code in ("hidden_mark", "cut_figure"):
        start, end = _around(text, start, max(end, start + 1))
    what = mark.text if mark.text and mark.code != "cut_figure" else text[start:end]
    return StructureNote(mark.code, start, end, what)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The word or figure around a place, within its paragraph."""
    low, high = max(0, start - WIDEST), min(len(text), end + WIDEST)
    for word in _FIGURE.finditer(text, low, high):
        if word.start() <= start + 1 and start < word.end():
            return word.span()
    return start, min(high, end)
