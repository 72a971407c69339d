"""Columns that hold the year before (上年数, 上年同口径数): which measures a plan must leave to the exact evaluator for them.

Where a table of this year also says what last year was, the two may differ, and a growth on a restated base asks for one of
them alone. The exact evaluator keeps them apart; such columns stand in tables of counties and above only, which are short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dudao.facts.contract import table_schema
from dudao.indicators.symbols import Symbol
from dudao.schemes.own_tables import OwnTables

Measured = tuple[str, str]
"""A table and what is measured."""


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The measures whose value of the year before is also given.

    Attributes:
        before: in the rows of the periods asked for; so formulas that look back at them are left out.
        now: in the rows of the period after, so that they are values of the periods asked for themselves.
    """

    before: frozenset[Measured] = frozenset()
    now: frozenset[Measured] = frozenset()

    def holds(self, symbol: Symbol, *, is_back: bool) -> bool:
        """Whether a column may be answered by one that holds the year before."""
        metric = symbol.field.metric if symbol.field is not None else symbol.column
        asked = {(symbol.table, metric), (symbol.table, symbol.column)}
        return bool(asked & self.now) or (is_back and bool(asked & self.before))


NOTHING_BEFORE = YearBefore()


def measures_before(table: str, columns: Iterable[str], own: OwnTables) -> Iterable[Measured]:
    """What the columns of a table say of the year before."""
    schema = table_schema(table, own)
    for column in columns:
        found = schema.by_id.get(column)
        if found is not None and found.previous:
            yield table, found.metric
