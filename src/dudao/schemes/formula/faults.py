"""What is wrong in a formula, told with its place and, where one is near, the word that was likely meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from dudao.schemes.formula.nodes import Place


class FormulaError(ValueError):
    """A fault of a formula: one sentence in each language, and where it stands in the formula. `name`: what it calls unknown."""

    def __init__(self, zh: str, en: str, place: Place, *, name: str = "") -> None:
        super().__init__(f"{place.line}:{place.column}: {en}")
        self.zh = zh
        self.en = en
        self.place = place
        self.name = name


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """What to add to a message about an unknown word: the nearest known one, in both languages; "" where none is near.

    >>> nearest("student", ["students", "classes"])
    ('；是否想写 students？', '; did you mean students?')
    >>> nearest("=>", [">", ">=", "<="])[1]
    '; did you mean >=?'
    """
    words = list(known)
    near = [each for each in words if each and sorted(each) == sorted(word)] or difflib.get_close_matches(
        word, words, 1
    )
    return (f"；是否想写 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")


def nearest_or_all(word: str, known: Iterable[str]) -> tuple[str, str]:
    """The same; where none is near, all that are known.

    >>> nearest_or_all("x", ["more", "less"])
    ('；可用：more、less', '; known: more, less')
    """
    words = list(known)
    zh, en = nearest(word, words)
    return (zh, en) if zh or not words else (f"；可用：{'、'.join(words)}", f"; known: {', '.join(words)}")
