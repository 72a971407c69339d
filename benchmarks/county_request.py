"""Measure one county computed within a request: python -m benchmarks.county_request [--schools 75] [--rounds 40].

A made-up county, two years of it, all indicators of every shipped scheme for the last year, in a process that has computed each
scheme once. Processor milliseconds of one thread, median and 95th percentile: values, verdicts and scores; the same after one
cell was changed, its row indexed again; the same with the sentences of all results; with the largest tree opened down to its
cells; with the trees of all results opened; the same with every step put into words, in both languages; and the same written as
JSON, where a step that several rest on is written each time. Each is counted from the request, not from the one before.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from benchmarks.traces import as_json, put_into_words, steps_of, traces_of
from tools.synthetic_county import LAST_YEAR, write_county

from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.indicators.evaluate.changes import with_cell
from dudao.indicators.results import Results
from dudao.indicators.run import run_edition
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.edition import load_edition
from dudao.schemes.indicators import Edition
from dudao.values.periods import year

SCHEMES = (
    *(
        "quality-balance/2017",
        "preschool-universal",
        "basic-balance/2012",
        "education-funding",
        "class-size",
        "teachers",
    ),
    "government-duty-city",
)


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and 95th percentile of the processor milliseconds of a piece of work."""
    seconds = []
    for _ in range(rounds):
        started = time.process_time()
        made = work()
        seconds.append((time.process_time() - started) * 1000)
        del made
    seconds.sort()
    return seconds[rounds // 2], seconds[rounds * 95 // 100]


def measure(edition: Edition, facts: KnownFacts, rounds: int) -> None:
    """Print one line."""
    period = year(LAST_YEAR)

    def run(facts: KnownFacts, *, is_traced: bool = False) -> Results:
        return run_edition(edition, facts, period, is_traced=is_traced)

    cell = next(each for each in facts.facts if each.reference.field == "teachers" and each.period == period)
    values = iter(range(1, 1_000_000))

    def changed() -> Results:
        return run(with_cell(facts, replace(cell, value=Decimal(next(values)))))

    def told() -> int:
        return sum(len(each.reasons) for each in run(facts).results)

    results = run(facts, is_traced=True)
    every = list(traces_of(results))
    sizes = [len(steps_of([tree])) for tree in every]
    largest, count = sizes.index(max(sizes)), len(results.results)
    nodes, characters = len(steps_of(every)), len(as_json(every))
    del results, every

    def trees() -> Iterator[TraceNode]:
        return traces_of(run(facts, is_traced=True))

    def one() -> int:
        results = run(facts, is_traced=True)
        tree = (*results.results, *results.conclusions, *results.scores)[largest].trace
        return len(steps_of([tree] if tree is not None else []))

    works = (
        lambda: run(facts),
        changed,
        told,
        one,
        lambda: steps_of(trees()),
        lambda: put_into_words(steps_of(trees())),
        lambda: as_json(trees()),
    )
    cells = [f"{median:6.1f} {most:6.1f}" for median, most in (timed(work, rounds) for work in works)]
    print(f"{edition.slug:<22} {count:>7}  {'   '.join(cells)}   {nodes:>6} {characters / 1e6:>6.1f}", flush=True)


def main() -> None:
    """Read the command line and measure every scheme."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=75)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    editions = [load_edition(name) for name in SCHEMES]
    with tempfile.TemporaryDirectory() as folder:
        write_county(Path(folder), schools=asked.schools)
        facts = load_facts([Path(folder)]).known
    for edition in editions:
        run_edition(edition, facts, year(LAST_YEAR), is_traced=True)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # as the command line does
    print(
        f"{asked.schools} schools, 2 years, {len(facts.facts)} cells; processor milliseconds, median and 95th percentile"
    )
    heads = ("values", "cell changed", "with reasons", "largest tree", "all trees", "in words", "as JSON")
    print(f"{'scheme':<22} {'results':>7}  {'   '.join(f'{head:>13}' for head in heads)}   {'nodes':>6} {'M char':>6}")
    for edition in editions:
        measure(edition, facts, asked.rounds)


if __name__ == "__main__":
    main()
