"""The numbers that checks of a table compare, a column at a time: each cell is made exact once, however many checks read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from dudao.facts.datasets import previous_period
from dudao.facts.known import Fact
from dudao.schemes.check_terms import Exact, Side, Term
from dudao.values.periods import Period

Key = tuple[str, str, str]
"""Body, period label and what tells rows of a body apart."""
Numbers = list[Exact | None]


@dataclass
class TableRow:
    """One row of what was submitted: its cells by column."""

    key: Key
    period: Period
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def stage(self) -> str | None:
        return next((fact.stage for fact in self.facts.values()), None)


class Tables(dict[str, dict[Key, TableRow]]):
    """The rows of each table by key, and by body and period where another table asks for their sum."""

    def __init__(self) -> None:
        super().__init__()
        self._below: dict[str, dict[tuple[str, str], list[TableRow]]] = {}

    def rows_of(self, table: str, body: str, period: str) -> list[TableRow]:
        """The rows of a body in a table and period."""
        if table not in self._below:
            groups = self._below[table] = defaultdict(list)
            for key, row in self.get(table, {}).items():
                groups[key[:2]].append(row)
        return self._below[table].get((body, period), [])


class CheckColumns:
    """The numbers of some rows of one table; None where a cell has no value.

    Attributes:
        past: the rows of the table at other times, by key. `tables`: all that are checked together.
    """

    def __init__(self, rows: Sequence[TableRow], past: dict[Key, TableRow], tables: Tables) -> None:
        self.rows = rows
        self.past = past
        self.tables = tables
        self._known: dict[tuple[str, str], Numbers] = {}

    @cached_property
    def stages(self) -> list[str | None]:
        """The stage of each row; None where it has none."""
        return [row.stage for row in self.rows]

    @cached_property
    def year_before(self) -> tuple[list[int | None], CheckColumns]:
        """For each row the number of the one of the year before among rows of that year; None where there is none."""
        labels: dict[int, tuple[Period, str]] = {}  # by identity: the rows of a table share few periods
        numbers: list[int | None] = []
        rows: list[TableRow] = []
        for row in self.rows:
            if id(row.period) not in labels:
                labels[id(row.period)] = row.period, previous_period(row.period).label()
            before = self.past.get((row.key[0], labels[id(row.period)][1], row.key[2]))
            numbers.append(None if before is None else len(rows))
            if before is not None:
                rows.append(before)
        return numbers, CheckColumns(rows, {}, self.tables)

    def values(self, side: Side, chosen: Sequence[int], *, may_lack: bool = False) -> Numbers:
        """The exact values of a side on the chosen rows; None where an input is missing or a divisor is 0.

        Args:
            may_lack: what is missing counts as nothing (a least value).
        """
        above = self._sums(side.terms, chosen, may_lack=may_lack)
        if not side.under:
            return above
        below = self._sums(side.under, chosen, may_lack=False)
        return [_quotient(one, other) for one, other in zip(above, below, strict=True)]

    def _sums(self, terms: tuple[Term, ...], chosen: Sequence[int], *, may_lack: bool) -> Numbers:
        columns = [self._chosen(term, chosen) for term in terms]
        if len(terms) == 1 and terms[0].times == 1:
            return columns[0]
        times = [term.times for term in terms]
        return [_sum(times, values, may_lack=may_lack) for values in zip(*columns, strict=True)]

    def _chosen(self, term: Term, chosen: Sequence[int]) -> Numbers:
        column = self._column(term)
        return column if len(chosen) == len(column) else [column[number] for number in chosen]

    def _column(self, term: Term) -> Numbers:
        key = (term.table, term.column)
        if key not in self._known:
            if term.table:
                self._known[key] = [self._sum_of_table(term, row) for row in self.rows]
            else:
                facts = [row.facts.get(term.column) for row in self.rows]
                self._known[key] = [None if each is None else exact_number(each.value) for each in facts]
        return self._known[key]

    def _sum_of_table(self, term: Term, row: TableRow) -> Fraction | None:
        """The sum over another table's rows of the same body and period; None where there is none or one is missing."""
        body, period, _ = row.key
        values = [
            fact.value
            for other in self.tables.rows_of(term.table, body, period)
            if (fact := other.facts.get(term.column)) is not None
        ]
        known = [value for value in values if value is not None]
        return Fraction(sum(known)) if known and len(known) == len(values) else None


def exact_number(value: Decimal | None) -> Exact | None:
    """A decimal as it is, a whole number as one, which is far quicker."""
    if value is None:
        return None
    above, below = value.as_integer_ratio()
    return above if below == 1 else Fraction(above, below)


def _sum(times: Sequence[Exact], values: Sequence[Exact | None], *, may_lack: bool) -> Exact | None:
    known: list[Exact] = [time * value for time, value in zip(times, values, strict=True) if value is not None]
    if not known or (len(known) < len(values) and not may_lack):
        return None
    return sum(known)


def _quotient(above: Exact | None, below: Exact | None) -> Exact | None:
    if above is None or not below:
        return None
    if type(above) is int is type(below):
        return Fraction(above, below)
    return Fraction(above) / below
