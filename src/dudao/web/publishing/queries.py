"""Uploads as somebody may see them: one's own, the operators' queue with its numbers, what rounds have to publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dudao.web.acting import Acting, Role
from dudao.web.jobs.models import Job
from dudao.web.library.actions import READING
from dudao.web.library.models import Document, Version
from dudao.web.library.states import DocumentState, RenditionState
from dudao.web.publishing.models import Block, Handing
from dudao.web.publishing.policy import may_see_upload
from dudao.web.submissions.models import Submission
from dudao.web.submissions.states import OVER

MOST_RECENT = 30
DAYS = 14
QUEUES = ("waiting", "notice", "held", "versions")
"""Parts of the operators' queue: to be decided, in a notice period, put aside, new versions of public documents."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An upload with the job that reads it, None where none is known."""

    document: Document
    job: Job | None


def upload_for(acting: Acting, address: str) -> Document | None:
    """An upload whose making somebody may see."""
    rows = Document.objects.select_related("current__rendition", "body", "uploader", "handing")
    found = rows.filter(address=address).first()
    return found if found is not None and may_see_upload(acting, found) else None


def recent_uploads(acting: Acting) -> list[UnderWay]:
    """One's last uploads that are not public yet, with how far each is."""
    states = [each for each in DocumentState if each not in (DocumentState.PUBLISHED, DocumentState.WITHDRAWN)]
    rows = Document.objects.filter(uploader_id=acting.person_id, state__in=states).order_by("-uploaded_at", "-id")
    return with_jobs(list(rows[:MOST_RECENT]))


def with_jobs(documents: list[Document]) -> list[UnderWay]:
    """Documents with the last job that read a version of each, in two queries."""
    versions = Version.objects.filter(document__in=documents).values_list("pk", "document_id")
    keys = {f"{READING} {pk}": document for pk, document in versions}
    jobs: dict[int, Job] = {}
    for job in Job.objects.filter(key__in=keys).order_by("pk"):
        jobs[keys[job.key]] = job
    return [UnderWay(each, jobs.get(each.pk)) for each in documents]


def queue(part: str) -> QuerySet[Document]:
    """A part of the operators' queue, what waits longest first."""
    rows = Document.objects.select_related("uploader", "current__rendition", "handing", "body")
    if part == "held":
        return rows.filter(state=DocumentState.HELD).order_by("uploaded_at", "id")
    if part == "versions":
        ready = Version.objects.filter(document=OuterRef("pk"), number__gt=OuterRef("current__number"))
        newer = Exists(ready.filter(rendition__state=RenditionState.READY))
        return rows.filter(newer, state=DocumentState.PUBLISHED).order_by("uploaded_at", "id")
    waiting = rows.filter(state=DocumentState.SUBMITTED)
    in_notice = Q(notice_until__gte=timezone.localdate())
    waiting = waiting.filter(in_notice if part == "notice" else Q(notice_until=None) | ~in_notice)
    return waiting.order_by(F("handing__submitted_at").asc(nulls_first=True), "id")


def narrowed(rows: QuerySet[Document], asked: Mapping[str, str]) -> QuerySet[Document]:
    """A queue by words of title, place or uploader, by kind and by tier."""
    if words := asked.get("words", "").strip():
        rows = rows.filter(Q(title__contains=words) | Q(place__contains=words) | Q(uploader__name__contains=words))
    if kind := asked.get("kind"):
        rows = rows.filter(kind=kind)
    if tier := asked.get("tier"):
        rows = rows.filter(tier=tier)
    return rows


@dataclass(frozen=True, slots=True)
class Day:
    """How many uploads came in on a day, and how many were decided."""

    day: date
    submitted: int
    decided: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The queue in numbers: how many wait in each part, since when the oldest, the last days one by one."""

    counts: dict[str, int]
    oldest: datetime | None
    days: list[Day]

    def oldest_days(self, at: datetime) -> int:
        """Whole days that the oldest has waited."""
        return (at - self.oldest).days if self.oldest else 0


def numbers(at: datetime) -> Numbers:
    """The queue in numbers, in a handful of queries whatever its length."""
    counts = {part: queue(part).count() for part in QUEUES}
    submitted = queue("waiting").values_list("handing__submitted_at", flat=True)
    oldest = submitted.exclude(handing__submitted_at=None).first()
    today = timezone.localdate(at)
    first = today - timedelta(days=DAYS - 1)
    per_day = {name: _per_day(name, first) for name in ("submitted_at", "decided_at")}
    days = [first + timedelta(days=step) for step in range(DAYS)]
    rows = [Day(day, per_day["submitted_at"][day], per_day["decided_at"][day]) for day in days]
    return Numbers(counts, oldest, rows)


def _per_day(name: str, first: date) -> Counter[date]:
    since = datetime.combine(first, time.min, timezone.get_current_timezone())
    moments = Handing.objects.filter(**{f"{name}__gte": since}).values_list(name, flat=True)
    return Counter(timezone.localdate(each) for each in moments)


def neighbours(document: Document) -> tuple[str, str]:
    """Addresses of the documents before and after one in the queue of what waits; "" where there is none."""
    order = list(queue("waiting").values_list("address", flat=True)[:500])
    if document.address not in order:
        return "", order[0] if order else ""
    at = order.index(document.address)
    return order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""


def blocks() -> QuerySet[Block]:
    """Everybody who was held off, those in force first."""
    return Block.objects.select_related("person").order_by(F("lifted_at").desc(nulls_first=True), "-at")


def submissions_for(acting: Acting) -> QuerySet[Submission]:
    """Submissions that somebody may publish, sent or on public notice, each with its document where there is one."""
    in_library = Document.objects.filter(submission=OuterRef("pk")).exclude(state=DocumentState.WITHDRAWN)
    rows = Submission.objects.exclude(state__in=OVER).filter(Q(sent_at__isnull=False) | Q(notice__isnull=False))
    if acting.role == Role.COORDINATOR:
        rows = rows.filter(evaluated__body_id=acting.body_code)
    else:
        rows = rows.filter(evaluated__path__startswith=acting.area or "-")
    rows = rows.select_related("evaluated__round", "notice").defer("report_text", "scores", "endorsements")
    return rows.annotate(
        document_address=Subquery(in_library.values("address")[:1]),
        document_state=Subquery(in_library.values("state")[:1]),
    ).order_by("-asked_at", "-id")
