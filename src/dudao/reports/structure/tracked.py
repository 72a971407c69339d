"""A text that knows for each character where it came from, through every repair.

Only what `Report.pieces` needs is kept: runs of characters that came unchanged, one after the other, from one block.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dudao.reports.model import Piece
from dudao.reports.structure.drafts import Draft


@dataclass(slots=True)
class Mark:
    """Something noticed at a place of the text; places move along when the text is repaired."""

    code: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Tracked:
    """A text and the runs it is made of; a run's offset is None where the repair put the characters in."""

    text: str
    starts: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    offsets: list[int | None] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def without(self, cuts: Sequence[tuple[int, int]]) -> Tracked:
        """The text without some stretches (in order, apart from each other), runs and marks moved along."""
        if not cuts:
            return self
        starts: list[int] = []
        blocks: list[int] = []
        offsets: list[int | None] = []
        parts: list[str] = []
        gone = last = 0
        run, runs, text = 0, len(self.starts), self.text
        for start, end in [*cuts, (len(text), len(text))]:
            parts.append(text[last:start])
            # runs that begin before the cut, moved by what is gone already
            while run < runs and self.starts[run] < start:
                at = self.starts[run]
                if at >= last:
                    starts.append(at - gone)
                    blocks.append(self.blocks[run])
                    offsets.append(self.offsets[run])
                run += 1
            last, gone = end, gone + end - start
            # runs that begin inside the cut, or reach into it, go on after it
            while run < runs and self.starts[run] < end:
                run += 1
            follows = self.starts[run] if run < runs else len(text) + 1
            if run and end < follows and end < len(text) and (start != end):
                offset = self.offsets[run - 1]
                starts.append(end - gone)
                blocks.append(self.blocks[run - 1])
                offsets.append(None if offset is None else offset + end - self.starts[run - 1])
        return Tracked("".join(parts), starts, blocks, offsets, self._moved(cuts))

    def _moved(self, cuts: Sequence[tuple[int, int]]) -> list[Mark]:
        if not self.marks:
            return []
        begins = [start for start, _ in cuts]
        lost = [0]
        for start, end in cuts:
            lost.append(lost[-1] + end - start)

        def moved(position: int) -> int:
            index = bisect_right(begins, position)
            if index and position < cuts[index - 1][1]:  # inside a cut: to its edge
                return cuts[index - 1][0] - lost[index - 1]
            return position - lost[index]

        return [Mark(mark.code, moved(mark.start), moved(mark.end), mark.text) for mark in self.marks]

    def pieces(self) -> tuple[Piece, ...]:
        """The runs, without the line feeds between paragraphs, which come from nowhere."""
        ends = [*self.starts[1:], len(self.text)] if self.starts else []
        text = self.text
        made = []
        for start, end, block, offset in zip(self.starts, ends, self.blocks, self.offsets, strict=True):
            length = end - start
            if length and text[end - 1] == "\n":
                length -= 1
            if length:
                made.append(Piece(start, length, block, offset))
        return tuple(made)


def lay_out(drafts: Sequence[Draft]) -> Tracked:
    """Paragraphs joined by line feeds, blanks as printed."""
    parts: list[str] = []
    made = Tracked("")
    position = 0
    for number, draft in enumerate(drafts):
        if number:
            parts.append("\n")
            position += 1
        begin = position
        if draft.numbering:
            _put(made, position, draft.lines[0].block, None)
            parts.append(draft.numbering)
            position += len(draft.numbering)
        for joint, line in zip(draft.joints, draft.lines, strict=True):
            if joint:
                _put(made, position, line.block, None)
                parts.append(joint)
                position += len(joint)
            text = line.text
            if line.runs:
                for at, offset in line.runs:
                    _put(made, position + at, line.block, offset)
            elif text:
                made.starts.append(position)
                made.blocks.append(line.block)
                made.offsets.append(line.offset)
            if line.remarks:
                made.marks += [Mark(code, position, position, what) for code, what in line.remarks]
            if line.hidden:
                made.marks += [Mark("hidden_mark", position + at - 1, position + at + 1, "") for at, _ in line.hidden]
            parts.append(text)
            position += len(text)
        if draft.notes:
            made.marks += [Mark(code, begin, position, what) for code, what in draft.notes]
    made.text = "".join(parts)
    return made


def _put(made: Tracked, start: int, block: int, offset: int | None) -> None:
    made.starts.append(start)
    made.blocks.append(block)
    made.offsets.append(offset)
