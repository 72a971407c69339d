"""Sending a scheme, publishing it, discarding what was sent."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.values.errors import DudaoError
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.schemes import policy
from dudao.web.schemes.editions import source_of
from dudao.web.schemes.examine import Examined, Remark, changes_between, examine, examine_shipped
from dudao.web.schemes.folders import scheme_folder, unpacked
from dudao.web.schemes.models import PublishedEdition, SchemeUpload

UPLOADED = declare("scheme.uploaded", _("上传方案"))
PUBLISHED = declare("scheme.published", _("发布方案"))
DISCARDED = declare("scheme.discarded", _("删除未发布的方案"))


def upload_scheme(*, file: Path, file_name: str, by: Acting, at: datetime) -> SchemeUpload:
    """Take a scheme that somebody sends (zip or workbook): unpack, check, compare with what is published of it.

    Raises:
        Refused: it cannot be unpacked or read as a scheme. A scheme with faults is kept and shows them; it cannot be published.
    """
    policy.may_upload_schemes(by).require()
    try:
        folder = unpacked(file, file_name)
    except DudaoError as error:
        raise Refused(error.zh.replace(str(file), file_name)) from error
    found = examine(folder, timezone.localdate(at))
    if found.scheme is None or not found.scheme.slug:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(_told(found.faults[0]))
    return _keep(folder, found, file_name=file_name, by=by, at=at)


def _told(remark: Remark) -> str:
    place = f"{remark['file']}:{remark['line']}：" if remark["file"] else ""
    return f"{place}{remark['zh']}"


@transaction.atomic
def _keep(folder: Path, found: Examined, *, file_name: str, by: Acting, at: datetime) -> SchemeUpload:
    assert found.scheme is not None
    slug, name = found.scheme.slug, f"{found.scheme.slug}/{found.scheme.edition}"
    before = PublishedEdition.objects.filter(name__startswith=f"{slug}/").order_by("-published_at").first()
    upload = SchemeUpload(
        file_name=file_name[:200],
        name=name,
        title_zh=found.scheme.title_zh,
        faults=found.faults,
        notes=found.notes,
        cases=found.cases,
        uploaded_at=at,
        uploaded_by=by.name,
    )
    if before is not None and found.edition is not None:
        upload.compared_with = before.name
        upload.changes = changes_between(source_of(before), found, folder)
    upload.folder = f"{slug}-{upload.pk}"
    target = scheme_folder(upload.folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, target)
    upload.save(force_insert=True)
    details = {"file": file_name, "faults": len(found.faults)}
    record(UPLOADED, on=f"scheme {name}", by=by, at=at, details=details)
    return upload


@transaction.atomic
def publish_upload(*, upload_id: UUID, by: Acting, at: datetime) -> PublishedEdition:
    """Publish a scheme that was sent (发布方案): from now on it is frozen, and rounds may use it."""
    policy.may_publish_schemes(by).require()
    upload = SchemeUpload.objects.select_for_update().get(pk=upload_id)
    if upload.faults:
        raise Refused(_("方案还有 %(count)s 处错误，改正后重新上传再发布。") % {"count": len(upload.faults)})
    if upload.published_at is not None:
        raise Refused(_("这份方案已经发布。"))
    found = examine(scheme_folder(upload.folder), timezone.localdate(at))
    edition = _publish(found, upload.folder, by=by, at=at)
    upload.published_at = at
    upload.save(update_fields=["published_at"])
    return edition


@transaction.atomic
def publish_shipped(*, name: str, by: Acting, at: datetime) -> PublishedEdition:
    """Publish an edition that Dudao ships, under its own name."""
    policy.may_publish_schemes(by).require()
    return _publish(examine_shipped(name, timezone.localdate(at)), "", by=by, at=at)


@transaction.atomic
def discard_upload(*, upload_id: UUID, by: Acting, at: datetime) -> None:
    """Remove a scheme that was sent and not published (删除)."""
    policy.may_upload_schemes(by).require()
    upload = SchemeUpload.objects.select_for_update().get(pk=upload_id)
    if upload.published_at is not None:
        raise Refused(_("已发布的方案不能删除。"))
    record(DISCARDED, on=f"scheme {upload.name}", by=by, at=at, details={"file": upload.file_name})
    upload.delete()
    transaction.on_commit(lambda: shutil.rmtree(scheme_folder(upload.folder), ignore_errors=True))


def _publish(found: Examined, folder: str, *, by: Acting, at: datetime) -> PublishedEdition:
    if found.faults or found.scheme is None or found.edition is None:
        raise Refused(_("方案还有 %(count)s 处错误，改正后重新上传再发布。") % {"count": len(found.faults)})
    name = f"{found.scheme.slug}/{found.scheme.edition}"
    if PublishedEdition.objects.filter(pk=name).exists():
        raise Refused(_("%(name)s 已经发布；改动应作为新的一版。") % {"name": name})
    edition = PublishedEdition.objects.create(
        name=name,
        title_zh=found.scheme.title_zh,
        title_en=found.scheme.title_en,
        level=found.scheme.level,
        is_official=found.scheme.is_official,
        digest=found.edition.digest,
        folder=folder,
        points=len(found.scheme.points),
        indicators=sum(not each.is_helper for each in found.edition.indicators),
        published_at=at,
        published_by=by.name,
    )
    record(PUBLISHED, on=f"scheme {name}", by=by, at=at, details={"hash": edition.digest})
    return edition
