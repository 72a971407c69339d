"""Patterns of marks that a Word file keeps as typed: half-width punctuation, bracket pairs, padded dates.

Each is one pass over the text, with an example and a look-alike that are run as tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = "\u3400-\u9fff"
_BESIDE = f"[{_HAN}”’》）%％\\d]"


@dataclass(frozen=True, slots=True)
class MarkPattern:
    """A pattern, something it finds, and something like it that it must not find."""

    pattern: re.Pattern[str]
    example: str
    look_alike: str


HALF_WIDTH = MarkPattern(
    re.compile(
        f"(?<=[{_HAN}”’》）%％])[,;:?!](?=[{_HAN}“‘《（])"
        f"|(?<=[{_HAN}])[,;:?!](?=\\d)"
        f"|(?<=[\\d])[,;](?=[{_HAN}])"
        f"|(?<=[{_HAN}”’》）])[.,;:?!](?=\\s|$)"
        f"|\\((?=[^()\\n]{{0,40}}[{_HAN}])(?!\\s?[一二三四五六七八九十\\d]{{1,3}}\\s?\\))[^()\\n]{{1,60}}\\)",
        re.MULTILINE,
    ),
    example="学校371所,初中118所",
    look_alike="总投入3,460万元，见网址http://a.b/c,d",
)
MIXED_PAIR = MarkPattern(
    re.compile(
        r"（[^（）()\n]{0,60}\)|\([^（）()\n]{0,60}）|［[^［］\[\]\n]{0,60}\]|〔[^〔〕\n\[\]（）]{0,60}[\]）)】]"
    ),
    example="小学（含教学点)371所",
    look_alike="小学（含教学点）371所",
)
PADDED_DATE = MarkPattern(
    re.compile(r"(?:19|20)\d\d年(?:0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)"),
    example="2021年05月06日",
    look_alike="2021年10月16日",
)
