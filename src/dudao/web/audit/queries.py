"""Entries, for a person."""

from __future__ import annotations

from django.db.models import QuerySet

from dudao.web.acting import Acting, Role
from dudao.web.areas import in_area
from dudao.web.audit.models import AuditEntry


def entries_for(acting: Acting, *, action: str = "", person: str = "", target: str = "") -> QuerySet[AuditEntry]:
    """The entries somebody may read, newest first, narrowed by action, name of a person, target."""
    found = AuditEntry.objects.order_by("-number")
    if acting.role is not Role.OPERATOR:
        found = found.filter(in_area("path", acting.area)) if acting.area else found.none()
    if action:
        found = found.filter(action=action)
    if person:
        found = found.filter(person_name__contains=person)
    if target:
        found = found.filter(target__contains=target)
    return found
