"""A formula as a tree. Every node knows where it stands, so that a fault can be shown in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node begins in its formula: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, exact; `unit` is "" for a plain one: 100, 85%, 8000[元/生]."""

    value: Fraction
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class Text:
    """A word of a list: 'primary', "乡村"."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words after `in`: ['小学', '初中']."""

    values: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    """A field, another indicator or a parameter."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Negation:
    """`-x` or `not x`."""

    operator: str
    operand: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands: + - * / for numbers, == != < <= > >= for comparisons, in, and, or."""

    operator: str
    left: Node
    right: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments, positional ones first: cv(A4, weight: students)."""

    function: str
    arguments: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...]
    place: Place

    def argument(self, name: str) -> Node | None:
        """The named argument, None where it is left out."""
        return next((node for key, node in self.named if key == name), None)


Node = Number | Text | Truth | Words | Name | Negation | Operation | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below one, in the order of the text."""
    if isinstance(node, Negation):
        return (node.operand,)
    if isinstance(node, Operation):
        return (node.left, node.right)
    if isinstance(node, Call):
        return (*node.arguments, *(value for _, value in node.named))
    return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, depth first."""
    yield node
    for child in children(node):
        yield from walk(child)


def names_in(node: Node) -> tuple[Name, ...]:
    """All names of a formula, in the order of the text."""
    return tuple(each for each in walk(node) if isinstance(each, Name))


def is_same(one: Node, other: Node) -> bool:
    """Whether two formulas say the same, wherever they stand."""
    if type(one) is not type(other):
        return False
    for field in fields(one):
        if field.name == "place":
            continue
        left, right = getattr(one, field.name), getattr(other, field.name)
        if field.name in ("operand", "left", "right"):
            if not is_same(left, right):
                return False
        elif field.name == "arguments":
            if len(left) != len(right) or not all(map(is_same, left, right)):
                return False
        elif field.name == "named":
            if [key for key, _ in left] != [key for key, _ in right]:
                return False
            if not all(is_same(a, b) for (_, a), (_, b) in zip(left, right, strict=True)):
                return False
        elif left != right:
            return False
    return True
