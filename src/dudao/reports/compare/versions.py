"""Two versions of a report, or two files with several reports each, put side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from dudao.reports.compare.claims import compare_claims
from dudao.reports.compare.documents import compare_documents, documents_of
from dudao.reports.compare.figures import compare_figures
from dudao.reports.compare.likeness import letters_of, match_in_order, most_alike
from dudao.reports.compare.model import (
    ClaimChange,
    DocumentChange,
    FigureChange,
    FrontChange,
    HasState,
    ReportDifference,
    Section,
    SectionChange,
    SentenceMatch,
)
from dudao.reports.compare.sections import compare_sections, match_sections, sections_of
from dudao.reports.compare.sentences import Positions, match_sentences, same_text
from dudao.reports.model import Reading
from dudao.reports.structure.fold import fold

FRONT = ("title", "addressee", "signatory", "date")
ALIKE_TITLE = 0.6
"""How alike the titles of two reports on one page must be to be versions of one. House rule."""
Change = TypeVar("Change", bound=HasState)


def compare_files(old: Sequence[Reading], new: Sequence[Reading]) -> tuple[ReportDifference, ...]:
    """The differences of each report of two files; a report that only one file holds came or went whole.

    Single reports are two versions of one, whatever their titles. Of several, those of the same title belong together,
    then those of titles much alike, then the rest in their order.
    """
    pairs = {0: 0} if len(old) == len(new) == 1 else _pairs(old, new)
    taken = set(pairs.values())
    found = [compare_readings(reading, new[pairs[index]]) for index, reading in enumerate(old) if index in pairs]
    found += [_only(reading, None) for index, reading in enumerate(old) if index not in pairs]
    found += [_only(None, reading) for index, reading in enumerate(new) if index not in taken]
    return tuple(found)


def _pairs(old: Sequence[Reading], new: Sequence[Reading]) -> dict[int, int]:
    before, after = ([letters_of(fold(each.report.title or "")) for each in side] for side in (old, new))
    pairs = dict(match_in_order([each or None for each in before], [each or None for each in after]))
    for at_least in (ALIKE_TITLE, 0.0):
        taken = set(pairs.values())
        free_old = [index for index in range(len(old)) if index not in pairs]
        free_new = [index for index in range(len(new)) if index not in taken]
        titles = [before[index] for index in free_old], [after[index] for index in free_new]
        alike = most_alike(*titles, at_least=at_least) if at_least else _in_order(len(free_old), len(free_new))
        pairs.update((free_old[one], free_new[other]) for one, other in alike)
    return pairs


def _in_order(one: int, other: int) -> list[tuple[int, int]]:
    """The rest in their order, where as many are left on either side; else nothing tells which belong together."""
    return [(index, index) for index in range(one)] if one == other else []


def compare_readings(old: Reading, new: Reading) -> ReportDifference:
    """What came, went or changed from one version to the other, unchanged things included, in the order of the new text."""
    sentences = match_sentences(old.report, new.report)
    before, after = sections_of(old.report), sections_of(new.report)
    pairs = match_sections(before, after)
    kept = set(pairs.values())
    where = (
        [pairs.get(index) for index in _indexes(before, old)],
        [index if index in kept else None for index in _indexes(after, new)],
    )
    figures = compare_figures(old, new, sentences, where)
    place = Positions(old.report, new.report, sentences).of
    return ReportDifference(
        old=old,
        new=new,
        figures=_ordered(figures, _figure_start, place),
        documents=_ordered(compare_documents(old, new), _document_start, place),
        claims=_ordered(compare_claims(old, new, sentences, figures), _claim_start, place),
        sections=_ordered(compare_sections(before, after, pairs), _section_start, place),
        front=_front(old, new),
        sentences=sentences,
        same_text=same_text(old.report, new.report, sentences),
    )


def _indexes(sections: Sequence[Section], reading: Reading) -> list[int]:
    starts = [section.span.start for section in sections]
    return [bisect_right(starts, figure.start) - 1 for figure in reading.figures]


def _only(old: Reading | None, new: Reading | None) -> ReportDifference:
    """A report that only one of two files holds."""
    reading = old or new
    assert reading is not None  # noqa: S101 - one side is always given
    gone = new is None
    documents = documents_of(reading)
    return ReportDifference(
        old=old,
        new=new,
        figures=tuple(FigureChange(*_side(each, gone)) for each in reading.figures),
        documents=tuple(DocumentChange(*_side(each, gone)) for each in documents),
        claims=tuple(ClaimChange(*_side(each, gone)) for each in reading.claims),
        sections=tuple(SectionChange(*_side(each, gone)) for each in sections_of(reading.report)),
        front=tuple(
            FrontChange(part, *_side(printed, gone)) for part in FRONT if (printed := getattr(reading.report, part))
        ),
        sentences=SentenceMatch({}, {}),
        same_text=Decimal(0),
    )


Thing = TypeVar("Thing")


def _side(thing: Thing, gone: bool) -> tuple[Thing | None, Thing | None]:
    return (thing, None) if gone else (None, thing)


def _front(old: Reading, new: Reading) -> tuple[FrontChange, ...]:
    changes = (FrontChange(part, getattr(old.report, part), getattr(new.report, part)) for part in FRONT)
    return tuple(each for each in changes if "".join((each.old or "").split()) != "".join((each.new or "").split()))


def _ordered(
    changes: Iterable[Change], start_of: Callable[[Change], tuple[int | None, int | None]], place: Callable[[int], int]
) -> tuple[Change, ...]:
    """Changes in the order of the new text; what went stands where it would be, before what is there now."""

    def position(change: Change) -> tuple[int, int, int]:
        old, new = start_of(change)
        if new is not None:
            return new, 1, 0
        return (place(old), 0, old) if old is not None else (0, 0, 0)

    return tuple(sorted(changes, key=position))


def _figure_start(change: FigureChange) -> tuple[int | None, int | None]:
    return change.old.start if change.old else None, change.new.start if change.new else None


def _claim_start(change: ClaimChange) -> tuple[int | None, int | None]:
    return change.old.start if change.old else None, change.new.start if change.new else None


def _document_start(change: DocumentChange) -> tuple[int | None, int | None]:
    return change.old.places[0].start if change.old else None, change.new.places[0].start if change.new else None


def _section_start(change: SectionChange) -> tuple[int | None, int | None]:
    return change.old.span.start if change.old else None, change.new.span.start if change.new else None
