"""Values that are made by the ten thousand: frozen for the type checker, cheap to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform, overload

Kind = TypeVar("Kind")


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]: ...


@overload
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(*, order: bool = False, eq: bool = True) -> Callable[[type[Kind]], type[Kind]]: ...


def record(
    kind: type[Kind] | None = None, *, order: bool = False, eq: bool = True
) -> type[Kind] | Callable[[type[Kind]], type[Kind]]:
    """A dataclass with slots, compared and hashed by its fields, which the type checker does not let anyone change.

    At run time nothing stops a change: `frozen=True` would, but sets each field through a call, and makes a value of many
    fields take three times as long to make. Use it for what a text holds in great number, `dataclass(frozen=True)` else.
    With `order` values are also sorted by their fields; without `eq` they are compared and hashed as their base class says.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0), len({Point(1), Point(1, 0)})
    (Point(x=1, y=0), True, 1)
    """
    made = dataclass(slots=True, eq=eq, unsafe_hash=eq, order=order)
    return made if kind is None else made(kind)
