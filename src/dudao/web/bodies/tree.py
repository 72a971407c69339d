"""The tree as it was on a day, as it was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from dudao.web.bodies.models import Body, BodyName, BodyPlace, Kind
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A body on a day: what it was called, whom it was below, its path."""

    code: str
    kind: str
    name: str
    parent: str
    path: str

    @property
    def kind_label(self) -> Words:
        """The kind in words."""
        return Kind(self.kind).label


def path_of(parent_path: str, code: str) -> str:
    """The path of a body below another; "" is the path above the top.

    >>> path_of("", "410000"), path_of("/410000/", "410100")
    ('/410000/', '/410000/410100/')
    """
    return f"{parent_path or '/'}{code}/"


def holding_on(day: date, known_at: datetime | None) -> Q:
    """The dated rows in force on a day; as known at a moment where one is given, else as known now."""
    in_force = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))
    if known_at is None:
        return in_force & Q(withdrawn_at=None)
    return in_force & Q(recorded_at__lte=known_at) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=known_at))


def tree_on(day: date, *, known_at: datetime | None = None, below: Iterable[str] | None = None) -> dict[str, Place]:
    """Every body that was in the tree on a day, by code, those above first.

    Args:
        known_at: take the tree as it was recorded at that moment (a closed round is replayed with its own).
        below: only these bodies and what was below them on that day.
    """
    holds = holding_on(day, known_at)
    names = dict(BodyName.objects.filter(holds).values_list("body_id", "name"))
    parents = dict(BodyPlace.objects.filter(holds).values_list("body_id", "parent_id"))
    kinds = dict(Body.objects.values_list("code", "kind"))
    children: dict[str | None, list[str]] = {}
    for code, parent in parents.items():
        children.setdefault(parent if parent in parents else None, []).append(code)
    found: dict[str, Place] = {}
    waiting = [("", code) for code in sorted(children.get(None, ()), reverse=True)]
    while waiting:
        above, code = waiting.pop()
        path = path_of(above, code)
        found[code] = Place(code, kinds[code], names.get(code, code), parents[code] or "", path)
        waiting.extend((path, child) for child in sorted(children.get(code, ()), reverse=True))
    if below is None:
        return found
    tops = tuple(found[code].path for code in below if code in found)
    return {code: place for code, place in found.items() if place.path.startswith(tops)}


def below_on(top: str, path: str, day: date, *, known_at: datetime | None = None) -> list[Place]:
    """A body and what was below it on a day, each after the one above it; a few queries, whatever the size of the tree.

    Args:
        path: of the top body on that day. known_at: as it was recorded at that moment.
    """
    holds = holding_on(day, known_at)
    parents, paths, level = {top: ""}, {top: path}, [top]
    while level:
        rows = (
            BodyPlace.objects.filter(holds, parent_id__in=level).order_by("body_id").values_list("body_id", "parent_id")
        )
        found = {code: parent for code, parent in rows if parent is not None and code not in parents}
        parents |= found
        paths |= {code: path_of(paths[parent], code) for code, parent in found.items()}
        level = list(found)
    names = dict(BodyName.objects.filter(holds, body_id__in=parents).values_list("body_id", "name"))
    kinds = dict(Body.objects.filter(pk__in=parents).values_list("code", "kind"))
    return sorted(
        (Place(code, kinds[code], names.get(code, code), parents[code], paths[code]) for code in parents),
        key=lambda each: each.path,
    )
