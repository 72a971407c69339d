"""One county in a warm process, as a page would ask for it: every indicator and conclusion of a scheme, on two years of rows.

The facts were read before. Values and verdicts alone; the same after a change of the data, so that rows are indexed anew; with
the full trace, every step made and gone through to the cells; with each step put into words, in both languages; and with all
traces written as JSON, where a step that several rest on is written each time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles

from benchmarks.traces import as_json, put_into_words, steps_of, traces_of
from tools.synthetic_nation import FIRST_YEAR, write_nation

from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.indicators.run import run_edition
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.edition import load_edition
from dudao.schemes.indicators import Edition
from dudao.values.periods import Period, year

SCHEME = "quality-balance/2017"
SCHOOLS = 75
MIDDLE = 75
"""The generator's middle number of schools that gives the only county of a nation SCHOOLS schools."""
REQUESTS = {
    "values and verdicts": 100,
    "after a change of data": 40,
    "with the full trace": 40,
    "with every step in words": 20,
    "with all traces as JSON": 10,
}


class County:
    """A county's facts, and the requests that are made of them."""

    def __init__(self, folder: Path) -> None:
        write_nation(folder, years=2, counties=1, schools=MIDDLE)
        loaded = load_facts([folder])
        if loaded.problems:
            raise RuntimeError(f"{folder} was not read whole: {loaded.problems[0]}")
        self.facts: KnownFacts = loaded.known
        self.schools = len({fact.body_code for fact in self.facts.facts if fact.reference.table == "school"})
        self.edition: Edition = load_edition(SCHEME)
        self.period: Period = year(FIRST_YEAR + 1)
        self.results = 0
        self.steps = 0
        self.characters = 0

    def values(self) -> None:
        """Every value and verdict."""
        self.results = len(run_edition(self.edition, self.facts, self.period).results)

    def changed(self) -> None:
        """The same where nothing that was worked out of the facts before can be used again."""
        self.facts.shared.clear()
        self.values()

    def traced(self) -> None:
        """Every value with its trace, gone through to the cells."""
        self.steps = len(steps_of(self._traces()))

    def worded(self) -> None:
        """The same, every step put into words."""
        put_into_words(steps_of(self._traces()))

    def written(self) -> None:
        """All traces as JSON."""
        self.characters = len(as_json(self._traces()))

    def _traces(self) -> Iterator[TraceNode]:
        return traces_of(run_edition(self.edition, self.facts, self.period, is_traced=True))


def show_requests(folder: Path) -> None:
    """Print the middle and the 95th of a hundred of each kind, by the clock and in processor time."""
    county = County(folder)
    works: dict[str, Callable[[], None]] = dict(
        zip(REQUESTS, (county.values, county.changed, county.traced, county.worded, county.written), strict=True)
    )
    for work in works.values():
        work()
    print(f"\nOne county in a warm process: {SCHEME}, {county.schools} schools, two years, "
          f"{county.results} results, {county.steps} steps in their traces, {county.characters / 1e6:.1f} million "
          "characters of JSON")  # fmt: skip
    print(f"  {'milliseconds':28}{'processor p50':>15}{'p95':>8}{'clock p50':>12}{'p95':>8}")
    for name, work in works.items():
        processor, clock = _timed(work, REQUESTS[name])
        shown = "".join(f"{each:{width}.1f}" for each, width in zip((*processor, *clock), (15, 8, 12, 8), strict=True))
        print(f"  {name:28}{shown}", flush=True)


def _timed(work: Callable[[], None], count: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Milliseconds of the processor and of the clock: the middle and the 95th of a hundred."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(count):
        used, started = time.process_time(), time.perf_counter()
        work()
        times[0].append(1000 * (time.process_time() - used))
        times[1].append(1000 * (time.perf_counter() - started))
    processor, clock = (quantiles(each, n=20, method="inclusive") for each in times)
    return (processor[9], processor[18]), (clock[9], clock[18])
