"""Long work: sealing a submission, putting the endorsements beside what was sealed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dudao import __version__
from dudao.bundles.endorsements import read_endorsements
from dudao.bundles.manifest import Heading
from dudao.bundles.moments import TIME_ZONE
from dudao.bundles.write import Told, endorse_bundle, write_bundle
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.submissions.actions.freezing import SEAL_JOB, Sealed, finish_sealing, require_needs
from dudao.web.submissions.actions.moving import JOINED
from dudao.web.submissions.actions.sending import PACK_JOB, finish_packing
from dudao.web.submissions.contents.contract import Gathered
from dudao.web.submissions.contents.gather import gather
from dudao.web.submissions.contents.moments import utc
from dudao.web.submissions.endorsing import scan_of
from dudao.web.submissions.models import Submission
from dudao.web.submissions.states import SubmissionState
from dudao.web.submissions.storing import keep_bundle


def page_of(submission: Submission) -> str:
    """The address of a submission's page."""
    return reverse("submissions:submission-detail", args=[submission.address])


@job(SEAL_JOB, gettext_lazy("封存报送件"))
def seal(progress: Progress, *, address: str) -> str:
    """Seal a submission as it stands now: all parts into one file, which is known by its hash from then on."""
    submission = Submission.objects.select_related(*JOINED, "replaces").get(address=address)
    if submission.state != SubmissionState.SEALING:
        return page_of(submission)
    progress.tell(0, 0, _("收集数据、台账、佐证和报告"))
    require_needs(submission.evaluated)
    now = progress.moment
    gathered = gather(submission.evaluated)
    with _workplace() as folder:
        target = Path(folder) / "bundle.zip"
        told = _teller(progress)
        manifest = write_bundle(target, heading_of(submission, gathered, now), gathered.sources, told)
        place, size = keep_bundle(target, manifest.hash), target.stat().st_size
    sealed = Sealed(
        hash=manifest.hash,
        place=place,
        size=size,
        sealed_at=now,
        report_version=gathered.report_version,
        report_text=gathered.report_text,
        scores=gathered.scores,
    )
    finish_sealing(address=address, sealed=sealed, by=progress.by, at=progress.moment)
    return page_of(submission)


@job(PACK_JOB, gettext_lazy("附上签批记录"))
def pack(progress: Progress, *, address: str) -> str:
    """The file that was sent: the sealed bundle with the endorsements beside its manifest."""
    submission = Submission.objects.get(address=address)
    if not submission.endorsements or submission.sent_file:
        return page_of(submission)
    said = read_endorsements(submission.endorsements.encode())
    with _workplace() as folder:
        target = Path(folder) / "sent.zip"
        sealed = Path(default_storage.path(submission.file.name or ""))
        written = endorse_bundle(sealed, target, said.bundle, said.entries, scan_of(submission))
        if written.hash != submission.endorsements_hash:
            raise ValueError("the endorsements changed after they were sent")
        place = keep_bundle(target, f"{submission.hash}-{written.hash[:16]}")
    finish_packing(address=address, place=place, by=progress.by, at=progress.moment)
    return page_of(submission)


def _workplace() -> TemporaryDirectory[str]:
    """A folder on the disk of the storage: bundles may be larger than a temporary file system."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    return TemporaryDirectory(dir=root, prefix=".sealing-")


def _teller(progress: Progress) -> Told:
    return lambda done, total: progress.tell(done, total, _("写入封存件"))


def heading_of(submission: Submission, gathered: Gathered, now: datetime) -> Heading:
    """Whose bundle it is, and of what."""
    evaluated = submission.evaluated
    found, edition = evaluated.round, evaluated.round.edition
    before = submission.replaces
    return Heading(
        round={
            "address": found.address,
            "title": found.title,
            "period": found.period,
            "notice_number": found.notice_number,
            "office": found.office.name,
            "office_code": found.office_id,
            TIME_ZONE: settings.TIME_ZONE,
        },
        edition={"name": edition.pk, "title": edition.title_zh, "hash": edition.digest},
        body={"code": evaluated.body_id, "name": evaluated.name, "kind": evaluated.kind},
        period=found.period,
        number=submission.number,
        sealed_at=utc(now),
        sealed_by=submission.asked_by,
        engine=f"dudao {__version__}",
        replaces={"hash": before.hash, "number": str(before.number), "reason": submission.reason} if before else None,
        approvals=(*gathered.approvals, *_confirmed_lack(submission)),
    )


def _confirmed_lack(submission: Submission) -> tuple[dict[str, str], ...]:
    """What was not there when it was frozen, and why the coordinator froze it all the same."""
    if not submission.lacking:
        return ()
    return (
        {
            "what": f"仍缺材料：{'；'.join(submission.lacking)}",
            "reason": submission.lacking_reason,
            "by": submission.asked_by,
            "at": utc(submission.asked_at),
        },
    )
