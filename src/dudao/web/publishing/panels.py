"""Parts of a document's page: its errata, and what of the round it comes from is public."""

from __future__ import annotations

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.publishing.models import Erratum, RoundRecord


def errata_of(acting: Acting, document: Document) -> list[Erratum] | None:
    """The errata in the order they were found; None where there are none."""
    return list(document.errata.all()) or None


def round_of(acting: Acting, document: Document) -> RoundRecord | None:
    """What of a sealed submission stands beside its report; None for an upload."""
    if document.submission_id is None:
        return None
    return RoundRecord.objects.filter(document=document).first()
