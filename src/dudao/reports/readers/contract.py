"""What a reader is: it says whether a file is its kind, and turns bytes into a `Source`.

Readers run in a limited process (`limits`); they never repair text, they only say what the format holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dudao.reports.model import Source


@dataclass(frozen=True, slots=True)
class Answer:
    """How sure a reader is that a file is its kind: 0 refuses, 100 is certain; the reason is kept with the choice."""

    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one kind of file.

    Attributes:
        name: as shown in `Source.reader`: word, pdf, webpage, plain, legacy_word, scan.
        recognise: first bytes (up to 64 KiB) and the file's name to an `Answer`; must not trust the name alone.
        read: path to `Source`; raises `UnreadableError` with one plain sentence, nothing else.
    """

    name: str
    recognise: Callable[[bytes, str], Answer]
    read: Callable[[Path], Source]
