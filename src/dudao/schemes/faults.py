"""Faults of content, gathered: each with file, line and column, so that one run tells all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dudao.values.errors import MisuseError


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands in a scheme folder: file, line and column, counted from 1; column 0 is the line as a whole."""

    file: str
    line: int
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where an entry and the values of its keys stand."""

    own: Origin = Origin("", 1)
    keys: Mapping[str, Origin] = field(default_factory=dict)

    def of(self, key: str) -> Origin:
        """Where the value behind a key begins; the entry itself where the key is left out."""
        return self.keys.get(key, self.own)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the content: where, and what, in both languages."""

    origin: Origin
    zh: str
    en: str


@dataclass
class Faults:
    """The faults of a folder. `left_out`: names of what could not be read, so that nobody is told that they do not exist."""

    found: list[Fault] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def add(self, origin: Origin, zh: str, en: str, *, name: str = "") -> None:
        """Note a fault; the same one at the same place is noted once.

        Args:
            name: the name that the fault calls unknown; nothing is noted where it was left out for a fault of its own.
        """
        fault = Fault(origin, zh, en)
        if fault not in self.found and (not name or name not in self.left_out):
            self.found.append(fault)

    def ordered(self) -> list[Fault]:
        """By file, line and column."""
        return sorted(self.found, key=lambda each: (each.origin.file, each.origin.line, each.origin.column))

    def refuse(self) -> None:
        """Raise MisuseError with a line for each fault, if there are any."""
        if self.found:
            raise MisuseError(_lines(self.ordered(), "zh"), _lines(self.ordered(), "en"))


def _lines(faults: Iterable[Fault], lang: str) -> str:
    return "\n".join(f"{each.origin}: {each.en if lang == 'en' else each.zh}" for each in faults)
