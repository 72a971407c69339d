"""The checks of data as declared (`checks.csv` of the catalogue): 逻辑校验 that must hold, 经验校验 that only ask.

A check compares sums of columns; nothing here names a column. `check_values` runs them, forms show them as formulas.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from dudao.facts.contract import catalogue_lines

LOGIC, EXPERIENCE = "logic", "experience"
OPERATORS = ("<=", ">=", "==", "between", "within", "peers")
"""Comparisons of two sums; between two limits; within a share of last year's value; within a multiple of the peers' median."""
_TERM = re.compile(r"(?P<sign>[+-]?)(?:(?P<times>\d+(?:\.\d+)?)\*)?(?P<name>[a-z][a-z0-9_.]*)")


@dataclass(frozen=True, slots=True)
class Term:
    """`times` × a column; `table` is "" for the row's own table, else the sum over that table's rows of the same body."""

    times: Fraction
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

    def value(self, read: Callable[[Term], Fraction | None], *, may_lack: bool = False) -> Fraction | None:
        """The exact value; None where an input is missing. `may_lack`: what is missing counts as nothing (a least value)."""
        above = _sum(self.terms, read, may_lack=may_lack)
        if not self.under or above is None:
            return above
        below = _sum(self.under, read, may_lack=False)
        return above / below if below else None


def _sum(terms: tuple[Term, ...], read: Callable[[Term], Fraction | None], *, may_lack: bool) -> Fraction | None:
    values = [(term.times, read(term)) for term in terms]
    if not may_lack and any(value is None for _, value in values):
        return None
    known = [times * value for times, value in values if value is not None]
    return sum(known, Fraction(0)) if known else None


@dataclass(frozen=True, slots=True)
class Check:
    """One check on the rows of one table.

    Attributes:
        left, right: what is compared (`right` None for between, within, peers). `low`, `high`: limits of between.
        share: of within (0.3 for ±30 %) and the factor of peers. `least`: differences up to it are let pass.
        where: column and value that must hold for the check to apply, None for always. `stages`: () for all.
    """

    id: str
    kind: str
    table: str
    stages: tuple[str, ...]
    left: Side
    operator: str
    right: Side | None
    low: Fraction | None
    high: Fraction | None
    share: Fraction | None
    least: Fraction
    where: tuple[str, Fraction] | None
    label_zh: str
    label_en: str
    note_zh: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table that it reads, each once."""
        where = (self.where[0],) if self.where else ()
        return tuple(dict.fromkeys((*self.left.columns, *(self.right.columns if self.right else ()), *where)))


def parse_side(text: str) -> Side:
    """`a+2*b-table.c` or `a/b` to its terms.

    Raises:
        ValueError: anything else.

    >>> [(str(term.times), term.table, term.column) for term in parse_side("2*a-room.b").terms]
    [('2', '', 'a'), ('-1', 'room', 'b')]
    """
    above, _, below = text.partition("/")
    return Side(text, _terms(above), _terms(below) if below else ())


def _terms(text: str) -> tuple[Term, ...]:
    found, at = [], 0
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None:
            raise ValueError(f"no sum of columns: {text}")
        times = Fraction(match["times"] or 1) * (-1 if match["sign"] == "-" else 1)
        table, _, column = match["name"].rpartition(".")
        found.append(Term(times, table, column))
        at = match.end()
    return tuple(found)


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, one for each of its tables and of its measures; raises ValueError for a line that cannot be read."""
    return tuple(
        _check(line, table, left)
        for line in catalogue_lines("checks")
        for table in line["tables"].split("|")
        for left in line["left"].split("|")
    )


def checks_of(table: str) -> tuple[Check, ...]:
    """The checks on the rows of a table, in their order."""
    return tuple(check for check in all_checks() if check.table == table)


def _check(line: dict[str, str], table: str, left: str) -> Check:
    operator, right = line["operator"], line["right"]
    if operator not in OPERATORS or line["kind"] not in (LOGIC, EXPERIENCE):
        raise ValueError(f"{line['id']}: {operator}, {line['kind']}")
    low, _, high = right.partition("..") if operator == "between" else ("", "", "")
    column, equals, value = line["where"].partition("=")
    return Check(
        id=line["id"],
        kind=line["kind"],
        table=table,
        stages=tuple(word for word in line["stages"].split("|") if word),
        left=parse_side(left),
        operator=operator,
        right=parse_side(right) if operator in ("<=", ">=", "==") else None,
        low=Fraction(low) if low else None,
        high=Fraction(high) if high else None,
        share=_share(right) if operator in ("within", "peers") else None,
        least=Fraction(line["least"] or 0),
        where=(column, Fraction(value)) if equals else None,
        label_zh=line["label_zh"],
        label_en=line["label_en"],
        note_zh=line["note_zh"],
    )


def _share(text: str) -> Fraction:
    return Fraction(Decimal(text.removesuffix("%"))) / (100 if text.endswith("%") else 1)
