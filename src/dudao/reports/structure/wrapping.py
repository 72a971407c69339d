"""Lines to paragraphs: which line goes on in the next one, by the layout of the text and by what no line ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dudao.reports.model import Block, BlockKind
from dudao.reports.structure.characters import (
    CLOSING,
    COLONS,
    CUT_WORDS,
    JOINING,
    NEVER_FIRST,
    NEVER_LAST,
    UNITS,
    ends_sentence,
    has_marks,
    is_chinese,
)
from dudao.reports.structure.drafts import Draft, one_line
from dudao.reports.structure.front import TITLE_END, is_addressee
from dudao.reports.structure.lines import Line
from dudao.reports.structure.markers import FIRST as MAY_NUMBER
from dudao.reports.structure.markers import Marker, find_marker
from dudao.reports.structure.page_shape import PageShape, page_shape

_STARTER = re.compile(
    r"附[ \u3000]*件[ \u3000]*(?:[:：\d一二三四五六七八九十]|$)|附[:：]|抄[ \u3000]*[送报][:：]|主[ \u3000]*送[:：]|特此(?:报告|汇报|函|说明|报请)"
    r"|[（(]?此件|[（(]?联系人[:：]|(?:附?表|附?图)[ \u3000]*\d{1,2}(?:[-—.]\d+)?(?:[ \u3000:：]|$)|单位[:：]"
    r"|(?:20\d\d|20[xX×*]{2}|[xX×*]{2,4}|二[〇○Ｏ零oO0].{2})[ \u3000]*年[^。，,；]{1,12}日[）)]?$"
)
"""What begins a paragraph wherever it stands at the beginning of a line."""
_GREETING = re.compile(r"尊敬的|各位|同志们|[^，,。]{2,30}(?:领导|同志|专家)[，,]$")
_TITLE_END = re.compile(r"(?:报告|汇报|总结|情况|材料|说明|公报)$")
_STOPS = re.compile(r"[。；;！？]")
_YEAR = re.compile(r"(?:19|20)\d\d[ \u3000]?[年-]")
_LAST_STOP = re.compile(r"^.*[。！？；;][ \u3000]*")
_OPENING = re.compile("[《“〔（(]")
_FIGURE_CUT = re.compile(r"\d[.．,，]?$")
LONG_ENOUGH = 15
"""Characters from which on an unfinished line of prose is taken for a broken sentence, not for a label."""
HEADING_LINE = 50
LONGEST_TITLE = 60


class Wrapper:
    """Puts lines together, one after the other; `draft` is the paragraph in the making."""

    def __init__(self, shape: PageShape, blocks: Sequence[Block]) -> None:
        self.shape = shape
        self.blocks = blocks
        self.drafts: list[Draft] = []
        self.prose = False
        """The paragraph so far holds marks of prose."""
        self.marker: Marker | None = None
        """The number the paragraph begins with."""

    def take(self, line: Line) -> None:
        """Add a line to the paragraph in the making, or begin the next."""
        first = line.text[0]
        marker = find_marker(line.text) if first in MAY_NUMBER else None
        if self.drafts:
            draft = self.drafts[-1]
            before = draft.lines[-1]
            if before.kind is line.kind and self._goes_on(draft, before, line, marker):
                if first.isdigit() and _FIGURE_CUT.search(before.text):
                    line.remarks.append(("cut_figure", before.text[-6:] + "|" + line.text[:6]))
                draft.add(line, _joint(before.text, line.text))
                self.prose = self.prose or has_marks(line.text)
                return
            if first in "，,。、；;" and self.shape.mode != "pieces":
                line.remarks.append(("line_starts_with_mark", first))
        self.drafts.append(one_line(line))
        self.prose, self.marker = has_marks(line.text), marker

    def _goes_on(self, draft: Draft, before: Line, line: Line, marker: Marker | None) -> bool:
        last, first = before.text[-1], line.text[0]
        ended = ends_sentence(before.text)
        if first in NEVER_FIRST:
            return not ended or self.shape.mode != "plain" or first in CLOSING
        if last in NEVER_LAST:
            return True
        if not ended and _is_open(before.text, line.text):
            return marker is None or marker.level > 2
        if last in JOINING and (marker is None or marker.level > 2):
            return not (len(draft.lines) == 1 and _GREETING.match(before.text))
        if line.whole and self.shape.mode != "wrapped":
            return not ended and self._is_cut_figure(before, line)
        if self.shape.mode == "wrapped":
            return self._goes_on_wrapped(draft, before, line, marker, ended)
        if _STARTER.match(line.text) and not (self.prose and self.shape.mode == "pieces" and not ended):
            return False
        if self.shape.mode == "pieces":
            return self._goes_on_in_pieces(before, line, marker, ended)
        return self._goes_on_plain(before, line, marker, ended)

    def _is_cut_figure(self, before: Line, line: Line) -> bool:
        return self.prose and line.text[0].isdigit() and _FIGURE_CUT.search(before.text) is not None

    def _goes_on_wrapped(self, draft: Draft, before: Line, line: Line, marker: Marker | None, ended: bool) -> bool:
        shape = self.shape
        is_first = len(draft.lines) == 1
        full = shape.is_full(before, line, is_first)
        if shape.indents and shape.is_indented(line) and not (full and before.text[-1] in CUT_WORDS):
            return False
        if shape.blanks and line.blank_before and (ended or not full):
            return False
        if not self.prose and TITLE_END.search(before.text) and is_addressee(line.text):
            return False  # a title as wide as the text, and whom the report is for
        if self._is_set_apart(before, line, marker):
            return False
        if ended or before.text[-1] in COLONS:
            # full and ended: the next sentence goes on, unless the line says otherwise
            return (
                full
                and (marker is None or shape.indents and marker.level > 2)
                and not _STARTER.match(line.text)
                and not (is_first and not self.prose)
            )
        if marker is not None:
            return full and self.prose and marker.level > 2
        if full:
            return not (_STARTER.match(line.text) and not self.prose)
        # short, and no sentence ends: prose goes on all the same, a title or label stands alone
        if self._is_heading_line(before):
            return _goes_on_with_figure(before.text, line.text)
        return self.prose and not _STARTER.match(line.text) and not _ends_with_heading(before.text)

    def _is_heading_line(self, before: Line) -> bool:
        """Whether the paragraph so far is a number and a phrase, commas allowed, that could stand alone."""
        if self.marker is None or len(self.drafts[-1].lines) > 1 or len(before.text) > HEADING_LINE:
            return False
        return not self.prose or self.marker.level <= 2 and _STOPS.search(before.text) is None

    def _is_set_apart(self, before: Line, line: Line, marker: Marker | None) -> bool:
        """Whether size or distance on the page says that something new begins."""
        above, below = self.blocks[before.block], self.blocks[line.block]
        if above.box is None or below.box is None:
            return False
        if above.style and below.style and above.style.size and below.style.size:
            if abs(above.style.size - below.style.size) >= 1.5:
                return True
            if self.marker and not self.prose and above.style.font != below.style.font and line.indent > before.indent:
                return True
        if above.place.page != below.place.page:
            return False
        height = max(above.box.bottom - above.box.top, 1.0)
        return below.box.top - above.box.bottom > 2.2 * height

    def _goes_on_in_pieces(self, before: Line, line: Line, marker: Marker | None, ended: bool) -> bool:
        last_chinese, first_chinese = is_chinese(before.text[-1]), is_chinese(line.text[0])
        if marker is not None and (ended or marker.level <= 2):
            return False
        if before.text.strip("….") == "":
            return False
        if ended:
            # between Chinese and half-width characters a line ends for the sake of the font alone
            return self.shape.script_cuts and last_chinese and not first_chinese
        if self.marker is not None and not self.prose and len(before.text) > self.marker.length:
            return False
        if not self.prose and _TITLE_END.search(before.text):
            return False
        return not (self.shape.script_cuts and last_chinese and first_chinese)

    def _goes_on_plain(self, before: Line, line: Line, marker: Marker | None, ended: bool) -> bool:
        last = before.text[-1]
        if ended or last in COLONS:
            return False
        if marker is not None:
            # （一）把牢办学方向 / 1.健全机制: a heading may end with a word that cuts, too
            return marker.level > 2 and last in CUT_WORDS and not self._is_heading_line(before)
        if self.shape.blanks and line.blank_before and last not in CUT_WORDS:
            return False
        if self._is_heading_line(before):
            return last in CUT_WORDS or _goes_on_with_figure(before.text, line.text)
        if last in CUT_WORDS or (not is_chinese(last) and line.text[0] in UNITS and not line.text[0].isdigit()):
            return True
        if self.prose and self._is_cut_figure(before, line):
            return True
        if not self.prose or len(before.text) < LONG_ENOUGH or _ends_with_heading(before.text):
            return False
        return has_marks(line.text) or ends_sentence(line.text) or line.text[-1] in COLONS


def _goes_on_with_figure(before: str, after: str) -> bool:
    """Whether a line ends before a figure or between a figure and its unit: ……招聘 / 1500名。"""
    if after[0].isdigit():
        return _YEAR.match(after) is None
    return before[-1].isdigit() and after[0] in UNITS


def _ends_with_heading(text: str) -> bool:
    """Whether a heading was glued to the end of a line: ……按时拨付。二、队伍建设."""
    tail = _LAST_STOP.sub("", text)
    marker = find_marker(tail) if tail != text else None
    return marker is not None and marker.level <= 2 and len(tail) <= HEADING_LINE and not has_marks(tail)


def _is_open(before: str, after: str) -> bool:
    """Whether a 《 or （ is open at the end of a line and closed on the next.

    >>> _is_open("印发《云州市", "实施方案》"), _is_open("印发《方案》", "《办法》"), _is_open("（一）规模", "（二）结构")
    (True, False, False)
    """
    if _OPENING.search(before) is None:
        return False
    for opening, closing in (("《", "》"), ("“", "”"), ("〔", "〕"), ("（", "）"), ("(", ")")):
        if before.rfind(opening) > before.rfind(closing):
            close = after.find(closing)
            begin = after.find(opening)
            if close >= 0 and (begin < 0 or close < begin):
                return True
    return False


def _joint(before: str, after: str) -> str:
    """What stands between two lines put together: a blank between two words of Latin letters, else nothing."""
    last, first = before[-1], after[0]
    if (
        first.isascii()
        and last.isascii()
        and first.isalpha()
        and (last.isalpha() or last in ",;:.)")
        and len(before) > 3
    ):
        return " " if len(after) > 3 and not _is_mask(before, after) else ""
    return ""


def _is_mask(before: str, after: str) -> bool:
    return before[-1] in "xX" or after[0] in "xX"


def wrap(lines: Sequence[Line], blocks: Sequence[Block], shape: PageShape | None = None) -> list[Draft]:
    """Paragraphs of lines that stand one after the other; `shape` where it was learnt from more lines than these."""
    wrapper = Wrapper(shape or page_shape(lines, blocks), blocks)
    for line in lines:
        if line.kind is BlockKind.PARAGRAPH and line.whole and blocks[line.block].numbering:
            wrapper.drafts.append(one_line(line))
            wrapper.prose, wrapper.marker = has_marks(line.text), None
        else:
            wrapper.take(line)
    return wrapper.drafts
