"""What is filled in before a person confirms an entry, from its file and its name; and columns as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.states import EntryState, Visibility
from dudao.web.evidence.suggestions import kind_in
from dudao.web.policies import Words

LABELS: dict[str, Words] = {
    "number": _("编号"),
    "title": _("材料名称"),
    "kind": _("材料种类"),
    "document_number": _("文号"),
    "issuer": _("发文机关"),
    "date": _("日期"),
    "period": _("所属时期"),
    "pages": _("页数"),
    "department_id": _("提供部门"),
    "visibility": _("公开范围"),
    "note": _("备注"),
    "points": _("对应要点"),
}


EXPECTED = ("kind", "issuer", "date")
"""Columns that nearly every entry has; with the points, what a list asks for as long as it is empty."""


def lacks_of(entry: EvidenceEntry) -> list[Words]:
    """What is still empty of an entry that is in its department's hands (待确认、已退回): names of columns."""
    if entry.state not in (EntryState.DRAFT, EntryState.RETURNED):
        return []
    empty = [name for name in EXPECTED if not getattr(entry, name)]
    return [LABELS[name] for name in (*empty, *(() if entry.point_codes else ("points",)))]


def proposals_for(entry: EvidenceEntry, kinds: Sequence[str]) -> dict[str, str]:
    """Columns of an entry that nobody has filled in, with what its file says; the title where it is still the file's name.

    Args:
        kinds: what the scheme asks for; the kind is the one that the title names.
    """
    if entry.file is None:
        return {}
    said: dict[str, str] = dict(entry.file.proposed)
    found = {name: said[name] for name in ("document_number", "issuer", "date") if said.get(name)}
    if said.get("title") and PurePath(entry.name).stem.endswith(entry.title):
        found["title"] = said["title"]
    title = f"{found.get('title', '')} {entry.title}"
    if kind := kind_in(title, kinds):
        found["kind"] = kind
    if entry.file.pages:
        found["pages"] = str(entry.file.pages)
    if not entry.period and found.get("date"):
        found["period"] = found["date"][:4]
    return {name: value for name, value in found.items() if name == "title" or not getattr(entry, name)}


def shown(column: str, value: Any, departments: Mapping[str, str]) -> str:
    """What stands in a column, as people read it."""
    if column == "department_id":
        return departments.get(value, "")
    if column == "visibility":
        return str(Visibility(value).label)
    return value.isoformat() if isinstance(value, date) else str(value or "")
