"""Drafting, uploading, restoring, renewing and settling versions of a report."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from dudao.values.errors import DudaoError
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.pages.handed_in import language
from dudao.web.policies import Refused
from dudao.web.report_desk import policy
from dudao.web.report_desk.actions.copy import begin_copy, has_unsaved
from dudao.web.report_desk.actions.making import locked_desk, take_version, write_version
from dudao.web.report_desk.checking import is_slow_to_read
from dudao.web.report_desk.checks import check_version
from dudao.web.report_desk.documents import content_of
from dudao.web.report_desk.drafting import compose_for
from dudao.web.report_desk.knowledge import known_for, narratives_of, stamp_of
from dudao.web.report_desk.models import Origin, ReportVersion, VersionCheck
from dudao.web.report_desk.renewing import renewed_content
from dudao.web.rounds.models import RoundBody

DRAFTED = declare("report.drafted", _("起草报告"))
UPLOADED = declare("report.uploaded", _("上传报告"))
RESTORED = declare("report.restored", _("恢复报告旧版"))
RENEWED = declare("report.renewed", _("报告采用新数据"))
CHECKED = declare("report.checked", _("重新核对报告"))
SETTLED = declare("report.settled", _("报告定稿"))
UNSETTLED = declare("report.unsettled", _("取消报告定稿"))
MOST_BYTES = 50_000_000


@transaction.atomic
def draft_report(*, evaluated: RoundBody, by: Acting, at: datetime) -> ReportVersion:
    """Draft the report from points, facts and narratives (起草); the copy to write in begins from it unless it holds changes."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    document = compose_for(evaluated, known_for(evaluated), narratives_of(evaluated))
    version = write_version(desk, Origin.DRAFTED, content_of(document), based_on=None, note="", by=by, at=at)
    if not has_unsaved(desk):
        begin_copy(version, by, at)
    _record(DRAFTED, version, by, at)
    return version


@transaction.atomic
def upload_report(
    *, evaluated: RoundBody, content: IO[bytes], name: str, size: int, note: str = "", by: Acting, at: datetime
) -> ReportVersion:
    """Take one's own file as a version (上传): what it is is told by its content, and it is read in a limited process."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    if size > MOST_BYTES:
        raise Refused(_("文件超过 50 MB，请压缩图片后上传。"))
    blob = content.read()
    slow = is_slow_to_read(blob, name)
    version = take_version(desk, Origin.UPLOADED, blob, name, note=note, is_slow=slow, by=by, at=at)
    _record(UPLOADED, version, by, at)
    return version


@transaction.atomic
def restore_version(*, version: ReportVersion, by: Acting, at: datetime) -> ReportVersion:
    """An earlier version again, as a new one (恢复)."""
    desk = locked_desk(version.desk.evaluated)
    policy.may_write(by, desk.evaluated, at).require()
    with version.file.open("rb") as file:
        blob = file.read()
    note = say("恢复第 %(number)s 版") % {"number": version.number}
    made = take_version(
        desk,
        Origin.RESTORED,
        blob,
        version.file_name,
        content=version.content,
        based_on=version,
        note=note,
        by=by,
        at=at,
    )
    _record(RESTORED, made, by, at, of=version.number)
    return made


@transaction.atomic
def renew_values(*, version: ReportVersion, by: Acting, at: datetime) -> ReportVersion:
    """A new version in which figures whose facts have changed say the new values (采用新数据)."""
    desk = locked_desk(version.desk.evaluated)
    policy.may_write(by, desk.evaluated, at).require()
    if version.content is None:
        raise Refused(_("上传的文件请在 Word 中改好后重新上传。"))
    check = check_version(version, at)
    content, renewed = renewed_content(version.content, check.result["figures"])
    if not renewed:
        raise Refused(_("没有可以自动更新的数字；请逐处修改。"))
    note = say("更新 %(count)s 处数字") % {"count": renewed}
    made = write_version(desk, Origin.RENEWED, content, based_on=version, note=note, by=by, at=at)
    if not has_unsaved(desk):
        begin_copy(made, by, at)
    _record(RENEWED, made, by, at, of=version.number, figures=renewed)
    return made


@transaction.atomic
def check_again(*, version: ReportVersion, by: Acting, at: datetime) -> VersionCheck:
    """Check a version with what is known now (重新核对)."""
    desk = locked_desk(version.desk.evaluated)
    policy.may_bind(by, desk.evaluated, at).require()
    try:
        check = check_version(version, at)
    except DudaoError as error:
        raise Refused(error.sentence(language())) from error
    _record(CHECKED, version, by, at, errors=check.errors, warnings=check.warnings)
    return check


@transaction.atomic
def settle_version(*, version: ReportVersion, by: Acting, at: datetime) -> ReportVersion:
    """Mark a version as the final one (定稿): what a submission freezes."""
    desk = locked_desk(version.desk.evaluated)
    check = VersionCheck.objects.defer("result").filter(version=version).first()
    policy.may_settle(by, version, check, stamp_of(desk.evaluated), at).require()
    desk.final, desk.final_at, desk.final_by = version, at, by.name
    desk.save(update_fields=["final", "final_at", "final_by"])
    _record(SETTLED, version, by, at, sha256=version.sha256)
    return version


@transaction.atomic
def unsettle_version(*, evaluated: RoundBody, by: Acting, at: datetime) -> None:
    """No version is final any more (取消定稿)."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    if desk.final is None:
        raise Refused(_("现在没有定稿。"))
    version, desk.final, desk.final_at, desk.final_by = desk.final, None, None, ""
    desk.save(update_fields=["final", "final_at", "final_by"])
    _record(UNSETTLED, version, by, at)


def _record(action: str, version: ReportVersion, by: Acting, at: datetime, **more: object) -> None:
    evaluated = version.desk.evaluated
    on = f"report {evaluated.round.address}/{evaluated.body_id}/{version.number}"
    record(action, on=on, by=by, at=at, path=evaluated.path, details={"sha256": version.sha256, **more})
