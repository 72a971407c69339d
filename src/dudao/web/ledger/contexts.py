"""What the pages of the ledger show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.audit.models import AuditEntry
from dudao.web.ledger.forms import EntryForm, TableForm
from dudao.web.ledger.models import LedgerImport, LedgerRecord
from dudao.web.ledger.table import Plan
from dudao.web.ledger.tallies import Coverage, Total
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words

Difference = tuple[str, object, object]
"""Name of a column, what it was, what it became."""
Lit = tuple[Words, str] | None


@dataclass(frozen=True, slots=True)
class EntryListPage:
    """Entries of one's area."""

    template: ClassVar[str] = "ledger/entry_list.html"
    leaf: Leaf = field(metadata={"help": "entries, newest first"})
    rows: list[tuple[LedgerRecord, str, Lit]] = field(metadata={"help": "entry, name of its kind, its light"})
    totals: list[Total] = field(metadata={"help": "planned and done of what was asked for, by unit"})
    coverage: Coverage | None = field(
        metadata={"help": "how many governments directly below have what was asked for; None without any below"}
    )
    schools: Coverage | None = field(
        metadata={"help": "how many schools of the area have it; None where no kind or words were asked for"}
    )
    kinds: list[tuple[str, str, int]] = field(metadata={"help": "kinds with their numbers in the area"})
    lights: Mapping[str, tuple[Words, str]] = field(metadata={"help": "lights one can ask for"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for"})
    query: str = field(metadata={"help": "the same as the query of an address, for the export"})
    keep: Answer = field(metadata={"help": "whether the person may write entries"})


@dataclass(frozen=True, slots=True)
class EntryDetailPage:
    """One entry with its history."""

    template: ClassVar[str] = "ledger/entry_detail.html"
    entry: LedgerRecord = field(metadata={"help": "the entry"})
    kind: str = field(metadata={"help": "name of its kind"})
    light: Lit = field(metadata={"help": "its light"})
    evidence: list[tuple[str, str]] = field(metadata={"help": "numbers of evidence it names, each with its address"})
    history: list[tuple[AuditEntry, list[Difference]]] = field(
        metadata={"help": "what was done to it, newest first, each with what it changed"}
    )
    keep: Answer = field(metadata={"help": "whether the person may change it"})


@dataclass(frozen=True, slots=True)
class EntryFormPage:
    """Write or change an entry."""

    template: ClassVar[str] = "ledger/entry_form.html"
    form: EntryForm = field(metadata={"help": "its columns"})
    entry: LedgerRecord | None = field(metadata={"help": "the entry, None for a new one"})


@dataclass(frozen=True, slots=True)
class ImportNewPage:
    """Hand in a table."""

    template: ClassVar[str] = "ledger/import_new.html"
    form: TableForm = field(metadata={"help": "the file"})


@dataclass(frozen=True, slots=True)
class ImportDetailPage:
    """What a table would do."""

    template: ClassVar[str] = "ledger/import_detail.html"
    kept: LedgerImport = field(metadata={"help": "the table as handed in"})
    plan: Plan | None = field(metadata={"help": "what it would do; None once it was carried out"})
