"""Which fact a printed figure was written from: marks that travel inside a sentence and are lifted out at the end.

A figure is put between private-use characters together with its reference; `lift_traces` takes them out again and says
where each figure stands. No sentence has to be read to know what its figures are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
_TRACED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*?){MIDDLE}([^{OPEN}{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure of a text, from `start` to `end`, and the reference (as text) of the fact that it states."""

    start: int
    end: int
    reference: str


def traced(text: str, reference: object) -> str:
    """A printed figure that carries its fact.

    >>> lift_traces("教育支出" + traced("60.93亿元", "city/990100/2021//edu_exp_t") + "。")
    ('教育支出60.93亿元。', (Trace(start=4, end=11, reference='city/990100/2021//edu_exp_t'),))
    """
    return f"{OPEN}{reference}{MIDDLE}{text}{CLOSE}"


def lift_traces(text: str) -> tuple[str, tuple[Trace, ...]]:
    """The text without marks, and where its figures stand."""
    pieces: list[str] = []
    traces: list[Trace] = []
    length = position = 0
    for found in _TRACED.finditer(text):
        before = text[position : found.start()]
        pieces += [before, found[2]]
        start = length + len(before)
        length = start + len(found[2])
        traces.append(Trace(start, length, found[1]))
        position = found.end()
    pieces.append(text[position:])
    return "".join(pieces), tuple(traces)


def bare(text: str) -> str:
    """The text without marks."""
    return _TRACED.sub(r"\2", text)
