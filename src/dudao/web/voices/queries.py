"""Comments and reports, each in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.acting import Acting
from dudao.web.library.models import Document, FoundFigure
from dudao.web.library.policy import may_read, may_see, reach_of
from dudao.web.pages.todo import Todo
from dudao.web.policies import Words
from dudao.web.readers.policy import own_id
from dudao.web.voices.models import Block, Comment, Complaint, HelpfulMark, Report
from dudao.web.voices.policy import may_keep_voices
from dudao.web.voices.states import OPEN_STATES, CommentState, ComplaintState, Fault, ReportState

ORDERS = {"newest": ("-made_at", "-id"), "helpful": ("-helpful", "-made_at", "-id"), "oldest": ("made_at", "id")}


def figure_words(acting: Acting, document: Document, number: str) -> str:
    """A figure that a link named, with what it counts; "" where there is none, or its page is not open to the reader."""
    if not number.isdecimal() or len(number) > 6 or document.current is None:
        return ""
    found = FoundFigure.objects.filter(rendition=document.current.rendition_id, number=int(number)).first()
    if found is None or not reach_of(acting, document).holds(found.page):
        return ""
    return f"{found.metric} {found.text}".strip()


@dataclass(slots=True)
class Thread:
    """A comment with its replies, oldest first; of a removed one only that it was there."""

    first: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether the comment itself is shown, not only replies to it."""
        return self.first.state == CommentState.SHOWN


def document_read(acting: Acting, address: str) -> Document | None:
    """A document whose page somebody may open and whose content is not held back."""
    found = Document.objects.select_related("current").filter(address=address).first()
    return found if found is not None and may_see(acting, found) and may_read(acting, found) else None


def firsts_of(document: Document, order: str = "newest") -> QuerySet[Comment]:
    """The comments that begin threads: shown ones, and those of which replies are still shown."""
    replied = Comment.objects.filter(parent=OuterRef("pk"), state=CommentState.SHOWN)
    is_seen = Q(state=CommentState.SHOWN) | Exists(replied)
    found = Comment.objects.filter(is_seen, document=document, parent=None).select_related("document")
    return found.order_by(*ORDERS.get(order, ORDERS["newest"]))


def threads_of(firsts: list[Comment]) -> list[Thread]:
    """The threads that these comments begin."""
    threads = {each.pk: Thread(each) for each in firsts}
    replies = Comment.objects.filter(parent__in=threads, state=CommentState.SHOWN).select_related("answers", "document")
    for each in replies.order_by("made_at", "id"):
        threads[each.parent_id or 0].replies.append(each)
    return list(threads.values())


def own_of(acting: Acting, document: Document) -> list[Comment]:
    """Somebody's own comments on a document that others do not see: waiting or refused."""
    if acting.person_id is None:
        return []
    states = (CommentState.WAITING, CommentState.REFUSED)
    rows = Comment.objects.filter(document=document, author_id=acting.person_id, state__in=states)
    return list(rows.select_related("document")[:20])


def marked_by(acting: Acting, document: Document) -> set[int]:
    """The comments of a document that somebody found helpful."""
    if acting.person_id is None:
        return set()
    return set(
        HelpfulMark.objects.filter(person_id=acting.person_id, comment__document=document).values_list(
            "comment_id", flat=True
        )
    )


def shown_comment(acting: Acting, address: str) -> Comment | None:
    """A comment that others see, of a document that somebody reads."""
    rows = Comment.objects.filter(address=address, state=CommentState.SHOWN).select_related("document", "parent")
    found = rows.first()
    return found if found is not None and may_read(acting, found.document) else None


def comments_by(acting: Acting) -> QuerySet[Comment]:
    """Somebody's own comments, newest first."""
    return Comment.objects.filter(author_id=own_id(acting)).select_related("document")


def export_of(acting: Acting) -> list[dict[str, Any]]:
    """Somebody's own comments as plain values."""
    names = ("document__address", "document__title", "text", "state", "made_at", "helpful")
    return list(comments_by(acting).values(*names))


def queue(acting: Acting, asked: dict[str, str]) -> QuerySet[Comment]:
    """Comments for keepers, oldest first where they wait; by state, words in text or title, signature or login."""
    found = Comment.objects.select_related("document", "author", "answers")
    if not may_keep_voices(acting):
        return found.none()
    state = asked.get("state", "")
    if state in CommentState.values:
        found = found.filter(state=state)
    if words := asked.get("words", ""):
        found = found.filter(Q(text__contains=words) | Q(document__title__contains=words))
    if author := asked.get("author", ""):
        found = found.filter(Q(signed=author) | Q(author__login=author) | Q(author__name=author))
    if asked.get("plain") == "1":
        found = found.filter(is_proved=False)
    return found.order_by("made_at", "id") if state == CommentState.WAITING else found.order_by("-made_at", "-id")


def reported(acting: Acting) -> QuerySet[Comment]:
    """Comments with reports that wait, those with most reports first."""
    waiting = Q(reports__state=ReportState.WAITING)
    found = Comment.objects.annotate(waiting=Count("reports", filter=waiting)).filter(waiting__gt=0)
    if not may_keep_voices(acting):
        return found.none()
    return found.select_related("document", "author").prefetch_related("reports").order_by("-waiting", "made_at")


def blocks(acting: Acting) -> QuerySet[Block]:
    """Who may not comment, or might not, newest first."""
    found = Block.objects.select_related("person")
    return found if may_keep_voices(acting) else found.none()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What came and what became of it within `days`: by state, by fault, and how long comments waited on average."""

    days: int
    states: list[tuple[Words, int]]
    faults: list[tuple[Words, int]]
    hours: float | None
    waiting: int
    reports: int


def numbers(at: datetime, days: int = 30) -> Numbers:
    """The numbers of the last days; `waiting` and `reports` are of now. `hours` is None where nothing was decided."""
    rows = Comment.objects.filter(made_at__gt=at - timedelta(days=days)).order_by()
    by_state = dict(rows.values_list("state").annotate(Count("pk")))
    by_fault = dict(rows.exclude(fault="").values_list("fault").annotate(Count("pk")))
    waited = rows.exclude(decided_at=None).aggregate(mean=Avg(F("decided_at") - F("made_at")))["mean"]
    return Numbers(
        days,
        [(state.label, by_state.get(state.value, 0)) for state in CommentState],
        [(fault.label, by_fault[fault.value]) for fault in Fault if fault.value in by_fault],
        round(waited.total_seconds() / 3600, 1) if waited else None,
        Comment.objects.filter(state=CommentState.WAITING).count(),
        Report.objects.filter(state=ReportState.WAITING).count(),
    )


def waiting_count(acting: Acting) -> int:
    """Comments, reports and complaints that wait for a keeper."""
    if not may_keep_voices(acting):
        return 0
    comments = Comment.objects.filter(state=CommentState.WAITING).count()
    complaints = Complaint.objects.filter(state__in=(ComplaintState.RECEIVED, ComplaintState.APPEALED)).count()
    return comments + complaints + Report.objects.filter(state=ReportState.WAITING).count()


def complaints_to_do(acting: Acting, _moment: datetime) -> Iterator[Todo]:
    """Complaints with a clock that runs, for the keepers' workbench."""
    if not may_keep_voices(acting):
        return
    for each in Complaint.objects.filter(state__in=OPEN_STATES).exclude(due_on=None).select_related("document")[:50]:
        what = _("办理对《%(title)s》的投诉") % {"title": each.document.title[:60]}
        end = timezone.make_aware(datetime.combine((each.due_on or timezone.localdate()) + timedelta(days=1), time()))
        yield Todo(what, reverse("voices:complaint-decide", args=[each.pk]), end)
