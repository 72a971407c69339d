"""Who hands in, corrects, covers, submits, replaces, reviews, shuts out, and publishes from a round."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.library.models import Document
from dudao.web.library.policy import KEEPERS, is_own, may_keep_library, may_upload, stands_at
from dudao.web.library.states import DocumentState
from dudao.web.policies import YES, Answer, first_no, no
from dudao.web.publishing.models import Block
from dudao.web.submissions.models import Submission
from dudao.web.submissions.states import OVER

IN_HAND = (DocumentState.WAITING, DocumentState.DECLINED)
"""States in which the uploader corrects; what was submitted is the operators' until it comes back."""
UNREADABLE = (DocumentState.READING, DocumentState.FAILED)


def block_of(acting: Acting, day: date | None = None) -> Block | None:
    """The block that holds somebody off on a day (today where none is named)."""
    if acting.person_id is None:
        return None
    on = day or timezone.localdate()
    in_force = Block.objects.filter(Q(until=None) | Q(until__gte=on), person_id=acting.person_id, lifted_at=None)
    return in_force.first()


def may_hand_in(acting: Acting) -> Answer:
    """Upload: everybody who has logged in and is not held off."""
    answer = may_upload(acting)
    if not answer:
        return answer
    block = block_of(acting)
    if block is None:
        return YES
    until = block.until.isoformat() if block.until else _("另行通知")
    return no(_("您的上传已停用，至%(until)s：%(reason)s") % {"until": until, "reason": block.reason})


def may_see_upload(acting: Acting, document: Document) -> Answer:
    """The pages of an upload's making: who handed it in, and the keepers."""
    return YES if is_own(acting, document) else may_keep_library(acting)


def may_correct(acting: Acting, document: Document) -> Answer:
    """Change what is said of a document: the uploader until it is submitted, a keeper at any time but after withdrawal."""
    if document.state in (*UNREADABLE, DocumentState.WITHDRAWN):
        return no(_("这份文档现在是“%(state)s”，不能修改。") % {"state": document.get_state_display()})
    if is_own(acting, document) and document.state in IN_HAND:
        return YES
    answer = may_keep_library(acting)
    if answer:
        return YES
    own = no(_("已提交审核，请先撤回再修改；已公开的，请联系管理员。"))
    return own if is_own(acting, document) else answer


def may_cover(acting: Acting, document: Document) -> Answer:
    """Decide what is covered: whoever may correct."""
    return may_correct(acting, document)


def may_submit(acting: Acting, document: Document) -> Answer:
    """Hand a corrected document to the operators."""
    return first_no(
        YES if is_own(acting, document) else no(_("由上传者本人提交。")),
        lambda: stands_at(document, "submit"),
        lambda: may_hand_in(acting),
    )


def may_take_back(acting: Acting, document: Document) -> Answer:
    """Take a submitted document back before it is decided."""
    return first_no(
        YES if is_own(acting, document) else no(_("由上传者本人撤回。")),
        lambda: stands_at(document, "take-back"),
        lambda: YES if document.notice_until is None else no(_("已经审核通过，正在公示期内。")),
    )


def may_discard(acting: Acting, document: Document) -> Answer:
    """Give an upload up (放弃): the uploader, as long as it was never public and nobody examines it."""
    is_draft = document.published_at is None and document.state in (*UNREADABLE, *IN_HAND)
    return first_no(
        YES if is_own(acting, document) else no(_("由上传者本人放弃。")),
        YES if is_draft else no(_("这份文档现在是“%(state)s”，不能放弃。") % {"state": document.get_state_display()}),
    )


def may_read_again(acting: Acting, document: Document) -> Answer:
    """Have a file read once more after it failed."""
    return first_no(
        may_see_upload(acting, document),
        YES if document.state == DocumentState.FAILED else no(_("只有无法读取的文件才需要重试。")),
    )


def may_replace(acting: Acting, document: Document) -> Answer:
    """Hand in another file for a document: who handed it in, or a keeper; not while it is read, nor after withdrawal."""
    is_there = document.state not in (DocumentState.READING, DocumentState.WITHDRAWN)
    return first_no(
        may_see_upload(acting, document),
        may_hand_in(acting),
        YES if is_there else no(_("这份文档现在是“%(state)s”，不能替换。") % {"state": document.get_state_display()}),
    )


def may_correct_errors(acting: Acting, document: Document) -> Answer:
    """Add to the errata of a public document: who handed it in, or a keeper."""
    is_public = document.state == DocumentState.PUBLISHED
    return first_no(may_see_upload(acting, document), YES if is_public else no(_("只有已公开的文档才有勘误。")))


def may_block(acting: Acting, person_id: object) -> Answer:
    """Hold an uploader off: keepers, not themselves."""
    return first_no(may_keep_library(acting), no(_("不能停用自己。")) if acting.person_id == person_id else YES)


def may_publish_rounds(acting: Acting) -> Answer:
    """Look at what rounds have to publish: offices, and coordinators for their own government."""
    return acting.must_be(*KEEPERS, Role.COORDINATOR)


def may_publish_submission(acting: Acting, submission: Submission) -> Answer:
    """Put a submission into the library: sent, or its public notice begun; nothing that came back."""
    evaluated = submission.evaluated
    if acting.role == Role.COORDINATOR:
        covers = YES if acting.body_code == evaluated.body_id else no(_("只能公开本级政府的报送。"))
    else:
        covers = acting.must_cover(evaluated.path)
    is_out = submission.sent_at is not None or hasattr(submission, "notice")
    return first_no(
        may_publish_rounds(acting),
        covers,
        YES if is_out else no(_("还没有报送，也没有开始公示，不能公开。")),
        no(_("报送件已退回，不能公开。")) if submission.state in OVER else YES,
    )
