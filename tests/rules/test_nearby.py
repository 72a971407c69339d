"""Looking only around a word finds what looking through the whole text finds."""

from __future__ import annotations

from random import Random

import pytest

from dudao.reports.rules.known.limit_claims import LIMIT_WORDS
from dudao.reports.rules.nearby import REACH, matches_around

FILLERS = ("全市教育投入稳步增长，", "班额", "。", "不低于", "基本", "超", "\n", "5%", "学校" * REACH)


def _texts() -> list[str]:
    """Examples, look-alikes and other words in chance order, near one another and far apart."""
    chance = Random(7)
    parts = [text for words in LIMIT_WORDS for text in (words.example, words.look_alike)] + list(FILLERS)
    return ["".join(chance.choices(parts, k=40)) for _ in range(60)]


@pytest.mark.parametrize("words", LIMIT_WORDS, ids=lambda words: words.limit)
def test_the_same_matches_as_in_the_whole_text(words) -> None:
    assert words.word in words.example
    assert words.pattern.search(words.example)
    for text in _texts():
        whole = [found.span() for found in words.pattern.finditer(text)]
        assert [found.span() for found in matches_around(words.word, words.pattern, text)] == whole
