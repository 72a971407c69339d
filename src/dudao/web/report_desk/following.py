"""The facts of a paragraph followed through an edit: a figure that still stands keeps what it was written from."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

Traced = Sequence[Sequence[int | str]]
"""Figures of a text: start, end, reference of the fact."""


def followed(before: str, figures: Traced, after: str) -> list[list[int | str]]:
    """The figures of the old text that stand letter for letter in the new one, at their new places.

    >>> followed("支出60.93亿元，增长3.78%。", [[2, 9, "a"], [12, 17, "b"]], "全市支出60.93亿元，增长3.9%。")
    [[4, 11, 'a']]
    """
    if before == after:
        return [list(each) for each in figures]
    same = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    found = []
    for start, end, reference in figures:
        for block in same:
            if block.a <= int(start) and int(end) <= block.a + block.size:
                shift = block.b - block.a
                found.append([int(start) + shift, int(end) + shift, reference])
                break
    return found


def with_inserted(text: str, figures: Traced, inserted: Sequence[tuple[str, str]]) -> list[list[int | str]]:
    """The figures with those that were put in from the list of facts: printed words and reference.

    Words that the text does not hold, or only where another figure stands, are left out.
    """
    found = [list(each) for each in figures]
    for words, reference in inserted:
        start = text.find(words) if words else -1
        while start >= 0 and any(int(one[0]) < start + len(words) and start < int(one[1]) for one in found):
            start = text.find(words, start + 1)
        if start >= 0:
            found.append([start, start + len(words), reference])
    return sorted(found, key=lambda each: int(each[0]))
