"""An edition on a folder for many bodies: the plan on an engine, then the exact evaluator wherever the plan is not sure.

Results come as two tables of the engine, `results` and `conclusions`, so that a nation never stands in Python.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dudao.facts.load import load_facts
from dudao.indicators.compile.engines import Computed, prepare_on_duckdb
from dudao.indicators.compile.plan import Layer
from dudao.indicators.compile.tables import named, quoted
from dudao.indicators.compile.verdicts import VERDICTS
from dudao.indicators.results import IndicatorResult
from dudao.indicators.run import Run
from dudao.indicators.symbols import measure_of
from dudao.schemes.indicators import Edition, Indicator
from dudao.values.periods import Period

COLUMNS = ("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "verdict", "engine")
ABOVE_COUNTIES = ("city", "province", "nation")
Prepare = Callable[..., Any]
COUNTIES_AT_ONCE = 25
"""Counties whose rows are read together by the exact evaluator."""


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
        self.computed.connection.execute(f"COPY (SELECT * FROM results {order}) TO {quoted(str(path))} ({kind})")


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
    days = {each.label(): day or date.fromordinal(each.end.toordinal() - 1) for each in periods}
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
    for period in periods:
        outcome.judged_again += _judge_again(edition, folder, period, days[period.label()], outcome, codes)
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


# ─────────────── what the plan is not sure of ───────────────


def _judge_again(
    edition: Edition, folder: Path, period: Period, day: date, outcome: Outcome, codes: tuple[str, ...] | None
) -> int:
    """Let the exact evaluator decide what is in doubt, and all that the plan leaves to it; returns how many results."""
    label = quoted(period.label())
    wanted: dict[str, set[tuple[str, str, str]]] = {}
    for county, body, stage, code in outcome.fetch(
        f"SELECT in_county, body, stage, indicator FROM results WHERE doubt AND period = {label}"
    ):
        wanted.setdefault(county, set()).add((code, body, stage))
    doubtful = {
        (code, body)
        for body, code in outcome.fetch(f"SELECT body, conclusion FROM conclusions WHERE doubt AND period = {label}")
    }
    left = {code for code in outcome.left if codes is None or code in codes}
    counties = {*wanted, *(body for _code, body in doubtful)}
    every = {row[0] for row in outcome.fetch("SELECT code FROM t_bodies WHERE kind = 'county'")}
    is_above = bool(counties - every)
    if left or is_above:
        counties |= every
    count = 0
    stated = (
        *((each.code, each.grain) for each in edition.indicators),
        *((each.code, each.grain) for each in edition.conclusions),
    )
    is_above = is_above or any(code in left and grain in ABOVE_COUNTIES for code, grain in stated)
    # what is computed on a city or more has to see all of it
    for chunk in [sorted(counties)] if is_above else _chunks(sorted(counties)):
        with tempfile.TemporaryDirectory(prefix="dudao-again-") as kept:
            _write_rows(outcome, folder, chunk, Path(kept))
            run = Run(edition, load_facts([Path(kept)], edition.own).known, period, day=day)
            count += _replace(edition, run, chunk, wanted, doubtful, left, outcome)
    return count


def _chunks(counties: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(counties), COUNTIES_AT_ONCE):
        yield counties[start : start + COUNTIES_AT_ONCE]


def _write_rows(outcome: Outcome, folder: Path, counties: list[str], kept: Path) -> None:
    """The rows of some counties, all below them and the bodies above them, as a folder that `facts` reads."""
    connection = outcome.computed.connection
    listed = ", ".join(map(quoted, counties))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE again AS SELECT code FROM t_bodies "
        f"WHERE in_county IN ({listed}) OR code IN (SELECT unnest([in_city, in_province, in_nation]) FROM t_bodies "
        f"WHERE code IN ({listed}))"
    )
    for path in sorted([*folder.glob("*.parquet"), *folder.glob("*.csv")]):
        key = "code" if path.stem == "bodies" else "body_code"
        is_csv = path.suffix == ".csv"
        reader = (
            f"read_csv({quoted(str(path))}, all_varchar=true, header=true)"
            if is_csv
            else f"read_parquet({quoted(str(path))})"
        )
        columns = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()}
        if key in columns:
            connection.execute(
                f"COPY (SELECT * FROM {reader} WHERE CAST({key} AS VARCHAR) IN (SELECT code FROM again)) "
                f"TO {quoted(str(kept / (path.stem + '.csv')))} (FORMAT csv, HEADER)"
            )


def _replace(
    edition: Edition,
    run: Run,
    counties: list[str],
    wanted: dict[str, set[tuple[str, str, str]]],
    doubtful: set[tuple[str, str]],
    left: set[str],
    outcome: Outcome,
) -> int:
    found: list[IndicatorResult] = []
    for county in counties:
        found.extend(_asked(edition, run, sorted(wanted.get(county, ()))))
    for indicator in edition.indicators:
        if indicator.code in left and not indicator.is_helper:
            below = {*run.codes_below(counties)} if indicator.grain not in ABOVE_COUNTIES else None
            found.extend(
                run.judge.result(indicator, at) for at in run.places(indicator) if below is None or at.body in below
            )
    _put_results(found, outcome, is_new=left)
    decided = _decided(edition, run, doubtful, left)
    connection = outcome.computed.connection
    for body, period, code, verdict in decided:
        connection.execute(
            f"DELETE FROM conclusions WHERE body = {quoted(body)} AND period = {quoted(period)} AND conclusion = {quoted(code)}"
        )
        connection.execute(
            f"INSERT INTO conclusions VALUES ({', '.join(map(quoted, (body, period, code, verdict)))}, false)"
        )
    return len(found) + len(decided)


def _asked(edition: Edition, run: Run, asked: Iterable[tuple[str, str, str]]) -> Iterator[IndicatorResult]:
    for code, body, stage in asked:
        indicator = edition.indicator(code)
        assert indicator is not None
        for at in run.places(indicator):
            if (at.body, at.stage) == (body, stage):
                yield run.judge.result(indicator, at)


def _decided(
    edition: Edition, run: Run, doubtful: set[tuple[str, str]], left: set[str]
) -> list[tuple[str, str, str, str]]:
    codes = {code for code, _body in doubtful} | left
    if not codes.intersection(each.code for each in edition.conclusions):
        return []
    return [
        (each.body, each.period, each.conclusion, each.verdict)
        for each in run.conclusions()
        if (each.conclusion, each.body) in doubtful or each.conclusion in left
    ]


def _put_results(found: list[IndicatorResult], outcome: Outcome, *, is_new: set[str]) -> None:
    connection = outcome.computed.connection
    for each in found:
        key = (each.body, each.period, each.stage, each.indicator)
        if each.indicator not in is_new:
            where = " AND ".join(
                f"{name} = {quoted(part)}"
                for name, part in zip(("body", "period", "stage", "indicator"), key, strict=True)
            )
            connection.execute(f"DELETE FROM results WHERE {where}")
        values = (*key, each.value_text() or "", each.shown, each.unit, each.state, each.verdict, "exact")
        connection.execute(f"INSERT INTO results VALUES ({', '.join(map(quoted, values))}, false, '')")
