"""Clauses: stretches between ， ； 。 ： and the ends of paragraphs, found once and looked up by position."""

from __future__ import annotations

import re
from bisect import bisect_left

from dudao.values.records import record

LONGEST = 400
"""Characters beyond which a stretch without a mark is no clause of a report; it is not searched, which keeps time linear."""

# A comma between digits (3,460) cuts nothing; the class comes first, so that the engine can skip to it.
_CUT = re.compile(r"[，,；;。！!？?\n：:](?:(?<!,)|(?<![0-9],)|(?![0-9]{3}))")


@record
class Clause:
    """One clause, half-open, without its closing mark; `index` counts through the text."""

    index: int
    start: int
    end: int

    @property
    def is_readable(self) -> bool:
        return self.end - self.start <= LONGEST


class Clauses:
    """The clauses of a text by position.

    >>> clauses = Clauses("投入3,460万元，全部到位。")
    >>> [clauses.at(0).end, clauses.at(11).start, clauses.mark_before(clauses.at(11))]
    [9, 10, '，']
    """

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._cuts = [hit.start() for hit in _CUT.finditer(folded)]
        self._cuts.append(len(folded))

    def at(self, position: int) -> Clause:
        """The clause that holds a position; a mark belongs to the clause that it ends."""
        return self._clause(bisect_left(self._cuts, position))

    def after(self, clause: Clause) -> Clause | None:
        return self._clause(clause.index + 1) if clause.index + 1 < len(self._cuts) else None

    def before(self, clause: Clause) -> Clause | None:
        return self._clause(clause.index - 1) if clause.index else None

    def mark_before(self, clause: Clause) -> str:
        """The mark that ends the clause before; "" at the start of the text."""
        return self._folded[clause.start - 1] if clause.start else ""

    def mark_after(self, clause: Clause) -> str:
        return self._folded[clause.end : clause.end + 1]

    def _clause(self, index: int) -> Clause:
        return Clause(index, self._cuts[index - 1] + 1 if index else 0, self._cuts[index])
