"""How many entries there are and what they plan and have done, told from one query: by body, kind and unit.

An index holds just these columns, so that the whole ledger of a province is added up without looking at its entries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from dudao.facts.coverage import Reach, reach_of
from dudao.web.areas import in_area
from dudao.web.bodies.models import GOVERNMENTS, Body, Kind
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.models import LedgerRecord

MOST_SCHOOLS, MOST_ENTRIES = 2_000, 5_000
FINISHED = Q(planned=None) | Q(done__gte=F("planned"))
"""As `coverage.is_finished`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The entries of one body that are of one kind and count in one unit; None where none of them has a number.

    `finished`: how many plan nothing in numbers or have done as much (`coverage.is_finished`).
    """

    body: str
    kind: str
    unit: str
    count: int
    planned: Decimal | None
    done: Decimal | None
    finished: int


def tallies_of(rows: QuerySet[LedgerRecord]) -> list[Tally]:
    """Entries by body, kind and unit, in one query."""
    grouped = rows.order_by().values_list("body_id", "kind", "unit")
    counted = Count("pk", filter=FINISHED)
    return [Tally(*row) for row in grouped.annotate(Count("pk"), Sum("planned"), Sum("done"), finished=counted)]


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


def totals_of(tallies: Sequence[Tally]) -> list[Total]:
    """Totals by unit, the largest number of entries first; entries without numbers only count."""
    by_unit: dict[str, list[Tally]] = defaultdict(list)
    for each in tallies:
        by_unit[each.unit].append(each)
    found = [
        Total(
            unit,
            sum(each.count for each in those),
            _sum([each.planned for each in those]),
            _sum([each.done for each in those]),
        )
        for unit, those in by_unit.items()
    ]
    return sorted(found, key=lambda each: (-each.count, each.unit))


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    there = [each for each in numbers if each is not None]
    return sum(there, Decimal()) if there else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the governments directly below, how many have an entry that was asked for, and those that have none."""

    done: int
    total: int
    without: tuple[str, ...]


def coverage_of(tallies: Sequence[Tally], own: Body | None) -> Coverage | None:
    """How far what was asked for reaches (已完成县管校聘的县): None for a government with none below it, in one query."""
    if own is None:
        return None
    below = dict(
        Body.objects.filter(parent=own, kind__in=GOVERNMENTS, closed_on=None).order_by("path").values_list("pk", "name")
    )
    if not below:
        return None
    return _told(reach_of(below, {each.body for each in tallies if each.finished}), below)


def schools_covered(rows: QuerySet[LedgerRecord], own: Body | None) -> Coverage | None:
    """Of the schools of an area, how many the entries asked for reach (建立党组织的学校), in two queries.

    Which entry reaches which school is said by `dudao.facts.coverage`, as for the facts of a report. None for an area without schools, or with more than can be told by name.
    """
    if own is None:
        return None
    below = Body.objects.filter(in_area("path", own.path), kind=Kind.SCHOOL, closed_on=None).order_by("path")
    schools = dict(below.values_list("pk", "name")[: MOST_SCHOOLS + 1])
    if not schools or len(schools) > MOST_SCHOOLS:
        return None
    finished = rows.filter(FINISHED).order_by("-id").values_list("body_id", "place", "subject")
    entries = list(finished[:MOST_ENTRIES])
    places, subjects = [place for _body, place, _subject in entries], [subject for *_, subject in entries]
    return _told(reach_of(schools, {body for body, *_ in entries}, places, subjects), schools)


def _told(reach: Reach, below: Mapping[str, str]) -> Coverage:
    return Coverage(len(reach.reached), reach.total, tuple(below[code] for code in reach.without))


def counts_by_kind(tallies: Sequence[Tally]) -> list[tuple[str, str, int]]:
    """Each kind with its name and how many entries it has, in the order of the kinds; those without entries too."""
    counted: Counter[str] = Counter()
    for each in tallies:
        counted[each.kind] += each.count
    return [(kind, label, counted[kind]) for kind, label in kinds().items()]
