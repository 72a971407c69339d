"""What a character may do at the edge of a line: end a sentence, begin none, be letter-like or Chinese."""

from __future__ import annotations

import re

STOPS = frozenset("。！？!?…；;")
CLOSING = frozenset("”’\"'）)」』】》〉〕]")
COLONS = frozenset("：:")
JOINING = frozenset("，,、")
NEVER_FIRST = frozenset("，。、；：！？）】》”’〕」』〉%％‰℃,;!?)]}")
"""Marks that never begin a line of their own: what stands before them goes on."""
NEVER_LAST = frozenset("（(《〈“‘〔[【「『{")
CUT_WORDS = frozenset("的和与及在由从到至为达共约占将把对向比被经以其该各并或等超近逾")
"""Characters a paragraph hardly ever ends with: a line that does goes on."""
UNITS = frozenset("年月日个名人所元万亿次项处场座栋套台平岁分位户家县市区乡镇村省校级号%％倍期余多")
"""Characters with which a line goes on after a figure."""


def is_chinese(mark: str) -> bool:
    """Whether a character is Chinese or a mark set like one; General Punctuation counts, half-width marks do not."""
    return mark > "\u2e7f" or "\u2010" <= mark <= "\u2027" or "\u2460" <= mark <= "\u24ff"


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing marks after its stop included.

    >>> [ends_sentence(text) for text in ("完成。", "（完成。）”", "如下：", "《办法》", "市...")]
    [True, True, False, False, True]
    """
    last = text[-1:]
    if last in STOPS:
        return bool(last)
    if last in CLOSING:
        return text.rstrip("”’\"'）)」』】》〉〕]")[-1:] in STOPS and bool(text)
    return last == "." and text.endswith("...")


def has_marks(text: str) -> bool:
    """Whether a text holds marks that prose has and titles or cells have not."""
    if "，" in text or "。" in text or "；" in text or ";" in text:
        return True
    return "," in text and _COMMA_OF_PROSE.search(text) is not None


_COMMA_OF_PROSE = re.compile(r",(?:(?<!\d,)|(?!\d))")
"""A comma that does not stand between two digits (3,460)."""
