"""Stray blanks: between Chinese characters, around figures and marks. Blanks between words of other languages stay."""

from __future__ import annotations

import re

from dudao.reports.structure.drafts import CELL_JOINT
from dudao.reports.structure.tracked import Mark, Tracked

_BLANKS = re.compile(r"[^\S\n]+")
_UNIT_AFTER = re.compile(r"[ \u3000]*(?:[万亿千百]|[%％‰]|个?百分点|[元人名所])")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_DIGITS = re.compile(r"\d{1,4}(?!\d)")
_GROUPED = re.compile(
    r"(?<![0-9A-Za-z.,，表图第注附])[ \u3000]?(?P<number>[1-9]\d{0,2}(?:[ \xa0\u2004-\u200a\u202f]\d{3})+)(?:\.\d+)?"
    r"[ \u3000]?(?=[\u4e00-\u9fff%％‰])"
)
"""Digits in groups of three with a blank between (GB/T 15835-2011, 5.1.4: a quarter blank), a unit behind: 4 860个.
Look-alikes: 表1 120所, a list number 1 120名 at the start of its line, years."""
_LONGEST_GROUPED = 24
OPENING, CLOSING = frozenset("（([【〔"), frozenset("）)]】〕")
BEFORE_NOTHING = frozenset(",.;:!?)]%‰}")
AFTER_NOTHING = frozenset("([{")
SPACED_SHARE = 0.3
"""Share of blanks in a paragraph from which on it is set with a blank after each character."""
ODD_BLANKS = frozenset("\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f")
LETTER_SPACED = 3
"""Single characters in a row, a blank between each two, that make a letter-spaced word."""


def close_blanks(tracked: Tracked) -> Tracked:
    """The text without stray blanks; runs of letter-spaced characters and blanks hidden in figures are marked."""
    text = tracked.text
    cuts: list[tuple[int, int]] = []
    for found in _BLANKS.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in OPENING and after in CLOSING:
            continue  # （  ）: a place left to be filled in
        # marks of Chinese typesetting and Chinese characters want no blank on either side
        if (
            before > "\u2e7f"
            or after > "\u2e7f"
            or not before
            or not after
            or before in "\n\x00"
            or after in "\n\x00"
            or "\u2010" <= before <= "\u24ff"
            or "\u2010" <= after <= "\u24ff"
        ):
            cuts.append((start, end))
        elif before == "·" or after == "·" or _is_stray(text, start, end, before, after):
            cuts.append((start, end))
            if (
                before.isdigit()
                and after.isdigit()
                and text[start] in ODD_BLANKS
                and not _groups_digits(text, start, end)
            ):
                tracked.marks.append(Mark("hidden_mark", start - 1, end + 1, ""))
        elif end - start > 1:
            cuts.append((start + 1, end))
    _mark_letter_spacing(tracked, cuts)
    closed = tracked.without(cuts)
    closed.text = closed.text.replace(CELL_JOINT, "\t")
    return closed


def _is_stray(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether a blank between two half-width characters belongs to no language."""
    if after in BEFORE_NOTHING or before in AFTER_NOTHING:
        return True
    if after.isdigit():
        if before.isdigit() or before in ".," and text[start - 2].isspace():
            return text[start] in ODD_BLANKS or _groups_digits(text, start, end) or _is_spaced(text, start, end)
        if before == "," and text[start - 2 : start - 1].isdigit():
            return _THOUSANDS.match(text, end) is not None
        if before == "." and text[start - 2 : start - 1].isdigit() and "\n" not in text[max(0, start - 5) : start]:
            digits = _DIGITS.match(text, end)
            return start > 4 and digits is not None and _UNIT_AFTER.match(text, digits.end()) is not None
    return before.isalnum() and after.isalnum() and _is_spaced(text, start, end)


def _groups_digits(text: str, start: int, end: int) -> bool:
    """Whether a single blank stands between the groups of three digits of one number."""
    if end - start != 1:
        return False
    begin = max(text.rfind("\n", 0, start) + 2, start - _LONGEST_GROUPED)
    return any(
        found.start("number") < start < found.end("number")
        for found in _GROUPED.finditer(text, begin, min(len(text), end + _LONGEST_GROUPED))
    )


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Whether a blank between two single characters stands in a paragraph that has one after each."""
    alone_before = start < 2 or text[start - 2].isspace() or text[start - 2] > "\u2e7f"
    alone_after = end + 1 >= len(text) or text[end + 1].isspace() or text[end + 1] > "\u2e7f"
    if end - start != 1 or not alone_before or not alone_after:
        return False
    begin = max(text.rfind("\n", 0, start) + 1, start - 60)
    around = text[begin : end + 60].partition("\n")[0]
    blanks = sum(mark.isspace() for mark in around)
    return blanks > SPACED_SHARE * len(around)


def _mark_letter_spacing(tracked: Tracked, cuts: list[tuple[int, int]]) -> None:
    text = tracked.text
    first = 0
    for index in range(1, len(cuts) + 1):
        joined = index < len(cuts) and cuts[index][0] == cuts[index - 1][1] + 1 and cuts[index][0] - cuts[index][1]
        if joined and text[cuts[index][0] - 1] > "\u2e7f":
            continue
        if index - first >= LETTER_SPACED - 1 and text[cuts[first][0] - 1 : cuts[first][0]] > "\u2e7f":
            start, end = cuts[first][0] - 1, cuts[index - 1][1] + 1
            if (start == 0 or text[start - 1] in "\n\x00 \u3000") or index - first >= LETTER_SPACED:
                tracked.marks.append(Mark("letter_spaced", start, end, ""))
        first = index
