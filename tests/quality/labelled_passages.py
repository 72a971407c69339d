"""Reads passages whose finds are marked in the text: ⟦found⟧ or ⟦found|note⟧, ⏎ for a new line, one passage a line.

Lines under a passage that begin with `>` hold fields, cut at `|`; lines that begin with `#` are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PASSAGES = Path(__file__).parent / "passages"
_LABEL = re.compile(r"⟦([^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Label:
    """A marked stretch of a passage, with the note behind its bar."""

    start: int
    end: int
    text: str
    note: str = ""


@dataclass(frozen=True)
class Passage:
    """A passage without its marks, what was marked, and the field lines under it."""

    text: str
    labels: tuple[Label, ...]
    fields: list[tuple[str, ...]] = field(default_factory=list)


def load_passages(name: str) -> list[Passage]:
    """The passages of a file, in order."""
    passages: list[Passage] = []
    for line in (PASSAGES / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith(">"):
            passages[-1].fields.append(tuple(part.strip() for part in line[1:].split("|")))
        elif line.strip() and not line.startswith("#"):
            passages.append(_passage(line.replace("⏎", "\n")))
    return passages


def _passage(line: str) -> Passage:
    labels, parts, position, last = [], [], 0, 0
    for mark in _LABEL.finditer(line):
        before = line[last : mark.start()]
        text, _, note = mark[1].partition("|")
        position += len(before)
        labels.append(Label(position, position + len(text), text, note))
        parts += [before, text]
        position += len(text)
        last = mark.end()
    parts.append(line[last:])
    return Passage("".join(parts), tuple(labels))


@dataclass
class Score:
    """How well what was found agrees with what was marked, with every miss and false alarm by its text."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def count(self, wanted: Iterable[object], got: Iterable[object], passage: str) -> None:
        """Compare two bags of finds of one passage."""
        left = list(got)
        for each in wanted:
            if each in left:
                left.remove(each)
                self.right += 1
            else:
                self.missed.append(f"{each} in {passage}")
        self.wrong += [f"{each} in {passage}" for each in left]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed)) if self.right or self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def report(self) -> str:
        """Misses and false alarms, one a line, for the message of a failing test."""
        lines = [f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"]
        return "\n".join(
            [*lines, *(f"missed {each}" for each in self.missed), *(f"wrong {each}" for each in self.wrong)]
        )
