"""Plain text and Markdown to blocks: one LINE a line, with its number; the encoding is `encodings`' business."""

from __future__ import annotations

import re
from pathlib import Path

from dudao.reports.model import Block, BlockKind, ReadingProblem, Source
from dudao.reports.readers.contract import Answer, Reader
from dudao.reports.readers.encodings import decode, encoding_of
from dudao.reports.readers.limits import in_force, require_blocks, require_characters, require_size
from dudao.reports.readers.markdown import is_markdown, markdown_blocks
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

BYTES_A_CHARACTER = 4
_LINE_END = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
# What no text file means to hold: control characters without a use, and the byte-order mark inside a text.
_DROPPED = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF])


def recognise(head: bytes, name: str) -> Answer:
    """Any text in a known encoding: 30, so that a reader that knows the markup goes first."""
    found = encoding_of(head)
    if found is None:
        return Answer(0, "not text in any known encoding")
    return Answer(30, f"text in {found[1]}")


def read_plain(path: Path) -> Source:
    """A text file to lines; `Place.paragraph` is the line, and a form feed begins a new `Place.page`."""
    require_size(path.stat().st_size, BYTES_A_CHARACTER * in_force().characters)
    decoded = decode(path.read_bytes())
    text = decoded.text.lstrip("\ufeff")
    require_characters(len(text))
    require_blocks(text.count("\n"))
    if not text.strip():
        raise UnreadableError(
            "文件中没有文字；请确认提供的是报告文件", "the file holds no text; check that it is the report"
        )
    if is_markdown(text):
        return Source(kind="markdown", blocks=markdown_blocks(text), encoding=decoded.encoding)
    cleaned = text.translate(_DROPPED) if _has_controls(text) else text
    problems = (ReadingProblem("control_characters", Place()),) if len(cleaned) != len(text) else ()
    blocks, pages = _lines(cleaned)
    return Source(kind="text", blocks=blocks, pages=pages, encoding=decoded.encoding, problems=problems)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def _has_controls(text: str) -> bool:
    return _CONTROL.search(text) is not None


def _lines(text: str) -> tuple[tuple[Block, ...], int | None]:
    """Blocks and the number of pages, None where no form feed makes pages."""
    if "\f" not in text:
        lines = _LINE_END.split(text)
        return tuple(Block(BlockKind.LINE, line, Place(paragraph=at)) for at, line in enumerate(lines, 1)), None
    blocks, number = [], 0
    pages = text.split("\f")
    for page, content in enumerate(pages, 1):
        for line in _LINE_END.split(content):
            number += 1
            blocks.append(Block(BlockKind.LINE, line, Place(page=page, paragraph=number)))
    return tuple(blocks), len(pages) if pages[-1].strip() else len(pages) - 1


READER = Reader("plain", recognise, read_plain)
