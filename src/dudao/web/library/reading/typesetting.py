"""A document that came without pages of its own, set as pages in a limited process: in the official format, as PDF."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.tables import PartTable, TableCell
from dudao.reports.model import Source


def keep_document(document: OfficialDocument, path: Path) -> None:
    """Write what is to be set where the limited process finds it."""
    path.write_text(json.dumps(asdict(document), ensure_ascii=False), "utf-8")


def set_pages(path: Path) -> Source:
    """shown.pdf beside a document that was kept; to be called in a limited process."""
    content = json.loads(path.read_text("utf-8"))
    parts = tuple(
        Part(PartKind(each["kind"]), each["text"], table=_table(each["table"])) for each in content.pop("parts")
    )
    del content["attachments"]
    blob, _replaced = render_pdf(OfficialDocument(**content, parts=parts))
    (path.parent / "shown.pdf").write_bytes(blob)
    return Source(kind="pdf", blocks=())


def _table(kept: dict[str, Any] | None) -> PartTable | None:
    if kept is None:
        return None
    return PartTable(tuple(TableCell(**cell) for cell in kept["cells"]), kept["header_rows"])
