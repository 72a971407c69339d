"""What forms work out themselves: locked totals and the declared checks as formulas of a workbook.

A row shows only what its own sheet (and last year's beside it) can tell; `check_values` looks at everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from dudao.facts.checks import Check, checks_of
from dudao.facts.contract import TableSchema, catalogue_lines, stages
from dudao.facts.headings import AUTOMATIC
from dudao.schemes.check_terms import EXPERIENCE, LOGIC, Term, parse_side

CHECK_LABELS = {LOGIC: "逻辑校验", EXPERIENCE: "经验校验"}
LONGEST_FORMULA = 8_000


@dataclass(frozen=True, slots=True)
class Computed:
    """A locked column: heading, unit, and its formula for a row (counted from 1)."""

    label: str
    unit: str
    formula: Callable[[int], str]
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of a sheet stand: id to letters; `before` is the sheet of last year's values, laid out alike.

    `stage`, with its label, is the one whose columns they are, where stages stand side by side.
    """

    letters: Mapping[str, str]
    before: str = ""
    stage: str = ""
    stage_label: str = ""


@cache
def totals_of(table: str) -> tuple[tuple[str, str, str], ...]:
    """The totals that forms of a table work out: sum of columns as written, unit, label."""
    lines = catalogue_lines("form_computed")
    return tuple(
        (each["formula"], each["unit"], each["label_zh"]) for each in lines if table in each["tables"].split("|")
    )


def computed_columns(schema: TableSchema, grid: Grid) -> list[Computed]:
    """The locked columns that the columns of a sheet allow: totals first, the two columns of checks last."""
    found = []
    for text, unit, label in totals_of(schema.id):
        terms = parse_side(text).terms
        if all(term.column in grid.letters for term in terms):
            found.append(Computed(f"{AUTOMATIC}{grid.stage_label}{label}", unit, _total(terms, grid)))
    for kind, label in CHECK_LABELS.items():
        usable = [check for check in checks_of(schema.id, schema.own) if check.kind == kind and _is_usable(check, grid)]
        if usable:
            named = f"{AUTOMATIC}{grid.stage_label}{label}"
            found.append(Computed(named, "", _all_checks(usable, schema, grid), is_check=True))
    return found


def _total(terms: Sequence[Term], grid: Grid) -> Callable[[int], str]:
    def formula(row: int) -> str:
        cells = ",".join(f"{grid.letters[term.column]}{row}" for term in terms)
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'

    return formula


def _is_usable(check: Check, grid: Grid) -> bool:
    sides = (check.left, check.right) if check.right else (check.left,)
    if any(term.table for side in sides for term in (*side.terms, *side.under)):
        return False
    if grid.stage and check.stages and grid.stage not in check.stages:
        return False
    if check.operator == "peers" or (check.operator == "within" and not grid.before):
        return False
    return all(column in grid.letters for column in check.columns)


def _all_checks(checks: Sequence[Check], schema: TableSchema, grid: Grid) -> Callable[[int], str]:
    def formula(row: int) -> str:
        parts: list[str] = []
        for check in checks:
            part = _one_check(check, schema, grid, row)
            if sum(map(len, parts)) + len(part) < LONGEST_FORMULA:
                parts.append(part)
        return "=" + "&".join(parts)

    return formula


def _one_check(check: Check, schema: TableSchema, grid: Grid, row: int) -> str:
    """`IF(AND(inputs there, stage fits, broken),"what;","")`."""
    conditions = [*_of_stage(check, schema, grid, row), *_there(check, grid, row), _broken(check, grid, row)]
    if check.where is not None:
        cell = f"{grid.letters[check.where[0]]}{row}"
        conditions[:0] = [f"ISNUMBER({cell})", f"N({cell})={check.where[1]}"]
    named = "、".join(schema.by_id[column].label_zh for column in check.left.columns)
    label = check.label_zh if check.operator != "within" else f"{named}{check.label_zh}"
    return f'IF(AND({",".join(conditions)}),"{label}；","")'


def _of_stage(check: Check, schema: TableSchema, grid: Grid, row: int) -> list[str]:
    if not check.stages or "stage" not in grid.letters:
        return []
    cell = f"{grid.letters['stage']}{row}"
    return ["OR(" + ",".join(f'{cell}="{stages(schema.own)[stage].label_zh}"' for stage in check.stages) + ")"]


def _there(check: Check, grid: Grid, row: int) -> list[str]:
    """Which cells must hold numbers: all of the greater side, at least one of the smaller."""
    left, right = check.left.columns, check.right.columns if check.right else ()
    whole = {"<=": right, ">=": left}.get(check.operator, (*left, *right))
    part = {"<=": left, ">=": right}.get(check.operator, ())
    found = [f"COUNT({_cells(whole, grid, row)})={len(whole)}"]
    if part:
        found.append(f"COUNT({_cells(part, grid, row)})>0")
    return found


def _cells(columns: Sequence[str], grid: Grid, row: int) -> str:
    return ",".join(f"{grid.letters[column]}{row}" for column in columns)


def _broken(check: Check, grid: Grid, row: int) -> str:
    left = _sum(check.left.terms, grid, row)
    if check.left.under:
        under = _sum(check.left.under, grid, row)
        return f"{under}>0,OR({_outside(check, left, f'*({under})')})"
    if check.operator == "between":
        return f"{left}<>0,OR({_outside(check, left)})"
    if check.operator == "within":
        return _off_last_year(check, grid, row, left)
    assert check.right is not None
    right, least = _sum(check.right.terms, grid, row), _number(Fraction(check.least))
    return {
        "<=": f"{left}>{right}+{least}",
        ">=": f"{left}+{least}<{right}",
        "==": f"ABS({left}-({right}))>{least}",
    }[check.operator]


def _outside(check: Check, left: str, times: str = "") -> str:
    """Below the least or above the most; a range may be open on one side."""
    sides = (("<", check.low), (">", check.high))
    return ",".join(f"{left}{sign}{_number(limit)}{times}" for sign, limit in sides if limit is not None)


def _off_last_year(check: Check, grid: Grid, row: int, now: str) -> str:
    """Last year's value is looked up by code and stage, so that rows may be sorted and moved."""
    column = grid.letters[check.left.columns[0]]
    keys = [grid.letters[name] for name in ("body_code", "stage") if name in grid.letters]
    pairs = ",".join(f"'{grid.before}'!${key}:${key},{key}{row}" for key in keys)
    then = f"SUMIFS('{grid.before}'!${column}:${column},{pairs})"
    return f"{then}>0,ABS({now}-{then})>MAX({_number(check.share)}*{then},{_number(Fraction(check.least))})"


def _sum(terms: Sequence[Term], grid: Grid, row: int) -> str:
    parts = []
    for term in terms:
        cell = f"N({grid.letters[term.column]}{row})"
        size = Fraction(term.times if term.times > 0 else -term.times)
        times = "" if size == 1 else f"{_number(size)}*"
        parts.append(f"{'-' if term.times < 0 else '+'}{times}{cell}")
    return "".join(parts).removeprefix("+") if len(parts) == 1 else "(" + "".join(parts).removeprefix("+") + ")"


def _number(value: Fraction | None) -> str:
    assert value is not None
    return str(value.numerator) if value.denominator == 1 else repr(float(value))
