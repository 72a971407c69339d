"""What the pages of evidence show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.audit.models import AuditEntry
from dudao.web.evidence.forms import BulkForm, EntryForm, FileForm, ReasonForm, TableForm, UploadForm
from dudao.web.evidence.models import CatalogueImport, EvidenceEntry, FileVersion
from dudao.web.evidence.queries import Hit, Totals
from dudao.web.evidence.requirements import PointCover
from dudao.web.evidence.table import Plan
from dudao.web.ledger.models import LedgerRecord
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words
from dudao.web.rounds.models import RoundBody
from dudao.web.search.models import Passage

Difference = tuple[str, object, object]
"""Name of a column, what it was, what it becomes."""


@dataclass(frozen=True, slots=True)
class CatalogueListPage:
    """Catalogues that one may see."""

    template: ClassVar[str] = "evidence/catalogue_list.html"
    rows: list[tuple[RoundBody, int, int, int]] = field(
        metadata={"help": "evaluated body, its entries, of what is asked for how much is there, how much is asked for"}
    )


@dataclass(frozen=True, slots=True)
class EntryListPage:
    """The catalogue of a body."""

    template: ClassVar[str] = "evidence/entry_list.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    leaf: Leaf = field(metadata={"help": "entries in the order of their numbers"})
    rows: list[tuple[EvidenceEntry, bool, bool, list[Words]]] = field(
        metadata={"help": "entry, whether its time is over, whether its file is there twice, columns still empty"}
    )
    unsure: int = field(
        metadata={"help": "entries of the catalogue that nobody has confirmed since they were uploaded"}
    )
    totals: Totals = field(metadata={"help": "totals of what was asked for"})
    met: int = field(metadata={"help": "how many of the requirements are met"})
    required: int = field(metadata={"help": "how many papers the scheme asks for"})
    points: Sequence[tuple[str, str]] = field(metadata={"help": "points one can ask for: code, words"})
    departments: Sequence[tuple[str, str]] = field(metadata={"help": "departments one can ask for: code, name"})
    kinds: Sequence[str] = field(metadata={"help": "kinds one can ask for"})
    states: Sequence[tuple[str, str]] = field(metadata={"help": "states one can ask for"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for"})
    query: str = field(metadata={"help": "the same as the query of an address"})
    add: Answer = field(metadata={"help": "whether the person may add entries now"})
    judge: bool = field(metadata={"help": "whether the person accepts and returns entries"})
    form: UploadForm | None = field(metadata={"help": "the form to hand in files, for those who may"})
    reason_form: ReasonForm = field(metadata={"help": "why entries are returned"})


@dataclass(frozen=True, slots=True)
class PointListPage:
    """What the scheme asks for, point by point."""

    template: ClassVar[str] = "evidence/point_list.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    covers: list[PointCover] = field(metadata={"help": "points with what is asked for and what is there"})
    met: int = field(metadata={"help": "how many of the kinds asked for are there"})
    required: int = field(metadata={"help": "how many kinds the scheme asks for"})
    duplicates: list[list[EvidenceEntry]] = field(metadata={"help": "entries of the same file, in groups"})


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Search in what the files say."""

    template: ClassVar[str] = "evidence/search.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    words: str = field(metadata={"help": "what was looked for"})
    leaf: Leaf | None = field(metadata={"help": "passages found; None before anything was looked for"})
    hits: list[Hit] = field(metadata={"help": "passages of this leaf with entry and surroundings"})
    unread: list[tuple[str, int]] = field(metadata={"help": "why files are not searched, and how many"})


@dataclass(frozen=True, slots=True)
class EntryDetailPage:
    """One entry with its preview."""

    template: ClassVar[str] = "evidence/entry_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    entry: EvidenceEntry = field(metadata={"help": "the entry"})
    number: int = field(metadata={"help": "the page that is shown"})
    pages: int = field(metadata={"help": "pages one can look at"})
    passages: list[Passage] = field(metadata={"help": "text of that page"})
    words: str = field(metadata={"help": "what was looked for, to be marked"})
    versions: list[FileVersion] = field(metadata={"help": "files it has or had, the newest first"})
    same: list[EvidenceEntry] = field(metadata={"help": "other entries of the catalogue with the same file"})
    ledger: list[LedgerRecord] = field(metadata={"help": "entries of the ledger that name its number"})
    history: list[tuple[AuditEntry, list[Difference]]] = field(metadata={"help": "what was done to it, newest first"})
    refusals: list[tuple[str, str, tuple[str, ...]]] = field(
        metadata={"help": "requirements of its kind for which it does not count: point, what is asked, why not"}
    )
    is_late: bool = field(metadata={"help": "whether it is of a time that is over"})
    open: Answer = field(metadata={"help": "whether the person may open the file"})
    change: Answer = field(metadata={"help": "whether the person may change it now"})
    judge: Mapping[str, Answer] = field(metadata={"help": "whether the person may accept or return it"})
    file_form: FileForm = field(metadata={"help": "another file in place of this"})
    reason_form: ReasonForm = field(metadata={"help": "why it is returned"})


@dataclass(frozen=True, slots=True)
class EntryFormPage:
    """Change an entry; what its file says about itself is filled in where nothing was written."""

    template: ClassVar[str] = "evidence/entry_form.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    entry: EvidenceEntry = field(metadata={"help": "the entry"})
    form: EntryForm = field(metadata={"help": "its columns"})
    kinds: Sequence[str] = field(metadata={"help": "kinds that the scheme asks for"})
    proposed: list[tuple[str, str]] = field(metadata={"help": "what was taken from the file: column, value"})
    fixed: Sequence[str] = field(metadata={"help": "points of other departments, which stay"})


@dataclass(frozen=True, slots=True)
class BulkPage:
    """Change several entries, with what will be overwritten."""

    template: ClassVar[str] = "evidence/entry_bulk.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    entries: list[EvidenceEntry] = field(metadata={"help": "the entries chosen"})
    form: BulkForm = field(metadata={"help": "what shall be the same in all"})
    differences: list[tuple[EvidenceEntry, list[Difference]]] | None = field(
        metadata={"help": "what would change; None before anything was typed"}
    )


@dataclass(frozen=True, slots=True)
class RemovedPage:
    """Entries that were put aside."""

    template: ClassVar[str] = "evidence/entry_removed.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    entries: list[EvidenceEntry] = field(metadata={"help": "the entries, last removed first"})
    add: Answer = field(metadata={"help": "whether the person may bring entries back"})


@dataclass(frozen=True, slots=True)
class ImportNewPage:
    """Hand in a catalogue as a table."""

    template: ClassVar[str] = "evidence/import_new.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    form: TableForm = field(metadata={"help": "the file"})


@dataclass(frozen=True, slots=True)
class ImportDetailPage:
    """What a table would do."""

    template: ClassVar[str] = "evidence/import_detail.html"
    evaluated: RoundBody = field(metadata={"help": "the evaluated body"})
    kept: CatalogueImport = field(metadata={"help": "the table as handed in"})
    plan: Plan | None = field(metadata={"help": "what it would do; None once it was carried out"})
