"""What is known of a body, to be asked by rules, bindings and drafts: values, ledger, catalogue, terms.

Reading files is the business of `readers`, `contract` says which tables and columns exist.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from dudao.diagnostics.model import Diagnostic
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.absence import State
from dudao.values.periods import Period
from dudao.values.records import record
from dudao.values.reference import FactReference

T = TypeVar("T")


@record
class CellPlace:
    """Where a value was read: file, sheet, cell (A1 style) or row number."""

    file: str
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        return self.in_language("zh")

    def in_language(self, lang: str) -> str:
        """The place as readers see it: file!sheet!cell, or the row where no cell is meant."""
        row = f"row {self.row}" if lang == "en" else f"第{self.row}行"
        return "!".join(part for part in (self.file, self.sheet, self.cell or (row if self.row else None)) if part)


@record
class Fact:
    """A known value: exact, in its dataset's unit, with its state, its period and the cell it came from.

    `label` is the field's name in Chinese, `synonyms` further wordings that reports use for it; `stage` a school stage
    or None. `basis` is "" or "restated" (上年同口径数). `metric` is what is measured, the same in all tables and stages.
    `step` is one unit of the last digit as typed, in `unit`; None where the value is exact (a count, a derived value).
    `text` is the entry of a column that holds words or a date; `value` is then None.
    """

    reference: FactReference
    label: str
    value: Decimal | None
    state: State
    unit: str | None
    body_code: str
    period: Period
    stage: str | None = None
    synonyms: tuple[str, ...] = ()
    place: CellPlace | None = None
    basis: str = ""
    derived_from: tuple[FactReference, ...] = ()
    formula: str = ""
    metric: str = ""
    step: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One dated entry of the ledger (台账); `kind` as in the ledger kinds of the scheme (visit, meeting, document …).

    `planned` and `done` are counted in `unit` (所, 人, 人次 …); `number` is the entry's own, as typed.
    """

    kind: str
    reference: FactReference
    date: datetime.date | None = None
    body_code: str = ""
    actor: str = ""
    post: str = ""
    subject: str = ""
    location: str = ""
    planned: Decimal | None = None
    done: Decimal | None = None
    deadline: datetime.date | None = None
    responsible: str = ""
    document_number: str = ""
    evidence: str = ""
    place: CellPlace | None = None
    unit: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One line of the evidence catalogue (佐证材料目录); `kind` in the words of the scheme, `period` as typed."""

    number: str
    reference: FactReference
    title: str
    document_number: str = ""
    issuer: str = ""
    date: datetime.date | None = None
    pages: str = ""
    file: str = ""
    points: tuple[str, ...] = ()
    place: CellPlace | None = None
    kind: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """A person in a post from a day up to, not including, another; None is open."""

    name: str
    post: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The body's own words: its names, leaders over time, neighbours, words that must be masked."""

    names: tuple[str, ...] = ()
    leaders: tuple[Leader, ...] = ()
    neighbours: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of the tree with its validity: province, city, county, school, department …; `place` is the row it was read in."""

    code: str
    name: str
    kind: str
    parent_code: str = ""
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    short_names: tuple[str, ...] = ()
    place: CellPlace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table as it was read: which, from where, how many rows, and the hash of its content, by which it is known ever after."""

    id: str
    file: str
    sheet: str | None
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Everything that was handed over with `--facts`, each entry with its place.

    `given` tells which tables were there with at least one row: a table left out, or left blank in a form, says nothing.
    `shared` holds what one part worked out from these facts for the others.
    """

    bodies: tuple[KnownBody, ...] = ()
    facts: tuple[Fact, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    terms: Terms = Terms()
    given: frozenset[str] = field(default_factory=frozenset)
    digest: str = ""
    problems: tuple[Diagnostic, ...] = field(default=(), compare=False)
    """What could not be read or is doubtful (DAT), each with file, sheet and cell."""
    own: OwnTables = field(default=NO_OWN_TABLES, compare=False)
    """What the scheme brings along with which all this was read."""
    tables: tuple[KnownTable, ...] = field(default=(), compare=False)
    """The tables that all this was read from."""
    shared: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, name: str, work: Callable[[KnownFacts], T]) -> T:
        """What `work` gives for these facts, worked out once and kept under `name`; nobody may change it."""
        if name not in self.shared:
            self.shared[name] = work(self)
        found: T = self.shared[name]
        return found
