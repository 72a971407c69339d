"""To the operators, and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.library.keeping import locked, may_go_out, write_move
from dudao.web.library.likeness import similar_to
from dudao.web.library.models import Document
from dudao.web.policies import Refused
from dudao.web.publishing import policy
from dudao.web.publishing.actions.noting import handing_of

SUBMITTED = declare("library.submitted", _("提交文档审核"))
TAKEN_BACK = declare("library.taken-back", _("撤回提交"))


@transaction.atomic
def submit_document(*, address: str, likeness_reason: str = "", by: Acting, at: datetime) -> Document:
    """Hand a corrected document to the operators (提交审核).

    Args:
        likeness_reason: why it goes on where the library has something alike; asked for only then.
    Raises:
        Refused: no source, nobody answers for it, a found place undecided, or something alike and no reason.
    """
    document = locked(address)
    policy.may_submit(by, document).require()
    handing = handing_of(document)
    if not document.title.strip():
        raise Refused(_("请填写标题。"))
    if not (document.source.strip() or document.is_own):
        raise Refused(_("请写明来源，或勾选“本人（本单位）撰写”。"))
    if handing.responsible_at is None:
        raise Refused(_("请勾选来源与责任声明。"))
    may_go_out(document).require()
    alike = similar_to(document.current.rendition) if document.current else []
    reason = " ".join(likeness_reason.split())[:400]
    if alike and not (reason or handing.likeness_reason):
        raise Refused(_("库中已有相近的文档，请写明仍要提交的理由，或替换自己的旧文档，或放弃。"))
    handing.likeness_reason = reason or (handing.likeness_reason if alike else "")
    handing.submitted_at, handing.decided_at = at, None
    handing.save()
    document.reason, document.notice_until = "", None
    near = [{"document": other.address, "share": share} for other, share in alike]
    details = {"source": document.source, "alike": near, "why": handing.likeness_reason}
    write_move(document, "submit", SUBMITTED, by=by, at=at, details=details)
    return document


@transaction.atomic
def take_back(*, address: str, by: Acting, at: datetime) -> Document:
    """Take a submitted document back to mend it (撤回)."""
    document = locked(address)
    policy.may_take_back(by, document).require()
    write_move(document, "take-back", TAKEN_BACK, by=by, at=at)
    return document
