"""The checks of data as declared (`checks.csv` of the catalogue): 逻辑校验 that must hold, 经验校验 that only ask.

A check compares sums of columns; nothing here names a column. `check_values` runs them, forms show them as formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from dudao.facts.contract import catalogue_lines
from dudao.schemes.check_terms import (
    COMPARISONS,
    EXPERIENCE,
    LOGIC,
    OPERATORS,
    Exact,
    Side,
    exact_of,
    parse_share,
    parse_side,
)
from dudao.schemes.own_tables import NO_OWN_TABLES, Line, OwnTables


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
    least: Exact
    where: tuple[str, Fraction] | None
    label_zh: str
    label_en: str
    note_zh: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table that it reads, each once."""
        where = (self.where[0],) if self.where else ()
        return tuple(dict.fromkeys((*self.left.columns, *(self.right.columns if self.right else ()), *where)))


@cache
def all_checks(own: OwnTables = NO_OWN_TABLES) -> tuple[Check, ...]:
    """Every check of the catalogue and of a scheme, one for each of its tables and of its measures.

    Raises:
        ValueError: a line that cannot be read; those of a scheme were looked at when it was read.
    """
    return tuple(
        _check(line, table, left)
        for line in (*catalogue_lines("checks"), *own.checks)
        for table in line["tables"].split("|")
        for left in line["left"].split("|")
    )


def checks_of(table: str, own: OwnTables = NO_OWN_TABLES) -> tuple[Check, ...]:
    """The checks on the rows of a table, in their order; `own`: those of a scheme beside the catalogue's."""
    return tuple(check for check in all_checks(own) if check.table == table)


def _check(line: Line, table: str, left: str) -> Check:
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
        right=parse_side(right) if operator in COMPARISONS else None,
        low=Fraction(low) if low else None,
        high=Fraction(high) if high else None,
        share=parse_share(right) if operator in ("within", "peers") else None,
        least=exact_of(line["least"] or "0"),
        where=(column, Fraction(value)) if equals else None,
        label_zh=line["label_zh"],
        label_en=line["label_en"],
        note_zh=line["note_zh"],
    )
