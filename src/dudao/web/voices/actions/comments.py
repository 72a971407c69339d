"""Writing, showing, refusing, removing and deleting comments; marks of helpfulness. The document's count follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.library.keeping import page_of
from dudao.web.library.models import Document, FoundFigure
from dudao.web.policies import Refused
from dudao.web.readers.notices import notify
from dudao.web.readers.policy import own_id
from dudao.web.readers.queries import signature_of
from dudao.web.voices import policy
from dudao.web.voices.models import Comment, HelpfulMark
from dudao.web.voices.states import MOVES, CommentState, Fault
from dudao.web.voices.texts import clean_text, digest_of, require_new

WRITTEN = declare("comment.written", _("发表评论"))
SHOWN = declare("comment.shown", _("显示评论"))
NOT_SHOWN = declare("comment.refused", _("不通过评论"))
REMOVED = declare("comment.removed", _("移除评论"))
WITHDRAWN = declare("comment.withdrawn", _("删除自己的评论"))
NAMES = {"show": SHOWN, "refuse": NOT_SHOWN, "remove": REMOVED, "withdraw": WITHDRAWN}
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: the text, the comment it answers ("" for none), the page and the figure it speaks of."""

    text: str
    answers: str = ""
    page: int | None = None
    figure: int | None = None


@transaction.atomic
def write_comment(*, document: str, said: Said, by: Acting, at: datetime, is_proved: bool = False) -> Comment:
    """Write a comment; it waits until a keeper shows it."""
    found = Document.objects.select_for_update().get(address=document)
    policy.may_comment(by, found, at).require()
    text = clean_text(said.text)
    digest = digest_of(text)
    require_new(digest, document_id=found.pk, author_id=own_id(by), at=at)
    answered = _answered(found, said.answers)
    page, figure = _place(found, said)
    made = Comment.objects.create(
        document=found,
        parent_id=(answered.parent_id or answered.pk) if answered else None,
        answers=answered,
        author_id=own_id(by),
        signed=signature_of(by),
        text=text,
        page=page,
        figure=figure,
        made_at=at,
        digest=digest,
        is_proved=is_proved,
    )
    record(
        WRITTEN, on=f"comment {made.address}", by=by, at=at, details={"document": found.address, "length": len(text)}
    )
    return made


def _answered(document: Document, address: str) -> Comment | None:
    if not address:
        return None
    found = Comment.objects.filter(document=document, address=address, state=CommentState.SHOWN).first()
    if found is None:
        raise Refused(_("您回复的评论已不再显示。"))
    return found


def _place(document: Document, said: Said) -> tuple[int | None, int | None]:
    """Page and figure that are there; a figure brings its page."""
    if said.figure is not None and document.current is not None:
        figure = FoundFigure.objects.filter(rendition_id=document.current.rendition_id, number=said.figure).first()
        if figure is not None:
            return figure.page, figure.number
    if said.page is not None and 1 <= said.page <= document.pages:
        return said.page, None
    return None, None


@transaction.atomic
def move_comment(*, comment: str, move: str, fault: str = "", reason: str = "", by: Acting, at: datetime) -> Comment:
    """Show, refuse or remove a comment (keepers), or delete one's own; refusing and removing say why."""
    found = Comment.objects.select_related("document", "parent").select_for_update(of=("self",)).get(address=comment)
    policy.may_move(by, found, move).require()
    if move in ("refuse", "remove"):
        if fault not in Fault.values:
            raise Refused(_("请选择原因。"))
        found.fault, found.reason = fault, " ".join(reason.split())[:LONGEST_REASON]
    elif move == "show":
        found.fault, found.reason = "", ""
    found.state, found.decided_at, found.decided_by = MOVES[move][1], at, by.name
    found.save()
    count_comments(found.document)
    details = {
        "document": found.document.address,
        **({"fault": found.fault, "reason": found.reason} if found.fault else {}),
    }
    record(NAMES[move], on=f"comment {found.address}", by=by, at=at, details=details)
    if move != "withdraw":
        _tell(found, move, at)
    return found


def count_comments(document: Document) -> None:
    """Bring the number of comments that are shown into the document's row."""
    shown = Comment.objects.filter(document=document, state=CommentState.SHOWN).count()
    Document.objects.filter(pk=document.pk).update(comments=shown)


def _tell(comment: Comment, move: str, at: datetime) -> None:
    """The author hears what became of the comment; who is answered, and who handed the document in, hear of what is shown."""
    sentences = {
        "show": _("您对《%(title)s》的评论已显示。"),
        "refuse": _("您对《%(title)s》的评论没有通过审核：%(reason)s"),
        "remove": _("您对《%(title)s》的评论已被移除：%(reason)s"),
    }
    fault = Fault(comment.fault).label if comment.fault else ""
    named = {
        "title": comment.document.title[:100],
        "reason": format_lazy("{}，{}", fault, comment.reason) if fault and comment.reason else fault or comment.reason,
    }
    told_of: dict[str, Any] = {"named": named, "address": f"{page_of(comment.document)}#comments", "at": at}
    notify(person_id=comment.author_id, words=sentences[move], **told_of)
    if move != "show":
        return
    told = {comment.author_id}
    others = (
        (comment.answers.author_id if comment.answers else None, _("有人回复了您对《%(title)s》的评论。")),
        (comment.document.uploader_id, _("您上传的《%(title)s》有新评论。")),
    )
    for person, words in others:
        if person is not None and person not in told:
            told.add(person)
            notify(person_id=person, words=words, **told_of)


@transaction.atomic
def switch_helpful(*, comment: str, by: Acting) -> Comment:
    """Mark a comment as helpful, or take the mark back; nobody marks the own one. It is not noted in the audit."""
    person = own_id(by)
    found = Comment.objects.select_for_update().get(address=comment)
    policy.may_report(by, found).require()
    if found.author_id == person:
        raise Refused(_("不能给自己的评论标“有用”。"))
    if not HelpfulMark.objects.filter(comment=found, person_id=person).delete()[0]:
        HelpfulMark.objects.create(comment=found, person_id=person)
    found.helpful = found.marks.count()
    found.save(update_fields=["helpful"])
    return found
