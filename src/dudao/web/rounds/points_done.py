"""Points whose work is done: the apps of the stages say it, and the workbench no longer asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection

Point = tuple[int, str]
"""Key of an evaluated body in a round, and the code of a point."""
Source = Callable[[Collection[int]], set[Point]]
_sources: dict[str, Source] = {}


def add_done_source(name: str, source: Source) -> None:
    """Let an app say which points of some evaluated bodies (keys) are done; in constant queries."""
    _sources[name] = source


def points_done(evaluated: Collection[int]) -> set[Point]:
    """Points of some evaluated bodies that nobody waits for."""
    return set().union(*(source(evaluated) for source in _sources.values()))
