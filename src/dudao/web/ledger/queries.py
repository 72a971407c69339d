"""Entries of the ledger, for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.bodies.models import GOVERNMENTS, Body
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.lights import LIGHTS, with_light
from dudao.web.ledger.models import LedgerRecord

WIDE = 2
"""Slashes in the path of a province; a path with fewer is the nation's."""
ASKED = ("kind", "words", "first", "last", "light", "body")


def government_of(acting: Acting) -> Body | None:
    """The government to whose ledger somebody writes: the own body, or the nearest government above the own department."""
    codes = acting.area.strip("/").split("/")
    found = Body.objects.filter(pk__in=codes, kind__in=GOVERNMENTS).order_by("-path")
    return found.first()


def entries_for(acting: Acting) -> QuerySet[LedgerRecord]:
    """All entries that somebody may see, none that was put aside."""
    if not acting.area:
        return LedgerRecord.objects.none()
    own = government_of(acting)
    rows = LedgerRecord.objects.filter(removed_at=None).select_related("body")
    if acting.area.count("/") <= WIDE:  # nearly all entries: the alternative keeps SQLite to their order by date
        own_too = Q(body=own) if own is not None else Q()
        return rows.filter(in_area("body__path", acting.area) | own_too)
    seen = in_area("path", acting.area)
    if own is not None:
        seen |= Q(pk=own.pk)
    # only governments have a ledger, and here they are few: an index of entries by body answers the rest
    return rows.filter(body__in=Body.objects.filter(seen, kind__in=GOVERNMENTS).order_by())


def narrowed(rows: QuerySet[LedgerRecord], asked: Mapping[str, str], today: date) -> QuerySet[LedgerRecord]:
    """Entries by what was asked for: kind, words, from and to a day, light, body. What cannot be read asks for nothing."""
    if asked.get("kind") in kinds():
        rows = rows.filter(kind=asked["kind"])
    if words := asked.get("words"):
        rows = rows.filter(
            Q(subject__contains=words)
            | Q(actor__contains=words)
            | Q(place__contains=words)
            | Q(document_number__contains=words)
            | Q(number=words)
        )
    for name, condition in (("first", "date__gte"), ("last", "date__lte")):
        if day := _day(asked.get(name, "")):
            rows = rows.filter(**{condition: day})
    if asked.get("light") in LIGHTS:
        rows = rows.filter(with_light(asked["light"], today))
    if asked.get("body"):
        rows = rows.filter(body_id=asked["body"])
    return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Total:
    """Planned and done of the entries that count in one unit; `percent` of what was planned, rounded down, None without."""

    unit: str
    count: int
    planned: Decimal | None
    done: Decimal | None

    @property
    def percent(self) -> int | None:
        """Done of planned."""
        if not self.planned or self.done is None:
            return None
        return int(self.done * 100 / self.planned)


def totals_of(rows: QuerySet[LedgerRecord]) -> list[Total]:
    """Totals by unit, the largest number of entries first; entries without numbers only count."""
    grouped = rows.order_by().values_list("unit").annotate(Count("pk"), Sum("planned"), Sum("done"))
    found = [Total(*row) for row in grouped]
    return sorted(found, key=lambda each: (-each.count, each.unit))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the governments directly below, how many have an entry that was asked for, and those that have none."""

    done: int
    total: int
    without: tuple[str, ...]


def coverage_of(rows: QuerySet[LedgerRecord], own: Body | None) -> Coverage | None:
    """How far what was asked for reaches (已完成县管校聘的县): None for a government with none below it, in two queries."""
    if own is None:
        return None
    below = dict(
        Body.objects.filter(parent=own, kind__in=GOVERNMENTS, closed_on=None).order_by("path").values_list("pk", "name")
    )
    if not below:
        return None
    there = set(rows.order_by().filter(body__in=list(below)).values_list("body", flat=True).distinct())
    without = tuple(name for code, name in below.items() if code not in there)
    return Coverage(len(below) - len(without), len(below), without)


def counts_by_kind(rows: QuerySet[LedgerRecord]) -> list[tuple[str, str, int]]:
    """Each kind with its name and how many entries it has, in the order of the kinds; those without entries too."""
    counted = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    return [(kind, label, counted.get(kind, 0)) for kind, label in kinds().items()]
