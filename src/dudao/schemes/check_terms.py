"""The sides of a check of data: sums of columns as written in `checks.csv`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = Fraction | int
"""Exact numbers; whole ones are far quicker as int."""
LOGIC, EXPERIENCE = "logic", "experience"
OPERATORS = ("<=", ">=", "==", "between", "within", "peers")
"""Comparisons of two sums; between two limits; within a share of last year's value; within a multiple of the peers' median."""
COMPARISONS = ("<=", ">=", "==")
_TERM = re.compile(r"(?P<sign>[+-]?)(?:(?P<times>\d+(?:\.\d+)?)\*)?(?P<name>[a-z][a-z0-9_.]*)")


@dataclass(frozen=True, slots=True)
class Term:
    """`times` × a column; `table` is "" for the row's own table, else the sum over that table's rows of the same body."""

    times: Fraction | int
    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Side:
    """A sum of terms, or one sum over another (`under`)."""

    text: str
    terms: tuple[Term, ...]
    under: tuple[Term, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the row's own table that it reads."""
        return tuple(term.column for term in (*self.terms, *self.under) if not term.table)

    def value(self, read: Callable[[Term], Exact | None], *, may_lack: bool = False) -> Exact | None:
        """The exact value; None where an input is missing. `may_lack`: what is missing counts as nothing (a least value)."""
        above = _sum(self.terms, read, may_lack=may_lack)
        if not self.under or above is None:
            return above
        below = _sum(self.under, read, may_lack=False)
        return Fraction(above) / below if below else None


def _sum(terms: tuple[Term, ...], read: Callable[[Term], Exact | None], *, may_lack: bool) -> Exact | None:
    values = [(term.times, read(term)) for term in terms]
    if not may_lack and any(value is None for _, value in values):
        return None
    known = [times * value for times, value in values if value is not None]
    return sum(known) if known else None


def parse_side(text: str) -> Side:
    """`a+2*b-table.c` or `a/b` to its terms.

    Raises:
        ValueError: anything else.

    >>> [(str(term.times), term.table, term.column) for term in parse_side("2*a-room.b").terms]
    [('2', '', 'a'), ('-1', 'room', 'b')]
    """
    above, slash, below = text.partition("/")
    return Side(text, _terms(above), _terms(below) if slash else ())


def _terms(text: str) -> tuple[Term, ...]:
    found, at = [], 0
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None or (at and not match["sign"]):
            raise ValueError(f"no sum of columns: {text}")
        times = exact_of(match["times"] or "1") * (-1 if match["sign"] == "-" else 1)
        table, _, column = match["name"].rpartition(".")
        found.append(Term(times, table, column))
        at = match.end()
    if not found:
        raise ValueError(f"no sum of columns: {text!r}")
    return tuple(found)


def exact_of(text: str) -> Exact:
    """A number as written, exact; raises ValueError for anything else.

    >>> exact_of("3"), exact_of("0.5")
    (3, Fraction(1, 2))
    """
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact


def parse_share(text: str) -> Fraction:
    """`30%` or `3` to a factor; raises ValueError (or ArithmeticError) for anything else.

    >>> parse_share("30%"), parse_share("3")
    (Fraction(3, 10), Fraction(3, 1))
    """
    return Fraction(Decimal(text.removesuffix("%"))) / (100 if text.endswith("%") else 1)
