"""Rows of the registers: bodies, ledger (台账), evidence catalogue (佐证材料目录), terms (用语)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from dudao.diagnostics.model import Diagnostic
from dudao.facts.bodybook import BodyBook, known_code
from dudao.facts.cells import parse_date_cell, parse_number_cell
from dudao.facts.contract import FieldSchema, TableSchema
from dudao.facts.datasets import choice_of
from dudao.facts.headings import Heading, squashed
from dudao.facts.known import CellPlace, EvidenceEntry, KnownBody, Leader, LedgerEntry, Terms
from dudao.facts.problems import label_of, problem
from dudao.facts.readers.contract import Sheet
from dudao.facts.records import Record, records_of
from dudao.values.reference import FactReference

_SEPARATORS = re.compile(r"\s*[;；|、\n]\s*")


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in _SEPARATORS.split(text) if part)


def _date(record: Record, column: FieldSchema, problems: list[Diagnostic]) -> date | None:
    text = record.text(column.id)
    if not text or text in ("/", "—", "-", "…", "至今", "现任"):
        return None
    day = parse_date_cell(record.cells.get(column.id))
    if day is None:
        params = {"name": label_of(column), "found": text}
        problems.append(problem("date-unreadable", record.place_of(column.id), params))
    return day


def _choice(record: Record, column: FieldSchema, problems: list[Diagnostic]) -> str:
    text = record.text(column.id)
    return choice_of(text, column, record.place_of(column.id), problems) if text else ""


def read_bodies(
    sheet: Sheet, schema: TableSchema, heading: Heading, problems: list[Diagnostic]
) -> tuple[KnownBody, ...]:
    """The bodies of a sheet; a row without code or name is left out with a problem."""
    columns = schema.by_id
    found: list[KnownBody] = []
    places: list[CellPlace] = []
    for record in records_of(sheet, heading):
        code, name = record.text("code"), record.text("name")
        if not code or not name:
            missing = label_of(columns["name" if code else "code"])
            problems.append(problem("key-missing", record.place, {"name": missing}))
            continue
        found.append(
            KnownBody(
                code=code,
                name=name,
                kind=_choice(record, columns["kind"], problems),
                parent_code=record.text("parent_code"),
                valid_from=_date(record, columns["valid_from"], problems),
                valid_to=_date(record, columns["valid_to"], problems),
                short_names=_several(record.text("short_names")),
                place=record.place,
            )
        )
        places.append(record.place)
    problems.extend(_check_doubles(found, places))
    return tuple(found)


def _check_doubles(bodies: list[KnownBody], places: list[CellPlace]) -> Iterator[Diagnostic]:
    """Two rows of one code on the same days, and two codes of one name in one place."""
    by_code: dict[str, int] = {}
    by_name: dict[tuple[str, str, str], int] = {}
    for number, body in enumerate(bodies):
        other = by_code.setdefault(body.code, number)
        if other != number and _overlap(bodies[other], body):
            yield problem("body-doubled", places[number], {"other": places[other], "name": body.code})
        by_code[body.code] = number
        alike = by_name.setdefault((squashed(body.name), body.parent_code, body.kind), number)
        if bodies[alike].code != body.code and _overlap(bodies[alike], body):
            yield problem("bodies-alike", places[number], {"other": places[alike], "name": body.name})


def _overlap(one: KnownBody, other: KnownBody) -> bool:
    """Whether two rows are valid on a same day; their dates are half-open."""
    begins = max((each.valid_from for each in (one, other) if each.valid_from), default=None)
    ends = min((each.valid_to for each in (one, other) if each.valid_to), default=None)
    return begins is None or ends is None or begins < ends


def read_ledger(
    sheet: Sheet, schema: TableSchema, heading: Heading, book: BodyBook, problems: list[Diagnostic]
) -> tuple[LedgerEntry, ...]:
    """The entries of a sheet, in their order. An entry is known by its own number, else by its row."""
    columns = schema.by_id
    units = {column.field.id: column.unit for column in heading.columns}
    found = []
    for record in records_of(sheet, heading):
        code = record.text("body_code")
        number = record.text("number") or str(record.row + 1)

        def quantity(name: str, record: Record = record) -> Decimal | None:
            entry = parse_number_cell(record.cells.get(name), columns[name], units.get(name))
            if entry.problem:
                params = {"name": label_of(columns[name]), **entry.params}
                problems.append(problem(entry.problem, record.place_of(name), params))
            return entry.value

        day = _date(record, columns["date"], problems)
        found.append(
            LedgerEntry(
                kind=_choice(record, columns["kind"], problems) or "other",
                reference=FactReference("ledger", code, str(day.year) if day else "", "subject", number),
                date=day,
                body_code=known_code(code, record.place_of("body_code"), book, problems) if code else "",
                actor=record.prose("actor"),
                post=record.prose("post"),
                subject=record.prose("subject"),
                location=record.prose("place"),
                planned=quantity("planned"),
                done=quantity("done"),
                deadline=_date(record, columns["deadline"], problems),
                responsible=record.prose("responsible"),
                document_number=record.text("document_number"),
                evidence=record.text("evidence"),
                place=record.place,
                unit=record.text("unit"),
                number=number,
            )
        )
    return tuple(found)


def read_evidence(
    sheet: Sheet, schema: TableSchema, heading: Heading, problems: list[Diagnostic]
) -> tuple[EvidenceEntry, ...]:
    """The lines of a catalogue; one without a title is left out with a problem."""
    columns = schema.by_id
    found = []
    for record in records_of(sheet, heading):
        title = record.prose("title")
        if not title:
            problems.append(problem("key-missing", record.place, {"name": label_of(columns["title"])}))
            continue
        number = record.text("number") or str(record.row + 1)
        found.append(
            EvidenceEntry(
                number=number,
                reference=FactReference("evidence", "", "", "title", number),
                title=title,
                document_number=record.text("document_number"),
                issuer=record.prose("issuer"),
                date=_date(record, columns["date"], problems),
                pages=record.text("pages"),
                file=record.text("file"),
                points=_several(record.text("points")),
                place=record.place,
                kind=record.text("kind"),
                period=record.text("period"),
            )
        )
    return tuple(found)


def read_terms(sheet: Sheet, schema: TableSchema, heading: Heading, problems: list[Diagnostic]) -> Terms:
    """The words of a sheet: a row a word; a leader's row holds the name in `term` and the post in `post`."""
    columns = schema.by_id
    names: list[str] = []
    leaders: list[Leader] = []
    neighbours: list[str] = []
    masked: list[str] = []
    for record in records_of(sheet, heading):
        term, post = record.text("term"), record.text("post")
        kind = _choice(record, columns["kind"], problems) or ("leader" if post else "name")
        if not term:
            problems.append(problem("key-missing", record.place, {"name": label_of(columns["term"])}))
        elif kind == "leader":
            since = _date(record, columns["valid_from"], problems)
            leaders.append(Leader(term, post, since, _date(record, columns["valid_to"], problems)))
        elif kind in ("name", "short_name"):
            names.append(term)
        elif kind == "neighbour":
            neighbours.append(term)
        elif kind == "masked":
            masked.append(term)
    return Terms(tuple(names), tuple(leaders), tuple(neighbours), tuple(masked))
