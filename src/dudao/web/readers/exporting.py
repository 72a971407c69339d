"""Everything the library keeps of a reader, in one JSON file: readers' own parts, and those that the apps above add."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dudao.web.acting import Acting
from dudao.web.library.models import Document, Membership
from dudao.web.readers.models import Favourite, Notice, Reader, Visit
from dudao.web.readers.policy import own_id

Source = Callable[[Acting], list[dict[str, Any]]]
_sources: dict[str, Source] = {}


def add_export(name: str, source: Source) -> None:
    """Let an app add what it keeps of a reader; a source of the same name is replaced."""
    _sources[name] = source


def export_of(acting: Acting) -> dict[str, Any]:
    """What is kept of somebody, by kind; moments with their offset, nothing of anybody else."""
    person = {"person_id": own_id(acting)}
    return {
        "name": acting.name,
        "choices": list(Reader.objects.filter(**person).values("pen_name", "keeps_history")),
        "favourites": list(Favourite.objects.filter(**person).values("document__address", "document__title", "at")),
        "history": list(Visit.objects.filter(**person).values("document__address", "document__title", "at", "times")),
        "notices": list(Notice.objects.filter(**person).values("words", "address", "at", "read_at")),
        "memberships": list(Membership.objects.filter(**person).values("starts_on", "ends_on", "granted_by")),
        "uploads": list(
            Document.objects.filter(uploader_id=own_id(acting)).values("address", "title", "state", "uploaded_at")
        ),
        **{name: source(acting) for name, source in _sources.items()},
    }
