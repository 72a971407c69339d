"""Text of users in files that spreadsheets open: what begins like a formula is kept as text by an apostrophe before it."""

from __future__ import annotations

import re

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def as_text_cell(text: str) -> str:
    """The text for a cell of a CSV file: with an apostrophe before it where a spreadsheet would work it out.

    Numbers stay as they are; `without_mark` takes the apostrophe off again.

    >>> as_text_cell("=1+1"), as_text_cell("@SUM(A1)"), as_text_cell("-3.5"), as_text_cell("云州市"), as_text_cell("'=x")
    ("'=1+1", "'@SUM(A1)", '-3.5', '云州市', "''=x")
    """
    return f"'{text}" if _LIKE_A_FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def without_mark(text: str) -> str:
    """The text that `as_text_cell` was given.

    >>> without_mark("'=1+1"), without_mark("''=x"), without_mark("'云州'"), without_mark("-3.5")
    ('=1+1', "'=x", "'云州'", '-3.5')
    """
    return text[1:] if text[:1] == "'" and _LIKE_A_FORMULA.match(text) else text
