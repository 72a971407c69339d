"""Entries of the ledger, for a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.bodies.models import GOVERNMENTS, Body
from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.lights import LIGHTS, with_light
from dudao.web.ledger.models import LedgerRecord

ASKED = ("kind", "words", "first", "last", "light", "body")


def government_of(acting: Acting) -> Body | None:
    """The government to whose ledger somebody writes: the own body, or the nearest government above the own department."""
    codes = acting.area.strip("/").split("/")
    found = Body.objects.filter(pk__in=codes, kind__in=GOVERNMENTS).order_by("-path")
    return found.first()


def entries_for(acting: Acting) -> QuerySet[LedgerRecord]:
    """All entries that somebody may see, none that was put aside."""
    if not acting.area:
        return LedgerRecord.objects.none()
    own = government_of(acting)
    seen = in_area("path", acting.area)
    if own is not None:
        seen |= Q(pk=own.pk)
    # only governments have a ledger, and they are few: asked by body, an index answers
    bodies = Body.objects.filter(seen, kind__in=GOVERNMENTS).order_by()
    return LedgerRecord.objects.filter(removed_at=None, body__in=bodies).select_related("body")


def narrowed(rows: QuerySet[LedgerRecord], asked: Mapping[str, str], today: date) -> QuerySet[LedgerRecord]:
    """Entries by what was asked for: kind, words, from and to a day, light, body. What cannot be read asks for nothing."""
    if asked.get("kind") in kinds():
        rows = rows.filter(kind=asked["kind"])
    if words := asked.get("words"):
        rows = rows.filter(
            Q(subject__contains=words)
            | Q(actor__contains=words)
            | Q(place__contains=words)
            | Q(document_number__contains=words)
            | Q(number=words)
        )
    for name, condition in (("first", "date__gte"), ("last", "date__lte")):
        if day := _day(asked.get(name, "")):
            rows = rows.filter(**{condition: day})
    if asked.get("light") in LIGHTS:
        rows = rows.filter(with_light(asked["light"], today))
    if asked.get("body"):
        rows = rows.filter(body_id=asked["body"])
    return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
