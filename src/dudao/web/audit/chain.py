"""Writing entries and proving that none was changed, taken out or put in between.

What an action may be called is declared beside the action (`names.declare`): one without a name cannot be recorded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from dudao.web.acting import Acting
from dudao.web.audit.models import AuditEntry
from dudao.web.audit.names import declared_actions

FIRST = "0" * 64
LOCK = 7_406_119
"""Number of PostgreSQL's advisory lock under which the chain grows; SQLite has one writer at a time anyway."""


def record(
    action: str, *, on: str, by: Acting, at: datetime, path: str = "", details: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Add one entry to the chain, in the transaction of the action it tells of.

    Args:
        on: what was acted on, kind and address: `body 410100`. path: tree path of the body concerned.
        details: what changed, plain values only; never a password, never a file's content.
    """
    if action not in declared_actions():
        raise ValueError(f"action {action} is not declared")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an entry belongs into the transaction of its action")
    _alone()
    last = AuditEntry.objects.order_by("-number").values_list("number", "hash").first() or (0, FIRST)
    entry = AuditEntry(
        number=last[0] + 1,
        at=at,
        action=action,
        person_id=by.person_id,
        person_name=by.name,
        role=by.role.value,
        body_code=by.body_code,
        for_name=by.for_name,
        target=on,
        path=path,
        details=json.loads(json.dumps(dict(details or {}), cls=DjangoJSONEncoder)),
        before=last[1],
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def _alone() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def hash_of(entry: AuditEntry) -> str:
    """The hash that an entry must have."""
    columns = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "action": entry.action,
        "person": str(entry.person_id or ""),
        "person_name": entry.person_name,
        "role": entry.role,
        "body": entry.body_code,
        "for": entry.for_name,
        "target": entry.target,
        "path": entry.path,
        "details": entry.details,
        "before": entry.before,
    }
    text = json.dumps(columns, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the entry's number, and what is wrong."""

    number: int
    kind: str


def breaks() -> Iterator[Break]:
    """Every place where the chain does not hold: changed (content against hash), unlinked (hash of the one before), a gap."""
    expected, before = 1, FIRST
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            yield Break(expected, "gap")
        if entry.before != before:
            yield Break(entry.number, "unlinked")
        if entry.hash != hash_of(entry):
            yield Break(entry.number, "changed")
        expected, before = entry.number + 1, entry.hash
