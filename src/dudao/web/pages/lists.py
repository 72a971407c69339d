"""Lists cut into leaves, in a constant number of queries, with the query in the address so that a link can be sent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

SIZES = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a list: its rows, how many there are in all, and the addresses of the leaves beside it."""

    rows: list[Any]
    total: int
    number: int
    leaves: int
    before: str
    after: str


def leaf_of(request: HttpRequest, rows: QuerySet[Model] | Sequence[Any], *, size: int = SIZES[1]) -> Leaf:
    """The leaf asked for by `?page=`; a number that is none, or lies outside, gives the nearest leaf."""
    cut = Paginator(rows, size)
    asked = request.GET.get("page", "1")
    try:
        leaf = cut.page(min(int(asked), cut.num_pages) if asked.isdigit() else 1)
    except EmptyPage:
        leaf = cut.page(1)
    return Leaf(
        list(leaf.object_list),
        cut.count,
        leaf.number,
        cut.num_pages,
        _address(request, leaf.number - 1) if leaf.has_previous() else "",
        _address(request, leaf.number + 1) if leaf.has_next() else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
