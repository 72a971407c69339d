"""The differences between two versions of a report, as frozen values: each with its old and its new side.

`old` is None for what came, `new` is None for what went. Swapping the two versions swaps the sides and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from dudao.reports.model import Claim, Figure, Heading, Reading
from dudao.values.spans import Span


class State(StrEnum):
    """What became of a thing from the old version to the new one."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CAME = "came"
    WENT = "went"


def state_of(old: object | None, new: object | None, aspects: Sequence[str]) -> State:
    """The state that two sides and the aspects in which they differ make."""
    if old is None:
        return State.CAME
    if new is None:
        return State.WENT
    return State.CHANGED if aspects else State.UNCHANGED


class HasState(Protocol):
    """Anything that came, went or changed between two versions."""

    @property
    def state(self) -> State: ...


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One quantity in both versions, or in one of them.

    Attributes:
        aspects: what differs: value | unit | hedge (约, 以上 …) | period | misprint. Another wording of what is
            measured is no difference.
        difference: new minus old in `unit`, signs of falls included, exact; None where the value is the same.
        unit: of the difference: the finer of the two printed units, 个百分点 between two rates in %.
        relative: the difference in per cent of the old value, not rounded; None for rates, and where the old value is 0.
    """

    old: Figure | None
    new: Figure | None
    aspects: tuple[str, ...] = ()
    difference: Decimal | None = None
    unit: str | None = None
    relative: Decimal | None = None

    @property
    def state(self) -> State:
        return state_of(self.old, self.new, self.aspects)


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document as one version cites it: title without 《》 ("" for a bare number), number, and every place."""

    title: str
    number: str | None
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A cited document in both versions, or in one. `aspects`: title (retitled) | number (renumbered, or given or taken)."""

    old: NamedDocument | None
    new: NamedDocument | None
    aspects: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        return state_of(self.old, self.new, self.aspects)


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim without a figure in both versions, or in one.

    `aspects`: text (reworded). For one that went: figure, where its sentence now gives one; for one that came: figure,
    where its sentence gave one before.
    """

    old: Claim | None
    new: Claim | None
    aspects: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        return state_of(self.old, self.new, self.aspects)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its own text, up to the next heading of any level; the text before the first has no heading.

    `parent` is the index of the section above it, None at the top.
    """

    heading: Heading | None
    span: Span
    parent: int | None
    text: str = field(repr=False)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def name(self) -> str:
        """The heading as printed; "" for the text before the first one."""
        return f"{self.heading.marker or self.heading.number}{self.heading.title}" if self.heading else ""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section in both versions, or in one.

    Attributes:
        aspects: number (renumbered) | title (renamed) | level | place (moved under another heading, or among its
            neighbours) | text.
        share: how much of its own text differs, 0 to 1: 1 minus Dice's coefficient of its letter pairs; 0 where
            sentences only changed places. None for one that came or went.
    """

    old: Section | None
    new: Section | None
    aspects: tuple[str, ...] = ()
    share: Decimal | None = None

    @property
    def state(self) -> State:
        return state_of(self.old, self.new, self.aspects)


@dataclass(frozen=True, slots=True)
class FrontChange:
    """Title, addressee, signatory or date (`part`) where the two versions print it differently; None where one lacks it."""

    part: str
    old: str | None
    new: str | None

    @property
    def state(self) -> State:
        return state_of(self.old, self.new, ("text",))


@dataclass(frozen=True)
class SentenceMatch:
    """Which sentences are the same, by their indexes: word for word, or edited; the others came or went."""

    same: dict[int, int]
    edited: dict[int, int]

    @property
    def all(self) -> dict[int, int]:
        return {**self.same, **self.edited}


@dataclass(frozen=True)
class ReportDifference:
    """Two versions of one report, or a report that only one file holds. Lists are in the order of the new text.

    `same_text`: the share of text, 0 to 1, that stands in both versions in sentences that are the same word for word.
    """

    old: Reading | None
    new: Reading | None
    figures: tuple[FigureChange, ...]
    documents: tuple[DocumentChange, ...]
    claims: tuple[ClaimChange, ...]
    sections: tuple[SectionChange, ...]
    front: tuple[FrontChange, ...]
    sentences: SentenceMatch
    same_text: Decimal

    @property
    def is_same(self) -> bool:
        """Whether nothing at all differs that this comparison looks at."""
        groups: tuple[Iterable[HasState], ...] = (self.figures, self.documents, self.claims, self.sections)
        return not self.front and all(each.state is State.UNCHANGED for group in groups for each in group)
