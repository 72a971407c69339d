"""What the scheme asks to be proved by paper, point by point, and what of it a catalogue has: there, missing, out of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dudao.values.periods import Period, parse_period
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of
from dudao.web.schemes.models import PublishedEdition


def required_by(edition: PublishedEdition) -> dict[str, tuple[str, ...]]:
    """Point to the kinds of material that its indicators ask for, in the order of the scheme; points that ask none left out."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for indicator in edition_of(edition).indicators:
        for kind in indicator.evidence:
            found[indicator.group][kind] = None
    return {point: tuple(kinds) for point, kinds in found.items()}


def kinds_of(edition: PublishedEdition) -> list[str]:
    """Every kind of material that an edition asks for, once."""
    return list(dict.fromkeys(kind for kinds in required_by(edition).values() for kind in kinds))


def is_out_of_date(period: str, judged: str) -> bool:
    """Whether material is of a time that ended before the one that is judged; what cannot be read as a time is not.

    >>> is_out_of_date("2023", "2025"), is_out_of_date("2025", "2025"), is_out_of_date("长期", "2025")
    (True, False, False)
    """
    covered, wanted = _period(period), _period(judged)
    return covered is not None and wanted is not None and covered.end <= wanted.start


def _period(text: str) -> Period | None:
    return parse_period(text.strip().removesuffix("学年").removesuffix("年").replace("—", "-").replace("–", "-"))


@dataclass(frozen=True, slots=True)
class Requirement:
    """One kind of material for one point, and the entries that are of it.

    Attributes:
        good: entries that count. late: entries of a time that is over (`is_out_of_date`).
    """

    point: str
    kind: str
    good: tuple[EvidenceEntry, ...]
    late: tuple[EvidenceEntry, ...]

    @property
    def is_met(self) -> bool:
        """Whether there is an entry that counts."""
        return bool(self.good)


@dataclass(frozen=True, slots=True)
class PointCover:
    """One point: what is asked for and what is there; `others` are entries of no kind that was asked for."""

    point: str
    title: str
    requirements: tuple[Requirement, ...]
    others: tuple[EvidenceEntry, ...]

    @property
    def met(self) -> int:
        """How many of the kinds are there."""
        return sum(each.is_met for each in self.requirements)


def cover_of(evaluated: RoundBody, entries: Sequence[EvidenceEntry]) -> list[PointCover]:
    """Every point of a body with what is asked for and what is there, in the order of the scheme.

    Args:
        entries: of the body, none that was put aside, with `points` fetched.
    """
    required, judged = required_by(evaluated.round.edition), evaluated.round.period
    by_point: dict[str, list[EvidenceEntry]] = defaultdict(list)
    for entry in entries:
        for point in entry.point_codes:
            by_point[point].append(entry)
    return [
        _cover(task.point, task.title, required.get(task.point, ()), by_point[task.point], judged)
        for task in evaluated.tasks.all()
    ]


def _cover(point: str, title: str, kinds: Iterable[str], entries: Sequence[EvidenceEntry], judged: str) -> PointCover:
    requirements = []
    for kind in kinds:
        of_kind = [entry for entry in entries if entry.kind == kind]
        late = tuple(entry for entry in of_kind if is_out_of_date(entry.period, judged))
        requirements.append(Requirement(point, kind, tuple(each for each in of_kind if each not in late), late))
    asked = {each.kind for each in requirements}
    return PointCover(point, title, tuple(requirements), tuple(each for each in entries if each.kind not in asked))


def met_count(required: Mapping[str, Collection[str]], there: Collection[tuple[str, str]]) -> tuple[int, int]:
    """How many (point, kind) of what is asked for are there, and how many are asked for.

    >>> met_count({"1.1": ["会议纪要", "教案"]}, {("1.1", "教案"), ("1.2", "会议纪要")})
    (1, 2)
    """
    asked = {(point, kind) for point, kinds in required.items() for kind in kinds}
    return len(asked & set(there)), len(asked)
