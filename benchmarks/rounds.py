"""Interleaved rounds: each contestant once a round, so that what else the machine does falls on all alike; medians.

Work in this process is measured in processor time, which other programs hardly change; the start of a process in time by the
clock, which is what a person waits, and in processor time beside it.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

Times = dict[str, list[float]]


def in_rounds(works: Mapping[str, Callable[[], float]], rounds: int) -> Times:
    """The seconds that each work says it took, round by round."""
    times: Times = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(work())
    return times


def medians(times: Times) -> dict[str, float]:
    return {name: median(found) for name, found in times.items()}


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of one call in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


class Started:
    """A command whose whole process is timed."""

    def __init__(self, *command: str | Path, good: frozenset[int] = frozenset((0, 1))) -> None:
        self.command = [*map(str, command)]
        self.good = good
        self.processor: list[float] = []

    def run(self) -> float:
        """Seconds by the clock from start to end; processor seconds are kept. RuntimeError for an unexpected exit code."""
        used, started = _used_by_children(), time.perf_counter()
        ended = subprocess.run(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        seconds = time.perf_counter() - started
        if ended.returncode not in self.good:
            told = ended.stderr.decode(errors="replace")[-400:]
            raise RuntimeError(f"{self.command[0]} ended with {ended.returncode}: {told}")
        self.processor.append(_used_by_children() - used)
        return seconds


def _used_by_children() -> float:
    times = os.times()
    return times.children_user + times.children_system
