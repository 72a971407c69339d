"""What a report is made of, from the blocks a reader saw to the things found in the text.

    Source (blocks)  ──structure──►  Report (text, outline)  ──extract──►  Reading (figures, documents, events …)

Offsets everywhere are characters in `Report.text`, half-open. Nothing here reads or writes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from dudao.values.periods import Period
from dudao.values.quantities import Interval, printed_interval
from dudao.values.records import record
from dudao.values.spans import Place, Span
from dudao.values.units import Unit, parse_unit

# ───────────────────────────── what a reader saw ─────────────────────────────


class BlockKind(StrEnum):
    """What a block was in its source. A LINE may be a part of a paragraph; a PARAGRAPH is whole."""

    PARAGRAPH = "paragraph"
    LINE = "line"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    TEXT_BOX = "text_box"
    HOSTING = "hosting"


@record
class TextStyle:
    """How a paragraph is set, as far as its format says; sizes in points, lengths in millimetres, None where unknown."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    align: str | None = None  # left | center | right | justify
    first_line_chars: float | None = None
    line_pitch: float | None = None  # points, exact
    style_name: str | None = None
    outline_level: int | None = None  # 1-9 where the style says so
    line_multiple: float | None = None  # 1.0 single, 1.5 …, of the font's own height or of the page's line grid
    left_chars: float | None = None  # indent of the whole paragraph, in characters of its size
    right_chars: float | None = None


@record
class Box:
    """Where a PDF line stands on its page, in points from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float
    page_width: float
    page_height: float


@record
class Block:
    """One paragraph, line or table cell of the source, in reading order.

    Attributes:
        text: as in the source, with its own blanks; a generated number (Word's 一、) is in `numbering`, not here. A soft
            line break, and a new paragraph inside a table cell, is a line feed.
        numbering: the number that the word processor generates before the paragraph, as shown; "" if none.
        inserted, deleted: tracked change; deleted text is kept out of the report, inserted text is in it.
        span_rows, span_columns: how many rows and columns a table cell covers.
        heading_level: what the markup says (h1 … h6), None if nothing.
        style: of most of its characters. style_runs: where the style changes inside the block, each with the offset
            from which it holds, the first at 0; empty where all is in `style`.
    """

    kind: BlockKind
    text: str
    place: Place = Place()
    numbering: str = ""
    style: TextStyle | None = None
    box: Box | None = None
    span_rows: int = 1
    span_columns: int = 1
    heading_level: int | None = None
    style_runs: tuple[tuple[int, TextStyle], ...] = ()


@record
class PageSetup:
    """Paper and margins of a Word section, in millimetres; page numbers as far as the footer shows them.

    Attributes:
        page_number_format: the line with the number as it would show on page 1: — 1 —, 第1页.
        page_number_align: left | center | right of that line, on odd pages (or all); `even_page_number_align` on even
            ones. None where the file does not say.
        page_number_style: how that line is set.
        grid_pitch: points between the lines of the page's grid (22 lines a page: 28.95); None without a grid.
        first_block: index of the first block of the section.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    has_page_number: bool = False
    page_number_format: str | None = None
    odd_even_differ: bool = False
    page_number_align: str | None = None
    even_page_number_align: str | None = None
    page_number_style: TextStyle | None = None
    grid_pitch: float | None = None
    first_block: int = 0


@record
class ReadingProblem:
    """Something a reader noticed: mojibake, hidden text, tracked changes left in, a macro. Becomes a diagnostic.

    `code` names the kind of problem: mojibake, hidden_text, tracked_changes, macro, external_reference, hidden_mark, …
    """

    code: str
    place: Place = Place()
    quote: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@record
class Source:
    """A file as its reader saw it.

    Attributes:
        kind: docx | pdf | html | text | markdown | image, found from content.
        reader: which reader answered, and why the others did not (`choice`).
        hosting: facts of the hosting page as printed (flags, date, views, size, pages, comments …), if a reader knew.
        pages: number of pages where the format has them.
        encoding: of a text file or web page.
    """

    kind: str
    blocks: tuple[Block, ...]
    name: str = ""
    reader: str = ""
    choice: str = ""
    hosting: Mapping[str, Any] | None = None
    pages: int | None = None
    encoding: str | None = None
    page_setups: tuple[PageSetup, ...] = ()
    problems: tuple[ReadingProblem, ...] = ()
    digest: str = ""


# ───────────────────────────── the outline ─────────────────────────────


@record
class Piece:
    """A run of report text that came unchanged from one block: `length` characters from `offset` of that block.

    `offset` is None for characters that the repair put in (a joining mark, a table's tab, a generated number).
    """

    start: int
    length: int
    block: int
    offset: int | None


@record
class Heading:
    """A heading of level 1-4: 一、 （一） 1. （1）. `number` and `title` without marks; `start`, `end` span the whole.

    `run_in`: text follows in the same paragraph. `marker` is the number as printed, marks included (（一）); it is ""
    for a heading that has none. `generated`: Word made the number.
    """

    level: int
    number: str
    title: str
    start: int
    end: int
    marker: str = ""
    ordinal: int | None = None
    run_in: bool = False
    generated: bool = False
    raw: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Paragraph:
    """A paragraph of the repaired text, with the blocks it came from.

    `kind`: body | heading | title | addressee | signatory | date | attachment | caption | table_row | list_item | note.
    """

    start: int
    end: int
    kind: str
    first_block: int
    last_block: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Cell:
    """A table cell with its place in the report text."""

    row: int
    column: int
    start: int
    end: int
    span_rows: int = 1
    span_columns: int = 1


@record
class Table:
    """A table: cells in reading order, the rows that are its header, its caption and the unit its caption names."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    header_rows: int = 1
    caption: str = ""
    unit: str | None = None


@record
class Attachment:
    """An attachment announced (附件：1. …) or present (附件1 heading its own pages)."""

    number: int | None
    title: str
    start: int
    end: int
    is_present: bool = False


@record
class StructureNote:
    """Something the repair noticed and mended or left: doubled run, letter-spaced word, page mark dropped, ….

    `code`: doubled_run | page_mark | summary_repeats | cut_figure | letter_spaced | flattened_table | hidden_mark …
    """

    code: str
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class Report:
    """The repaired text and its outline.

    `text` is the body: paragraphs joined by a line feed, chrome, page marks and a repeated summary left out. `title`,
    `addressee`, `signatory`, `date` are strings as printed; their spans are in `landmarks` under those names.

    `folded` is the text for matching, letter for letter as long as `text`: traditional to simplified, full-width
    digits, letters, ％ ． and － to half-width; Chinese punctuation and brackets stay. Patterns match it; quotes come
    from `text`. `sentences` are spans up to and with 。！？； or the end of a paragraph.
    """

    source: Source
    text: str
    folded: str
    sentences: tuple[Span, ...]
    pieces: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[StructureNote, ...] = ()
    title: str | None = None
    addressee: str | None = None
    signatory: str | None = None
    date: str | None = None
    landmarks: Mapping[str, Span] = field(default_factory=dict)
    hosting: Mapping[str, Any] | None = None
    truncated: bool = False
    truncated_at: int | None = None
    number_in_file: int = 1  # several reports on one page are told apart, from 1

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def place_at(self, position: int) -> Place:
        """The place in the source of a character of the text."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return Place()
        return self.source.blocks[self.pieces[index].block].place

    def piece_at(self, position: int) -> Piece | None:
        """The piece that holds a character; None in text that has no source."""
        index = bisect_right(self._starts, position) - 1
        return self.pieces[index] if index >= 0 else None

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, position: int) -> Paragraph | None:
        index = bisect_right(self._paragraph_starts, position) - 1
        return self.paragraphs[index] if index >= 0 else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, position: int) -> int:
        """Which sentence of `sentences` holds a character."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    @cached_property
    def _sections(self) -> tuple[list[int], list[tuple[Heading, ...]]]:
        """Where each section begins, and the headings above what stands in it; before the first heading there are none."""
        starts: list[int] = [-1]
        paths: list[tuple[Heading, ...]] = [()]
        path: list[Heading] = []
        for heading in self.headings:
            while path and path[-1].level >= heading.level:
                path.pop()
            path.append(heading)
            starts.append(heading.start)
            paths.append(tuple(path))
        return starts, paths

    def section_at(self, position: int) -> tuple[Heading, ...]:
        """The headings above a character, outermost first."""
        starts, paths = self._sections
        return paths[bisect_right(starts, position) - 1]


# ───────────────────────────── things found in the text ─────────────────────────────


class Role(StrEnum):
    """What a figure does in its sentence (samples/gold defines them; docs/en/reading.md repeats it)."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    COMPLETION = "completion"
    TARGET = "target"
    STANDARD = "standard"
    BASE = "base"
    FORECAST = "forecast"
    RATIO = "ratio"


@record
class TimeMention:
    """A time in the text: as printed, what kind it is, and the period it means as far as the text allows.

    Attributes:
        kind: day | month | quarter | half | year | school_year | term | span | as_of | by (到2025年) | relative.
        period: resolved half-open period, None where the year is not known.
        year_from: printed (in the mention itself) | carried (from text before it) | relative (今年, 上年 resolved by the
            report's own year) | none.
    """

    start: int
    end: int
    text: str
    kind: str
    period: Period | None
    year_from: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Figure:
    """A number that states a quantity, where it stands.

    Attributes:
        text: number and unit as printed (with 约 近 余 以上 … that touch it). value: as printed, not multiplied out, with
            its printed decimals; a change carries its sign in `change`, not in `value`, unless printed.
        unit: as printed ("亿元", "%", "个百分点"), None for a bare coefficient. kind of unit: `unit_kind`.
        metric: phrase for what is measured. subject_start/end: where that phrase stands, None if carried or implied.
        period: label for people (2020, 截至2020年底, 2021年上半年). when: resolved period.
        role, comparison ("yoy" | "base" | None), change ("+1.81%", "-0.41个百分点", "4.1%→1.3%" | None).
        approx (余 近 约 左右 …), bound (以上 以内 不低于 …). numeral: arabic | cjk.
        cell: row and column when it stands in a table.
        scope: 全市, 市级, 某县 …, as printed, None if nothing says. same_basis: 同口径 or 可比口径 is named for it.
        printed_wrong: the mark or digit that is misprinted (1843。6, 9l.6%), "" if none; value is then as meant.
        direction: +1, -1 or 0, from the verb or the printed sign, of a change; None otherwise.
        sentence, clause: indexes that tell which figures stand together (clauses are cut at ，；。 and counted through).
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    metric: str
    role: Role = Role.LEVEL
    period: str | None = None
    when: Period | None = None
    comparison: str | None = None
    change: str | None = None
    approx: str | None = None
    bound: str | None = None
    numeral: str = "arabic"
    cell: tuple[int, int] | None = None
    scope: str | None = None
    same_basis: bool = False
    printed_wrong: str = ""
    direction: int | None = None
    sentence: int = 0
    clause: int = 0
    subject_start: int | None = None
    subject_end: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def unit_kind(self) -> Unit | None:
        return parse_unit(self.unit) if self.unit else None

    @property
    def interval(self) -> Interval:
        """What the printed number may stand for, in its printed unit."""
        return printed_interval(self.value, approx=self.approx, bound=self.bound)


@record
class CitedDocument:
    """A 《…》 in the text. `title` without the outer marks; number, date, issuer only where the text ties them to it.

    `closed` is False where the closing mark is missing.
    """

    start: int
    end: int
    title: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    closed: bool = True
    number_start: int | None = None
    number_end: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class DocumentNumber:
    """A 文号 wherever it stands: 鄂教督办〔2021〕6号, also malformed ones ([2021]6号, 2021年6号 …)."""

    start: int
    end: int
    text: str
    agency: str
    year: int | None
    serial: str | None
    well_formed: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Event:
    """Something that happened: kind (visit, meeting, issue, training, award, reform, transfer, inspection), who, what, where."""

    start: int
    end: int
    kind: str
    date: str | None = None
    when: Period | None = None
    actor: str | None = None
    post: str | None = None
    act: str | None = None
    place: str | None = None
    count: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Person:
    """A name with the post printed beside it (市委书记 张某). `masked` where the name is a placeholder in part or whole."""

    start: int
    end: int
    name: str
    post: str | None = None
    masked: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class BodyMention:
    """A body or a division: kind is division | government | department | committee | party | school | self (我市, 全县).

    `level`: province | city | county | township | None. `masked` where a placeholder stands for its name.
    """

    start: int
    end: int
    name: str
    kind: str
    level: str | None = None
    masked: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Task:
    """A planned piece of work: measure, deadline, responsible unit, progress as printed."""

    start: int
    end: int
    measure: str
    deadline: str | None = None
    responsible: str | None = None
    progress: str | None = None


@record
class Placeholder:
    """A token that stands for something left out, with the word it replaces part of (XX市, xx.x万, X月, 张某某).

    `kind`: letters (XX, xx) | stars | crosses (××) | lines (__) | mou (某) | brackets (（）) | ellipsis | year (20xx) |
    template (请填写, 此处填…) | stripped (总人口万人: the digits are gone).
    """

    start: int
    end: int
    text: str
    kind: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Claim:
    """A clause that claims a measurable level, rise, fall, comparison or full attainment without a number for it.

    `kind`: rise | fall | level | full (全部, 全覆盖, 100%落实) | compare (不低于, 高于) | none_left (清零, 消除).
    """

    start: int
    end: int
    text: str
    kind: str
    word: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


# ───────────────────────────── figures that stand in a relation ─────────────────────────────


@record
class Comparison:
    """A level with its earlier value and the change between them, as far as printed.

    Attributes:
        change: in per cent, points, times (倍), tenths (成) or doublings (番).
        difference: the change printed in the unit of the levels themselves (增加5次, points between two rates).
        direction: what the wording says of the change: +1 增长, -1 下降, 0 neither or both. difference_direction: the same
            of the difference.
        path: what the wording says between base and now: +1 增加到, -1 降至, 0 neither.
        years: the change is a yearly mean (年均) over so many years; None where it spans the whole stretch.
        same_basis: the text names a restated base for it (同口径, 可比口径).
    """

    now: Figure | None
    base: Figure | None
    change: Figure | None
    same_basis: bool = False
    difference: Figure | None = None
    direction: int = 0
    difference_direction: int = 0
    path: int = 0
    years: int | None = None

    @property
    def span(self) -> Span:
        parts = [figure for figure in (self.now, self.base, self.change, self.difference) if figure is not None]
        return Span(min(part.start for part in parts), max(part.end for part in parts))


@record
class Breakdown:
    """A whole and its parts (现有1042所，其中…).

    `whole` is None for shares that together make 100 %. `complete`: the parts are said, or by their kinds seem, to be
    all. `disjoint`: they cannot overlap (小学、初中), so that their sum is never more than the whole.
    """

    whole: Figure | None
    parts: tuple[Figure, ...]
    complete: bool
    disjoint: bool = True


@record
class Proportion:
    """A rate with what it is a rate of: kind share | completion | per_head | ratio | rate; either part may be None."""

    kind: str
    rate: Figure
    numerator: Figure | None
    denominator: Figure | None


@dataclass(frozen=True)
class Reading:
    """All that was found in one report, each thing with its span, in the order of the text."""

    report: Report
    times: tuple[TimeMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    proportions: tuple[Proportion, ...] = ()
    documents: tuple[CitedDocument, ...] = ()
    document_numbers: tuple[DocumentNumber, ...] = ()
    events: tuple[Event, ...] = ()
    people: tuple[Person, ...] = ()
    bodies: tuple[BodyMention, ...] = ()
    tasks: tuple[Task, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    claims: tuple[Claim, ...] = ()
    own_year: int | None = None
    """The year the report is about, from its title or its most frequent year; None where the text gives none."""
    dated: date | None = None
    """The report's own date, where it prints one in full."""
