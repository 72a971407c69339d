"""Who comments, who decides what is shown."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.library.policy import is_own, may_keep_library, may_read, may_see
from dudao.web.library.states import DocumentState
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.voices.models import Block, Comment, Complaint
from dudao.web.voices.states import COMPLAINT_MOVES, MOVES, CommentState, ComplaintState, Side

MOST_WAITING = 20
"""Comments of one account that may wait at a time."""


def may_keep_voices(acting: Acting) -> Answer:
    """Decide about comments, reports and complaints, and who may not comment."""
    return may_keep_library(acting)


def block_of(acting: Acting, at: datetime) -> Block | None:
    """The block that keeps somebody from commenting now."""
    if acting.person_id is None:
        return None
    day = timezone.localdate(at)
    open_ended = Q(until=None) | Q(until__gte=day)
    return Block.objects.filter(open_ended, person_id=acting.person_id, lifted_at=None).first()


def may_comment(acting: Acting, document: Document, at: datetime) -> Answer:
    """Comment on a document: one that is public, by somebody who has logged in and is not blocked."""
    if document.state != DocumentState.PUBLISHED:
        return no(_("这份文档现在不能评论。"))
    return first_no(
        NOT_KNOWN if not acting.is_known else YES, may_read(acting, document), lambda: _unblocked(acting, at)
    )


def _unblocked(acting: Acting, at: datetime) -> Answer:
    found = block_of(acting, at)
    if found is not None:
        until = f"{found.until:%Y-%m-%d}" if found.until else _("另行通知")
        return no(_("您已被暂停评论，至%(until)s；原因：%(reason)s") % {"until": until, "reason": found.reason})
    if Comment.objects.filter(author_id=acting.person_id, state=CommentState.WAITING).count() >= MOST_WAITING:
        return no(_("您有 %(most)d 条评论待审核，请等审核后再写。") % {"most": MOST_WAITING})
    return YES


def may_move(acting: Acting, comment: Comment, move: str) -> Answer:
    """Take a comment through a move: `withdraw` is its author's, the others are the keepers'."""
    if move == "withdraw":
        is_own = acting.is_known and comment.author_id == acting.person_id
        whose = YES if is_own else (NOT_KNOWN if not acting.is_known else no(_("只能删除自己的评论。")))
    else:
        whose = may_keep_voices(acting)
    at = (
        YES
        if comment.state in MOVES[move][0]
        else no(_("评论现在的状态是“%(state)s”。") % {"state": comment.get_state_display()})
    )
    return first_no(whose, at)


def may_report(acting: Acting, comment: Comment) -> Answer:
    """Report a comment: anybody who sees it."""
    return YES if comment.state == CommentState.SHOWN else no(_("没有这条评论。"))


def may_complain(acting: Acting, document: Document) -> Answer:
    """Complain about a document: anybody, about one that is or was public and is not taken down."""
    if document.state in (DocumentState.PUBLISHED, DocumentState.HELD) and may_see(acting, document):
        return YES
    return no(_("这份文档没有公开，不能投诉。"))


def is_uploader(acting: Acting, complaint: Complaint) -> bool:
    """Whether somebody handed in the document that the complaint is about."""
    return is_own(acting, complaint.document)


def may_step(acting: Acting, complaint: Complaint, move: str, side: Side, at: datetime) -> Answer:
    """Take a step about a complaint for a side. Who follows it under its secret address is the complainant."""
    if side is Side.OFFICE:
        whose = may_keep_voices(acting)
    else:
        whose = YES if side is Side.COMPLAINANT or is_uploader(acting, complaint) else no(_("只有上传人可以办理。"))
    state = complaint.get_state_display()
    stands = complaint.state in COMPLAINT_MOVES[move][0]
    return first_no(
        whose,
        YES if stands else no(_("投诉现在的状态是“%(state)s”。") % {"state": state}),
        lambda: _may_appeal(complaint, side, at) if move == "appeal" else YES,
        lambda: _may_decide(acting, complaint) if move in ("uphold", "reject") else YES,
    )


def _may_appeal(complaint: Complaint, side: Side, at: datetime) -> Answer:
    if complaint.appealed_at is not None:
        return no(_("已经复核过一次，决定是最终的。"))
    lost = Side.COMPLAINANT if complaint.state == ComplaintState.REJECTED else Side.UPLOADER
    if side is not lost:
        return no(_("决定支持了您，不需要复核。"))
    if complaint.appeal_until is None or timezone.localdate(at) > complaint.appeal_until:
        return no(_("申请复核的期限已过。"))
    return YES


def _may_decide(acting: Acting, complaint: Complaint) -> Answer:
    if complaint.state == ComplaintState.APPEALED and complaint.decided_by_id == acting.person_id:
        return no(_("复核须由另一位工作人员办理。"))
    return YES
