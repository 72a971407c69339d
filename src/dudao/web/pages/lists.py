"""Lists cut into leaves, in a constant number of queries, with the query in the address so that a link can be sent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

SIZES = (20, 50, 100)
DEEP = 1_000
"""Rows before the leaf asked for, from which on it is worth a query more to find its keys first."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a list: its rows, how many there are in all, and the addresses of the leaves beside it."""

    rows: list[Any]
    total: int
    number: int
    leaves: int
    before: str
    after: str


def leaf_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, size: int = SIZES[1], total: int | None = None
) -> Leaf:
    """The leaf asked for by `?page=`; a number that is none, or lies outside, gives the nearest leaf.

    Args:
        total: how many rows there are, where that is known already; else they are counted.
    """
    count = total if total is not None else _count(rows)
    leaves = max(1, -(-count // size))
    asked = request.GET.get("page", "1")
    number = max(1, min(int(asked[:9]), leaves)) if asked.isdecimal() else 1
    return Leaf(
        _rows(rows, (number - 1) * size, size) if count else [],
        count,
        number,
        leaves,
        _address(request, number - 1) if number > 1 else "",
        _address(request, number + 1) if number < leaves else "",
    )


def _count(rows: QuerySet[Any] | Sequence[Any]) -> int:
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def _rows(rows: QuerySet[Any] | Sequence[Any], first: int, size: int) -> list[Any]:
    """So many rows from the first on. Deep in a list only the keys are passed over, which an index gives, not whole rows."""
    if first < DEEP or not isinstance(rows, QuerySet):
        return list(rows[first : first + size])
    keys = list(rows.values_list("pk", flat=True)[first : first + size])
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by()}
    return [found[key] for key in keys]


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
