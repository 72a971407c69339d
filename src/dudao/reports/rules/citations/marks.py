"""Title marks 《》 as they open and close, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dudao.reports.rules.contract import Given
from dudao.values.spans import Span


@dataclass(frozen=True, slots=True)
class MarkFault:
    """A fault of title marks: kind unclosed | unopened | nested."""

    kind: str
    span: Span


_MARK = re.compile(r"[《》\n]")
_STOP = re.compile(r"[，。；;,\n《》]")
_LONGEST = 40


def mark_faults(given: Given) -> tuple[MarkFault, ...]:
    """All faults of title marks in the order of the text."""
    return given.once("mark_faults", _scan)


def _scan(given: Given) -> tuple[MarkFault, ...]:
    folded = given.report.folded
    found: list[MarkFault] = []
    opened: list[int] = []
    nested: list[MarkFault] = []
    for mark in _MARK.finditer(folded):
        at = mark.start()
        if mark[0] == "《":
            opened.append(at)
        elif mark[0] == "\n":
            found.extend(_at_paragraph_end(folded, opened, nested))
            opened, nested = [], []
        elif opened:
            start = opened.pop()
            if opened:
                nested.append(MarkFault("nested", Span(start, at + 1)))
        else:
            found.append(MarkFault("unopened", Span(max(0, at - 1), at + 1)))
    found.extend(_at_paragraph_end(folded, opened, nested))
    return tuple(sorted(found, key=lambda fault: fault.span.start))


def _at_paragraph_end(folded: str, opened: list[int], nested: list[MarkFault]) -> list[MarkFault]:
    """Marks left open; pairs only seem nested where an opening mark before them was forgotten."""
    if opened:
        return [MarkFault("unclosed", _title_from(folded, start)) for start in opened]
    return nested


def _title_from(folded: str, start: int) -> Span:
    """The opening mark with what looks like its title."""
    stop = _STOP.search(folded, start + 1, start + _LONGEST)
    return Span(start, stop.start() if stop else min(len(folded), start + _LONGEST))
