"""A report to be written: its parts in order, free of any file format; and the parameters of the official format.

Source of the parameters: GB/T 9704-2012, as listed with their status in docs/en/official-format.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from dudao.reports.draft.tables import PartTable
from dudao.reports.draft.traces import Trace
from dudao.reports.structure.markers import find_marker


class PartKind(StrEnum):
    """What a part of the body is; headings by level: 一、 （一） 1. （1）."""

    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    HEADING_4 = "heading_4"
    TEXT = "text"

    @property
    def level(self) -> int | None:
        return None if self is PartKind.TEXT else int(self.value[-1])


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the body, its number already in the text; `figures` say what its numbers were written from.

    A table has its cells in `table`; `text` then says the same, a line a row, for formats without tables.
    """

    kind: PartKind
    text: str
    figures: tuple[Trace, ...] = ()
    table: PartTable | None = None


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A report in the order of the official format; empty strings for what it does not have.

    `date` is printed as 2021年11月5日. `attachments` are names without numbers or closing marks.
    """

    title: str
    addressee: str
    parts: tuple[Part, ...]
    signatory: str
    date: str
    attachments: tuple[str, ...] = field(default_factory=tuple)

    @property
    def plain(self) -> str:
        """All its text, a paragraph a line."""
        return "\n".join((self.title, self.addressee, *(part.text for part in self.parts), self.signatory, self.date))


@dataclass(frozen=True, slots=True)
class Gb9704:
    """Measures of the official format; millimetres, points and characters as named (GB/T 9704-2012, clauses 5 to 7)."""

    page_width_mm: float = 210
    page_height_mm: float = 297
    top_mm: float = 37
    bottom_mm: float = 35
    left_mm: float = 28
    right_mm: float = 26
    lines_per_page: int = 22
    characters_per_line: int = 28
    body_points: float = 16  # 3号
    title_points: float = 22  # 2号
    page_number_points: float = 14  # 4号
    page_number_below_mm: float = 7

    @property
    def line_pitch_points(self) -> float:
        """225 mm of text block over 22 lines."""
        block_mm = self.page_height_mm - self.top_mm - self.bottom_mm
        return round(block_mm / self.lines_per_page / 25.4 * 72, 2)

    @property
    def character_points(self) -> float:
        """How wide a character of the text is set: 156 mm of text block over 28 characters, a little under its own 16 pt."""
        block_mm = self.page_width_mm - self.left_mm - self.right_mm
        return block_mm / self.characters_per_line / 25.4 * 72


FORMAT = Gb9704()

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
PAGE_NUMBER_FONT = "宋体"
LATIN_FONT = "Times New Roman"
HEADING_FONTS = {1: "黑体", 2: "楷体_GB2312", 3: BODY_FONT, 4: BODY_FONT}


LONGEST_RUN_IN = 30
"""Characters of a heading that text follows in its own paragraph."""


def run_in_heading(text: str) -> tuple[int, int]:
    """The level and the length of a heading that opens a paragraph of text, its full stop included; (0, 0) where there is none.

    >>> run_in_heading("（一）财政投入持续增长。2021年，全市…"), run_in_heading("（一）2021年，全市投入增长。比上年多。")
    ((2, 12), (0, 0))
    """
    marker, stop = find_marker(text), text.find("。")
    if marker is None or not marker.length < stop < min(len(text) - 1, marker.length + LONGEST_RUN_IN):
        return 0, 0
    phrase = text[marker.length : stop]
    return (0, 0) if any(mark in "，,；;：:" or mark.isdigit() for mark in phrase) else (marker.level, stop + 1)


def width_in_characters(text: str) -> float:
    """How many full characters a line of text takes; ASCII counts as half.

    >>> width_in_characters("2021年5月6日")
    6.0
    """
    return sum(0.5 if ord(letter) < 0x80 else 1 for letter in text)


TITLE_CHARACTERS = 20
"""Characters of size 2 (22 pt) in a line of 156 mm."""
TITLE_BREAKS = ("人民政府", "年度", "年", "关于", "情况的", "工作的", "的")
"""After these words a title too long for one line may be broken by its meaning."""

_TITLE_BREAK = re.compile("|".join(TITLE_BREAKS))


def title_lines(title: str) -> tuple[str, ...]:
    """A title in lines that fit, broken by meaning and as even as that allows (GB/T 9704-2012, 7.3.1); a long word stays whole.

    >>> title_lines("云州市人民政府履行教育职责情况的自评报告")
    ('云州市人民政府履行教育职责情况的自评报告',)
    >>> title_lines("云岭北部彝族苗族自治州人民政府2021年度履行教育职责情况的自评报告")
    ('云岭北部彝族苗族自治州人民政府', '2021年度履行教育职责情况的自评报告')
    """
    if width_in_characters(title) <= TITLE_CHARACTERS:
        return (title,)
    ends = [found.end() for found in _TITLE_BREAK.finditer(title) if 3 < found.end() < len(title) - 3]
    if not ends:
        return (title,)
    width = width_in_characters(title)
    end = min(ends, key=lambda each: abs(width_in_characters(title[:each]) - width / 2))
    return (*title_lines(title[:end]), *title_lines(title[end:]))


def signature_indents(signatory: str, date: str) -> tuple[float, float]:
    """Right indents in characters of the signatory's and the date's line, as for a sealed document.

    The date ends four characters from the right edge and the issuing body is centred on it (GB/T 9704-2012, 7.3.5.1);
    a body too long for that ends at the edge.

    >>> signature_indents("云州市人民政府", "2021年11月5日")
    (3.75, 4.0)
    """
    date_indent = 4.0
    signatory_indent = date_indent + (width_in_characters(date) - width_in_characters(signatory)) / 2
    return max(0.0, signatory_indent), date_indent
