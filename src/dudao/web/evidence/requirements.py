"""What the scheme asks to be proved by paper, point by point, and what of it a catalogue has (judged in `dudao.facts.papers`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from dudao.facts.papers import Around, Paper, Said, Standing, is_over, period_in, standings_of
from dudao.schemes.evidence import RequiredEvidence
from dudao.values.periods import Period
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body, Kind
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.pages.handed_in import language
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of, scheme_of
from dudao.web.schemes.models import PublishedEdition

Required = Mapping[str, tuple[RequiredEvidence, ...]]
LEVELS = {Kind.NATION: "nation", Kind.PROVINCE: "province", Kind.CITY: "city", Kind.COUNTY: "county"}


def required_by(edition: PublishedEdition) -> Required:
    """Point to what it asks to be proved, itself and through its indicators, in the order of the scheme; points that ask
    nothing, and indicators of no point, left out."""
    found: dict[str, dict[RequiredEvidence, None]] = defaultdict(dict)
    points = {point.code: point for point in scheme_of(edition).points}
    for point in points.values():
        for each in point.evidence:
            found[point.code][each] = None
    for indicator in edition_of(edition).indicators:
        for each in indicator.evidence if indicator.group in points else ():
            found[indicator.group][each] = None
    return {point: tuple(found[point]) for point in points if point in found}


def kinds_of(edition: PublishedEdition) -> list[str]:
    """Every kind of material that an edition asks for, once."""
    return list(dict.fromkeys(each.kind for asked in required_by(edition).values() for each in asked))


def judged_period(evaluated: RoundBody) -> Period | None:
    """The period that a body's round judges; None where it cannot be read."""
    return period_in(evaluated.round.period)


def is_out_of_date(period: str, judged: str) -> bool:
    """Whether material is of a time that ended before the one that is judged; what cannot be read as a time is not.

    >>> is_out_of_date("2023", "2025"), is_out_of_date("2025", "2025"), is_out_of_date("长期", "2025")
    (True, False, False)
    """
    wanted = period_in(judged)
    return wanted is not None and is_over(period, wanted)


def said(pair: Said) -> str:
    """The words in the language of the page."""
    return pair[language() == "en"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that is asked for one point, and the entries that are of its kind.

    Attributes:
        good: entries that count. refused: entries that do not, each with why; late: those of them whose time is over or wrong.
    """

    point: str
    standing: Standing
    good: tuple[EvidenceEntry, ...]
    refused: tuple[tuple[EvidenceEntry, tuple[str, ...]], ...]
    late: tuple[EvidenceEntry, ...]

    @property
    def required(self) -> RequiredEvidence:
        """What is asked for."""
        return self.standing.required

    @property
    def kind(self) -> str:
        """The kind of material."""
        return self.required.kind

    @property
    def words(self) -> str:
        """What is asked for beside the kind; "" where that is all."""
        return self.required.words(language()).removeprefix(self.kind).lstrip("：: ")

    @property
    def full_words(self) -> str:
        """Kind and what is asked for beside it."""
        return self.required.words(language())

    @property
    def note(self) -> str:
        """What the scheme says about it."""
        return said((self.required.note_zh, self.required.note_en))

    @property
    def is_example(self) -> bool:
        """Whether the scheme marks it as an example, not official."""
        return self.required.basis is not None and self.required.basis.status == "example"

    @property
    def is_met(self) -> bool:
        """Whether all that is asked for is there."""
        return self.standing.is_met

    @property
    def missing(self) -> list[str]:
        """Exactly what is missing, a line each."""
        return [said(each) for each in self.standing.missing()]

    @property
    def lines(self) -> list[str]:
        """The same, with what is wrong with entries that are there and do not count."""
        wrong = [f"{entry.number} {entry.title}：{'；'.join(why)}" for entry, why in self.refused]
        return [] if self.is_met else [*self.missing, *wrong]


@dataclass(frozen=True, slots=True)
class PointCover:
    """One point: what is asked for and what is there; `others` are entries of no kind that was asked for."""

    point: str
    title: str
    requirements: tuple[Requirement, ...]
    others: tuple[EvidenceEntry, ...]

    @property
    def met(self) -> int:
        """How many of the requirements are met."""
        return sum(each.is_met for each in self.requirements)


def cover_of(evaluated: RoundBody, entries: Sequence[EvidenceEntry], *, point: str = "") -> list[PointCover]:
    """Every point of a body with what is asked for and what is there, in the order of the scheme.

    Args:
        entries: of the body, none that was put aside, with `points` and `department` fetched.
        point: only this one.
    """
    required = required_by(evaluated.round.edition)
    by_point: dict[str, list[EvidenceEntry]] = defaultdict(list)
    for entry in entries:
        for code in entry.point_codes:
            by_point[code].append(entry)
    tasks = evaluated.tasks.select_related("lead").prefetch_related("partners")
    if point:
        tasks = tasks.filter(point=point)
        required = {point: required.get(point, ())}
    around = around_of(evaluated, required)
    return [
        _cover(
            (task.point, task.title),
            required.get(task.point, ()),
            by_point[task.point],
            replace(around, departments=tuple(each.name for each in (task.lead, *task.partners.all()) if each)),
        )
        for task in tasks
    ]


def around_of(evaluated: RoundBody, required: Required) -> Around:
    """What requirements ask about the surroundings of a body; nothing is looked up that none of them asks for."""
    asked = [each for one in required.values() for each in one]
    below = Body.objects.filter(in_area("path", evaluated.path), closed_on=None)
    return Around(
        judged=judged_period(evaluated),
        schools=_names(below, Kind.SCHOOL) if any(each.per == "school" for each in asked) else (),
        counties=_names(below, Kind.COUNTY) if any(each.per == "county" for each in asked) else (),
        levels=_levels(evaluated, below) if any(each.level for each in asked) else {},
    )


def _names(below: QuerySet[Body], kind: Kind) -> tuple[str, ...]:
    return tuple(below.filter(kind=kind).order_by("path").values_list("name", flat=True))


def _levels(evaluated: RoundBody, below: QuerySet[Body]) -> dict[str, str]:
    """Names and short names of the governments above and below, with their level."""
    above = [code for code in evaluated.path.split("/") if code]
    rows = (below | Body.objects.filter(pk__in=above)).filter(kind__in=LEVELS)
    return {
        name: LEVELS[Kind(kind)]
        for kind, full, short in rows.order_by().values_list("kind", "name", "short_names")
        for name in (full, *filter(None, (each.strip() for each in short.replace("；", ";").split(";"))))
    }


def _cover(
    named: tuple[str, str], required: Sequence[RequiredEvidence], entries: Sequence[EvidenceEntry], around: Around
) -> PointCover:
    point, title = named
    by_key = {entry.pk: entry for entry in entries}
    standings = standings_of(required, [paper_of(entry) for entry in entries], around)
    requirements = tuple(
        Requirement(
            point,
            each,
            tuple(by_key[int(paper.key)] for paper in each.good),
            tuple((by_key[int(paper.key)], tuple(said(one) for one in why)) for paper, why in each.refused),
            tuple(by_key[int(paper.key)] for paper in each.late),
        )
        for each in standings
    )
    asked = {each.kind for each in required}
    return PointCover(point, title, requirements, tuple(each for each in entries if each.kind not in asked))


def paper_of(entry: EvidenceEntry) -> Paper:
    """An entry as requirements see it; its `department` is fetched."""
    return Paper(
        key=entry.pk,
        title=entry.title,
        kind=entry.kind,
        document_number=entry.document_number,
        issuer=entry.issuer,
        date=entry.date,
        period=entry.period,
        pages=entry.pages,
        file=entry.name,
        folder=entry.folder,
        provider=entry.department.name if entry.department else "",
    )


def met_and_asked(covers: Iterable[PointCover]) -> tuple[int, int]:
    """How many requirements of all points are met, and how many there are."""
    found = list(covers)
    return sum(each.met for each in found), sum(len(each.requirements) for each in found)
