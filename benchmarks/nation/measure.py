"""Equal results first, then interleaved rounds; one table for each size."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import duckdb
from benchmarks.nation.agreement import compare
from benchmarks.nation.contestants import BASE, Contestant, NotMeasured, Process
from benchmarks.nation.work import WORKS

from tools import synthetic_nation

NATIONS = Path(__file__).parent.parent.parent / "build" / "bench" / "nation"
FEWEST, SLOW = 2, 60.0
"""Who takes more than so many seconds by the clock is asked in the first rounds only."""


@dataclass(slots=True)
class Times:
    """The seconds of one contestant and work, round by round."""

    processor: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)

    @property
    def medians(self) -> tuple[float, float]:
        """Of the processor and of the clock."""
        return median(self.processor), median(self.clock)

    @property
    def is_slow(self) -> bool:
        """Whether it is asked no more than FEWEST times."""
        return bool(self.clock) and max(self.clock) > SLOW


@dataclass(slots=True)
class Measured:
    """What came out for a size: times by title and work, the most memory held in bytes, and why somebody is not measured."""

    size: str
    times: dict[tuple[str, str], Times] = field(default_factory=dict)
    peaks: dict[str, int] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def measure(
    size: str,
    folder: Path,
    contestants: Sequence[Contestant],
    rounds: int,
    peers: Path,
    left_out: Sequence[str] = (),
    works: Sequence[str] = WORKS,
) -> Measured:
    """Contestants on one folder of tables; the first one's results are those that the others' must equal.

    Args:
        peers: the interpreter of the peers' environment. `left_out`: words of titles that are not to take part;
            `works`: those of WORKS to be timed.
    """
    found = Measured(size)
    running = _equal_ones(folder, contestants, peers, left_out, found)
    try:
        for work in works:
            for title, process in list(running.items()):
                _go(title, work, process, None, found, running)  # files and plans into memory
        for number in range(rounds):
            for title, process in list(running.items()):
                for work in works:
                    times = found.times.setdefault((title, work), Times())
                    if number < FEWEST or not times.is_slow:
                        _go(title, work, process, times, found, running)
        for title, process in running.items():
            found.peaks[title] = process.ask("peak")
    finally:
        for process in running.values():
            process.end()
        (folder / "hand.duckdb").unlink(missing_ok=True)
    return found


def nation_of(years: int) -> Path:
    """The folder of a made-up nation, written if it is not there yet; another generator gives another folder."""
    made_by = hashlib.sha256(Path(synthetic_nation.__file__).read_bytes()).hexdigest()[:8]
    folder = NATIONS / f"{years}-{made_by}"
    if not (folder / "judged.parquet").exists():
        synthetic_nation.write_nation(folder, years=years)
    return folder


def part_of(nation: Path, level: str) -> Path:
    """A folder with the tables of one county or province of a nation, that of the middle number of schools and stages."""
    folder = nation.parent / f"{nation.name}-{level}"
    if not (folder / "judged.parquet").exists():
        folder.mkdir(exist_ok=True)
        digits = {"province": 2, "county": 8}[level]
        rows = f"SELECT left(body_code, {digits}) AS place, count(*) AS size FROM read_parquet('{nation}/school_stage.parquet')"
        places = duckdb.sql(f"{rows} GROUP BY place ORDER BY size, place").fetchall()
        place = places[len(places) // 2][0]
        for table in synthetic_nation.TABLES:
            key = "code" if table == "bodies" else "body_code"
            above = f" OR starts_with('{place}', code) OR kind = 'nation'" if table == "bodies" else ""
            query = f"FROM read_parquet('{nation}/{table}.parquet') WHERE starts_with({key}, '{place}'){above}"
            duckdb.sql(f"COPY ({query}) TO '{folder}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)")
    return folder


def _go(
    title: str, work: str, process: Process, times: Times | None, found: Measured, running: dict[str, Process]
) -> None:
    if title not in running:
        return
    try:
        seconds = process.ask(f"go {work}")
    except NotMeasured as reason:
        found.missing[title] = str(reason)
        del running[title]
        return
    if times is not None:
        times.processor.append(seconds["processor"])
        times.clock.append(seconds["clock"])


def _equal_ones(
    folder: Path, contestants: Sequence[Contestant], peers: Path, left_out: Sequence[str], found: Measured
) -> dict[str, Process]:
    """Every contestant whose results are the first's, its process started anew where that is cheap."""
    running: dict[str, Process] = {}
    with tempfile.TemporaryDirectory(prefix="dudao-bench-") as kept:
        first: Path | None = None
        for number, contestant in enumerate(contestants):
            if any(word in contestant.title for word in left_out):
                found.missing[contestant.title] = "left out on request"
                continue
            own = Path(kept) / str(number)
            own.mkdir()
            try:
                process = _shown(contestant, folder, peers, own)
                if first is not None:
                    _refuse_other(contestant, first, own, process)
            except NotMeasured as reason:
                found.missing[contestant.title] = str(reason)
                continue
            running[contestant.title] = process
            if first is None:
                first = own
            else:
                shutil.rmtree(own)
                print(f"  {contestant.title}: same results", flush=True)
    return running


def _shown(contestant: Contestant, folder: Path, peers: Path, own: Path) -> Process:
    """The process that is to be timed, after the results were written; a fresh one unless loading takes long."""
    process = Process(contestant, folder, peers)
    process.ask(f"show {own}")
    if contestant.is_slow_to_start:
        return process
    process.end()
    return Process(contestant, folder, peers)


def _refuse_other(contestant: Contestant, first: Path, own: Path, process: Process) -> None:
    for table in compare(first, own, contestant.tables):
        if not table.is_same:
            process.end()
            raise NotMeasured(
                f"its {table.table} differ: {table.differing} of {table.rows} rows, {table.alone} that only one has, "
                f"greatest error {table.worst:.1e}"
            )


def show(found: Measured, smallest: Measured | None) -> None:
    """Print the table of a size; n: how many times each was asked; growth: of the clock, against the smallest size."""
    for work in dict.fromkeys(work for _title, work in found.times):
        base = found.times.get((BASE, work))
        print(f"\n{found.size}, {work}: medians of seconds (times hand-written DuckDB SQL from Parquet)")
        print(f"  {'':34}{'processor':>18}{'clock':>18}{'peak MB':>10}{'n':>4}{'growth':>8}")
        for (title, kind), times in found.times.items():
            if kind == work and title in found.peaks:
                _show_line(title, times, base, found, smallest.times.get((title, work)) if smallest else None)
    for title, reason in found.missing.items():
        print(f"  not measured: {title}: {reason}")


def _show_line(title: str, times: Times, base: Times | None, found: Measured, before: Times | None) -> None:
    processor, clock = times.medians
    over = (
        [f"({one / other:6.2f} ×)" for one, other in zip(times.medians, base.medians, strict=True)]
        if base
        else ["", ""]
    )
    growth = f"{clock / before.medians[1]:8.1f}" if before else ""
    peak = found.peaks[title] / 1e6
    print(
        f"  {title:34}{processor:8.2f} {over[0]}{clock:8.2f} {over[1]}{peak:10.0f}{len(times.clock):4}{growth}",
        flush=True,
    )
