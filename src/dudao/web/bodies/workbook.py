"""Bodies out to a workbook and in again: what a table would add or change, and every row that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from dudao.facts.contract import table_schema
from dudao.facts.headings import table_of_name
from dudao.facts.known import KnownBody, KnownFacts
from dudao.facts.table_rows import rows_of_table
from dudao.facts.table_workbook import workbook_of_table
from dudao.values.errors import MisuseError, UnreadableError
from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.bodies import policy
from dudao.web.bodies.codes import doubt_of_place, fault_of_code
from dudao.web.bodies.models import Body, BodyName, BodyPlace, Kind
from dudao.web.pages.handed_in import Fault, fault_of, language, read_as, where
from dudao.web.pages.workbook_kinds import TableKind, tables_in, taken_elsewhere

BODIES = "bodies"
KINDS = {"township": Kind.TOWN, "committee": Kind.OTHER, "party": Kind.OTHER}
"""Kinds of the table of bodies that the tree calls otherwise; the rest have the same name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change that a table makes: `kind` is add, rename, move or close; `old` and `new` are names, or codes of parents."""

    kind: str
    code: str
    name: str
    old: str
    new: str
    on: date | None
    row: KnownBody
    is_whole: bool = False
    """Whether the row is all there is of a new body, its last day too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do: its steps in order, its faults, and how many bodies stay as they are."""

    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    same: int

    @property
    def is_open(self) -> bool:
        """Whether it may be carried out."""
        return bool(self.steps) and not any(fault.is_error for fault in self.faults)

    def count(self, kind: str) -> int:
        """How many steps of a kind."""
        return sum(1 for step in self.steps if step.kind == kind)


def kind_of(row: KnownBody) -> str:
    """The kind in the words of the tree; "" where the table gives none."""
    return str(KINDS.get(row.kind, row.kind))


def plan_of(path: Path, by: Acting, on: date, *, called: str = "") -> Plan:
    """What the table in a file would add or change, for somebody, from a day on where a row names none.

    Args:
        called: the name under which the file was handed in; a table without a name of its own is known by it.
    """
    called = called or path.name
    elsewhere = taken_elsewhere(path, called, TableKind.BODIES)
    is_among_others = elsewhere is not None and BODIES in tables_in(path, called)
    if elsewhere is not None and not is_among_others:
        return Plan((), (Fault(called, "", elsewhere, True),), 0)
    try:
        loaded = read_as(path, called)
    except (MisuseError, UnreadableError) as error:
        return Plan((), (Fault(called, "", error.sentence(language()), True),), 0)
    rows: dict[str, list[KnownBody]] = {}
    for row in loaded.known.bodies:
        if row.place is not None:
            rows.setdefault(row.code, []).append(row)
    if elsewhere is not None and not rows:
        return Plan((), (Fault(called, "", elsewhere, True),), 0)
    known = Body.objects.select_related("parent").in_bulk(list({*rows, *(r.parent_code for r in _flat(rows))} - {""}))
    faults = [fault_of(each) for each in loaded.problems]
    if is_among_others:  # the form of data lists the bodies too: they are taken, what its other sheets say is not asked
        faults = [each for each in faults if table_of_name(each.sheet) == BODIES]
    faults.extend(fault for row in _flat(rows) for fault in _faults_of(row, rows, known, by))
    steps: list[Step] = []
    same = 0
    for code, stretches in rows.items():
        stretches.sort(key=lambda row: row.valid_from or date.min)
        found = list(_steps_of(stretches, known.get(code), on))
        steps.extend(found)
        same += not found
    return Plan(tuple(steps), tuple(faults), same)


def _flat(rows: dict[str, list[KnownBody]]) -> Iterator[KnownBody]:
    return (row for stretches in rows.values() for row in stretches)


def _faults_of(row: KnownBody, rows: dict[str, list[KnownBody]], known: dict[str, Body], by: Acting) -> Iterator[Fault]:
    sheet, cell = where(row.place)
    kind = kind_of(row)
    if not kind and row.code not in known:
        yield Fault(sheet, cell, _("%(name)s没有填类别。") % {"name": row.name}, True)
    if kind and (fault := fault_of_code(kind, row.code)):
        yield Fault(sheet, cell, f"{row.name}：{fault}", True)
    parent = known.get(row.parent_code)
    if row.parent_code and parent is None and row.parent_code not in rows:
        yield Fault(sheet, cell, _("找不到上级 %(code)s。") % {"code": row.parent_code}, True)
    top = parent.path if parent else known[row.code].path if row.code in known else "/" if not row.parent_code else ""
    if top and not (answer := policy.may_change_bodies(by, top)):
        yield Fault(sheet, cell, f"{row.name}：{answer.reason}", True)
    above = kind_of(rows[row.parent_code][0]) if row.parent_code in rows else parent.kind if parent else ""
    if kind and (doubt := doubt_of_place(kind, row.code, above, row.parent_code)):
        yield Fault(sheet, cell, doubt, False)


def _steps_of(stretches: Sequence[KnownBody], body: Body | None, on: date) -> Iterator[Step]:
    """What the rows of one body do: a new one with its history, or the changes that lead to its last row."""
    first, last = stretches[0], stretches[-1]
    is_whole = body is None and len(stretches) == 1
    if body is None:
        yield Step("add", first.code, first.name, "", first.parent_code, first.valid_from, first, is_whole)
        for before, row in zip(stretches, stretches[1:], strict=False):
            yield from _changes(before.name, before.parent_code, row, row.valid_from or on)
    elif body.closed_on is None:
        yield from _changes(body.name, body.parent_id or "", last, last.valid_from or on)
    if last.valid_to is not None and not is_whole and (body is None or body.closed_on is None):
        yield Step("close", last.code, last.name, "", "", last.valid_to, last)


def _changes(name: str, parent: str, row: KnownBody, on: date) -> Iterator[Step]:
    if name != row.name:
        yield Step("rename", row.code, row.name, name, row.name, on, row)
    if parent != row.parent_code and row.parent_code:
        yield Step("move", row.code, row.name, parent, row.parent_code, on, row)


def write_bodies(area: str) -> bytes:
    """A workbook with the bodies of an area, a row for each stretch of time, which reads back as it was written."""
    facts = KnownFacts(bodies=tuple(_stretches(area)))
    return workbook_of_table("bodies", rows_of_table(table_schema("bodies"), facts))


def _stretches(area: str) -> Iterable[KnownBody]:
    here = Body.objects.filter(in_area("path", area)).order_by("path")
    names, places = _by_body(BodyName, area), _by_body(BodyPlace, area)
    tables = {kind: name for name, kind in (("township", Kind.TOWN),)}
    for body in here:
        kind = tables.get(Kind(body.kind), body.kind)
        whole = KnownBody(body.code, body.name, kind, body.parent_id or "")
        for start, end in _pieces([*names.get(body.code, ()), *places.get(body.code, ())]):
            name = _in_force(names.get(body.code, ()), start)
            place = _in_force(places.get(body.code, ()), start)
            yield replace(
                whole,
                name=name.name if isinstance(name, BodyName) else body.name,
                short_names=tuple(filter(None, name.short_names.split("；"))) if isinstance(name, BodyName) else (),
                parent_code=(place.parent_id or "") if isinstance(place, BodyPlace) else whole.parent_code,
                valid_from=start,
                valid_to=end,
            )


Dated = BodyName | BodyPlace


def _by_body(model: type[BodyName] | type[BodyPlace], area: str) -> dict[str, list[Dated]]:
    found: dict[str, list[Dated]] = {}
    for row in model._default_manager.filter(in_area("body__path", area), withdrawn_at=None):
        found.setdefault(row.body_id, []).append(row)
    return found


def _pieces(rows: Sequence[Dated]) -> Iterator[tuple[date | None, date | None]]:
    """The stretches between all days on which something begins or ends; half-open, None is open."""
    starts = sorted({row.valid_from or date.min for row in rows})
    ends = {row.valid_to or date.max for row in rows}
    cuts = sorted({*starts, *ends})
    for start, end in zip(cuts, cuts[1:], strict=False):
        if any((row.valid_from or date.min) <= start < (row.valid_to or date.max) for row in rows):
            yield (None if start == date.min else start), (None if end == date.max else end)


def _in_force(rows: Iterable[Dated], start: date | None) -> Dated | None:
    day = start or date.min
    return next((row for row in rows if (row.valid_from or date.min) <= day < (row.valid_to or date.max)), None)
