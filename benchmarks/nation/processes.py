"""What the system tells of processes: their processor time and the most memory that they have held."""

from __future__ import annotations

import os
from pathlib import Path


def peak_of(process: int) -> int:
    """The most memory in bytes that a process has held, shared memory that it touched included."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def seconds_of(process: int, *, with_ended_children: bool = False) -> float:
    """Processor seconds; zero where it has just ended."""
    try:
        text = Path(f"/proc/{process}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    fields = text.rpartition(")")[2].split()[11:15]  # utime, stime, cutime, cstime
    return sum(map(int, fields if with_ended_children else fields[:2])) / os.sysconf("SC_CLK_TCK")


def children_of(process: int) -> list[int]:
    """The processes that one has started and that still run."""
    try:
        return [int(text) for text in Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()]
    except FileNotFoundError:
        return []
