"""Handing in files: each becomes an entry of the catalogue, told at once where the same file is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.evidence import policy
from dudao.web.evidence.actions.locking import locked_body, locked_entries, target_of
from dudao.web.evidence.changes import tell_change
from dudao.web.evidence.models import EntryPoint, EvidenceEntry, FileVersion, StoredFile
from dudao.web.evidence.numbering import next_numbers, sorting_of
from dudao.web.evidence.reading import begin_reading
from dudao.web.evidence.standing import keep_standing
from dudao.web.evidence.states import EntryState
from dudao.web.evidence.storage import Kept, clean_folder, clean_name, keep_file
from dudao.web.evidence.suggestions import number_and_title, points_in
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody

ADDED = declare("evidence.added", _("上传佐证材料"))
REPLACED = declare("evidence.replaced", _("替换佐证材料文件"))
READ_FROM_FILE = ("document_number", "issuer", "date", "pages")
"""Columns that speak of the file itself, not of what the entry is for."""
MOST_ENTRIES = 5_000
"""Of one body in one round."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in.

    Attributes:
        path: with the folders it came in, where the browser says so. points: what it is said to speak for.
        again: whether it is taken although the same file is in the catalogue.
    """

    content: File[bytes]
    name: str
    path: str = ""
    points: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: its entry, or the entry that has the same file already (`is_new` False)."""

    entry: EvidenceEntry
    is_new: bool


def add_file(*, evaluated_id: int, upload: Upload, by: Acting, at: datetime) -> Added:
    """Put a file into the catalogue (上传), as an entry that a person has still to confirm.

    Returns:
        The new entry; or the one that has the same content, where it was not asked for `again`.
    Raises:
        Refused: not allowed, empty, too large, a program, or the catalogue is full. Nothing is kept then.
    """
    body = RoundBody.objects.select_related("round__edition").get(pk=evaluated_id)
    own = policy.own_points(by, body)
    policy.may_add(by, body, at, own=own).require()
    kept = keep_file(upload.content)
    with transaction.atomic():
        body = locked_body(evaluated_id)
        points = _points_of(upload, body, own)
        policy.may_add(by, body, at, points, own=own).require()
        there = _same(body, kept.sha256)
        if there is not None and not upload.again:
            return Added(there, False)
        if body.evidence.filter(removed_at=None).count() >= MOST_ENTRIES:
            raise Refused(_("佐证材料目录已满 %(most)d 条，请先整理。") % {"most": MOST_ENTRIES})
        file = _stored(kept, at)
        entry = _write(body, upload, file, points, by=by, at=at)
        details = {"number": entry.number, "name": entry.name, "sha256": kept.sha256, "points": list(points)}
        record(ADDED, on=target_of(entry), by=by, at=at, path=body.path, details=details)
        tell_change(body)
        begin_reading(file, about=entry.name, by=by, at=at)
    return Added(entry, True)


def _points_of(upload: Upload, body: RoundBody, own: frozenset[str] | None) -> tuple[str, ...]:
    """The points given, else the one that the names of file and folders begin with, where it is the person's own."""
    known = {task.point for task in body.tasks.all()}
    if given := tuple(point for point in upload.points if point in known):
        return given
    guessed = points_in(upload.path or upload.name, known)
    return tuple(point for point in guessed if own is None or point in own)


def _same(body: RoundBody, sha256: str) -> EvidenceEntry | None:
    return body.evidence.filter(file_id=sha256, removed_at=None).first()


def _stored(kept: Kept, at: datetime) -> StoredFile:
    columns = {"size": kept.size, "kind": kept.kind.value, "stored_at": at}
    return StoredFile.objects.get_or_create(sha256=kept.sha256, defaults=columns)[0]


def _write(
    body: RoundBody, upload: Upload, file: StoredFile, points: Sequence[str], *, by: Acting, at: datetime
) -> EvidenceEntry:
    name = clean_name(upload.name)
    wanted, title = number_and_title(PurePath(name).stem, points)
    is_free = bool(wanted) and not body.evidence.filter(number=wanted).exists()
    number = wanted if is_free else next_numbers(body, points[0] if points else "", 1)[0]
    entry = EvidenceEntry.objects.create(
        evaluated=body,
        number=number,
        sorting=sorting_of(number),
        title=title[:300] or name,
        department_id=by.body_code if by.role is Role.REPORTER else None,
        file=file,
        name=name,
        folder=clean_folder(upload.path),
        written_at=at,
        written_by=by.name,
    )
    EntryPoint.objects.bulk_create(EntryPoint(entry=entry, point=point) for point in points)
    FileVersion.objects.create(entry=entry, number=1, file=file, name=name, at=at, by=by.name)
    return entry


def replace_file(*, address: str, upload: Upload, by: Acting, at: datetime) -> EvidenceEntry:
    """Put another file in place of an entry's (替换); the one before stays as a version, and the entry is confirmed anew.

    What was read from the file before (READ_FROM_FILE) is emptied, so that the new file says it and a person confirms it;
    the audit keeps what stood there.
    """
    body = EvidenceEntry.objects.select_related("evaluated__round").get(address=address).evaluated
    own = policy.own_points(by, body)
    policy.may_add(by, body, at, own=own).require()
    kept = keep_file(upload.content)
    with transaction.atomic():
        entry = locked_entries([address])[0]
        policy.may_change(by, entry, at, own=own).require()
        if entry.removed_at is not None:
            raise Refused(_("这份材料已经删除。"))
        if entry.file_id == kept.sha256:
            raise Refused(_("新文件与现有文件内容完全相同，没有替换。"))
        file = _stored(kept, at)
        emptied = {name: str(value) for name in READ_FROM_FILE if (value := getattr(entry, name))}
        entry.document_number = entry.issuer = entry.pages = ""
        entry.date = None
        before, entry.file, entry.name = entry.file_id, file, clean_name(upload.name)
        entry.state, entry.reason = EntryState.DRAFT, ""
        entry.written_at, entry.written_by = at, by.name
        entry.save()
        last = entry.versions.first()
        number = last.number + 1 if last else 1
        FileVersion.objects.create(entry=entry, number=number, file=file, name=entry.name, at=at, by=by.name)
        details = {"name": entry.name, "before": before, "sha256": kept.sha256, "version": number, "emptied": emptied}
        record(REPLACED, on=target_of(entry), by=by, at=at, path=body.path, details=details)
        keep_standing(entry.evaluated)
        tell_change(entry.evaluated)
        begin_reading(file, about=entry.name, by=by, at=at)
    return entry
