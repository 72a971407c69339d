"""An edition on a folder for many bodies: the plan on an engine, then the exact evaluator wherever the plan is not sure.

Results come as two tables of the engine, `results` and `conclusions`, so that a nation never stands in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dudao.indicators.compile.again import judge_again
from dudao.indicators.compile.engines import Computed, prepare_on_duckdb
from dudao.indicators.compile.plan import Layer
from dudao.indicators.compile.tables import named, quoted
from dudao.indicators.compile.verdicts import VERDICTS
from dudao.indicators.symbols import measure_of
from dudao.schemes.indicators import Edition, Indicator
from dudao.values.periods import Period

COLUMNS = ("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "verdict", "engine")
Prepare = Callable[..., Any]


@dataclass(slots=True)
class Outcome:
    """What came out.

    Attributes:
        computed: the connection with `results` (COLUMNS, one row a body, stage and indicator) and `conclusions`.
        judged_again: results that the exact evaluator gave because the plan was not sure; `left`: what only it computes.
    """

    computed: Computed
    judged_again: int
    left: dict[str, str]

    def fetch(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query on the results."""
        found: list[tuple[Any, ...]] = self.computed.connection.execute(query).fetchall()
        return found

    def write(self, path: Path, form: str = "csv") -> None:
        """The results as a file of a form, parquet or csv."""
        kind = "FORMAT parquet, COMPRESSION zstd" if form == "parquet" else "FORMAT csv, HEADER"
        order = "ORDER BY body, period, stage, indicator"
        columns = "*" if form == "parquet" else f"* REPLACE ({BODY_AS_TEXT} AS body)"
        self.computed.connection.execute(
            f"COPY (SELECT {columns} FROM results {order}) TO {quoted(str(path))} ({kind})"
        )


BODY_AS_TEXT = r"CASE WHEN regexp_matches(body, '^''*[=+\-@\t\r]') THEN chr(39) || body ELSE body END"
"""A code that a spreadsheet would take for a formula, with the mark of `as_text_cell`."""


def compute_many(
    edition: Edition,
    folder: Path,
    periods: Sequence[Period],
    *,
    day: date | None = None,
    codes: tuple[str, ...] | None = None,
    prepare: Prepare = prepare_on_duckdb,
) -> Outcome:
    """Compute an edition on a folder of plain tables (see `tables`), for every body and the periods given.

    Args:
        day: the day on which parameters must be in force; the last day of each period where it is left out.
        prepare: compiles for an engine, DuckDB where it is left out; what it gives runs and leaves its layers to DuckDB.
    Raises:
        NotPlain: tables that only the readers of `facts` can take.
    """
    days = {each.label(): day or edition.day_of(each) for each in periods}
    computed = prepare(edition, folder, periods, days, codes=codes).run()
    connection = computed.connection
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE results AS {' UNION ALL '.join(_result_queries(edition, computed, codes))}"
    )
    queries = list(_conclusion_queries(edition, computed, codes)) or [
        "SELECT '' AS body, '' AS period, '' AS conclusion, '' AS verdict, false AS doubt WHERE false"
    ]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE conclusions AS {' UNION ALL '.join(queries)}")
    outcome = Outcome(computed, 0, dict(computed.plan.left))
    left = {code for code in outcome.left if codes is None or code in codes}
    for period in periods:
        if computed.turn_to is not None:
            computed.turn_to(period)
        outcome.judged_again += judge_again(edition, folder, period, days[period.label()], connection, left)
    connection.execute("ALTER TABLE results DROP COLUMN doubt")
    connection.execute("ALTER TABLE results DROP COLUMN in_county")
    connection.execute("ALTER TABLE conclusions DROP COLUMN doubt")
    return outcome


# ─────────────── from layers to rows ───────────────


def _indicators(
    edition: Edition, computed: Computed, codes: tuple[str, ...] | None
) -> Iterator[tuple[Indicator, Layer]]:
    for indicator in edition.indicators:
        is_asked = indicator.code in codes if codes is not None else not indicator.is_helper
        layer = Layer(indicator.grain, bool(indicator.stages) or indicator.grain == "school_stage")
        if is_asked and f"{indicator.code}__verdict" in computed.columns.get(layer, ()):
            yield indicator, layer


def _result_queries(edition: Edition, computed: Computed, codes: tuple[str, ...] | None) -> Iterator[str]:
    yield (
        "SELECT '' AS body, '' AS period, '' AS stage, '' AS indicator, '' AS value, '' AS shown, '' AS unit, '' AS state, "
        "'' AS verdict, '' AS engine, false AS doubt, '' AS in_county WHERE false"
    )
    for indicator, layer in _indicators(edition, computed, codes):
        code, columns = indicator.code, computed.columns[layer]
        value = named(code)
        absent = named(f"{code}__absent") if f"{code}__absent" in columns else "false"
        doubt = named(f"{code}__doubt") if f"{code}__doubt" in columns else "false"
        state = f"CASE WHEN {value} IS NOT NULL THEN 'known' WHEN {absent} THEN 'not_applicable' ELSE 'incomplete' END"
        stages = ", ".join(map(quoted, indicator.stages))
        where = f" WHERE stage IN ({stages})" if indicator.stages else ""
        yield (
            f"SELECT body_code, period, {'stage' if layer.is_staged else quoted('')}, {quoted(code)}, "
            f"{_value_text(indicator, columns)}, {_shown_text(indicator, columns)}, {quoted(indicator.unit)}, {state}, "
            f"{_verdict_text(named(f'{code}__verdict'))}, 'plan', {doubt}, in_county FROM {computed.tables[layer]}{where}"
        )


def _value_text(indicator: Indicator, columns: Sequence[str]) -> str:
    value = named(indicator.code)
    if f"{indicator.code}__printed" not in columns:
        return f"CAST({value} AS VARCHAR)"
    return f"CAST({value} * {float(1 / measure_of(indicator.unit).factor)!r} AS VARCHAR)"


def _shown_text(indicator: Indicator, columns: Sequence[str]) -> str:
    printed, digits = named(f"{indicator.code}__printed"), indicator.rounding.digits
    if f"{indicator.code}__printed" not in columns:
        return f"CASE WHEN {named(indicator.code)} THEN '是' WHEN NOT {named(indicator.code)} THEN '否' ELSE '' END"
    whole = f"CASE WHEN {printed} < 0 THEN '-' ELSE '' END || CAST(abs({printed}) // {10**digits} AS VARCHAR)"
    if digits:
        whole += f" || '.' || lpad(CAST(abs({printed}) % {10**digits} AS VARCHAR), {digits}, '0')"
    return f"coalesce({whole}, '')"


def _verdict_text(column: str) -> str:
    return f"([{', '.join(map(quoted, VERDICTS))}])[{column} + 1]"


def _conclusion_queries(edition: Edition, computed: Computed, codes: tuple[str, ...] | None) -> Iterator[str]:
    if codes is not None:
        return
    for conclusion in edition.conclusions:
        layer = Layer(conclusion.grain)
        columns = computed.columns.get(layer, ())
        if f"{conclusion.code}__verdict" in columns:
            doubt = named(f"{conclusion.code}__doubt") if f"{conclusion.code}__doubt" in columns else "false"
            yield (
                f"SELECT body_code AS body, period, {quoted(conclusion.code)} AS conclusion, "
                f"{_verdict_text(named(f'{conclusion.code}__verdict'))} AS verdict, {doubt} AS doubt FROM {computed.tables[layer]}"
            )
