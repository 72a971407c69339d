"""Markdown to blocks: headings, table cells, and lines without their marks. The text itself stays as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.reports.model import Block, BlockKind
from dudao.values.spans import Place

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_PIPE = re.compile(r"(?<!\\)\|")

# Signs that a text is Markdown, and how much each weighs; three are enough. Reports hold ** and __ as placeholders,
# so emphasis alone decides nothing.
SIGNS = (
    (re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+\S"), 2),
    (re.compile(r"(?m)^[^|\n]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t|:-]*$"), 3),
    (re.compile(r"(?m)^ {0,3}(?:```|~~~)\w*[ \t]*$"), 2),
    (re.compile(r"(?m)^ {0,3}[-*+][ \t]+\S.*\n(?:.*\n)?? {0,3}[-*+][ \t]+\S"), 1),
    (re.compile(r"(?<!\*)\*\*(?=[^\s*])[^*\n]{1,80}(?<=\S)\*\*(?!\*)"), 1),
    (re.compile(r"!?\[[^\]\n]{0,200}\]\((?:https?:|/|\.|#|[\w-]+\.)[^)\n]{0,500}\)"), 2),
    (re.compile(r"(?m)^ {0,3}>[ \t]\S"), 1),
    (re.compile(r"(?m)^---[ \t]*\n(?:[\w-]+:.*\n){1,40}---[ \t]*$"), 2),
)
ENOUGH = 3
LOOKED_AT = 60_000

# Marks that stand around or before text and are taken away, in order.
_MARKS = (
    (re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*\n]+?)(?<=\S)\*\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]+?)(?<=[^\s_])__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"), r"\1"),
    (re.compile(r"(?<![*\w])\*([一-龥]{2,30})\*(?=[0-9])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"(?i)<br[ \t]*/?>"), "\n"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])"), r"\1"),
)
_LEADING = re.compile(r"[ \t]*(?:>[ \t]?)+|[ \t]{0,8}[-*+][ \t]+(?=\S)")
_BREAK = re.compile(r" {0,3}(?:-[ \t]*){3,}$| {0,3}(?:\*[ \t]*){3,}$| {0,3}(?:_[ \t]*){3,}$|(?: {2,}|\\)$")


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown, by its signs; a plain report with a `#` or `**市` in it is not.

    >>> is_markdown("# 自评报告\\n\\n| 项目 | 数值 |\\n|---|---|\\n| 学校 | 12 |"), is_markdown("**市共有学校**所")
    (True, False)
    """
    beginning = text[:LOOKED_AT].replace("\r\n", "\n")
    score = 0
    for pattern, weight in SIGNS:
        found = sum(1 for _, _ in zip(pattern.finditer(beginning), range(3), strict=False))
        score += weight * min(found, 2) if weight == 2 else weight * min(found, 1)
    return score >= ENOUGH


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of a Markdown text; `Place.paragraph` is the line, tables and their cells are counted as in Word."""
    return tuple(_blocks(_LINE_END.split(text)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    table, at, is_code = 0, _after_front_matter(lines), False
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if _FENCE.match(line):
            is_code = not is_code
        elif is_code:
            yield Block(BlockKind.LINE, line, Place(paragraph=number))
        elif heading := _HEADING.match(line):
            place = Place(paragraph=number)
            yield Block(BlockKind.PARAGRAPH, without_marks(heading[2]), place, heading_level=len(heading[1]))
        elif "|" in line and at < len(lines) and "|" in lines[at] and _RULE.match(lines[at]):
            table += 1
            rows = _rows(lines, at - 1)
            yield from _cells(rows, table)
            at += len(rows)
        else:
            yield Block(BlockKind.LINE, without_marks(_without_leading(line)), Place(paragraph=number))


def _after_front_matter(lines: list[str]) -> int:
    """The first line after a block of settings between two `---`; 0 without one."""
    if lines[0].strip() != "---":
        return 0
    for at, line in enumerate(lines[1:60], 1):
        if line.strip() == "---":
            return at + 1
        if ":" not in line and line.strip():
            break
    return 0


def _rows(lines: list[str], at: int) -> list[tuple[int, list[str]]]:
    """The rows of the table whose header stands at a line, each with its line number, the ruled line left out."""
    rows = [(at + 1, _row(lines[at]))]
    at += 2
    while at < len(lines) and "|" in lines[at] and lines[at].strip():
        rows.append((at + 1, _row(lines[at])))
        at += 1
    return rows


def _row(line: str) -> list[str]:
    return [without_marks(cell.strip()) for cell in _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))]


def _cells(rows: list[tuple[int, list[str]]], table: int) -> Iterator[Block]:
    for row, (number, cells) in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            yield Block(BlockKind.CELL, cell, Place(paragraph=number, table=table, row=row, column=column))


def _without_leading(line: str) -> str:
    """A line without its bullet, its quote mark, and what only draws a rule or breaks a line."""
    if _BREAK.match(line):
        return ""
    found = _LEADING.match(line)
    return (line[found.end() :] if found else line).rstrip(" \\" if line.endswith("\\") else " ")


def without_marks(line: str) -> str:
    """A line without emphasis, links and escapes.

    >>> without_marks("**一、基本情况** 见[附表](a.xlsx)，**市共__所")
    '一、基本情况 见附表，**市共__所'
    """
    if not any(mark in line for mark in "*_`[\\<"):
        return line
    for pattern, instead in _MARKS:
        line = pattern.sub(instead, line)
    return line
