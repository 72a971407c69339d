"""Measure one county computed within a request: python benchmarks/county_request.py [--schools 75] [--rounds 40].

A made-up county, two years of it, all indicators of every shipped scheme for the last year, in a process that has computed each
scheme once. Processor milliseconds of one thread, median and 95th percentile: values, verdicts and scores; the same after one
cell was changed, its row indexed again; the same with the sentences of all results; with the largest tree opened down to its
cells; and with the trees of all results opened.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

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


def opened(trees: list[TraceNode]) -> int:
    """Read every node of some trees; how many there are."""
    seen: set[int] = set()

    def read(node: TraceNode) -> None:
        if id(node) not in seen:
            seen.add(id(node))
            for child in node.children:
                read(child)

    for tree in trees:
        read(tree)
    return len(seen)


def trees_of(results: Results) -> list[TraceNode]:
    """The trees of everything."""
    every = (*results.results, *results.conclusions, *results.scores)
    return [tree for each in every if (tree := each.trace) is not None]


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

    traced = run(facts, is_traced=True)
    every = trees_of(traced)
    sizes = [opened([tree]) for tree in every]
    largest, nodes, count = sizes.index(max(sizes)), opened(every), len(traced.results)
    del traced, every

    def one() -> int:
        results = run(facts, is_traced=True)
        tree = (*results.results, *results.conclusions, *results.scores)[largest].trace
        return opened([tree] if tree is not None else [])

    works = (
        lambda: run(facts),
        changed,
        told,
        one,
        lambda: opened(trees_of(run(facts, is_traced=True))),
    )
    cells = [f"{median:6.1f} {most:6.1f}" for median, most in (timed(work, rounds) for work in works)]
    print(f"{edition.slug:<22} {count:>7}  {'   '.join(cells)}   {nodes:>6}")


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
    heads = ("values", "cell changed", "with reasons", "largest tree", "all trees")
    print(f"{'scheme':<22} {'results':>7}  {'   '.join(f'{head:>13}' for head in heads)}   {'nodes':>6}")
    for edition in editions:
        measure(edition, facts, asked.rounds)


if __name__ == "__main__":
    main()
