"""What is wrong in a formula, told with its place and, where one is near, the word that was likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from dudao.schemes.formula.nodes import Place


class FormulaError(ValueError):
    """A fault of a formula: one sentence in each language, and where it stands in the formula."""

    def __init__(self, zh: str, en: str, place: Place) -> None:
        super().__init__(f"{place.line}:{place.column}: {en}")
        self.zh = zh
        self.en = en
        self.place = place


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """What to add to a message about an unknown word: the nearest known one, in both languages; "" where none is near.

    >>> nearest("student", ["students", "classes"])
    ('；是否想写 students？', '; did you mean students?')
    """
    near = difflib.get_close_matches(word, list(known), 1)
    return (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
