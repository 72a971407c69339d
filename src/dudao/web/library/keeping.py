"""Publishing, declining, putting aside, taking down and bringing back: each a move of the table, each in the audit.

What must hold before anything is published is for the apps above (`add_gate`); whom it concerns hears of it after commit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.library import policy
from dudao.web.library.models import Document, Version
from dudao.web.library.signals import document_moved, person_told
from dudao.web.library.states import MOVES, DocumentState
from dudao.web.policies import Answer, Refused, Words, first_no, no

PUBLISHED = declare("library.published", _("公开文档"))
DECLINED = declare("library.declined", _("不采用文档"))
HELD = declare("library.held", _("暂停或搁置文档"))
RELEASED = declare("library.released", _("恢复办理或恢复公开"))
WITHDRAWN = declare("library.withdrawn", _("撤下文档"))
RESTORED = declare("library.restored", _("重新公开已撤下的文档"))
LONGEST_REASON = 400

Gate = Callable[[Document, Version], Answer]
_gates: dict[str, Gate] = {}


def add_gate(name: str, gate: Gate) -> None:
    """Let nothing be published that a gate says no to; one of the same name is replaced."""
    _gates[name] = gate


def may_go_out(document: Document, version: Version | None = None) -> Answer:
    """Whether a version of a document (its current one) is fit for the public: it is there, and every gate lets it out."""
    shown = version or document.current
    if shown is None:
        return no(_("文件还没有处理完，不能公开。"))
    return first_no(*(partial(gate, document, shown) for gate in _gates.values()))


def locked(address: str) -> Document:
    """A document, held until the transaction ends."""
    rows = Document.objects.select_related("body").select_for_update(of=("self",))
    found = rows.filter(address=address).first()
    if found is None:
        raise Refused(_("没有这份文档。"))
    return found


def page_of(document: Document) -> str:
    """The address of its page."""
    return f"/library/d/{document.address}/"


@transaction.atomic
def publish_document(*, address: str, by: Acting, at: datetime) -> Document:
    """Make a document public (公开); in a notice period it waits until the day after `notice_until`."""
    document = locked(address)
    policy.may_decide(by, document, "publish").require()
    may_go_out(document).require()
    if document.notice_until is not None and timezone.localdate(at) <= document.notice_until:
        raise Refused(_("公示到 %(day)s 为止，期满后才公开。") % {"day": document.notice_until})
    document.published_at = document.published_at or at
    document.reason = ""
    write_move(document, "publish", PUBLISHED, by=by, at=at)
    _tell(document, _("您上传的《%(title)s》已经公开。"), by=by, at=at)
    return document


@transaction.atomic
def decline_document(*, address: str, reason: str, by: Acting, at: datetime) -> Document:
    """Do not take an upload (不采用), with the reason; it may be mended and submitted again."""
    document = locked(address)
    policy.may_decide(by, document, "decline").require()
    if document.published_at is not None:
        raise Refused(_("这份文档已经公开过，请改用“撤下”。"))
    document.reason = reason_of(reason)
    write_move(document, "decline", DECLINED, by=by, at=at)
    _tell(document, _("您上传的《%(title)s》没有采用：%(reason)s"), by=by, at=at)
    return document


@transaction.atomic
def hold_document(*, address: str, reason: str, by: Acting, at: datetime) -> Document:
    """Put an upload aside (搁置), or take a public document out of sight while something is examined (暂停公开)."""
    document = locked(address)
    policy.may_decide(by, document, "hold").require()
    document.reason = reason_of(reason)
    write_move(document, "hold", HELD, by=by, at=at)
    _tell(document, _("您上传的《%(title)s》暂停办理或暂停公开：%(reason)s"), by=by, at=at)
    return document


@transaction.atomic
def release_document(*, address: str, by: Acting, at: datetime) -> Document:
    """End a hold: what was public is public again, what waited goes back to the queue."""
    document = locked(address)
    policy.may_decide(by, document, "release").require()
    document.reason = ""
    if document.published_at is None:
        write_move(document, "return", RELEASED, by=by, at=at)
        return document
    may_go_out(document).require()
    write_move(document, "release", RELEASED, by=by, at=at)
    _tell(document, _("您上传的《%(title)s》恢复公开。"), by=by, at=at)
    return document


@transaction.atomic
def end_hold(*, address: str, reason: str, by: Acting, at: datetime) -> Document:
    """What a document was out of sight for is gone (撤回投诉): it is public again, with the reason in the audit.

    Who causes it need not be a keeper: a keeper held it for this reason alone, and the caller knows that no other is left.
    A document that a gate keeps from the public, or that is not held, stays as it is.
    """
    document = locked(address)
    if document.state != DocumentState.HELD or document.published_at is None or not may_go_out(document):
        return document
    document.reason = ""
    write_move(document, "release", RELEASED, by=by, at=at, details={"reason": reason_of(reason)})
    _tell(document, _("您上传的《%(title)s》恢复公开。"), by=by, at=at)
    return document


@transaction.atomic
def withdraw_document(*, address: str, reason: str, by: Acting, at: datetime) -> Document:
    """Take a document down (撤下): its address goes on to say when, who and why; its files are gone (410)."""
    document = locked(address)
    policy.may_withdraw(by, document).require()
    if document.published_at is None:
        raise Refused(_("这份文档还没有公开过，请改用“不采用”。"))
    document.reason = reason_of(reason)
    document.withdrawn_at = at
    write_move(document, "withdraw", WITHDRAWN, by=by, at=at)
    _tell(document, _("您上传的《%(title)s》已经撤下：%(reason)s"), by=by, at=at)
    return document


@transaction.atomic
def restore_document(*, address: str, reason: str, by: Acting, at: datetime) -> Document:
    """Make a document that was taken down public again, with the reason for the audit."""
    document = locked(address)
    policy.may_decide(by, document, "restore").require()
    may_go_out(document).require()
    if _is_replaced(document):
        raise Refused(_("这份报送件已有另一份公开文档，不能再恢复这一份。"))
    document.reason, document.withdrawn_at = "", None
    write_move(document, "restore", RESTORED, by=by, at=at, details={"reason": reason_of(reason)})
    _tell(document, _("您上传的《%(title)s》重新公开。"), by=by, at=at)
    return document


def _is_replaced(document: Document) -> bool:
    if document.submission_id is None:
        return False
    others = Document.objects.filter(submission_id=document.submission_id).exclude(pk=document.pk)
    return others.exclude(state=DocumentState.WITHDRAWN).exists()


def reason_of(text: str) -> str:
    """A reason as it is kept; refused where there is none."""
    reason = " ".join(text.split())[:LONGEST_REASON]
    if not reason:
        raise Refused(_("请写明原因。"))
    return reason


def write_move(
    document: Document, move: str, action: str, *, by: Acting, at: datetime, details: dict[str, Any] | None = None
) -> None:
    """Move a locked document as the table says, save it, note it, tell the apps above after commit."""
    policy.stands_at(document, move).require()
    document.state = MOVES[move][1]
    document.save()
    told = {"title": document.title, **({"reason": document.reason} if document.reason else {}), **(details or {})}
    path = document.body.path if document.body else ""
    record(action, on=f"document {document.address}", by=by, at=at, path=path, details=told)
    transaction.on_commit(partial(document_moved.send, Document, document=document, move=move, by=by, at=at))


def _tell(document: Document, words: Words, *, by: Acting, at: datetime) -> None:
    """Let who handed it in know, where somebody else did this."""
    if document.uploader_id is None or document.uploader_id == by.person_id:
        return
    named = {"title": document.title, "reason": document.reason}
    told = {"person_id": document.uploader_id, "words": words, "named": named, "address": page_of(document), "at": at}
    transaction.on_commit(partial(person_told.send, Document, **told))
