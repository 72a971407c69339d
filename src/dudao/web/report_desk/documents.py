"""A drafted report between the core's document, the JSON of a version, and the files that people take away."""

from __future__ import annotations

from typing import Any

from dudao.reports.bind.saved import SavedBinding
from dudao.reports.draft.anew import document_of as set_anew
from dudao.reports.draft.bindings import bindings_of
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.tables import PartTable, TableCell
from dudao.reports.draft.traces import Trace
from dudao.reports.model import Reading

Content = dict[str, Any]
FRONT = ("title", "addressee", "signatory", "date")


def content_of(document: OfficialDocument) -> Content:
    """A document as plain values; a table keeps its cells beside its text."""
    front = {name: getattr(document, name) for name in FRONT}
    parts = [
        {
            "kind": part.kind.value,
            "text": part.text,
            "figures": [[one.start, one.end, one.reference] for one in part.figures],
            **({} if part.table is None else {"table": _plain_table(part.table)}),
        }
        for part in document.parts
    ]
    return {**front, "parts": parts, "attachments": list(document.attachments)}


def document_of(content: Content) -> OfficialDocument:
    """The document that `content_of` made plain values of."""
    return OfficialDocument(
        **{name: content[name] for name in FRONT},
        parts=tuple(
            Part(
                PartKind(each["kind"]),
                each["text"],
                tuple(Trace(*one) for one in each["figures"]),
                _table_of(each.get("table")),
            )
            for each in content["parts"]
        ),
        attachments=tuple(content.get("attachments", ())),
    )


def _plain_table(table: PartTable) -> Content:
    """A table: how many rows are its head, and each cell with row, column, what it covers of each, and text."""
    cells = [[one.row, one.column, one.span_rows, one.span_columns, one.text] for one in table.cells]
    return {"header_rows": table.header_rows, "cells": cells}


def _table_of(plain: Content | None) -> PartTable | None:
    """The table that `_plain_table` made plain values of; None for a paragraph."""
    if plain is None:
        return None
    return PartTable(tuple(TableCell(*each) for each in plain["cells"]), plain["header_rows"])


def drafted_bindings(content: Content | None) -> tuple[SavedBinding, ...]:
    """What a drafted text was written from, as bindings; none for a file that somebody uploaded."""
    return bindings_of(document_of(content)) if content else ()


def document_of_reading(reading: Reading) -> OfficialDocument:
    """An uploaded report in the official order, so that it can be set in the official format; its tables stay tables."""
    return set_anew((reading.report,), untitled=reading.report.source.name)
