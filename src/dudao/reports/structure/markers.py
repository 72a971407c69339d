"""Numbers that may begin a heading or an item: 一、 （一） 1. （1） and their printed variants, told from look-alikes.

Whether what follows is a heading is decided in `headings`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dudao.values.numerals import parse_chinese_numeral

_CHINESE = "一二三四五六七八九十百"
_DIGIT = "0-9０-９"
FIRST = frozenset(_CHINESE + "壹贰叁肆伍陆柒捌玖拾第（(〔【[﹙0123456789０１２３４５６７８９") | frozenset(
    chr(code) for code in (*range(0x2460, 0x249C), *range(0x3220, 0x322A), *range(0x2776, 0x2780))
)
"""Characters a marker can begin with: anything else is dismissed without a pattern."""

_PATTERN = re.compile(
    rf"(?P<part>第[ \u3000]*(?P<part_number>[{_CHINESE}]{{1,4}}|[{_DIGIT}]{{1,2}})[ \u3000]*(?:部分|章|篇|编|(?P<section>节)))"
    rf"(?![规要条款中的是为]|\d)[ \u3000]*[、：:，,.．]?"
    rf"|(?P<one>[{_CHINESE}]{{1,4}}|[壹贰叁肆伍陆柒捌玖拾]{{1,3}})[ \u3000]*[、．.，,：:﹑](?![{_DIGIT}.])"
    rf"|[（(〔【\[﹙][ \u3000]*(?P<two>[{_CHINESE}]{{1,4}})[ \u3000]*[）)〕】\]﹚][ \u3000]*[、．.，,]?"
    rf"|(?P<three>[{_DIGIT}]{{1,2}})[ \u3000]*(?:[.．](?![ \u3000]*[{_DIGIT}])|[.．][ \u3000]*(?=(?:19|20)\d\d[ \u3000]*[年-])"
    rf"|、(?![ \u3000]*[{_DIGIT}]{{1,2}}[ \u3000]*[、,，和号至与及]))"
    rf"|[（(〔【\[﹙][ \u3000]*(?P<four>[{_DIGIT}]{{1,2}})[ \u3000]*[）)〕】\]﹚][ \u3000]*[、．.，,]?"
    rf"|(?P<half>[{_DIGIT}]{{1,2}})[ \u3000]*[）)][ \u3000]*[、．.]?"
    r"|(?P<circled>[\u2460-\u2487\u2776-\u277f])[ \u3000]*[、．.]?"
    r"|(?P<dotted>[\u2488-\u249b])|(?P<ringed>[\u3220-\u3229])[ \u3000]*[、．.]?"
)
LEVELS = {
    "part": 1,
    "one": 1,
    "two": 2,
    "ringed": 2,
    "three": 3,
    "dotted": 3,
    "four": 4,
    "half": 4,
    "circled": 4,
}

LOOKED_AT = 40
"""Characters that decide: markers are short, and so is what tells a look-alike."""

LOOK_ALIKES = (
    # pattern on what follows the marker, what it would be taken for
    (
        "one",
        re.compile(r"(?P<next>[一二三四五六七八九十])[ \u3000]*(?:级|年级|季度|期|类|批|等|档|线|产|孩|号|者|把手|、)"),
        "一、二级",
    ),
    ("one", re.compile(r"[是二](?:是|、)"), "一、是"),
    ("two", re.compile(r"(?:项|款|条|目)(?:规定|要求|的|、|和|所|中|第)|期(?:工程|项目|建设)"), "（二）项规定"),
    ("four", re.compile(r"(?:项|款|条|目)(?:规定|要求|的|、|和|所|中|第)"), "（1）项规定"),
    ("three", re.compile(r"[ \u3000]*(?:[%％‰]|[万亿]?元|个百分点)"), "1.%"),
)
"""What follows a number that begins no heading, each with an example; `next` must be the number after it."""


class Marker(NamedTuple):
    """A number at the beginning of a paragraph.

    `kind` names the printed form, `number` is without its marks, `ordinal` its value, `length` covers marks and blanks
    after them, `text` is as printed without those blanks.
    """

    kind: str
    level: int
    number: str
    ordinal: int | None
    length: int
    text: str


def find_marker(text: str, position: int = 0) -> Marker | None:
    """The number that a paragraph begins with at a position; None for 一、二级, 1.5万人, 2021.3 and the like.

    >>> find_marker("（一）加强领导")[:4], find_marker("1. 5万人"), find_marker("1.2021年以来").length
    (('two', 2, '一', 1), None, 2)
    >>> [find_marker(text) for text in ("一、二级学校", "2021.3", "3.15万人", "（二）项规定", "1、2、3号楼")]
    [None, None, None, None, None]
    """
    if position >= len(text) or text[position] not in FIRST:
        return None
    return _marker_at_start(text[position : position + LOOKED_AT])


@lru_cache(4096)
def _marker_at_start(text: str) -> Marker | None:
    found = _PATTERN.match(text)
    if found is None:
        return None
    kind = found.lastgroup or ""
    if kind in ("part_number", "section"):
        kind = "part"
    number = found["part_number"] if kind == "part" else found[kind]
    ordinal = ordinal_of(number)
    if _is_look_alike(kind, ordinal, text, found.end()):
        return None
    level = 2 if found["section"] else LEVELS[kind]
    length = found.end()
    while length < len(text) and text[length] in " \u3000\t\xa0":
        length += 1
    return Marker(kind, level, number, ordinal, length, found.group().strip(" \u3000"))


def _is_look_alike(kind: str, ordinal: int | None, text: str, position: int) -> bool:
    for name, pattern, _ in LOOK_ALIKES:
        found = pattern.match(text, position) if name == kind else None
        if found is not None:
            following = found.groupdict().get("next")
            return following is None or ordinal_of(following) == (ordinal or 0) + 1
    return False


@lru_cache(512)
def ordinal_of(number: str) -> int | None:
    """The value of a number as printed in a marker, None where it has none.

    >>> [ordinal_of(number) for number in ("十二", "３", "④", "⒉", "㈢", "叁", "⑵")]
    [12, 3, 4, 2, 3, 3, 2]
    """
    if number.isdecimal():
        return int(number)
    code = ord(number[0])
    for start, end in ((0x2460, 0x2473), (0x2474, 0x2487), (0x2488, 0x249B), (0x3220, 0x3229), (0x2776, 0x277F)):
        if len(number) == 1 and start <= code <= end:
            return code - start + 1
    value = parse_chinese_numeral(number)
    return None if value is None else int(value)
