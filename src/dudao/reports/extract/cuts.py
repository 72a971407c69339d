"""Where sentences stop and clauses are cut, as sorted positions to look up by bisection."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

CUT = re.compile(r"[，；。！？;!?\n,：:](?:(?<![,:])|(?<![0-9].)|(?![0-9]))")
SEGMENT = re.compile(r"[。！？!?\n；;]")
STOP = re.compile(r"[。！？!?\n]")
LONGEST = 2_000
"""Characters after which a stretch without a full stop is cut at a comma: what is read within one may compare all with
all, and a text without stops must not make that the whole text."""


class Cuts:
    """Cuts of one folded text. A comma between digits (3,460) and a colon between digits (1:15) cut nothing."""

    __slots__ = ("clauses", "segments", "stops", "length")

    def __init__(self, folded: str) -> None:
        self.clauses = [found.end() for found in CUT.finditer(folded)]
        self.segments = [found.end() for found in SEGMENT.finditer(folded)]
        self.stops = [found.start() for found in STOP.finditer(folded)]
        self.length = len(folded)
        self._cut_long_stretches()

    def _cut_long_stretches(self) -> None:
        """Put a stop into each stretch longer than the longest: at its last clause mark, anywhere where it has none."""
        more: list[int] = []
        start = 0
        for stop in (*self.stops, self.length):
            while stop - start > LONGEST:
                clause = self.clause_start(start + LONGEST)
                start = clause if clause > start else start + LONGEST
                more.append(start - 1)
            start = stop + 1
        if more:
            self.stops = sorted({*self.stops, *more})

    def clause_start(self, position: int) -> int:
        index = bisect_right(self.clauses, position)
        return self.clauses[index - 1] if index else 0

    def clause_before(self, start: int) -> int:
        """Where the clause begins that ends at a clause start."""
        index = bisect_left(self.clauses, start)
        return self.clauses[index - 1] if index else 0

    def segment_start(self, position: int) -> int:
        """Where the part of a sentence begins that holds a position: after the last ； or full stop."""
        index = bisect_right(self.segments, position)
        return self.segments[index - 1] if index else 0

    def stretch_start(self, position: int) -> int:
        index = bisect_left(self.stops, position)
        return self.stops[index - 1] + 1 if index else 0

    def stretch_end(self, position: int) -> int:
        """The next full stop or line end at or after a position."""
        index = bisect_left(self.stops, position)
        return self.stops[index] if index < len(self.stops) else self.length
