"""Markdown that reads well on a code host: tables, quoted report text, and characters that would otherwise be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- made by `make docs`; change what it is made from, not this page -->"

_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_AT_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)")


def plain(text: str) -> str:
    """Text that shows as it is: marks of Markdown and HTML lose their meaning.

    >>> plain("共__所*<20xx>")
    '共\\\\_\\\\_所\\\\*&lt;20xx&gt;'
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _AT_LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", escaped))


def code(text: str) -> str:
    """A name or value in code type; inside a table a bar is escaped as well."""
    return f"`{text}`" if text else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown already, line feeds in them become breaks."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("\n", "<br>") for cell in line) + " |" for line in lines)


def beside(zh: str, en: str) -> str:
    """Chinese first, English on the line below; one line where both are the same."""
    return plain(zh) if zh == en or not en else f"{plain(zh)}<br>{plain(en)}"


def quoted(text: str, marked: Sequence[tuple[str, int]] = ()) -> str:
    """Report text as a quotation with its paragraphs kept; of each piece marked, the place of that number is strong."""
    places = {at: piece for piece, number in marked if (at := _nth_place(text, piece, number)) >= 0}
    shown, end = "", 0
    for at, piece in sorted(places.items()):
        if at >= end:
            shown += text[end:at] + "".join(f"\ue000{part}\ue001\n" for part in piece.split("\n"))[:-1]
            end = at + len(piece)
    lines = [
        plain(line).replace("\ue000", "<strong>").replace("\ue001", "</strong>")
        for line in (shown + text[end:]).split("\n")
    ]
    return "\n".join(f"> {line}<br>" if line else ">" for line in lines).removesuffix("<br>")


def _nth_place(text: str, piece: str, number: int) -> int:
    at = -1
    for _ in range(number + 1):
        at = text.find(piece, at + 1)
    return at


def page(title: str, *parts: str) -> str:
    """A whole page: title, the remark that it is made, its parts apart by blank lines."""
    return "\n\n".join(part.strip("\n") for part in (f"# {title}", GENERATED, *parts) if part.strip()) + "\n"
