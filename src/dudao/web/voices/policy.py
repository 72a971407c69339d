"""Who comments, who decides what is shown."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.library.policy import may_keep_library, may_read
from dudao.web.library.states import DocumentState
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.voices.models import Block, Comment
from dudao.web.voices.states import MOVES, CommentState

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
