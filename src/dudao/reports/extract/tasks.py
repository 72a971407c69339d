"""Planned work: measure, deadline, responsible unit, progress."""

from __future__ import annotations

from dudao.reports.model import Report, Task, TimeMention


def extract_tasks(report: Report, times: tuple[TimeMention, ...]) -> tuple[Task, ...]:
    return ()
