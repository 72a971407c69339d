"""The errata of a published document: what was wrong, what is right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.library.keeping import locked
from dudao.web.policies import Refused
from dudao.web.publishing import policy
from dudao.web.publishing.actions.noting import note
from dudao.web.publishing.models import Erratum

ADDED = declare("library.erratum-added", _("登记勘误"))
REMOVED = declare("library.erratum-removed", _("取消勘误"))
LONGEST, LONGEST_NOTE = 400, 300


@transaction.atomic
def add_erratum(
    *, address: str, wrong: str, right: str, page: int = 0, note_text: str = "", by: Acting, at: datetime
) -> Erratum:
    """Say what of a public document is wrong and what is right (勘误); the file itself stays as it is."""
    document = locked(address)
    policy.may_correct_errors(by, document).require()
    given = {"wrong": wrong.strip()[:LONGEST], "right": right.strip()[:LONGEST]}
    if not all(given.values()):
        raise Refused(_("请写明原文和更正后的内容。"))
    if page > document.pages:
        raise Refused(_("没有这一页。"))
    more = {"page": page, "note": note_text.strip()[:LONGEST_NOTE], "at": at, "by": by.name[:60]}
    made = Erratum.objects.create(document=document, **given, **more)
    note(ADDED, document, by=by, at=at, details={**given, "page": page})
    return made


@transaction.atomic
def remove_erratum(*, address: str, erratum_id: int, by: Acting, at: datetime) -> None:
    """Take an entry out that was itself a mistake; the audit keeps it."""
    document = locked(address)
    policy.may_correct_errors(by, document).require()
    found = document.errata.filter(pk=erratum_id).first()
    if found is None:
        raise Refused(_("没有这条勘误。"))
    note(REMOVED, document, by=by, at=at, details={"wrong": found.wrong, "right": found.right, "page": found.page})
    found.delete()
