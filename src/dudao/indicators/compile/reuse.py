"""Many bodies again after a change: what rests on unchanged rows is taken from a folder of kept results, the rest worked out.

Each level of an edition is worked out by itself (see `units`), so the results do not depend on what was kept: a run from nothing
works out every unit in the same way.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path

import duckdb

import dudao
from dudao.indicators.compile.again import scores_of
from dudao.indicators.compile.compute import (
    COLUMNS,
    CONCLUSIONS,
    TOLD,
    TOLD_CONCLUSIONS,
    Outcome,
    Prepare,
    compute_many,
)
from dudao.indicators.compile.engines import Computed, prepare_on_duckdb
from dudao.indicators.compile.plan import compile_plan
from dudao.indicators.compile.segments import COLUMNS as KEPT
from dudao.indicators.compile.segments import Segments
from dudao.indicators.compile.tables import NotPlain, named, quoted
from dudao.indicators.compile.units import Part, Units, parts_of
from dudao.indicators.symbols import Symbols
from dudao.schemes.indicators import Edition
from dudao.values.digests import digest_of_json
from dudao.values.periods import Period


def _listed(columns: Sequence[str], own: str, other: str) -> str:
    """Columns as a query names them, one of them under another name."""
    return ", ".join(f"{named(own)} AS {named(other)}" if each in (own, other) else named(each) for each in columns)


@dataclass(slots=True)
class Renewed:
    """What came out, and at what cost.

    Attributes:
        outcome: as `compute_many` gives it; `judged_again` counts this run only.
        worked_out, taken: by level, how many counties, cities … were worked out and how many were taken as kept.
    """

    outcome: Outcome
    worked_out: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)


def compute_changed(
    edition: Edition,
    folder: Path,
    period: Period,
    kept: Path,
    *,
    day: date | None = None,
    prepare: Prepare = prepare_on_duckdb,
    lang: str = "",
) -> Renewed:
    """Compute an edition on a folder of plain tables, for every body, working out only what rests on changed rows.

    Args:
        kept: the folder of kept results; made where it is not there, added to with what was worked out.
        day: the day on which parameters and the tree must be in force; the last day of the period where it is left out.
        prepare: compiles for DuckDB where everything is worked out; kept results know no other engine.
        lang: as `compute_many` has it; what is told in one language is kept beside what is told in another.
    Raises:
        NotPlain: tables that only the readers of `facts` can take.
    """
    on = day or edition.day_of(period)
    units = Units(edition, folder, period, on)
    connection = units.connection
    plan = compile_plan(edition, Symbols(edition))
    renewed = Renewed(Outcome(Computed(connection, plan, {}), 0, dict(plan.left), lang))
    for part in parts_of(edition):
        units.find(part)
        question = [edition.slug, edition.digest, period.label(), on.isoformat(), part.level, release_digest(), lang]
        segments = Segments(kept, digest_of_json([*question, units.shape(part)]))
        files = segments.whole()
        segments.read(connection, files)
        _count(units, part, renewed)
        if _changed(units):
            with tempfile.TemporaryDirectory(prefix="dudao-changed-") as space:
                renewed.outcome.judged_again += _work_out(units, part, on, Path(space), prepare, kept, lang)
            files.append(segments.add(connection, "SELECT * FROM made"))
            connection.execute("INSERT INTO kept SELECT * FROM made")
        segments.tidy(connection, files)
        connection.execute(f"ALTER TABLE kept RENAME TO kept_{part.level}")
    every = " UNION ALL ".join(f"SELECT * FROM kept_{level}" for level in renewed.taken)
    columns_of = {
        "result": _listed(TOLD if lang else COLUMNS, "code", "indicator"),
        "conclusion": _listed(TOLD_CONCLUSIONS[:5] if lang else CONCLUSIONS, "code", "conclusion"),
    }
    for name, columns in columns_of.items():
        query = f"SELECT {columns} FROM ({every}) AS k WHERE part = {quoted(name)}"
        connection.execute(f"CREATE TEMP VIEW {name}s AS {query}")
    if lang:  # scores are worked out anew each time: they are few, and are no rows that could be kept
        renewed.outcome.scores = tuple(scores_of(edition, folder, period, on, connection))
    return renewed


_CHANGED = "SELECT unit FROM units WHERE unit NOT IN (SELECT of_unit FROM kept WHERE part = 'unit')"


def _changed(units: Units) -> bool:
    return bool(units.connection.execute(f"{_CHANGED} LIMIT 1").fetchall())


def _count(units: Units, part: Part, renewed: Renewed) -> None:
    """Count the bodies of the level, by whether they must be worked out."""
    is_new = f"o.unit IN ({_CHANGED})"
    query = (
        f"SELECT count(*) FILTER ({is_new}), count(*) FILTER (NOT {is_new}) FROM owned AS o "
        f"JOIN tree ON tree.code = o.code WHERE tree.kind = {quoted(part.level)}"
    )
    renewed.worked_out[part.level], renewed.taken[part.level] = units.connection.execute(query).fetchall()[0]


def _work_out(units: Units, part: Part, day: date, space: Path, prepare: Prepare, kept: Path, lang: str) -> int:
    """Make the table `made` of all results of the changed units; returns how many the exact evaluator gave."""
    connection = units.connection
    connection.execute(f"CREATE OR REPLACE TEMP TABLE changed AS SELECT * FROM units WHERE unit IN ({_CHANGED})")
    outcome = None
    if not connection.execute("SELECT count(*) FROM kept").fetchall()[0][0]:
        with suppress(NotPlain):  # for a column that the scheme does not read, perhaps: the rows below hold none
            outcome = compute_many(
                part.edition, units.folder, [units.period], day=day, prepare=prepare, lang=lang, with_places=False
            )
    if outcome is None:
        rows = space / "rows"
        rows.mkdir()
        units.write_rows(part, rows, "SELECT unit FROM changed")
        own = partial(prepare_on_duckdb, queries=kept)
        outcome = compute_many(part.edition, rows, [units.period], day=day, prepare=own, lang=lang, with_places=False)
    for name in ("results", "conclusions"):
        path = quoted(str(space / f"{name}.parquet"))
        outcome.computed.connection.execute(f"COPY {name} TO {path} (FORMAT parquet)")
    outcome.computed.connection.close()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE made AS {' UNION ALL BY NAME '.join(_made(space, lang))}")
    return outcome.judged_again


def _made(space: Path, lang: str) -> Iterator[str]:
    """Queries of the rows to be kept: that each unit was worked out, its results, its conclusions."""
    blank = ", ".join(f"'' AS {named(each)}" for each in KEPT if each not in ("of_unit", "of_digest", "part"))
    yield f"SELECT unit AS of_unit, digest AS of_digest, 'unit' AS part, {blank} FROM changed"
    columns_of = {
        "result": _listed(TOLD if lang else COLUMNS, "indicator", "code"),
        "conclusion": _listed(TOLD_CONCLUSIONS[:5] if lang else CONCLUSIONS, "conclusion", "code"),
    }
    for name, columns in columns_of.items():
        path = quoted(str(space / f"{name}s.parquet"))
        yield (
            f"SELECT c.unit AS of_unit, c.digest AS of_digest, {quoted(name)} AS part, r.* FROM (SELECT {columns} "
            f"FROM read_parquet({path})) AS r JOIN owned AS o ON o.code = r.body JOIN changed AS c ON c.unit = o.unit"
        )


@cache
def release_digest() -> str:
    """The hash of all that computes, and of DuckDB's version: what another release worked out is not taken."""
    hashed = hashlib.sha256(duckdb.__version__.encode())
    home = Path(dudao.__file__).parent
    for path in sorted(each for each in home.rglob("*") if each.suffix in (".py", ".csv")):
        hashed.update(path.relative_to(home).as_posix().encode() + b"\n" + path.read_bytes())
    return hashed.hexdigest()
