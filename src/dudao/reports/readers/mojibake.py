"""Places where a text has been read in the wrong encoding (乱码): found, reported, and kept from being read as text.

Whatever could be turned back is only proof that it is mojibake; it is not turned back, since the original file is the
only sure source. In its place stand as many U+FFFD as it has characters, so that no figure is read out of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from dudao.reports.model import ReadingProblem, Source
from dudao.reports.readers.common_characters import COMMON
from dudao.values.errors import UnreadableError

MOST_PROBLEMS = 100
MOST_SHARE = 0.3
QUOTE = 40

# What Windows-1252 makes of the bytes 80 to 9F, beside those that stay control characters.
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sign of mojibake that needs no further proof, with an example and something like it that is none."""

    name: str
    pattern: str
    example: str
    look_alike: str


PATTERNS = (
    Pattern("replaced", "\ufffd+", "教\ufffd\ufffd局", "教□□局"),
    Pattern("replaced_then_gbk", "(?:锟斤拷)+锟?|锟斤拷|锟叫", "全市锟斤拷锟斤拷", "两斤拷贝"),
    Pattern("uninitialised", "烫{3,}|屯{4,}|锘匡豢|锘(?=[一-鿿])", "烫烫烫烫", "烫伤、驻屯"),
    Pattern("punctuation_as_gbk", "[鈥銆锛]+", "鈥滃叏甯傗€", "錀与錇"),
    Pattern("utf8_as_latin", f"(?:[ÃÂ][\x80-\xbf{_CP1252}])+", "cafÃ©", "Ã o"),
    Pattern("punctuation_as_latin", f"â(?:€[\x80-\xbf{_CP1252}]?|[\x80-\x9f]{{2}})", "â€œ全市â€\x9d", "pâte"),
    Pattern(
        "chinese_as_latin",
        f"(?:[ã-éï][\x80-\xbf{_CP1252}]{{1,2}}){{2,}}",
        "å…¨å¸‚",
        "éàè",
    ),
)
# Every sign in the table holds one of these; a text without them needs no closer look.
_TRIGGER = re.compile("[\ufffd锟烫屯锘鈥銆锛\xa1-\xa6\xa8-\xaf\xb2-\xb6\xb8-\xd6\xd8-\xff]")
_SURE = re.compile("|".join(f"(?:{each.pattern})" for each in PATTERNS))

# Chinese in UTF-8 that was read as GBK: its bytes are again whole UTF-8 characters, three bytes each, side by side.
_UTF8_AGAIN = re.compile(rb"(?:[\xe2-\xe9\xef][\x80-\xbf]{2}){2,}")
# Chinese in GBK that was read as Latin-1: letters with accents only, in pairs.
_GBK_AS_LATIN = re.compile("[\xa1-\xff]{4,}")


def find_mojibake(text: str) -> list[tuple[int, int]]:
    """Spans of a text that are mojibake for certain, in order, not overlapping.

    >>> [("全市教育，浣犲ソ锛屼腑鍥"[start:end]) for start, end in find_mojibake("全市教育，浣犲ソ锛屼腑鍥")]
    ['浣犲ソ锛屼腑鍥']
    """
    found = list(_utf8_as_gbk(text))
    if _TRIGGER.search(text):
        found += _sure(text)
        found += _gbk_as_latin(text)
    return _merged(sorted(found))


def _sure(text: str) -> Iterator[tuple[int, int]]:
    """Signs of the table; each begins with one of the triggers, which are found much faster than the signs."""
    end = 0
    for trigger in _TRIGGER.finditer(text):
        match = _SURE.match(text, trigger.start()) if trigger.start() >= end else None
        if match is not None:
            end = match.end()
            yield match.span()


def _gbk_as_latin(text: str) -> Iterator[tuple[int, int]]:
    for match in _GBK_AS_LATIN.finditer(text):
        try:
            meant = match[0][: len(match[0]) // 2 * 2].encode("latin-1").decode("gbk")
        except UnicodeDecodeError:
            continue
        if len(set(meant)) >= 2 and sum(map(COMMON.__contains__, meant)) * 2 > len(meant):
            yield match.span()


def _utf8_as_gbk(text: str) -> Iterator[tuple[int, int]]:
    content = text.encode("gb18030", "replace")
    at_byte = at_character = 0
    for match in _UTF8_AGAIN.finditer(content):
        start_byte = match.start()
        before = _whole(content[at_byte:start_byte])
        if before is None:  # the match began within a character: its first three bytes are chance
            start_byte += 3
            before = _whole(content[at_byte:start_byte])
        if before is None or not _reads_as_chinese(content[start_byte : match.end()]):
            continue
        start = at_character + len(before)
        spoilt = _whole(content[start_byte : match.end()]) or _whole(content[start_byte : match.end() - 1]) or ""
        at_byte, at_character = start_byte + len(spoilt.encode("gb18030")), start + len(spoilt)
        yield _grown(text, start, at_character)


def _whole(content: bytes) -> str | None:
    """Some bytes of GB18030 as text; None where they end within a character."""
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(content: bytes) -> bool:
    """Whether bytes are, as UTF-8, two common characters or more of which most are common."""
    meant = content.decode("utf-8", "replace")
    common = sum(map(COMMON.__contains__, meant))
    return common == len(meant) if len(meant) == 2 else len(meant) > 2 and common * 5 >= len(meant) * 3


def _grown(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the rare characters beside it: a character whose bytes were lost leaves pieces that prove nothing."""
    while start > 0 and _is_rare(text[start - 1]):
        start -= 1
    while end < len(text) and _is_rare(text[end]):
        end += 1
    return start, end


def _is_rare(character: str) -> bool:
    return ("\u3400" <= character <= "\u9fff" or character in "\ufffd€︽︼︻") and character not in COMMON


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark_mojibake(source: Source) -> Source:
    """The source with mojibake taken out of its text and a problem for each place, at most 100; then one counts the rest.

    Raises UnreadableError where most of the text is mojibake.
    """
    joined = "\n".join(block.text for block in source.blocks)
    spans = find_mojibake(joined)
    if not spans:
        return source
    _require_mostly_text(joined, spans)
    starts = list(accumulate((len(block.text) + 1 for block in source.blocks), initial=0))
    blocks, problems = list(source.blocks), list(source.problems)
    for number, (start, end) in enumerate(spans):
        index = bisect_right(starts, start) - 1
        offset, block = start - starts[index], blocks[index]
        hole = "\ufffd" * (end - start)
        blocks[index] = replace(block, text=block.text[:offset] + hole + block.text[offset + end - start :])
        if number < MOST_PROBLEMS:
            more = {"more": len(spans) - MOST_PROBLEMS} if number == MOST_PROBLEMS - 1 < len(spans) - 1 else {}
            problems.append(ReadingProblem("mojibake", block.place, joined[start:end][:QUOTE], more))
    return replace(source, blocks=tuple(blocks), problems=tuple(problems))


def _require_mostly_text(text: str, spans: list[tuple[int, int]]) -> None:
    spoilt = sum(end - start for start, end in spans)
    outside = sum(not character.isascii() for character in text)
    if spoilt > MOST_SHARE * max(outside, 1):
        raise UnreadableError(
            "全文大部分是乱码（保存时用错了编码），无法核对；请从原文件重新导出，或用 UTF-8 编码另存后再试",
            "most of the text is mojibake (it was saved in a wrong encoding); export it again from the original as UTF-8",
        )
