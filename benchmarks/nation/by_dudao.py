"""Dudao's plan on DuckDB, compiled once, from plain Parquet and from its own sorted storage."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import duckdb
from benchmarks.nation.roll_up_scheme import CODES, ROLL_UP, edition_in
from benchmarks.nation.work import LEVELS, NUMBERS, PER_HUNDRED

from dudao.indicators.compile.engines import Computed, Prepared, prepare_on_duckdb
from dudao.indicators.compile.plan import Layer
from dudao.values.periods import parse_period

DAY = date(2022, 12, 31)
"""The limits of one day in all years, as the SQL written by hand has them."""
FACTORS = {n: 100 if n in PER_HUNDRED else 1 for n in NUMBERS}
MET = "CASE {code}__verdict WHEN 0 THEN true WHEN 1 THEN false END"


class OnParquet:
    """The edition compiled for a folder; every go reads the files anew."""

    store: Path | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with tempfile.TemporaryDirectory(prefix="dudao-bench-") as kept:
            self.edition = edition_in(Path(kept) / "scheme")
        self.prepared: dict[str, Prepared] = {}

    def _prepared(self, work: str) -> Prepared:
        if work not in self.prepared:
            periods = periods_in(self.folder)
            days = {each.label(): DAY for each in periods}
            self.prepared[work] = prepare_on_duckdb(
                self.edition, self.folder, periods, days, codes=CODES[work], store=self.store
            )
        return self.prepared[work]

    def go(self, work: str) -> object:
        """The whole work; the areas' rows as Python objects, the rest as tables of the connection."""
        computed = self._prepared(work).run()
        return computed.connection.execute(_areas(computed)).fetchall()

    def show(self, folder: Path) -> None:
        """The results as files in a folder, in the words and units of the others."""
        computed = self._prepared("full").run()
        queries = {"schools": _schools(computed), "counties": _counties(computed), "areas": _areas(computed)}
        for name, query in queries.items():
            computed.connection.execute(f"COPY ({query}) TO '{folder / name}.parquet'")


class OnOwnStorage(OnParquet):
    """The same on what `--store` keeps of the folder: looked through and sorted before anything is timed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.store = folder.parent / f"{folder.name}-stored"


def periods_in(folder: Path) -> list[object]:
    """The years that the tables of a folder hold."""
    labels = duckdb.sql(f"SELECT DISTINCT period FROM read_parquet('{folder}/county.parquet') ORDER BY 1").fetchall()
    return [parse_period(label) for (label,) in labels]


def _schools(computed: Computed) -> str:
    values = [f"A{n} * {factor} AS a{n}" for n, factor in FACTORS.items()]
    values += [f"A{n}__printed AS shown{n}" for n in NUMBERS]
    values += [f"{MET.format(code=f'A{n}')} AS met{n}" for n in NUMBERS]
    table = computed.tables[Layer("school_stage", is_staged=True)]
    return (
        f"SELECT body_code AS body, period, stage, {', '.join(values)}, SCHOOL_RULE AS ok FROM {table} "
        "WHERE SCHOOL_RULE__verdict <> 3"
    )


def _counties(computed: Computed) -> str:
    values = [f"CV_A{n} AS cv{n}" for n in NUMBERS]
    values += [f"CV_A{n}__printed AS shown{n}" for n in NUMBERS]
    values += [f"{MET.format(code=f'CV_A{n}')} AS met{n}" for n in NUMBERS]
    table = computed.tables[Layer("county", is_staged=True)]
    return f"SELECT body_code AS body, period, stage, {', '.join(values)}, ALL_SCHOOLS AS all_schools, COUNTY_MET AS met FROM {table}"


def _areas(computed: Computed) -> str:
    return " UNION ALL ".join(
        f"SELECT body_code AS body, period, stage, {', '.join(f'{code}_{level.upper()} AS {code.lower()}' for code in ROLL_UP)} "
        f"FROM {computed.tables[Layer(level, is_staged=True)]}"
        for level in LEVELS
    )
