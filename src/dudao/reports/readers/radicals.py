"""Radicals that PDF fonts give in place of ordinary characters (⼀ for 一, ⻓ for 长), one for one.

A font that draws 一 and the radical ⼀ with one glyph is often mapped back to the radical; the page shows no difference,
but no pattern would match.
"""

from __future__ import annotations

import re
import unicodedata

# Unicode Character Database, EquivalentUnifiedIdeograph.txt: the radicals of the supplement that stand for whole
# characters in text. Kangxi radicals and compatibility ideographs have decompositions of their own.
_SUPPLEMENT = (
    "⺁厂⺄乙⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺗心⺘扌⺜日⺝月⺟母⺠民⺧牛⺩王⺫目⺬示⺶羊⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻏邑"
    "⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻳龟"
)


def _table() -> dict[int, str]:
    table = {ord(_SUPPLEMENT[at]): _SUPPLEMENT[at + 1] for at in range(0, len(_SUPPLEMENT), 2)}
    for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)]:
        meant = unicodedata.normalize("NFKC", chr(code))
        if len(meant) == 1 and meant != chr(code):
            table[code] = meant
    return table


_TABLE = _table()
_ANY = re.compile("[⺀-⿕豈-﫿]")


def with_ordinary_characters(text: str) -> str:
    """The text with radicals and compatibility ideographs as ordinary characters; as long as before.

    >>> with_ordinary_characters("⼀、⻓江⼤学年⻬")
    '一、长江大学年齐'
    """
    return text.translate(_TABLE) if _ANY.search(text) else text
