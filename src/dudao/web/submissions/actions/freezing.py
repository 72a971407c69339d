"""Freezing: what must be there is there, a version begins, and a job seals it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.jobs.actions import start_job
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody, Task
from dudao.web.rounds.states import StageKind
from dudao.web.submissions import policy
from dudao.web.submissions.actions.moving import locked, move, note, reason_of
from dudao.web.submissions.contents.contract import Need
from dudao.web.submissions.contents.gather import needs_of
from dudao.web.submissions.models import Confirmation, Submission
from dudao.web.submissions.states import SubmissionState
from dudao.web.submissions.timing import kinds_of

FROZEN = declare("submission.frozen", _("冻结报送件"))
SEALED = declare("submission.sealed", _("封存报送件"))
SEAL_JOB = "submission.seal"


@transaction.atomic
def freeze_submission(
    *, evaluated_id: int, reason: str = "", lacking_reason: str = "", by: Acting, at: datetime
) -> Submission:
    """Freeze what a body submits (冻结): a new version begins, and a job seals it as it stands when the job runs.

    Args:
        reason: what was changed since the version before; asked for where there is one.
        lacking_reason: why it is frozen although the scheme asks for more (evidence); asked for where something lacks.
    """
    RoundBody.objects.select_for_update().get(pk=evaluated_id)
    evaluated = RoundBody.objects.select_related("round__office", "round__edition", "body").get(pk=evaluated_id)
    policy.may_freeze(by, evaluated, at).require()
    require_needs(evaluated)
    lacking = lacking_in(needs_of(evaluated))
    if lacking:
        lacking_reason = reason_of(
            lacking_reason, _("材料没有齐，或报告、自评与数据不一致：请改好，或者写明原因后再冻结。")
        )
    before = evaluated.submissions.exclude(hash="").order_by("-number").first()
    if before is not None:
        reason = reason_of(reason, _("请写明与上一版相比改了什么。"))
    number = (evaluated.submissions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Submission.objects.create(
        evaluated=evaluated,
        number=number,
        replaces=before,
        reason=reason[:300],
        lacking=lacking,
        lacking_reason=lacking_reason[:300] if lacking else "",
        asked_at=at,
        asked_by=by.name,
    )
    _ask_departments(made)
    about = _("%(body)s第 %(number)s 次报送") % {"body": evaluated.name, "number": number}
    job = start_job(
        name=SEAL_JOB, arguments={"address": made.address}, about=str(about), by=by, at=at, key=f"seal {made.address}"
    )
    made.job = job.address
    made.save(update_fields=["job"])
    told = {"reason": made.reason, "lacking": made.lacking, "lacking_reason": made.lacking_reason}
    note(FROZEN, made, by=by, at=at, details={name: value for name, value in told.items() if value} or None)
    return made


def lacking_in(needs: Sequence[Need]) -> list[str]:
    """What the scheme asks for beyond what must be there and is not there, one by one."""
    return [
        line for each in needs if not each.is_met and not each.is_required for line in each.lines or (str(each.words),)
    ]


def require_needs(evaluated: RoundBody) -> None:
    """Refuse as long as something that must be there is not; the reason names all of it."""
    open_needs = [str(each.words) for each in needs_of(evaluated) if each.is_required and not each.is_met]
    if open_needs:
        raise Refused(_("还不能冻结：%(needs)s。") % {"needs": "；".join(open_needs)})


def _ask_departments(submission: Submission) -> None:
    """Every department that leads a point is asked, where the round has a stage of signing."""
    if StageKind.SIGNING not in kinds_of(submission.evaluated):
        return
    led: dict[str, list[str]] = {}
    for department, point in Task.objects.filter(evaluated=submission.evaluated, lead__isnull=False).values_list(
        "lead_id", "point"
    ):
        led.setdefault(department, []).append(point)
    Confirmation.objects.bulk_create(
        Confirmation(submission=submission, department_id=department, points="、".join(points)[:400])
        for department, points in led.items()
    )


@dataclass(frozen=True, slots=True)
class Sealed:
    """What came of sealing: the bundle's hash and place, its bytes, and what the public notice shows of it."""

    hash: str
    place: str
    size: int
    sealed_at: datetime
    report_version: int | None = None
    report_text: Sequence[dict[str, Any]] = field(default_factory=tuple)
    scores: Sequence[dict[str, str]] = field(default_factory=tuple)


@transaction.atomic
def finish_sealing(*, address: str, sealed: Sealed, by: Acting, at: datetime) -> Submission:
    """Note that a bundle is there (封存); done twice, or after a withdrawal, nothing happens."""
    submission = locked(address)
    if submission.state != SubmissionState.SEALING:
        return submission
    submission.hash, submission.size, submission.sealed_at = sealed.hash, sealed.size, sealed.sealed_at
    submission.file.name = sealed.place
    submission.report_version = sealed.report_version
    submission.report_text, submission.scores = list(sealed.report_text), list(sealed.scores)
    move(submission, "seal")
    if StageKind.SIGNING in kinds_of(submission.evaluated) and not submission.confirmations.exists():
        move(submission, "agree")  # no department leads anything: nobody is to be asked
    submission.save()
    note(SEALED, submission, by=by, at=at, details={"hash": sealed.hash, "bytes": sealed.size})
    return submission
