"""Page numbers, marks between page chunks and running heads: lines of the page, not of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dudao.reports.model import Block, BlockKind
from dudao.reports.structure.characters import CUT_WORDS, UNITS, has_marks
from dudao.reports.structure.lines import Line, width_of

_DASH = r"[-—–―－﹣~·•_─━]"
_CERTAIN = re.compile(
    rf"{_DASH}{{1,5}}\s*(?:[Pp]age\s*)?\d{{1,4}}\s*{_DASH}{{1,5}}"
    r"|[（(【\[<]?\s*第\s*\d{1,4}\s*页\s*[)）】\]>]?(?:[\s,，/／|]*[（(]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?"
    r"|第\s*[一二三四五六七八九十百]{1,4}\s*页(?:\s*共\s*[一二三四五六七八九十百]{1,4}\s*页)?"
    r"|共\s*\d{1,4}\s*页\s*[,，]?\s*第\s*\d{1,4}\s*页"
    r"|[（(\[<【]?\s*[Pp](?:[Aa][Gg][Ee]|\.)?\s*\d{1,4}(?:\s*(?:of|/|OF)\s*\d{1,4})?\s*[)）\]>】]?"
    r"|\d{1,4}\s*页\s*[/／]\s*共?\s*\d{1,4}\s*页"
    rf"|[=#*_─━-]{{2,}}\s*(?:第?\s*\d{{1,4}}\s*页|[Pp]age\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?|分页符?|\d{{1,4}})\s*[=#*_─━-]{{2,}}"
    r"|<!--\s*(?:page|第)\s*\d{1,4}\s*页?\s*-->"
)
"""Lines that can be nothing but a page number or a mark between pages."""
EXAMPLES = (
    "- 3 -",
    "— 12 —",
    "第3页 共9页",
    "（第 3 页）",
    "Page 3 of 9",
    "===== 第3页 =====",
    "-3-",
    "P3",
    "--- 4 ---",
)
LOOK_ALIKES = ("第3页第5行", "3.5", "-0.8", "第二部分", "页码", "-", "2021-11")

_FIRST_DIGITS = "0123456789０１２３４５６７８９"
_FIRST = frozenset("-—–―－﹣~·•_─━（(【[<第共=#*Pp" + _FIRST_DIGITS)
_FIRST_BARE = frozenset("ivxIVX" + _FIRST_DIGITS) | frozenset(map(chr, range(0x2160, 0x2180)))
"""What such lines may begin with; looking at that first spares most lines the patterns."""

_OF = re.compile(r"(\d{1,3})\s*[/／]\s*(\d{1,3})")
_BARE = re.compile(r"\d{1,4}|[ivxIVX]{1,5}|[ⅰ-ⅿⅠ-Ⅻ]")
_DIGITS = re.compile(r"\d+")
_INSIDE = re.compile(
    rf"(?<=[\u4e00-\u9fff，、；]){_DASH}[ \u3000]?\d{{1,3}}[ \u3000]?{_DASH}(?=[\u4e00-\u9fff\d])(?!\d{{0,3}}[年-])"
)
LONGEST = 30
WIDE = 24  # columns of a line of running text
EDGE = 0.12  # share of the page's height that may hold a running head or foot
APART = 3  # lines at least between two bare page numbers


def drop_page_marks(lines: list[Line], blocks: Sequence[Block]) -> list[Line]:
    """The lines without marks of the page; each leaves a remark with the line after it."""
    gone: dict[int, str] = dict.fromkeys(_certain(lines), "page_mark")
    gone |= dict.fromkeys(_bare_numbers(lines, blocks, gone), "page_mark")
    gone |= dict.fromkeys(_running_heads(lines, blocks), "running_head")
    gone |= dict.fromkeys(_repeated_beside(lines, gone), "running_head")
    if not gone:
        return lines
    kept: list[Line] = []
    waiting: list[tuple[str, str]] = []
    blank = False
    for index, line in enumerate(lines):
        code = gone.get(index)
        if code is not None:
            boxed = blocks[line.block].box is not None
            waiting.append((f"{code}_dropped" if boxed and code == "page_mark" else code, line.text))
            blank = True
            continue
        if waiting:
            line.remarks[:0] = waiting
            waiting = []
        if blank:  # an empty line beside a page mark says nothing about paragraphs
            line.blank_before, blank = False, False
        kept.append(line)
    return kept


def find_inside(text: str) -> Iterable[re.Match[str]]:
    """Page marks that were copied into the middle of a line: 各级—3—各类学校."""
    return _INSIDE.finditer(text)


def _is_loose(line: Line) -> bool:
    return line.kind in (BlockKind.LINE, BlockKind.PARAGRAPH)


def is_page_mark(text: str) -> bool:
    """Whether a line can be nothing but a page number or a mark between pages.

    >>> [is_page_mark(text) for text in ("- 3 -", "第3页 共9页", "第二部分", "2021-11")]
    [True, True, False, False]
    """
    return len(text) <= LONGEST and text[:1] in _FIRST and _CERTAIN.fullmatch(text) is not None


def _certain(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if is_page_mark(line.text) and _is_loose(line)]


def _bare_numbers(lines: Sequence[Line], blocks: Sequence[Block], known: dict[int, str]) -> list[int]:
    """Lines that hold a number alone and stand where pages end."""
    found, loose = [], []
    for index, line in enumerate(lines):
        if len(line.text) > 9 or line.text[:1] not in _FIRST_BARE or index in known or not _is_loose(line):
            continue
        if not _BARE.fullmatch(line.text) and not _of_all(line.text):
            continue
        box = blocks[line.block].box
        if box is not None:
            if box.top > (1 - EDGE) * box.page_height or box.bottom < EDGE * box.page_height:
                found.append(index)
        elif line.text.isascii() and line.text[0].isdigit():
            loose.append(index)
    return found + _in_sequence(lines, loose)


def _of_all(text: str) -> bool:
    found = _OF.fullmatch(text)
    return found is not None and 0 < int(found[1]) <= int(found[2])


def _in_sequence(lines: Sequence[Line], loose: list[int]) -> list[int]:
    """Of lines that are numbers, those that count pages: each one more than the last, running text beside them."""
    if _counts_pages(lines, loose):
        return loose
    between = [index for index in loose if _is_between_text(lines, index)]
    if len(loose) > 2 * len(between) + 1:
        return []
    found: list[int] = []
    for index in between:
        if not found or (0 < _value(lines, index) - _value(lines, found[-1]) <= 3 and index - found[-1] > APART):
            found.append(index)
    return found if len(found) >= 0.6 * len(between) else []


def _value(lines: Sequence[Line], index: int) -> int:
    return int(lines[index].text.partition("/")[0])


def _counts_pages(lines: Sequence[Line], loose: list[int]) -> bool:
    """Whether numbers count 1, 2, 3 … through a text, some lines apart, wide lines beside most of them."""
    if len(loose) < 3 or not all(lines[index].text.isdecimal() for index in loose):
        return False
    steps = [(_value(lines, below) - _value(lines, above), below - above) for above, below in pairwise(loose)]
    if any(more != 1 or apart <= APART for more, apart in steps):
        return False
    beside = [lines[near].text for index in loose for near in (index - 1, index + 1) if 0 <= near < len(lines)]
    return sum(width_of(text) >= WIDE and has_marks(text) for text in beside) >= 0.5 * len(beside)


def _is_between_text(lines: Sequence[Line], index: int) -> bool:
    above = [line.text for line in lines[max(0, index - 2) : index] if not _CERTAIN.fullmatch(line.text)]
    before = above[-1] if above else ""
    if index + 1 == len(lines):
        return width_of(before) >= WIDE and before[-1:] in "。！？"
    after = lines[index + 1].text
    cut = before[-1:] in CUT_WORDS or not after or after[0] in UNITS or before[-1:].isascii()
    return width_of(before) >= WIDE and not cut and (width_of(after) >= WIDE or index + 2 == len(lines))


def _running_heads(lines: Sequence[Line], blocks: Sequence[Block]) -> list[int]:
    """Lines at the edge of the pages of a PDF that return on most pages, numbers aside."""
    seen: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    pages = set()
    for index, line in enumerate(lines):
        block = blocks[line.block]
        box = block.box
        if box is None:
            continue
        pages.add(block.place.page)
        at_top = box.bottom < EDGE * box.page_height
        if at_top or box.top > (1 - EDGE) * box.page_height:
            seen[_DIGITS.sub("#", line.text), at_top].append(index)
    least = max(2, min(5, len(pages) // 3))
    return [
        index
        for places in seen.values()
        if len({blocks[lines[place].block].place.page for place in places}) >= least and len(pages) > 1
        for index in places
    ]


def _repeated_beside(lines: Sequence[Line], marks: dict[int, str]) -> list[int]:
    """In a text without pages: short lines that return beside page numbers, at least three times."""
    if len(marks) < 3:
        return []
    beside = Counter(
        lines[near].text
        for index in marks
        for near in (index - 1, index + 1)
        if 0 <= near < len(lines) and near not in marks and len(lines[near].text) <= 40
    )
    heads = {text for text, times in beside.items() if times >= 3}
    if not heads:
        return []
    return [
        near
        for index in marks
        for near in (index - 1, index + 1)
        if 0 <= near < len(lines) and near not in marks and lines[near].text in heads
    ]
