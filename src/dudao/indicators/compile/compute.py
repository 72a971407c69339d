"""An edition on a folder for many bodies: the plan on an engine, then the exact evaluator wherever the plan is not sure.

Results come as two tables of the engine, `results` and `conclusions`, so that a nation never stands in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dudao.indicators.compile.again import judge_again, scores_of
from dudao.indicators.compile.engines import Computed, prepare_on_duckdb
from dudao.indicators.compile.plan import Layer
from dudao.indicators.compile.tables import named, quoted
from dudao.indicators.compile.telling import Teller, digits_text
from dudao.indicators.compile.verdicts import VERDICTS
from dudao.indicators.results import BodyScore
from dudao.indicators.symbols import measure_of
from dudao.indicators.told import COLUMNS as TOLD_COLUMNS
from dudao.indicators.told import PART, joint_of
from dudao.schemes.indicators import Edition, Indicator
from dudao.values.periods import Period

CONCLUSIONS = ("body", "period", "conclusion", "verdict")
TOLD = (*TOLD_COLUMNS, "engine")
TOLD_CONCLUSIONS = (*CONCLUSIONS, "reasons", "doubt", "gates", "engine")
COLUMNS = ("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "verdict", "engine")
Prepare = Callable[..., Any]
LISTS = ("missing", "reasons")
TEXTS = ("body", "indicator", "unit", *LISTS)


@dataclass(slots=True)
class Outcome:
    """What came out.

    Attributes:
        computed: the connection with `results` (one row a body, stage and indicator) and `conclusions`; of COLUMNS and
            CONCLUSIONS, or of TOLD and TOLD_CONCLUSIONS where they are told, lists then parted by PART.
        judged_again: results that the exact evaluator gave because the plan was not sure; `left`: what only it computes.
        lang: in which language they are told, "" where they are not.
        scores: of the bodies that the edition scores, by the exact evaluator; where results are told.
    """

    computed: Computed
    judged_again: int
    left: dict[str, str]
    lang: str = ""
    scores: tuple[BodyScore, ...] = ()

    def fetch(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query on the results."""
        found: list[tuple[Any, ...]] = self.computed.connection.execute(query).fetchall()
        return found

    def write(self, path: Path, form: str = "csv") -> None:
        """The results as a file of a form, parquet or csv."""
        kind = "FORMAT parquet, COMPRESSION zstd" if form == "parquet" else "FORMAT csv, HEADER"
        query = self.query(TOLD_COLUMNS if self.lang else COLUMNS, is_marked=form == "csv")
        self.computed.connection.execute(f"COPY ({query}) TO {quoted(str(path))} ({kind})")

    def query(self, columns: Sequence[str], *, is_marked: bool = False, table: str = "results") -> str:
        """The rows of a table in order; `is_marked`: what a spreadsheet would take for a formula gets an apostrophe."""
        joint = quoted(joint_of(self.lang))
        found = []
        for name in columns:
            column = named(name)
            if name in LISTS:
                column = f"replace({column}, chr({ord(PART)}), {joint})"
            if is_marked:  # nothing is no text, which CSV would put in quotes
                column = f"nullif({text_cell(column) if name in TEXTS else column}, '')"
            found.append(f"{column} AS {named(name)}")
        keys = ("body", "period", "stage", "indicator") if table == "results" else ("body", "period", "conclusion")
        return f"SELECT {', '.join(found)} FROM {table} ORDER BY {', '.join(f'{table}.{key}' for key in keys)}"


def text_cell(column: str) -> str:
    """A text with the mark of `as_text_cell` where a spreadsheet would take it for a formula."""
    is_formula = rf"regexp_matches({column}, '^''*[=+\-@\t\r]')"
    is_number = rf"regexp_full_match({column}, '[-+]?\d+(\.\d+)?([eE][-+]?\d+)?')"
    return f"CASE WHEN {is_formula} AND NOT {is_number} THEN chr(39) || {column} ELSE {column} END"


def compute_many(
    edition: Edition,
    folder: Path,
    periods: Sequence[Period],
    *,
    day: date | None = None,
    codes: tuple[str, ...] | None = None,
    prepare: Prepare = prepare_on_duckdb,
    lang: str = "",
    with_places: bool = True,
) -> Outcome:
    """Compute an edition on a folder of plain tables (see `tables`), for every body and the periods given.

    Args:
        day: the day on which parameters must be in force; the last day of each period where it is left out.
        lang: "zh" or "en": with limits, reasons and what is missing, in that language (TOLD); values and verdicts alone
            where it is left out.
        with_places: what is missing is told with its cell.
        prepare: compiles for an engine, DuckDB where it is left out; what it gives runs and leaves its layers to DuckDB.
    Raises:
        NotPlain: tables that only the readers of `facts` can take.
    """
    days = {each.label(): day or edition.day_of(each) for each in periods}
    computed = prepare(edition, folder, periods, days, codes=codes, is_told=bool(lang)).run()
    connection = computed.connection
    teller = Teller(edition, computed, lang) if lang else None
    _make("results", TOLD if lang else COLUMNS, _result_queries(edition, computed, codes, teller), connection)
    decided = _conclusion_queries(edition, computed, codes, teller)
    _make("conclusions", TOLD_CONCLUSIONS if lang else CONCLUSIONS, decided, connection)
    outcome = Outcome(computed, 0, dict(computed.plan.left), lang)
    left = {code for code in outcome.left if codes is None or code in codes}
    for period in periods:
        if computed.turn_to is not None:
            computed.turn_to(period)
        outcome.judged_again += judge_again(
            edition, folder, period, days[period.label()], connection, left, lang=lang, with_places=with_places
        )
        if lang and codes is None:
            outcome.scores += tuple(scores_of(edition, folder, period, days[period.label()], connection))
    if teller is not None:
        teller.tell_conclusions(connection)
        connection.execute("ALTER TABLE conclusions DROP COLUMN gates")
        connection.execute("ALTER TABLE conclusions DROP COLUMN engine")
    connection.execute("ALTER TABLE results DROP COLUMN doubt")
    connection.execute("ALTER TABLE results DROP COLUMN in_county")
    connection.execute("ALTER TABLE conclusions DROP COLUMN doubt")
    return outcome


def _make(name: str, columns: Sequence[str], queries: Iterator[str], connection: Any) -> None:
    """A table of queries put together; with its columns also where there is no query."""
    kinds = {"doubt": "BOOLEAN", "gates": "VARCHAR[]"}
    more = ("doubt", "in_county") if name == "results" else ("doubt",)
    listed = ", ".join(f"{named(each)} {kinds.get(each, 'VARCHAR')}" for each in dict.fromkeys((*columns, *more)))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({listed})")
    every = " UNION ALL BY NAME ".join(queries)
    if every:
        connection.execute(f"INSERT INTO {name} BY NAME {every}")


# ─────────────── from layers to rows ───────────────


def _indicators(
    edition: Edition, computed: Computed, codes: tuple[str, ...] | None
) -> Iterator[tuple[Indicator, Layer]]:
    for indicator in edition.indicators:
        is_asked = indicator.code in codes if codes is not None else not indicator.is_helper
        layer = Layer(indicator.grain, bool(indicator.stages) or indicator.grain == "school_stage")
        if is_asked and f"{indicator.code}__verdict" in computed.columns.get(layer, ()):
            yield indicator, layer


def _result_queries(
    edition: Edition, computed: Computed, codes: tuple[str, ...] | None, teller: Teller | None
) -> Iterator[str]:
    for indicator, layer in _indicators(edition, computed, codes):
        code, columns = indicator.code, computed.columns[layer]
        if teller is not None:
            verdict, shown = _verdict_text(named(f"{code}__verdict")), _shown_text(indicator, columns)
            yield teller.result_query(indicator, layer, verdict, shown)
            continue
        value = named(code)
        absent = named(f"{code}__absent") if f"{code}__absent" in columns else "false"
        doubt = named(f"{code}__doubt") if f"{code}__doubt" in columns else "false"
        state = f"CASE WHEN {value} IS NOT NULL THEN 'known' WHEN {absent} THEN 'not_applicable' ELSE 'incomplete' END"
        stages = ", ".join(map(quoted, indicator.stages))
        where = f" WHERE stage IN ({stages})" if indicator.stages else ""
        yield (
            f"SELECT body_code AS body, period, {'stage' if layer.is_staged else quoted('')} AS stage, "
            f"{quoted(code)} AS indicator, {_value_text(indicator, columns)} AS value, "
            f"{_shown_text(indicator, columns)} AS shown, {quoted(indicator.unit)} AS unit, {state} AS state, "
            f"{_verdict_text(named(f'{code}__verdict'))} AS verdict, 'plan' AS engine, {doubt} AS doubt, in_county "
            f"FROM {computed.tables[layer]}{where}"
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
    return f"coalesce({digits_text(printed, digits)}, '')"


def _verdict_text(column: str) -> str:
    return f"([{', '.join(map(quoted, VERDICTS))}])[{column} + 1]"


def _conclusion_queries(
    edition: Edition, computed: Computed, codes: tuple[str, ...] | None, teller: Teller | None
) -> Iterator[str]:
    if codes is not None:
        return
    shown = {indicator.code for indicator, _layer in _indicators(edition, computed, None)}
    for conclusion in edition.conclusions:
        layer = Layer(conclusion.grain)
        columns = computed.columns.get(layer, ())
        if f"{conclusion.code}__verdict" in columns:
            if teller is not None:
                verdict = _verdict_text(named(f"{conclusion.code}__verdict"))
                yield teller.conclusion_query(conclusion, layer, verdict, shown | computed.plan.left.keys())
                continue
            doubt = named(f"{conclusion.code}__doubt") if f"{conclusion.code}__doubt" in columns else "false"
            yield (
                f"SELECT body_code AS body, period, {quoted(conclusion.code)} AS conclusion, "
                f"{_verdict_text(named(f'{conclusion.code}__verdict'))} AS verdict, {doubt} AS doubt FROM {computed.tables[layer]}"
            )
