"""What a plan is not sure of, and what it leaves out, by the exact evaluator: in bounded memory, on no more rows than needed.

Bodies are taken some counties at a time where that is enough; what stands on a city or more is given all rows of the tables
and columns that it reads, and nothing else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dudao.facts.contract import table_lines, table_schema
from dudao.facts.load import load_facts
from dudao.indicators.compile.original_places import OriginalPlaces, without_places, write_copies
from dudao.indicators.compile.reach import Reach, reach_of, reach_of_scores
from dudao.indicators.compile.tables import named, quoted
from dudao.indicators.conclude import conclude
from dudao.indicators.results import BodyScore, ConclusionResult, IndicatorResult
from dudao.indicators.run import Run
from dudao.indicators.symbols import Symbols
from dudao.indicators.told import COLUMNS as TOLD
from dudao.indicators.told import PART, joined, told_cells
from dudao.schemes.indicators import Edition
from dudao.values.periods import Period, parse_period

ABOVE_COUNTIES = ("city", "province", "nation")
COUNTIES_AT_ONCE = {True: 25, False: 1000}
"""Counties whose rows are read together: where schools are among them, and where not."""
ROWS_A_FILE = 200_000
ROWS_A_STATEMENT = 500
Place = tuple[str, str]
"""A body and a stage."""


@dataclass(slots=True)
class _Asked:
    """What is to be judged together: by code the places, None for every place; `counties` is None for the whole tree."""

    counties: list[str] | None
    results: dict[str, set[Place] | None] = field(default_factory=dict)
    conclusions: dict[str, set[str] | None] = field(default_factory=dict)

    def codes(self) -> set[str]:
        return {*self.results, *self.conclusions}


def judge_again(
    edition: Edition,
    folder: Path,
    period: Period,
    day: date,
    connection: Any,
    left: set[str],
    *,
    lang: str = "",
    with_places: bool = True,
) -> int:
    """Let the exact evaluator decide what is in doubt in `results` and `conclusions`, and add all that the plan leaves out.

    Args:
        connection: DuckDB with `results`, `conclusions` and `t_bodies`; `left`: codes that the plan leaves out.
        lang: "zh" or "en" where the rows are told in that language.
        with_places: what is missing is told with its cell.
    Returns:
        how many results and conclusions it gave.
    """
    symbols = Symbols(edition)
    count = 0
    for asked in _all_asked(edition, period, connection, left):
        reach = reach_of(symbols, asked.codes())
        for counties in _some_at_a_time(asked.counties, is_deep=reach.is_deep):
            run = _run_on(edition, reach, period, day, connection, folder, counties, with_places=with_places)
            count += _put_results(connection, list(_results(edition, run, asked, counties)), left, lang)
            count += _put_conclusions(connection, list(_conclusions(edition, run, asked, counties)), lang)
    return count


def _run_on(
    edition: Edition,
    reach: Reach,
    period: Period,
    day: date,
    connection: Any,
    folder: Path,
    counties: list[str] | None,
    *,
    with_places: bool = True,
) -> Run:
    """The exact evaluator on the rows of some counties, each cell known by its place in the folder or by none."""
    with tempfile.TemporaryDirectory(prefix="dudao-again-") as kept:
        places = OriginalPlaces()
        parts = _write_rows(edition, reach, period, connection, folder, counties, Path(kept), places)
        known = load_facts(parts, edition.own, with_derived=False).known
    return Run(edition, places.in_originals(known) if with_places else without_places(known), period, day=day)


def scores_of(edition: Edition, folder: Path, period: Period, day: date, connection: Any) -> Iterator[BodyScore]:
    """The scores and grades of the bodies of the edition's level, some at a time."""
    reach = reach_of_scores(edition)
    if not reach.codes:
        return
    kind = edition.level if edition.level in ABOVE_COUNTIES else "county"
    every = [
        row[0] for row in _fetch(connection, f"SELECT code FROM t_bodies WHERE kind = {quoted(kind)} ORDER BY code")
    ]
    if kind == "county":
        for counties in _some_at_a_time(every, is_deep=reach.is_deep):
            yield from _run_on(edition, reach, period, day, connection, folder, counties).scores(counties)
    else:
        yield from _run_on(edition, reach, period, day, connection, folder, None).scores()


# ─────────────── what is asked ───────────────


def _all_asked(edition: Edition, period: Period, connection: Any, left: set[str]) -> Iterator[_Asked]:
    """First what is left out, then what is in doubt; each below the cities by county, above them as a whole."""
    grains = {each.code: each.grain for each in edition.indicators}
    grains |= {each.code: each.grain for each in edition.conclusions}
    shown = {each.code for each in edition.indicators if not each.is_helper}
    concluded = {each.code for each in edition.conclusions}
    every = [row[0] for row in _fetch(connection, "SELECT code FROM t_bodies WHERE kind = 'county' ORDER BY code")]
    for is_above in (False, True):
        codes = sorted(code for code in left if (grains[code] in ABOVE_COUNTIES) == is_above)
        if codes:
            yield _Asked(
                None if is_above else every,
                dict.fromkeys(code for code in codes if code in shown),
                dict.fromkeys(code for code in codes if code in concluded),
            )
    below, above = _Asked([]), _Asked(None)
    label = quoted(period.label())
    counties: set[str] = set()
    for county, body, stage, code in _fetch(
        connection, f"SELECT in_county, body, stage, indicator FROM results WHERE doubt AND period = {label}"
    ):
        asked = above if grains[code] in ABOVE_COUNTIES else below
        _add(asked.results, code, (body, stage))
        counties |= {county} if asked is below else set()
    for body, code in _fetch(connection, f"SELECT body, conclusion FROM conclusions WHERE doubt AND period = {label}"):
        asked = above if grains[code] in ABOVE_COUNTIES else below
        _add(asked.conclusions, code, body)
        counties |= {body} if asked is below else set()
    below.counties = sorted(counties)
    yield from (each for each in (below, above) if each.codes())


def _add(wanted: dict[str, Any], code: str, place: Any) -> None:
    wanted.setdefault(code, set()).add(place)


def _some_at_a_time(counties: list[str] | None, *, is_deep: bool) -> Iterator[list[str] | None]:
    if counties is None:
        yield None
        return
    size = COUNTIES_AT_ONCE[is_deep]
    for start in range(0, len(counties), size):
        yield counties[start : start + size]


# ─────────────── the rows ───────────────


def _write_rows(
    edition: Edition,
    reach: Reach,
    period: Period,
    connection: Any,
    folder: Path,
    counties: list[str] | None,
    kept: Path,
    places: OriginalPlaces,
) -> list[Path]:
    """The rows that are needed of some counties, all below them and the bodies above them, as folders that `facts` reads."""
    _choose_bodies(connection, counties, is_deep=reach.is_deep)
    lines = table_lines(edition.own)
    parts: dict[Path, None] = {}
    for path in sorted([*folder.glob("*.parquet"), *folder.glob("*.csv")]):
        table = path.stem
        is_needed = table == "bodies" or table in reach.tables or lines.get(table, {}).get("kind") == "register"
        if table not in lines or not is_needed:
            continue
        reader = f"read_parquet({quoted(str(path))})"
        if path.suffix == ".csv":
            reader = f"read_csv({quoted(str(path))}, all_varchar=true, header=true)"
        columns = [row[0] for row in _fetch(connection, f"DESCRIBE SELECT * FROM {reader}")]
        key = "code" if table == "bodies" else "body_code"
        if key not in columns:
            continue
        where = [f"CAST({key} AS VARCHAR) IN (SELECT code FROM again)"]
        if lines[table]["kind"] == "dataset":
            columns = needed_columns(edition, reach, table, columns)
            where.append(needed_periods(reach, period, connection, reader))
        for part in write_copies(connection, path, columns, " AND ".join(where), kept, ROWS_A_FILE, places):
            parts[part] = None
    return list(parts)


def _choose_bodies(connection: Any, counties: list[str] | None, *, is_deep: bool) -> None:
    """A table `again` of the bodies whose rows are needed."""
    own = "SELECT code FROM t_bodies" + ("" if is_deep else f" WHERE kind IN ('county', {_listed(ABOVE_COUNTIES)})")
    if counties is not None:
        some = _listed(counties)
        here = f"SELECT * FROM t_bodies WHERE code IN ({some})"
        above = (
            "SELECT code FROM t_bodies WHERE key IN "
            f"(SELECT unnest([key, in_city, in_province, in_nation]) FROM ({here}) AS here)"
        )
        inside = f"SELECT code FROM t_bodies WHERE in_county IN (SELECT key FROM ({here}) AS here)"
        own = f"{inside} UNION {above}" if is_deep else above
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE again AS SELECT DISTINCT code FROM ({own}) WHERE code IS NOT NULL"
    )


def needed_columns(edition: Edition, reach: Reach, table: str, columns: Sequence[str]) -> list[str]:
    """The keys of a table and the columns that formulas read, those of the year before and of each stage included."""
    schema = table_schema(table, edition.own)
    keys = {"body_code", "period", "stage", *schema.keys}
    found = []
    for column in columns:
        own = schema.by_id.get(column)
        if column in keys or own is None or {own.id, own.metric} & reach.columns:
            found.append(column)
    return found


def needed_periods(reach: Reach, period: Period, connection: Any, reader: str) -> str:
    """As a condition on rows, the years that formulas look at; the one after too, whose rows may hold values of the year before."""
    texts = [row[0] for row in _fetch(connection, f"SELECT DISTINCT CAST(period AS VARCHAR) FROM {reader}")]
    first, last = period.start.year - reach.years - 1, period.start.year + 1
    wanted = []
    for text in texts:
        own = parse_period(text or "")
        if text is not None and (own is None or first <= own.start.year <= last):
            wanted.append(text)
    return f"CAST(period AS VARCHAR) IN ({_listed(wanted)})" if wanted else "false"


# ─────────────── what comes out ───────────────


def _results(edition: Edition, run: Run, asked: _Asked, counties: list[str] | None) -> Iterator[IndicatorResult]:
    below = None if counties is None else {*run.codes_below(counties)}
    for code, places in asked.results.items():
        indicator = edition.indicator(code)
        assert indicator is not None  # a code of the edition's own results
        for at in run.places(indicator):
            if (below is None or at.body in below) and (places is None or (at.body, at.stage) in places):
                yield run.judge.result(indicator, at)


def _conclusions(edition: Edition, run: Run, asked: _Asked, counties: list[str] | None) -> Iterator[ConclusionResult]:
    below = None if counties is None else set(counties)
    for code, bodies in asked.conclusions.items():
        own = tuple(each for each in edition.conclusions if each.code == code)
        wanted = bodies if below is None else below if bodies is None else bodies & below
        yield from conclude(replace(edition, conclusions=own), run.judge, run.places_at, wanted)


def _put_results(connection: Any, found: Sequence[IndicatorResult], left: set[str], lang: str) -> int:
    """Rows of `results` instead of those in doubt, or beside the others where the plan gave none."""
    for some in _in_statements(found):
        keys = [(each.body, each.period, each.stage, each.indicator) for each in some if each.indicator not in left]
        if keys:
            connection.execute(
                f"DELETE FROM results WHERE (body, period, stage, indicator) IN (SELECT * FROM (VALUES {_rows(keys)}))"
            )
        rows = [_told_row(each, lang) if lang else _row(each) for each in some]
        _insert(connection, "results", [row | {"engine": "exact", "in_county": ""} for row in rows])
    return len(found)


def _row(own: IndicatorResult) -> dict[str, str]:
    """A result by column, as the plan gives it."""
    return {
        "body": own.body,
        "period": own.period,
        "stage": own.stage,
        "indicator": own.indicator,
        "value": own.value_text() or "",
        "shown": own.shown,
        "unit": own.unit,
        "state": own.state,
        "verdict": own.verdict,
    }


def _told_row(own: IndicatorResult, lang: str) -> dict[str, str]:
    return dict(zip(TOLD, told_cells(own, lang, PART), strict=True))


def _insert(connection: Any, table: str, rows: Sequence[dict[str, str]]) -> None:
    columns = ", ".join(map(named, rows[0]))
    values = _rows([tuple(row.values()) for row in rows])
    connection.execute(f"INSERT INTO {table} BY NAME SELECT *, false AS doubt FROM (VALUES {values}) AS v({columns})")


def _put_conclusions(connection: Any, found: Sequence[ConclusionResult], lang: str) -> int:
    for some in _in_statements(found):
        keys = _rows([(each.body, each.period, each.conclusion) for each in some])
        connection.execute(
            f"DELETE FROM conclusions WHERE (body, period, conclusion) IN (SELECT * FROM (VALUES {keys}))"
        )
        rows = [
            {"body": each.body, "period": each.period, "conclusion": each.conclusion, "verdict": each.verdict}
            | ({"reasons": joined(each.reasons, lang, PART), "engine": "exact"} if lang else {})
            for each in some
        ]
        _insert(connection, "conclusions", rows)
    return len(found)


def _in_statements(found: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(found), ROWS_A_STATEMENT):
        yield found[start : start + ROWS_A_STATEMENT]


def _rows(rows: Sequence[tuple[str, ...]]) -> str:
    return ", ".join(f"({_listed(row)})" for row in rows)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(map(quoted, texts))


def _fetch(connection: Any, query: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return found
