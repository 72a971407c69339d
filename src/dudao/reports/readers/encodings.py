"""Bytes to text: which encoding a Chinese text file is in, found from its bytes, also when it is short.

Every encoding that might fit reads the text, and the one whose reading looks most like Chinese is taken
(`common_characters`). A byte-order mark decides at once, and so does a text that is UTF-8 without a fault.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from dudao.reports.readers.common_characters import common_share
from dudao.values.errors import UnreadableError

# byte-order mark, codec, name shown; UTF-32 first, since its mark begins like UTF-16's
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SHOWN = {"big5hkscs": "big5"}
# What pages and editors declare, and the superset it should be read as.
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "ascii": "utf-8"}

SAMPLE_BYTES = 65_536
GOOD_ENOUGH = 0.4
FAULT_WEIGHT = 4  # a byte that does not decode speaks against an encoding as much as four rare characters
MOST_CONTROLS = 0.005

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_TWO_BYTE_UTF8 = re.compile("[\u0080-\u07ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was read by; bytes that do not fit stand in it as U+FFFD."""

    text: str
    encoding: str


def decode(content: bytes, *, declared: str | None = None) -> Decoded:
    """Text from bytes; raises UnreadableError for what is no text in any encoding known here.

    Args:
        declared: the encoding that a web page names; taken unless its reading is worse than another's.
    """
    found = encoding_of(_telling_part(content), declared=declared)
    if found is None:
        raise UnreadableError(
            "文件内容不是文字（二进制数据或无法识别的编码）；请提供 Word、PDF 或用 UTF-8 编码保存的文本",
            "the file is not text (binary data or an unknown encoding); give Word, PDF or text saved as UTF-8",
        )
    codec, shown, skip = found
    return Decoded(content[skip:].decode(codec, "replace"), shown)


def _telling_part(content: bytes) -> bytes:
    """The beginning of some bytes, or what follows the first byte outside ASCII where the beginning has none.

    A web page may open with more script than a sample holds.
    """
    found = _BEYOND_ASCII.search(content)
    if found is None or found.start() < SAMPLE_BYTES // 2:
        return content[:SAMPLE_BYTES]
    return content[found.start() : found.start() + SAMPLE_BYTES]


@lru_cache(maxsize=2)
def encoding_of(sample: bytes, *, declared: str | None = None) -> tuple[str, str, int] | None:
    """Codec, name to show and length of the byte-order mark; None for what is no text.

    The last answers are kept: a file is asked of when it is recognised and again when it is read.
    """
    for mark, codec, shown in MARKS:
        if sample.startswith(mark):
            text = _read(sample[len(mark) :], codec)
            return None if _is_noise(text) else (codec, shown, len(mark))
    named = _codec_named(declared)
    best = max(_readings(sample, named), key=lambda reading: reading[0], default=None)
    if best is None:
        return None
    codec = best[1]
    return codec, SHOWN.get(codec, codec), 0


def _codec_named(declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    try:
        return SUPERSETS.get(name) or codecs.lookup(name).name
    except LookupError:
        return None


def _readings(sample: bytes, declared: str | None) -> list[tuple[float, str]]:
    """What each encoding that is possible scores; empty where the sample is noise in all."""
    found = []
    if declared in (None, "utf-8") and _is_flawless_utf8(text := _read(sample, "utf-8")) and not _is_noise(text):
        return [(1.0, "utf-8")]  # no other encoding could score higher: they need not be tried
    candidates = CANDIDATES if declared in (None, *CANDIDATES) else (declared, *CANDIDATES)
    for codec in candidates:
        if codec is None:
            continue
        if codec.startswith("utf-16") and not _may_be_utf16(sample):
            continue
        text = _read(sample, codec)
        if _is_noise(text):
            continue
        score = _score(text, codec)
        if codec == declared:
            score += 0.1
        if score >= GOOD_ENOUGH or (codec == "utf-8" and "\ufffd" not in text):
            found.append((score, codec))
    return found


def _read(sample: bytes, codec: str) -> str:
    """The sample as a codec reads it; a character cut in two at its end is left out."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    return decoder.decode(sample, final=len(sample) < SAMPLE_BYTES)


def _score(text: str, codec: str) -> float:
    """How much a reading looks like Chinese: 1 for common characters alone, less for each fault."""
    outside = _outside_ascii(text)
    if not outside:
        return 1.0 if codec == "utf-8" else 0.5
    score = common_share(text) - FAULT_WEIGHT * text.count("\ufffd") / outside
    return score + 1.0 if codec == "utf-8" and _is_flawless_utf8(text) else score


def _is_flawless_utf8(text: str) -> bool:
    """Characters of three bytes without a single fault: nothing else looks like that."""
    return "\ufffd" not in text and len(_TWO_BYTE_UTF8.findall(text)) * 2 < _outside_ascii(text)


def _outside_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _may_be_utf16(sample: bytes) -> bool:
    """Without a mark, UTF-16 shows by its zero bytes (digits, line ends) or by having no line end of one byte."""
    return len(sample) % 2 == 0 and (b"\x00" in sample or b"\n" not in sample)


def _is_noise(text: str) -> bool:
    """More control characters than a text file ever has; a few stray ones are let through."""
    return len(_CONTROLS.findall(text)) > max(2, MOST_CONTROLS * len(text)) or (
        not text.strip("\ufeff\x00") and bool(text)
    )
