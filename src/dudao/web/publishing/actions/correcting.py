"""What the reader proposed, put right by a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.library.indexing import index_document
from dudao.web.library.keeping import locked
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.publishing import policy
from dudao.web.publishing.actions.noting import handing_of, note

CORRECTED = declare("library.corrected", _("修改文档信息"))
FIELDS = frozenset(
    ("title", "place", "body", "level", "year", "kind", "issuer", "edition", "tier", "report_date", "source", "is_own")
)


@transaction.atomic
def correct_document(
    *, address: str, fields: Mapping[str, Any], is_responsible: bool = False, by: Acting, at: datetime
) -> Document:
    """Keep what a person says of a document (核对信息).

    Args:
        fields: of `FIELDS`, each as the model has it. is_responsible: the uploader answers for source and content.
    """
    document = locked(address)
    policy.may_correct(by, document).require()
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"not for people to change: {', '.join(sorted(unknown))}")
    changes = {name: [_plain(getattr(document, name)), _plain(value)] for name, value in fields.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    declared = _declare(document, is_responsible, by, at)
    if changes or declared:
        note(CORRECTED, document, by=by, at=at, details={"changes": changes, "responsible": declared})
    if document.state == DocumentState.PUBLISHED:
        index_document(document)
    return document


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def _declare(document: Document, is_responsible: bool, by: Acting, at: datetime) -> bool:
    """Keep who answers for it; only the uploader can, and it is kept from the first time on."""
    handing = handing_of(document)
    if by.person_id != document.uploader_id or is_responsible == (handing.responsible_at is not None):
        return False
    handing.responsible_at = at if is_responsible else None
    handing.responsible_by = by.name if is_responsible else ""
    handing.save()
    return is_responsible
