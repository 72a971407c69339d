"""Drafts of paragraphs: the lines that were found to belong together, before stray blanks are taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dudao.reports.model import BlockKind
from dudao.reports.structure.lines import Line

CELL_JOINT = "\x00"
"""Stands between the cells of a table row until the text is clean; no line holds it (hidden marks are out)."""


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell of a table row: its place, and the lines of the draft that are in it."""

    row: int
    column: int
    lines: tuple[Line, ...]
    span_rows: int = 1
    span_columns: int = 1


@dataclass(slots=True, eq=False)
class Draft:
    """A paragraph in the making.

    Attributes:
        lines: what it is made of; joints: what is put before each (nothing, or a blank between two words).
        kind: as `Paragraph.kind`. table: number of its table in this report's own counting; cells: of a table row.
        unsure_table: number of a flattened table that could not be put back, for one of its lines.
        numbering: the number the word processor generates before it.
        notes: remarks on the draft as a whole: (code, text).
    """

    lines: list[Line]
    joints: list[str]
    kind: str = "body"
    table: int | None = None
    cells: tuple[DraftCell, ...] = ()
    numbering: str = ""
    unsure_table: int | None = None
    notes: list[tuple[str, str]] = field(default_factory=list)
    _raw: str | None = None

    @property
    def raw(self) -> str:
        """Its text with the blanks as printed, a generated number left out."""
        if self._raw is None:
            if len(self.lines) == 1:
                self._raw = self.lines[0].text
            else:
                self._raw = "".join([joint + line.text for joint, line in zip(self.joints, self.lines, strict=True)])
        return self._raw

    @property
    def squashed(self) -> str:
        """Its text without any white space, as it is compared with other texts."""
        return "".join(self.raw.split())

    @property
    def is_long(self) -> bool:
        return len(self.lines) > 60 or sum([len(line.text) for line in self.lines]) > 120

    def add(self, line: Line, joint: str) -> None:
        self.lines.append(line)
        self.joints.append(joint)
        self._raw = None

    def absorb(self, other: Draft, joint: str = "") -> None:
        """Take the lines of the paragraph after it in."""
        self.lines += other.lines
        self.joints += [joint, *other.joints[1:]]
        self.notes += other.notes
        self._raw = None

    def place_of(self, position: int) -> int:
        """The position in `raw` of a character of `squashed`."""
        for place, mark in enumerate(self.raw):
            if not mark.isspace():
                position -= 1
                if position < 0:
                    return place
        return len(self.raw)

    def split(self, position: int) -> Draft:
        """Cut off what stands from a position of `raw` on, and return it; the position must be inside."""
        at = 0
        for index, line in enumerate(self.lines):
            at += len(self.joints[index])
            if position < at + len(line.text):
                break
            at += len(line.text)
        inside = max(0, position - at)
        rest_lines, rest_joints = self.lines[index:], self.joints[index:]
        self.lines, self.joints = self.lines[:index], self.joints[:index]
        if inside:
            self.lines.append(cut_line(line, 0, inside))
            self.joints.append(rest_joints[0])
            rest_lines[0] = cut_line(line, inside, len(line.text))
        rest_joints[0] = ""
        self._raw = None
        return Draft(rest_lines, rest_joints)


def cut_line(line: Line, start: int, end: int) -> Line:
    """A part of a line, without white space at its ends, with its way back."""
    text = line.text[start:end]
    body = text.strip()
    lead = text.find(body[0]) if body else 0
    begin = start + lead
    finish = begin + len(body)
    runs = tuple(
        (max(0, position - begin), offset + max(0, begin - position))
        for index, (position, offset) in enumerate(line.runs)
        if position < finish and (index + 1 == len(line.runs) or line.runs[index + 1][0] > begin)
    )
    return replace(
        line,
        text=body,
        offset=runs[0][1] if runs else line.offset + begin,
        indent=line.indent if start == 0 else 0,
        whole=line.whole and start == 0,
        runs=runs,
        hidden=tuple((position - begin, mark) for position, mark in line.hidden if begin <= position < finish),
        remarks=line.remarks if start == 0 else [],
    )


def one_line(line: Line) -> Draft:
    """A paragraph of a single line."""
    return Draft([line], [""])


def is_cell(line: Line) -> bool:
    """Whether a line is a cell of a table in the source."""
    return line.kind is BlockKind.CELL


def squash(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def joined_squashed(lines: Iterable[Line]) -> str:
    """The text of some lines without any white space."""
    return "".join([squash(line.text) for line in lines])
