"""Takes note of what names and functions came to at places, so that a formula can be explained; or of nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.values import Raw
from dudao.schemes.formula.nodes import Node


class Recorder:
    """Records nothing: the quick way. `Notes` records."""

    __slots__ = ()
    is_tracing = False

    def note_values(self, node: Node, places: Sequence[At], values: Sequence[Raw]) -> None:
        """What a part of a formula came to at places."""

    def note_failing(self, node: Node, at: At, titles: Callable[[str], list[str]]) -> None:
        """The rows that fail a condition that all must meet; `titles` names them in a language."""


class Notes(Recorder):
    """Records what every name and function that was asked came to, place by place."""

    __slots__ = ("failing", "values")
    is_tracing = True

    def __init__(self) -> None:
        self.values: dict[int, dict[At, Raw]] = {}
        self.failing: dict[At, dict[int, Callable[[str], list[str]]]] = {}

    def note_values(self, node: Node, places: Sequence[At], values: Sequence[Raw]) -> None:
        """Keep the values under the node and the places."""
        self.values.setdefault(id(node), {}).update(zip(places, values, strict=True))

    def note_failing(self, node: Node, at: At, titles: Callable[[str], list[str]]) -> None:
        """Keep them under the place and the condition."""
        self.failing.setdefault(at, {})[id(node)] = titles

    def of(self, node: Node) -> dict[At, Raw]:
        """What a part of a formula came to, by the places where it was asked."""
        return self.values.get(id(node), _NONE)


_NONE: dict[At, Raw] = {}
