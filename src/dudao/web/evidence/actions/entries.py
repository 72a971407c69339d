"""Changing entries, which confirms them; putting them aside and bringing them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.evidence import policy
from dudao.web.evidence.actions.locking import locked_entries, target_of
from dudao.web.evidence.changes import tell_change
from dudao.web.evidence.models import EntryPoint, EvidenceEntry
from dudao.web.evidence.numbering import is_given, next_numbers, sorting_of
from dudao.web.evidence.standing import keep_standing
from dudao.web.evidence.states import EntryState
from dudao.web.policies import Refused

CHANGED = declare("evidence.changed", _("登记佐证材料"))
REMOVED = declare("evidence.removed", _("删除佐证材料"))
RESTORED = declare("evidence.restored", _("恢复佐证材料"))

COLUMNS = (
    *("number", "title", "kind", "document_number", "issuer", "date", "period", "pages"),
    *("department_id", "note", "visibility"),
)
"""Columns of an entry that people change; the points besides."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an entry: columns with their new values, and its points (None leaves them)."""

    address: str
    columns: Mapping[str, Any] = field(default_factory=dict)
    points: tuple[str, ...] | None = None


@transaction.atomic
def change_entries(*, changes: Sequence[Change], by: Acting, at: datetime) -> list[EvidenceEntry]:
    """Change entries of one body and hand them in (登记): all of them, or none. The audit keeps what each column was.

    An entry that still has its first number gets one of its first point. One that came back is not handed in again as it
    was: something must have changed, be it the note that says why nothing else did.
    """
    entries = {entry.address: entry for entry in locked_entries([each.address for each in changes])}
    done = []
    for change in changes:
        entry = entries[change.address]
        own = policy.own_points(by, entry.evaluated)
        policy.may_change(by, entry, at, own=own).require()
        if entry.removed_at is not None:
            raise Refused(_("这份材料已经删除。"))
        details = _change(entry, change, own)
        moved = entry.state != EntryState.SUBMITTED
        if not details and not moved:
            continue
        if entry.state == EntryState.RETURNED and not details:
            told = _("%(number)s 被退回过，内容没有改动：请按退回原因修改、替换文件，或在备注里写明为什么不改。")
            raise Refused(told % {"number": entry.number})
        entry.state, entry.reason = EntryState.SUBMITTED, ""
        entry.written_at, entry.written_by = at, by.name
        entry.save()
        record(CHANGED, on=target_of(entry), by=by, at=at, path=entry.evaluated.path, details=details)
        done.append(entry)
    if done:
        keep_standing(done[0].evaluated)
        tell_change(done[0].evaluated)
    return done


def _change(entry: EvidenceEntry, change: Change, own: frozenset[str] | None) -> dict[str, Any]:
    """Put the new values in; what each was and is."""
    wanted = {name: value for name, value in change.columns.items() if name in COLUMNS}
    details: dict[str, Any] = {}
    if change.points is not None and set(change.points) != set(entry.point_codes):
        details["points"] = [entry.point_codes, list(change.points)]
        _set_points(entry, change.points, own)
    points = entry.point_codes if change.points is None else list(change.points)
    if is_given(entry) and points and wanted.get("number", entry.number) == entry.number:
        wanted["number"] = next_numbers(entry.evaluated, points[0], 1)[0]
    for name, value in wanted.items():
        before = getattr(entry, name)
        if before != value:
            details[name] = [_plain(before), _plain(value)]
            setattr(entry, name, value)
    if "number" in details:
        _require_free(entry)
        entry.sorting = sorting_of(entry.number)
    return details


def _set_points(entry: EvidenceEntry, points: Sequence[str], own: frozenset[str] | None) -> None:
    known = set(entry.evaluated.tasks.values_list("point", flat=True))
    before = set(entry.point_codes)
    foreign = [point for point in points if point not in known]
    if foreign:
        raise Refused(_("本轮没有要点 %(points)s。") % {"points": "、".join(foreign)})
    moved = before ^ set(points)
    if own is not None and moved - own:
        raise Refused(_("要点 %(points)s 不由贵部门牵头或配合。") % {"points": "、".join(sorted(moved - own))})
    EntryPoint.objects.filter(entry=entry).delete()
    EntryPoint.objects.bulk_create(EntryPoint(entry=entry, point=point) for point in points)


def _require_free(entry: EvidenceEntry) -> None:
    if not entry.number.strip():
        raise Refused(_("编号不能空着。"))
    others = entry.evaluated.evidence.filter(number=entry.number, removed_at=None).exclude(pk=entry.pk)
    if others.exists():
        raise Refused(_("编号 %(number)s 已经用过。") % {"number": entry.number})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def remove_entry(*, address: str, by: Acting, at: datetime) -> EvidenceEntry:
    """Put an entry aside (删除): no list counts it; it can be brought back."""
    entry = _changeable(address, by, at)
    if entry.removed_at is not None:
        raise Refused(_("这份材料已经删除。"))
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    details = {"number": entry.number, "title": entry.title}
    record(REMOVED, on=target_of(entry), by=by, at=at, path=entry.evaluated.path, details=details)
    keep_standing(entry.evaluated)
    tell_change(entry.evaluated)
    return entry


@transaction.atomic
def restore_entry(*, address: str, by: Acting, at: datetime) -> EvidenceEntry:
    """Bring an entry back (恢复)."""
    entry = _changeable(address, by, at)
    if entry.removed_at is None:
        raise Refused(_("这份材料没有删除。"))
    _require_free(entry)
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    record(RESTORED, on=target_of(entry), by=by, at=at, path=entry.evaluated.path, details={"number": entry.number})
    keep_standing(entry.evaluated)
    tell_change(entry.evaluated)
    return entry


def _changeable(address: str, by: Acting, at: datetime) -> EvidenceEntry:
    entry = locked_entries([address])[0]
    policy.may_change(by, entry, at, own=policy.own_points(by, entry.evaluated)).require()
    return entry
