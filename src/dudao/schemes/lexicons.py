"""Word lists that people of the field keep: plain text, one folder, no code in them.

A list holds words separated by blanks or lines; what follows a `#` is a remark. A table is a CSV file with a header.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "catalogue" / "lexicons"


@cache
def load_words(name: str) -> frozenset[str]:
    """The words of a list; raises FileNotFoundError for a list that does not exist.

    >>> "欧阳" in load_words("surnames")
    True
    """
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table without its header, each with as many cells as the header; cells hold no commas or quotes."""
    lines = [line for line in (FOLDER / f"{name}.csv").read_text("utf-8").splitlines() if line and line[0] != "#"]
    width = lines[0].count(",") + 1
    return tuple(tuple((line.split(",") + [""] * width)[:width]) for line in lines[1:])


def alternatives(words: frozenset[str] | tuple[str, ...]) -> str:
    """A pattern that matches any of the words, the longest first.

    >>> alternatives(("市", "市委"))
    '市委|市'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
