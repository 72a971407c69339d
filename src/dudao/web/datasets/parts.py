"""A table by who reports what: the columns of each department, told by the tasks of the points that ask for them.

A part is a way to look at a table, not a table of its own: cells, versions and hashes are those of the whole (decision 0047).

    column ── points that ask for it (their indicators, their sentences) ── task of the first ── the department that leads
    none of these                                                        ── the department that leads the table
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from dudao.web.bodies.models import Body
from dudao.web.datasets.desks import Desk
from dudao.web.datasets.tables import AskedTable, Sharing

MARK = "@"
"""Between a table and a department in an address: city@990101.caizheng."""


@dataclass(frozen=True, slots=True)
class Part:
    """The columns that one department reports, in the order of the form. `name` is "" for those that nobody was given."""

    department: str
    name: str
    columns: tuple[str, ...]


def split_address(table: str) -> tuple[str, str]:
    """Table and department of an address; "" where it means the whole table.

    >>> split_address("city@990101.cz"), split_address("city")
    (('city', '990101.cz'), ('city', ''))
    """
    name, _mark, department = table.partition(MARK)
    return name, department


def lead_of(desk: Desk, column: str) -> str:
    """The department that reports a column; "" where none was given."""
    if desk.sheet.department_id:
        return desk.sheet.department_id
    return next((each.lead for each in _sharings(desk, column) if each.lead), desk.departments.lead)


def may_report(desk: Desk, department: str, column: str) -> bool:
    """Whether a department may fill a column: it leads or helps with a point that asks for it, or leads the table, or
    nobody was given the column."""
    sharings = list(_sharings(desk, column))
    of_table = {desk.sheet.department_id or desk.departments.lead}
    if not any(each.lead for each in sharings):
        return True
    return department in of_table or any(department == each.lead or department in each.helping for each in sharings)


def _sharings(desk: Desk, column: str) -> Iterable[Sharing]:
    codes = desk.table.column_points.get(column, ())
    return (desk.departments.by_point[code] for code in codes if code in desk.departments.by_point)


def parts_of(desk: Desk, names: Mapping[str, str] | None = None) -> tuple[Part, ...]:
    """The parts of a table in the order of their first columns; none where one department reports all of it.

    Args:
        names: of departments, where they were asked already; else one query.
    """
    found: dict[str, list[str]] = {}
    for column in desk.table.fillable:
        found.setdefault(lead_of(desk, column.id), []).append(column.id)
    if len(found) < 2:
        return ()
    names = names or dict(Body.objects.filter(pk__in=found).values_list("code", "name"))
    return tuple(Part(code, names.get(code, ""), tuple(columns)) for code, columns in found.items())


def seen_as(desk: Desk, department: str) -> Desk:
    """A desk with the columns of one part; all of them for a department that has none."""
    columns = frozenset(each.id for each in desk.table.fillable if lead_of(desk, each.id) == department)
    return replace(desk, table=narrowed(desk.table, columns)) if department and columns else desk


@lru_cache(maxsize=256)
def narrowed(table: AskedTable, columns: frozenset[str]) -> AskedTable:
    """A table with some of the columns that are filled in, and all that tell its rows apart."""
    filled = {each.id for each in table.fillable} - set(table.further_keys)
    kept = tuple(each for each in table.columns if each.id not in filled or each.id in columns)
    return replace(table, columns=kept, needed=frozenset(each.id for each in kept) & table.needed)
