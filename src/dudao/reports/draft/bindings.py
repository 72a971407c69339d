"""What a draft was written from, kept beside it as bindings that a check takes up (`NAME.bindings.json`)."""

from __future__ import annotations

from pathlib import Path

from dudao.reports.bind.saved import (
    FROM_DRAFT,
    SavedBinding,
    bindings_path,
    load_bindings,
    parse_reference,
    save_bindings,
)
from dudao.reports.draft.document import OfficialDocument
from dudao.values.spans import Quote

SURROUNDINGS = 24
"""Characters kept on either side of a quote, as many as bindings keep."""


def bindings_of(document: OfficialDocument) -> tuple[SavedBinding, ...]:
    """One proposed binding a figure whose fact the draft knows, by its place in the whole text."""
    head = [document.title, *([f"{document.addressee}："] if document.addressee else [])]
    text = "\n".join([*head, *(part.text for part in document.parts), document.signatory, document.date])
    starts, position = [], sum(len(line) + 1 for line in head)
    for part in document.parts:
        starts.append(position)
        position += len(part.text) + 1
    return tuple(
        _binding(text, starts[number] + trace.start, starts[number] + trace.end, trace.reference)
        for number, part in enumerate(document.parts)
        for trace in part.figures
    )


def _binding(text: str, start: int, end: int, reference: str) -> SavedBinding:
    quote = Quote(text[start:end], text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS])
    return SavedBinding(quote, start, fact=parse_reference(reference), method=FROM_DRAFT)


def write_bindings(document: OfficialDocument, out: Path) -> Path:
    """Write the draft's bindings beside it; what a person said of an earlier draft of the name stays.

    Raises:
        UnreadableError: there is a file of that name which holds no bindings; it is left as it is.
    """
    path = bindings_path(out)
    kept = [each for each in load_bindings(path) if each.status != "proposed"]
    save_bindings(path, [*kept, *bindings_of(document)], report=out.name)
    return path
