"""Measure the compiled plan beside the same work written by hand, and print ratios.

    python benchmarks/indicators.py [--years 1 10] [--rounds 5] [--peers PYTHON]

The work: the seven ratios of quality balance for every school, the school rule, coefficients of variation and the verdict on
all schools, from plain Parquet, compile and check of the tables left out. PYTHON is an interpreter that has duckdb, polars,
pandas and pyarrow; what it lacks is not measured. Each contestant works once a round; the figures are medians of processor
seconds, the ratios say how many times hand-written DuckDB SQL takes. Results are compared before anything is measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from indicator_peers import ENGINES, RATIOS
from rounds import in_rounds, medians, seconds_of
from tools.synthetic_nation import FIRST_YEAR, write_nation

from dudao.indicators.compile.engines import Prepared, prepare_on_duckdb
from dudao.indicators.compile.plan import Layer
from dudao.schemes.edition import load_edition
from dudao.values.periods import year

BUILD = Path(__file__).parent.parent / "build" / "bench" / "nation"
NUMBERS = range(1, len(RATIOS) + 1)
CODES = (*(f"A{n}" for n in NUMBERS), "SCHOOL_RULE", "ALL_SCHOOLS", *(f"CV_A{n}" for n in NUMBERS))
CLOSE = 1e-9
Key = tuple[str, str, str]


class Peer:
    """A contestant in a process of its own, that works when told."""

    def __init__(self, python: str, engine: str, folder: Path) -> None:
        script = str(Path(__file__).parent / "indicator_peers.py")
        self.process = subprocess.Popen(
            [python, script, engine, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, word: str) -> str:
        """Its answer to a line; "" where it ended."""
        assert self.process.stdin is not None and self.process.stdout is not None  # noqa: PT018 - both are pipes
        try:
            self.process.stdin.write(word + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return ""
        return self.process.stdout.readline()

    def seconds(self) -> float:
        """Processor seconds of one go."""
        return float(self.ask("go"))


def prepared(folder: Path, years: int) -> Prepared:
    """The plan of the seven ratios on a folder; limits are those of one day in all years, as in the SQL written by hand."""
    periods = [year(FIRST_YEAR + number) for number in range(years)]
    days = {each.label(): date(2022, 12, 31) for each in periods}
    return prepare_on_duckdb(load_edition("quality-balance/2017"), folder, periods, days, codes=CODES)


def rows_of(plan: Prepared) -> dict[Key, tuple[Any, ...]]:
    """By county, year and stage: whether all schools meet the rule, and the seven coefficients."""
    name = plan.run().tables[Layer("county", is_staged=True)]
    columns = ", ".join(["ALL_SCHOOLS", *(f"CV_A{n}" for n in NUMBERS)])
    found = plan.connection.execute(f"SELECT body_code, period, stage, {columns} FROM {name}").fetchall()
    return {tuple(row[:3]): tuple(row[3:]) for row in found}


def differences(one: dict[Key, tuple[Any, ...]], rows: list[list[Any]]) -> int:
    """How many counties have another verdict, or a coefficient that is not within CLOSE."""
    count = 0
    for county, period, stage, verdict, *values in rows:
        own = one.get((county, period, stage), ())
        is_same = bool(own) and (own[0] is None) == (verdict is None) and (verdict is None or bool(verdict) == own[0])
        for mine, theirs in zip(own[1:], values, strict=False):
            if (mine is None) != (theirs is None) or (mine is not None and abs(mine - theirs) > CLOSE):
                is_same = False
        count += not is_same
    return count


def measure(years: int, rounds: int, python: str) -> None:
    """One size: equal results first, then interleaved rounds."""
    folder = BUILD / f"{years}"
    if not (folder / "judged.parquet").exists():
        write_nation(folder, years=years)
    plan = prepared(folder, years)
    own = rows_of(plan)
    works: dict[str, Callable[[], float]] = {"Dudao's plan on DuckDB": lambda: seconds_of(plan.run)}
    peers = {engine: Peer(python, engine, folder) for engine in ENGINES}
    for engine, peer in peers.items():
        answer = peer.ask("show")
        if not answer:
            print(f"  {engine}: not measured (not installed for {python})")
            continue
        rows = json.loads(answer)
        print(f"  {engine}: {len(rows)} rows, {differences(own, rows)} differ from Dudao's")
        works[f"{engine}, by hand"] = peer.seconds
    seconds = medians(in_rounds(works, rounds))
    base = seconds.get("duckdb, by hand")
    for name, own_seconds in seconds.items():
        ratio = f"{own_seconds / base:5.2f} ×" if base else f"{own_seconds:.2f} s"
        print(f"  {years:>3} years  {name:<24} {ratio}")
    for peer in peers.values():
        peer.process.terminate()


def main() -> None:
    """Read the command line and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=sys.executable)
    asked = parser.parse_args()
    for years in asked.years:
        measure(years, asked.rounds, asked.peers)


if __name__ == "__main__":
    main()
