"""Tables of a body, for a person and for the apps above: what is there, what is known from it, where a fact stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from dudao.facts.known import Fact, KnownBody, KnownFacts, KnownTable, LedgerEntry
from dudao.values.digests import digest_of_json
from dudao.values.reference import FactReference
from dudao.web.areas import in_area
from dudao.web.bodies.models import Body
from dudao.web.datasets.before import contents_before, facts_before
from dudao.web.datasets.checking import Remark, Told, explained, remark_on_emptiness
from dudao.web.datasets.desks import Desk
from dudao.web.datasets.known import MOST_KEPT, facts_of_content, facts_of_sheet
from dudao.web.datasets.lately import Lately
from dudao.web.datasets.models import CellChange, CellReturn, Sheet, TableVersion
from dudao.web.datasets.parts import Part, parts_of
from dudao.web.datasets.states import SheetState, VersionState
from dudao.web.datasets.tables import AskedTable, Departments, departments_of_tables, rows_given, tables_asked, tree_of
from dudao.web.ledger.models import LedgerRecord
from dudao.web.pages.handed_in import language
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of


def sheets_of(evaluated: RoundBody) -> dict[str, Sheet]:
    """The sheets that somebody has begun, by table."""
    rows = Sheet.objects.filter(evaluated=evaluated, period=evaluated.round.period).select_related("department")
    return {each.table: each for each in rows}


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table as a list shows it."""

    table: AskedTable
    sheet: Sheet
    departments: Departments
    department_name: str
    parts: tuple[Part, ...]

    def is_reported_by(self, department: str) -> bool:
        """Whether a department leads the table, or reports some of its columns."""
        return department == self.department or any(part.department == department for part in self.parts)

    @property
    def department(self) -> str:
        """Code of the department that fills it; "" for none."""
        return self.sheet.department_id or self.departments.lead

    @property
    def percent(self) -> int:
        """How much of it is filled, rounded down."""
        return self.sheet.filled * 100 // self.sheet.wanted if self.sheet.wanted else 0


def lines_of(evaluated: RoundBody, *, counts: bool = False) -> list[TableLine]:
    """The tables that a round asks of a body, with state and department; a few queries.

    Args:
        counts: also count the cells of tables that nobody has begun, for which the tree of the round is asked.
    """
    asked, sheets = tables_asked(evaluated), sheets_of(evaluated)
    departments = departments_of_tables(evaluated, asked)
    kept = {table.id: sheets.get(table.id) or Sheet(evaluated=evaluated, table=table.id) for table in asked}
    if counts:
        _count_not_begun(evaluated, [table for table in asked if table.id not in sheets], kept)
    codes = {kept[table.id].department_id or departments[table.id].lead for table in asked}
    codes |= {each.lead for one in departments.values() for each in one.by_point.values()}
    names = dict(Body.objects.filter(pk__in=codes).values_list("code", "name"))
    return [
        TableLine(
            table,
            kept[table.id],
            departments[table.id],
            names.get(kept[table.id].department_id or departments[table.id].lead, ""),
            parts_of(Desk(evaluated, table, kept[table.id], [], departments[table.id]), names),
        )
        for table in asked
    ]


def _count_not_begun(evaluated: RoundBody, tables: Sequence[AskedTable], kept: Mapping[str, Sheet]) -> None:
    tree = tree_of(evaluated) if tables else []
    staged = [table.id for table in tables if table.stages]
    before = (
        {(fact.body_code, fact.stage) for fact in facts_before(evaluated, staged) if fact.stage} if staged else set()
    )
    for table in tables:
        rows = rows_given(table, tree, before)
        kept[table.id].wanted = sum(1 for row in rows for _name in table.wanted_cells(row))


def remarks_of(desk: Desk) -> list[Remark]:
    """The remarks on a draft as it stands, with what explains them."""
    if desk.table.has_free_rows and not desk.there:
        said = {each.remark: each for each in desk.sheet.explanations.all()} if desk.sheet.pk else {}
        return [remark_on_emptiness(said)]
    if desk.sheet.pk is None:
        return []
    own, sheet = desk.table.schema.own, desk.sheet
    others = [(table, each) for table, each in _begun(desk.evaluated) if table.id != desk.table.id]
    contents = contents_before(desk.evaluated, [desk.table.id])
    rests_on = (*(_as_it_stands(each) for _table, each in others), *(each.sha256 for each in contents))

    def check() -> list[Remark]:
        history = (fact for each in contents for fact in facts_of_content(each.table, own, each.content, each.sha256))
        told = _told.of((sheet.address, own), Told)
        return told.remarks_on(
            facts_of_sheet(desk.table, sheet, desk.rows), [facts_of_sheet(*each) for each in others], history, own
        )

    found = _remarks.of((_as_it_stands(sheet), own, language(), rests_on), check)
    return explained(found, {each.remark: each for each in sheet.explanations.all()})


_told: Lately[Told] = Lately(MOST_KEPT)
_remarks: Lately[list[Remark]] = Lately(MOST_KEPT)


def _as_it_stands(sheet: Sheet) -> tuple[str, int, datetime | None]:
    """By what a draft is known from others and from what it was before."""
    return (sheet.address, sheet.seq, sheet.changed_at)


def _begun(evaluated: RoundBody) -> list[tuple[AskedTable, Sheet]]:
    sheets = sheets_of(evaluated)
    return [(table, sheets[table.id]) for table in tables_asked(evaluated) if table.id in sheets]


def tables_of(evaluated: RoundBody, *, drafts: bool = False) -> KnownFacts:
    """What is known of an evaluated body and all below it, as the core takes it: this period's tables, those of the period
    before, the bodies of the round's tree, the ledger.

    Args:
        drafts: this period's tables as they stand now; else as they were last accepted.
    """
    own = edition_of(evaluated.round.edition).own
    asked = tables_asked(evaluated)
    parts = _drafts(evaluated) if drafts else _accepted(evaluated)
    before = [
        KnownContent(each.table, facts_of_content(each.table, own, each.content, each.sha256), each.sha256)
        for each in contents_before(evaluated, [table.id for table in asked])
    ]
    ledger = ledger_of(evaluated)
    tables = [*(each.table for each in parts), *(each.table for each in before)]
    digests = [*(each.digest for each in parts), *(each.digest for each in before)]
    return KnownFacts(
        bodies=bodies_of(evaluated),
        facts=tuple(fact for part in (*parts, *before) for fact in part.facts),
        ledger=ledger,
        given=frozenset((*tables, "bodies", *(("ledger",) if ledger else ()))),
        digest=digest_of_json(sorted([*digests, digest_of_json([_line(each) for each in ledger])])),
        own=own,
        tables=tuple(
            KnownTable(each.table, each.table, None, len({_row(fact) for fact in each.facts}), each.digest)
            for each in (*parts, *before)
        ),
    )


@dataclass(frozen=True, slots=True)
class KnownContent:
    """A table with its facts and what it is known by."""

    table: str
    facts: tuple[Fact, ...]
    digest: str


def _row(fact: Fact) -> tuple[str, str, str]:
    return (fact.reference.body_code, fact.reference.period, fact.reference.key)


def _drafts(evaluated: RoundBody) -> list[KnownContent]:
    return [
        KnownContent(
            table.id, facts_of_sheet(table, sheet).facts, f"draft {sheet.address} {sheet.seq} {sheet.changed_at}"
        )
        for table, sheet in _begun(evaluated)
    ]


def _accepted(evaluated: RoundBody) -> list[KnownContent]:
    own = edition_of(evaluated.round.edition).own
    return [
        KnownContent(
            each.sheet.table, facts_of_content(each.sheet.table, own, bytes(each.content), each.sha256), each.sha256
        )
        for each in accepted_versions(evaluated)
    ]


def is_any_accepted(evaluated: RoundBody) -> bool:
    """Whether the coordinator has accepted a table of a body."""
    return TableVersion.objects.filter(sheet__evaluated=evaluated, state=VersionState.ACCEPTED).exists()


def accepted_versions(evaluated: RoundBody) -> list[TableVersion]:
    """The latest accepted version of each table of a body, in the order of the tables; one query."""
    rows = TableVersion.objects.filter(
        sheet__evaluated=evaluated, sheet__period=evaluated.round.period, state=VersionState.ACCEPTED
    )
    latest = {each.sheet.table: each for each in rows.select_related("sheet__evaluated").order_by("number")}
    return [latest[table.id] for table in tables_asked(evaluated) if table.id in latest]


def bodies_of(evaluated: RoundBody) -> tuple[KnownBody, ...]:
    """The bodies of the round's tree from the evaluated body down, and those above it."""
    codes = evaluated.path.strip("/").split("/")[:-1]
    above = {each.pk: each for each in Body.objects.filter(pk__in=codes)}
    upper = [
        KnownBody(code, above[code].name, above[code].kind, codes[number - 1] if number else "")
        for number, code in enumerate(codes)
        if code in above
    ]
    parent = codes[-1] if codes else ""
    lower = [KnownBody(each.code, each.name, each.kind, each.parent or parent) for each in tree_of(evaluated)]
    return (*upper, *lower)


def ledger_of(evaluated: RoundBody) -> tuple[LedgerEntry, ...]:
    """The ledger of the evaluated government and of those below it, as the core takes it."""
    rows = LedgerRecord.objects.filter(in_area("body__path", evaluated.path), removed_at=None).order_by("id")
    return tuple(_entry(each) for each in rows)


def _entry(each: LedgerRecord) -> LedgerEntry:
    number, year = each.number or each.address, str(each.date.year) if each.date else ""
    return LedgerEntry(
        kind=each.kind,
        reference=FactReference("ledger", each.body_id, year, "subject", number),
        date=each.date,
        body_code=each.body_id,
        actor=each.actor,
        post=each.post,
        subject=each.subject,
        location=each.place,
        planned=each.planned,
        done=each.done,
        deadline=each.deadline,
        responsible=each.responsible,
        document_number=each.document_number,
        evidence=each.evidence,
        unit=each.unit,
        number=number,
    )


def _line(each: LedgerEntry) -> list[str]:
    return [str(getattr(each, name)) for name in ("kind", "date", "subject", "planned", "done", "deadline", "number")]


def fact_address(evaluated: RoundBody, reference: FactReference) -> str:
    """The page of a fact with the cell to go to; "" for a fact that no table of the round holds."""
    if not any(table.id == reference.table for table in tables_asked(evaluated)):
        return ""
    page = reverse("datasets:sheet-detail", args=[evaluated.round.address, evaluated.body_id, reference.table])
    row = "|".join(part for part in (reference.body_code, reference.key) if part)
    return f"{page}#{row}:{reference.field}"


MOST_CHANGES = 200


def changes_of(sheet: Sheet, row: str, column: str) -> list[CellChange]:
    """What was done to a cell, newest first."""
    return list(sheet.changes.filter(row=row, column=column)[:MOST_CHANGES])


def returns_on(desk: Desk) -> list[CellReturn]:
    """Why the table came back, as long as it has not been submitted again."""
    if desk.sheet.pk is None or desk.sheet.state != SheetState.RETURNED:
        return []
    version = desk.sheet.versions.filter(returns__isnull=False).first()
    return list(version.returns.all()) if version is not None else []
