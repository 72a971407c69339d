"""Catalogues, for a person; what other apps ask of a body's evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dudao.facts.known import EvidenceEntry as KnownEntry
from dudao.values.reference import FactReference
from dudao.web.acting import Acting
from dudao.web.evidence.models import EvidenceEntry, FileVersion
from dudao.web.evidence.policy import may_open_file, own_points
from dudao.web.evidence.reading import COLLECTION
from dudao.web.evidence.requirements import PointCover, cover_of
from dudao.web.evidence.standing import progress_of_evidence
from dudao.web.evidence.states import EntryState, ReadState, Visibility
from dudao.web.evidence.storage import path_of
from dudao.web.ledger.models import LedgerRecord
from dudao.web.ledger.naming import numbers_in
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.queries import evaluated_for, own_bodies, round_for
from dudao.web.rounds.states import RoundState
from dudao.web.search.index import find_passages
from dudao.web.search.models import Passage
from dudao.web.search.words import Snippet, snippet_of, terms_of

ASKED = ("point", "department", "kind", "state", "words")
MOST_CATALOGUES = 500
UNFILLED = "unfilled"
NO_POINT = "-"
"""What is asked for to see the entries of no point."""


def catalogue_for(acting: Acting, address: str, code: str) -> RoundBody | None:
    """The evaluated body whose catalogue somebody may see; None else."""
    found = round_for(acting, address)
    return evaluated_for(acting, found, code) if found else None


def catalogues_for(acting: Acting) -> list[tuple[RoundBody, int, int, int]]:
    """Catalogues of rounds that were opened: body, its entries, of what is asked for how much is there and is asked for."""
    rows = own_bodies(acting).exclude(round__state=RoundState.DRAFT).select_related("round__edition")
    bodies = list(rows.order_by("-round__opened_at", "path")[:MOST_CATALOGUES])
    counted = Counter(
        dict(
            EvidenceEntry.objects.filter(evaluated__in=bodies, removed_at=None)
            .order_by()
            .values_list("evaluated_id")
            .annotate(Count("pk"))
        )
    )
    progress = {
        pk: each for found in {body.round for body in bodies} for pk, each in progress_of_evidence(found).items()
    }
    nothing = Progress(0, 0)
    found = ((body, counted[body.pk], progress.get(body.pk, nothing)) for body in bodies)
    return [(body, count, each.done, each.total) for body, count, each in found]


def entries_of(evaluated: RoundBody) -> QuerySet[EvidenceEntry]:
    """The entries of a body's catalogue in their order, none that was put aside, with file, department and points."""
    rows = EvidenceEntry.objects.filter(evaluated=evaluated, removed_at=None)
    return rows.select_related("file", "department").prefetch_related("points")


def named_entries_of(evaluated: RoundBody) -> list[EvidenceEntry]:
    """The same without their files and notes: for pages that only judge, count and link."""
    rows = EvidenceEntry.objects.filter(evaluated=evaluated, removed_at=None)
    return list(rows.defer("note", "reason").select_related("department").prefetch_related("points"))


def entry_of(evaluated: RoundBody, address: str) -> EvidenceEntry | None:
    """One entry of a body, also one that was put aside."""
    rows = EvidenceEntry.objects.filter(evaluated=evaluated, address=address)
    found = rows.select_related("file", "department").prefetch_related("points").first()
    if found is not None:
        found.evaluated = evaluated
    return found


def narrowed(rows: QuerySet[EvidenceEntry], asked: Mapping[str, str]) -> QuerySet[EvidenceEntry]:
    """Entries by what was asked for: point, department, kind, state, words (of the entry, or in its file).

    A state is one of the states, `paper` for what has no file, or `unfilled` for what lacks columns or points. What is not known asks for nothing.
    """
    if point := asked.get("point"):
        rows = rows.filter(points=None) if point == NO_POINT else rows.filter(points__point=point)
    if department := asked.get("department"):
        rows = rows.filter(department_id=department)
    if kind := asked.get("kind"):
        rows = rows.filter(kind="" if kind == NO_POINT else kind)
    if (state := asked.get("state")) in EntryState.values:
        rows = rows.filter(state=state)
    elif state == "paper":
        rows = rows.filter(file=None)
    elif state == UNFILLED:
        pointless = EvidenceEntry.objects.filter(points=None).values("pk")
        rows = rows.filter(Q(kind="") | Q(issuer="") | Q(date=None) | Q(pk__in=pointless))
    if words := asked.get("words"):
        rows = rows.filter(_named(words) | Q(file__in=find_passages(COLLECTION, words).order_by().values("key")))
    return rows


def _named(words: str) -> Q:
    columns = ("number", "title", "document_number", "issuer", "note", "name", "kind")
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": words})
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """How many entries there are by state, and how many have no file, no point."""

    by_state: Mapping[str, int]
    without_file: int
    without_point: int

    @property
    def all(self) -> int:
        """Entries in all."""
        return sum(self.by_state.values())


def totals_of(rows: QuerySet[EvidenceEntry]) -> Totals:
    """Totals of entries, in two queries."""
    plain = rows.order_by().prefetch_related(None).select_related(None)
    states = dict(plain.values_list("state").annotate(Count("pk", distinct=True)))
    missing = plain.aggregate(
        files=Count("pk", filter=Q(file=None), distinct=True), points=Count("pk", filter=Q(points=None), distinct=True)
    )
    return Totals(states, missing["files"], missing["points"])


def duplicates_of(evaluated: RoundBody) -> list[list[EvidenceEntry]]:
    """Groups of entries that have the same file, taken in more than once."""
    groups: dict[str, list[EvidenceEntry]] = defaultdict(list)
    for entry in entries_of(evaluated).filter(file__in=files_twice(evaluated)):
        groups[str(entry.file_id)].append(entry)
    return list(groups.values())


def unsure_of(evaluated: RoundBody) -> int:
    """How many entries were uploaded and not confirmed by anybody yet."""
    return evaluated.evidence.filter(removed_at=None, state=EntryState.DRAFT).count()


def files_twice(evaluated: RoundBody) -> set[str]:
    """Hashes of the files that a catalogue has more than once."""
    rows = evaluated.evidence.filter(removed_at=None, file__isnull=False).order_by().values_list("file")
    return {sha256 for sha256, count in rows.annotate(Count("pk")) if count > 1}


def same_file(entry: EvidenceEntry) -> list[EvidenceEntry]:
    """Other entries of the same catalogue with the same file."""
    if entry.file_id is None:
        return []
    return list(entry.evaluated.evidence.filter(removed_at=None, file_id=entry.file_id).exclude(pk=entry.pk))


def next_draft(acting: Acting, evaluated: RoundBody, after: EvidenceEntry) -> EvidenceEntry | None:
    """The next entry that waits to be confirmed by somebody, after another in the order of the catalogue, else the first."""
    rows = entries_of(evaluated).filter(state__in=(EntryState.DRAFT, EntryState.RETURNED)).exclude(pk=after.pk)
    own = own_points(acting, evaluated)
    if own is not None:
        rows = rows.filter(Q(department_id=acting.body_code) | Q(points__point__in=own)).distinct()
    return rows.filter(sorting__gt=after.sorting).first() or rows.first()


# ───────────────────────────── what other apps ask ─────────────────────────────


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One line of a body's list of evidence, as a submission seals it; without a file `sha256` is "" and `size` 0.

    `date` is None where unknown; `pages` as people write them; `state` is one of `states.EntryState`.
    """

    number: str
    title: str
    kind: str
    document_number: str
    issuer: str
    date: date | None
    period: str
    pages: str
    points: tuple[str, ...]
    visibility: str
    state: str
    name: str
    sha256: str
    size: int

    @property
    def path(self) -> Path | None:
        """Where the file lies; None without one."""
        return path_of(self.sha256) if self.sha256 else None

    def open(self) -> BinaryIO:
        """The file, to read; raises FileNotFoundError without one."""
        if self.path is None:
            raise FileNotFoundError(self.number)
        return self.path.open("rb")


def manifest_of(evaluated: RoundBody) -> list[ManifestLine]:
    """Everything in a body's catalogue in the order of its numbers, none that was put aside; in two queries."""
    return [_line(entry) for entry in entries_of(evaluated)]


def _line(entry: EvidenceEntry) -> ManifestLine:
    file = entry.file
    return ManifestLine(
        number=entry.number,
        title=entry.title,
        kind=entry.kind,
        document_number=entry.document_number,
        issuer=entry.issuer,
        date=entry.date,
        period=entry.period,
        pages=entry.pages,
        points=tuple(entry.point_codes),
        visibility=entry.visibility,
        state=entry.state,
        name=entry.name,
        sha256=file.sha256 if file else "",
        size=file.size if file else 0,
    )


def evidence_for_point(evaluated: RoundBody, point: str) -> list[EvidenceEntry]:
    """The entries that speak for a point, in the order of their numbers."""
    return list(entries_of(evaluated).filter(points__point=point))


def covers_of(evaluated: RoundBody) -> list[PointCover]:
    """What the scheme asks for each point of a body and what its catalogue has, counted now."""
    return cover_of(evaluated, named_entries_of(evaluated))


def refusals_of(evaluated: RoundBody, entry: EvidenceEntry) -> list[tuple[str, str, tuple[str, ...]]]:
    """Why an entry does not count for what its points ask for of its kind: point, what is asked, reasons."""
    return [
        (one.point, one.full_words, why)
        for cover in cover_of(evaluated, [entry])
        if cover.point in entry.point_codes
        for one in cover.requirements
        for refused, why in one.refused
        if refused.pk == entry.pk and entry.removed_at is None
    ]


def missing_for(evaluated: RoundBody) -> dict[str, list[str]]:
    """Point to exactly what the catalogue lacks of what the scheme asks for, a line each; what is whole left out."""
    found = {each.point: [line for one in each.requirements for line in one.lines] for each in covers_of(evaluated)}
    return {point: lines for point, lines in found.items() if lines}


def as_table(evaluated: RoundBody) -> tuple[KnownEntry, ...]:
    """The catalogue as the core knows it: the rows of its `evidence` table, in the order of their numbers."""
    return tuple(
        KnownEntry(
            number=entry.number,
            reference=FactReference("evidence", "", "", "title", entry.number),
            title=entry.title,
            document_number=entry.document_number,
            issuer=entry.issuer,
            date=entry.date,
            pages=entry.pages,
            file=entry.name,
            points=tuple(entry.point_codes),
            kind=entry.kind,
            period=entry.period,
        )
        for entry in entries_of(evaluated)
    )


def versions_of(entry: EvidenceEntry) -> list[FileVersion]:
    """The files that an entry has or had, the newest first."""
    return list(entry.versions.select_related("file"))


def count_by(rows: QuerySet[EvidenceEntry], column: str) -> Counter[str]:
    """How many entries there are by what stands in a column."""
    return Counter(dict(rows.order_by().prefetch_related(None).values_list(column).annotate(Count("pk"))))


# ───────────────────────────── searching what files say ─────────────────────────────


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: the entry of its file, and what stands around the words."""

    entry: EvidenceEntry
    page: int
    snippets: tuple[Snippet, ...]


def passages_of(evaluated: RoundBody, words: str, *, hidden: Collection[int] = ()) -> QuerySet[Passage]:
    """Passages in the files of a body's catalogue that hold what was typed.

    Args:
        hidden: keys of entries whose files the person may not open; what only they hold is not found.
    """
    files = evaluated.evidence.filter(removed_at=None, file__isnull=False).exclude(pk__in=hidden)
    return find_passages(COLLECTION, words).filter(key__in=files.order_by().values("file"))


def hits_of(evaluated: RoundBody, passages: Collection[Passage], words: str, hidden: Collection[int] = ()) -> list[Hit]:
    """Passages with their entries and surroundings; a file of two entries is told under the first."""
    entries: dict[str, EvidenceEntry] = {}
    for entry in entries_of(evaluated).filter(file__in={each.key for each in passages}).exclude(pk__in=hidden):
        entries.setdefault(str(entry.file_id), entry)
    terms = [term.text for term in terms_of(words)]
    return [
        Hit(
            entries[each.key],
            each.page,
            tuple(found for term in terms if (found := snippet_of(each.text, term)) is not None),
        )
        for each in passages
        if each.key in entries
    ]


def hidden_from(acting: Acting, evaluated: RoundBody) -> list[int]:
    """Keys of the entries of a body whose files somebody may not open."""
    rows = evaluated.evidence.filter(visibility=Visibility.PERSONAL).prefetch_related("points")
    own = own_points(acting, evaluated)
    found = []
    for entry in rows:
        entry.evaluated = evaluated
        if not may_open_file(acting, entry, own=own):
            found.append(entry.pk)
    return found


def unread_of(evaluated: RoundBody) -> list[tuple[str, int]]:
    """Why files of a catalogue are not searched, in words, and how many."""
    rows = entries_of(evaluated).exclude(file__state=ReadState.READ).filter(file__isnull=False)
    counted = count_by(rows, "file__state")
    return [(str(ReadState(state).label), count) for state, count in counted.items()]


def passages_on(entry: EvidenceEntry, page: int) -> list[Passage]:
    """The text of one page of an entry's file; of a file without pages, all of its beginning."""
    rows = Passage.objects.filter(collection=COLLECTION, key=entry.file_id)
    return list(rows.filter(page__in=(page, 0)).order_by("id")[:40])


def ledger_naming(entry: EvidenceEntry) -> list[LedgerRecord]:
    """Entries of the body's ledger that name the number of an entry."""
    path = entry.evaluated.path
    rows = LedgerRecord.objects.filter(body__path=path, removed_at=None, evidence__contains=entry.number)
    return [row for row in rows if entry.number in numbers_in(row.evidence)]


def addresses_of(acting: Acting, path: str, numbers: Sequence[str]) -> dict[str, str]:
    """Where somebody finds evidence that the ledger of a government names; that of the newest round where several have it."""
    bodies = own_bodies(acting).filter(path=path).exclude(round__state=RoundState.DRAFT)
    rows = EvidenceEntry.objects.filter(evaluated__in=bodies, number__in=numbers, removed_at=None)
    found = {}
    for entry in rows.select_related("evaluated__round").order_by("evaluated__round__opened_at", "id"):
        body = entry.evaluated
        found[entry.number] = reverse("evidence:entry-detail", args=[body.round.address, body.body_id, entry.address])
    return found
