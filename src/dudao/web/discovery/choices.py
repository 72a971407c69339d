"""What a choice of a facet means: asked of the database, and of rows that are there already. Both say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from django.db.models import Q

from dudao.web.discovery.rows import COLUMNS, PATH, PLACE, POINTS, YEAR, Row


def asked_of(chosen: Mapping[str, str]) -> Q:
    """The choices as a condition on listings."""
    found = Q()
    for name, value in chosen.items():
        if name == "place":
            found &= Q(path__contains=f"/{value}/") | Q(path="", place=value)
        elif name == "year":
            found &= Q(year=int(value)) if re.fullmatch("[0-9]{4}", value) else Q(pk__in=())
        elif name == "point":
            found &= Q(points__holds=f"\n{value}\n")
        else:
            found &= Q(**{name: value})
    return found


def narrowed(rows: Sequence[Row], chosen: Mapping[str, str], *, but: str = "") -> Sequence[Row]:
    """The rows that fit all that is chosen, leaving one facet aside."""
    tests = [_test(name, value) for name, value in chosen.items() if name != but]
    return [row for row in rows if all(test(row) for test in tests)] if tests else rows


def _test(name: str, value: str) -> Callable[[Row], bool]:
    if name == "place":
        inside = f"/{value}/"
        return lambda row: inside in row[PATH] or (not row[PATH] and row[PLACE] == value)
    if name == "year":
        return lambda row: str(row[YEAR]) == value
    if name == "point":
        return lambda row: f"\n{value}\n" in row[POINTS]
    at = COLUMNS.index(name)
    return lambda row: bool(row[at] == value)
