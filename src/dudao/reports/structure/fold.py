"""Fold a text for matching, letter for letter: traditional to simplified, full-width letters and digits to half-width.

Only characters outside GB 2312 can be traditional ones; a text that holds none is never shown to OpenCC, which is
loaded when the first one comes up.
"""

from __future__ import annotations

from functools import cache

FULL_TO_HALF = {
    code: code - 0xFEE0 for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
}
FULL_TO_HALF |= {ord("％"): ord("%"), ord("．"): ord("."), ord("－"): ord("-"), ord("＋"): ord("+"), 0x3000: ord(" ")}
FEW = 40
"""Up to so many different characters are replaced one after the other, which is faster than a table for all."""
_UNCHANGED: set[str] = set()
"""Characters met so far that stay as they are; most short texts hold no others."""


def fold(text: str) -> str:
    """A copy of equal length in which one spelling stands for all; patterns match it, quotes never come from it.

    >>> fold("教育經費２.５％，臺灣")
    '教育经费2.5%，台湾'
    """
    characters = set(text)
    if text.isascii() or characters <= _UNCHANGED:
        return text
    table = _table_for(characters)
    _UNCHANGED.update(mark for mark in characters if ord(mark) not in table)
    if not table:
        return text
    if len(table) > FEW:
        return text.translate(table)
    for code, plain in table.items():
        text = text.replace(chr(code), chr(plain))
    return text


def _table_for(characters: set[str]) -> dict[int, int]:
    """What becomes of those characters that change."""
    table = {ord(mark): FULL_TO_HALF[ord(mark)] for mark in characters if ord(mark) in FULL_TO_HALF}
    ideographs = "".join(mark for mark in characters if "\u3400" <= mark <= "\u9fff" or "\uf900" <= mark <= "\ufaff")
    known = ideographs.encode("gb2312", "ignore").decode("gb2312")
    if len(known) < len(ideographs):
        for mark in set(ideographs).difference(known):
            simplified = _simplified(mark)
            if simplified != mark:
                table[ord(mark)] = ord(simplified)
    return table


@cache
def _simplified(mark: str) -> str:
    """The simplified form of one character; itself where it has none of the same length."""
    converted = _converter().convert(mark)
    return converted if len(converted) == 1 else mark


@cache
def _converter():  # type: ignore[no-untyped-def]  # opencc has no types
    # Imported here: only texts with traditional characters pay for loading its dictionaries.
    from opencc import OpenCC

    return OpenCC("t2s")
