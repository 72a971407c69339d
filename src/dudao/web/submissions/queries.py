"""Submissions, for a person; each list in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from dudao.web.acting import Acting
from dudao.web.report_desk.models import ReportVersion
from dudao.web.rounds.frozen import Frozen
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.queries import own_bodies
from dudao.web.rounds.states import RoundState
from dudao.web.submissions.models import PublicNotice, Submission
from dudao.web.submissions.states import OVER, SubmissionState, path_of

ASKED = ("round", "state", "words")
NOT_YET = "none"
"""What a list calls a body that has frozen nothing yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """An evaluated body with its last submission, None for nothing yet."""

    evaluated: RoundBody
    last: Submission | None


def bodies_for(acting: Acting) -> QuerySet[RoundBody]:
    """Evaluated bodies of opened rounds that somebody may see, the newest round first."""
    rows = own_bodies(acting).exclude(round__state=RoundState.DRAFT)
    return rows.select_related("round").order_by("-round__opened_at", "path")


def narrowed(rows: QuerySet[RoundBody], asked: dict[str, str]) -> QuerySet[RoundBody]:
    """Bodies by round, name and state of the last submission."""
    if asked.get("round"):
        rows = rows.filter(round__address=asked["round"])
    if words := asked.get("words"):
        rows = rows.filter(Q(name__contains=words) | Q(body_id__startswith=words))
    state = asked.get("state", "")
    if state == NOT_YET:
        rows = rows.filter(submissions=None)
    elif state in SubmissionState.values:
        rows = rows.filter(submissions__state=state)
        if state in OVER:
            rows = rows.exclude(submissions__in=Submission.objects.exclude(state__in=OVER))
    return rows.distinct()


def rows_of(evaluated: Sequence[RoundBody]) -> list[Row]:
    """Bodies with their last submission, in one query."""
    last: dict[int, Submission] = {}
    light = Submission.objects.filter(evaluated__in=evaluated).defer("report_text", "scores", "endorsements")
    for each in light.order_by("number"):
        last[each.evaluated_id] = each
    return [Row(each, last.get(each.pk)) for each in evaluated]


def counts_by_state(rows: QuerySet[RoundBody]) -> dict[str, int]:
    """How many bodies stand where, by the state of what is under way; `none` for nothing yet."""
    states = Submission.objects.exclude(state__in=OVER).filter(evaluated__in=rows.order_by())
    counted = dict(states.order_by().values_list("state").annotate(Count("pk")))
    return {**counted, NOT_YET: rows.filter(submissions=None).count()}


def submission_for(acting: Acting, address: str) -> Submission | None:
    """A submission whose progress somebody may see."""
    seen = own_bodies(acting).values("pk")
    rows = Submission.objects.filter(evaluated__in=seen).select_related(
        "evaluated__round__office", "evaluated__round__edition", "evaluated__body", "replaces"
    )
    return rows.filter(address=address).first()


def versions_of(evaluated: RoundBody) -> list[Submission]:
    """All versions of a body, the newest first."""
    return list(evaluated.submissions.defer("report_text", "scores", "endorsements").order_by("-number"))


def notice_of(submission: Submission) -> PublicNotice | None:
    """Its public notice, None before it began."""
    return PublicNotice.objects.filter(submission=submission).first()


def public_notices() -> QuerySet[PublicNotice]:
    """Notices that the public may look at: those under way."""
    rows = PublicNotice.objects.filter(submission__state=SubmissionState.ON_NOTICE)
    return rows.select_related("submission__evaluated__round").order_by("last_day", "pk")


def public_notice(address: str) -> PublicNotice | None:
    """A notice under way, or one that has ended and was not taken back."""
    gone = (SubmissionState.RETURNED, SubmissionState.SENT_BACK)
    rows = PublicNotice.objects.select_related("submission__evaluated__round__office")
    return rows.filter(address=address).exclude(submission__state__in=gone).first()


def received_by_hash(digest: str) -> Submission | None:
    """What was received under a hash; nothing is told of what was not sent."""
    rows = Submission.objects.filter(hash=digest, sent_at__isnull=False)
    return rows.select_related("evaluated__round").order_by("sent_at").first()


def frozen_of(evaluated: RoundBody) -> Frozen | None:
    """What a body has sealed last, for the apps below."""
    last = evaluated.submissions.exclude(hash="").order_by("-number").first()
    if last is None or last.sealed_at is None:
        return None
    address = reverse("submissions:submission-detail", args=[last.address])
    return Frozen(last.number, last.asked_at, last.hash, address, last.get_state_display(), not last.is_over)


def sent_reports() -> QuerySet[ReportVersion]:
    """Versions of reports that were sent, for the report desk: those above may read them."""
    sent = Submission.objects.filter(sent_at__isnull=False, report_version__isnull=False)
    return ReportVersion.objects.filter(pk__in=sent.values("report_version"))


def sent_of(bodies: Sequence[RoundBody]) -> set[int]:
    """Bodies that have sent anything, also where it came back."""
    rows = Submission.objects.filter(evaluated__in=bodies, sent_at__isnull=False)
    return set(rows.values_list("evaluated_id", flat=True))


# ─────────────── how far ───────────────


def _under_way(found: Round) -> Iterable[tuple[int, str]]:
    rows = Submission.objects.filter(evaluated__round=found).exclude(state__in=OVER)
    return rows.values_list("evaluated_id", "state")


def _counter(steps: tuple[str, ...], found: Round) -> dict[int, Progress]:
    """How many of the steps of a stage are behind each body."""
    path = ["", *(each.value for each in path_of(set(found.stages.values_list("kind", flat=True))))]
    states = dict(_under_way(found))
    wanted = [path.index(step) for step in steps if step in path]
    counted = {}
    for pk in found.bodies.values_list("pk", flat=True):
        state = states.get(pk, "")
        at = path.index(state) if state in path else 0
        counted[pk] = Progress(sum(at >= each for each in wanted), len(wanted))
    return counted


def signing_progress(found: Round) -> dict[int, Progress]:
    """Frozen, agreed to, signed."""
    return _counter(("frozen", "confirmed", "signed"), found)


def notice_progress(found: Round) -> dict[int, Progress]:
    """Begun, ended."""
    return _counter(("on_notice", "noticed"), found)


def sending_progress(found: Round) -> dict[int, Progress]:
    """Sent."""
    return _counter(("received",), found)


def page_of_body(evaluated: RoundBody) -> str:
    """Where a body freezes, has it signed, shows it and sends it."""
    return reverse("submissions:body-detail", args=[evaluated.round.address, evaluated.body_id])
