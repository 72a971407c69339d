"""Long work of the report desk: files that take time to read, and checking again when data, ledger or evidence change."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dudao.values.errors import DudaoError
from dudao.web.acting import Acting
from dudao.web.jobs.actions import start_job
from dudao.web.jobs.models import Job
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.pages.handed_in import language
from dudao.web.report_desk.checking import readings_of
from dudao.web.report_desk.checks import bound_of, check_version, note_trouble
from dudao.web.report_desk.models import Desk, ReportVersion
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import RoundState

CHECKING = "report.check"
THE_SITE = Acting(name="系统")
"""Who starts a check that nobody asked for: data changed."""


@job(CHECKING, _("核对自评报告"))
def check(progress: Progress, evaluated: int) -> str:
    """Check the newest and the final version of a body with what is known now; done twice it comes to the same."""
    desk = Desk.objects.select_related("evaluated__round__edition").get(evaluated_id=evaluated)
    wanted = [each for each in (desk.versions.order_by("-number").first(), desk.final) if each is not None]
    versions = list({each.pk: each for each in wanted}.values())
    for number, version in enumerate(versions):
        progress.tell(number, len(versions), str(version))
        version.desk = desk
        _check(version)
    progress.tell(len(versions), len(versions))
    body = desk.evaluated
    return reverse("report_desk:version-detail", args=[body.round.address, body.body_id, versions[0].number])


def _check(version: ReportVersion) -> None:
    """Read first, so that nobody waits for the database meanwhile; then check, under the lock of the desk."""
    try:
        readings_of(version.file.path, version.file_name, version.sha256)
    except DudaoError as error:
        note_trouble(version, error.sentence(language()), timezone.now())
        return
    with transaction.atomic():
        Desk.objects.select_for_update().get(pk=version.desk_id)
        made = check_version(version, timezone.now())
        if not version.bound:
            version.bound = bound_of(made, version)
            version.save(update_fields=["bound"])


def start_check(evaluated: RoundBody, by: Acting) -> Job:
    """Have a body's report checked in the background; inside a transaction."""
    about = say("核对自评报告：%(name)s") % {"name": evaluated.name}
    arguments = {"evaluated": evaluated.pk}
    return start_job(
        name=CHECKING, arguments=arguments, about=about, by=by, at=timezone.now(), key=key_of(evaluated.pk)
    )


def key_of(evaluated_pk: int) -> str:
    """The key under which a body's check waits or runs at most once."""
    return f"{CHECKING} {evaluated_pk}"


def last_check(evaluated: RoundBody) -> Job | None:
    """The last job that checked a body's report."""
    return Job.objects.filter(key=key_of(evaluated.pk)).order_by("-id").first()


@transaction.atomic
def follow_change(body_code: str) -> None:
    """What is known of a government has changed: its reports in rounds under way are checked again."""
    _check_again(RoundBody.objects.filter(body_id=body_code))


@transaction.atomic
def follow_evidence(changed: RoundBody) -> None:
    """The catalogue of a body in a round has changed: its report is checked again."""
    _check_again(RoundBody.objects.filter(pk=changed.pk))


def _check_again(rows: QuerySet[RoundBody]) -> None:
    for evaluated in rows.filter(round__state=RoundState.OPEN, report_desk__versions__isnull=False).distinct():
        start_check(evaluated, THE_SITE)
