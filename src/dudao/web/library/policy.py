"""Who sees a document, how much of it, and who runs the library. Page, picture, text, snippet, feed and download all ask here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.library.models import Document, Membership
from dudao.web.library.states import MOVES, DocumentState, Tier
from dudao.web.policies import NOT_KNOWN, YES, Answer, Words, first_no, no

PREVIEW_PAGES = 3
"""Pages that everybody reads, whatever the tier."""
KEEPERS = (Role.OPERATOR, Role.SUPERVISOR)
"""Who reviews uploads, comments and complaints."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody reads a document: `pages` of it, None for all; `opens` says what opens the rest, "" where all is open."""

    pages: int | None
    opens: Words = ""

    def holds(self, page: int) -> bool:
        """Whether a page, counted from 1, may be read."""
        return self.pages is None or page <= self.pages


def may_keep_library(acting: Acting) -> Answer:
    """Review what comes in, publish, withdraw, grant membership."""
    return acting.must_be(*KEEPERS)


def may_upload(acting: Acting) -> Answer:
    """Offer a document to the library."""
    return YES if acting.is_known else NOT_KNOWN


def is_own(acting: Acting, document: Document) -> bool:
    """Whether the person handed the document in."""
    return acting.is_known and document.uploader_id == acting.person_id


def stands_at(document: Document, move: str) -> Answer:
    """Whether a move of the table starts from where the document stands."""
    if document.state in MOVES[move][0]:
        return YES
    return no(_("这份文档现在是“%(state)s”，不能这样办理。") % {"state": document.get_state_display()})


def may_decide(acting: Acting, document: Document, move: str) -> Answer:
    """Publish, decline, hold, release or restore: a keeper, from where the move starts."""
    return first_no(may_keep_library(acting), lambda: stands_at(document, move))


def may_withdraw(acting: Acting, document: Document) -> Answer:
    """Take a public document down: who handed it in, or a keeper."""
    return first_no(
        YES if is_own(acting, document) else may_keep_library(acting), lambda: stands_at(document, "withdraw")
    )


def may_see(acting: Acting, document: Document) -> Answer:
    """Open the page of a document, if only its notice; a document that is not out yet is seen by its uploader and the keepers."""
    if document.published_at is not None and document.state in (
        DocumentState.PUBLISHED,
        DocumentState.HELD,
        DocumentState.WITHDRAWN,
    ):
        return YES
    if is_own(acting, document):
        return YES
    return may_keep_library(acting)


def may_read(acting: Acting, document: Document) -> Answer:
    """Read anything of its content: published, or one's own, or a keeper."""
    if document.state == DocumentState.PUBLISHED or is_own(acting, document) or may_keep_library(acting):
        return YES
    if document.state == DocumentState.HELD:
        return no(_("这份文档正在核查，暂停公开。"))
    if document.state == DocumentState.WITHDRAWN:
        return no(_("这份文档已经撤下。"))
    return no(_("这份文档还没有公开。"))


def reach_of(acting: Acting, document: Document, day: date | None = None) -> Reach:
    """How far somebody reads a document on a day (today where none is named); 0 pages where they may not read it."""
    if not may_read(acting, document):
        return Reach(0)
    if is_own(acting, document) or may_keep_library(acting) or document.tier == Tier.PUBLIC:
        return Reach(None)
    if document.tier == Tier.LOGIN:
        return Reach(None) if acting.is_known else Reach(PREVIEW_PAGES, _("登录后可阅读全文。"))
    if is_member(acting, day):
        return Reach(None)
    return Reach(
        PREVIEW_PAGES,
        _("会员免费阅读全文；会员由管理员开通，或凭会员码开通。") if acting.is_known else _("会员登录后免费阅读全文。"),
    )


def is_member(acting: Acting, day: date | None = None) -> bool:
    """Whether somebody has a membership that holds on a day."""
    on = day or timezone.localdate()
    if acting.person_id is None:
        return False
    is_open = Q(ends_on=None) | Q(ends_on__gte=on)
    return Membership.objects.filter(is_open, person_id=acting.person_id, starts_on__lte=on, ended_at=None).exists()
