"""Another file for a document that keeps its address: handed in, or an upload of one's own that takes its place."""

from __future__ import annotations

from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.library.actions import add_version
from dudao.web.library.keeping import locked, reason_of
from dudao.web.library.models import Document, Version
from dudao.web.library.policy import is_own, may_keep_library
from dudao.web.library.reading.showing import show_version
from dudao.web.library.storage import original
from dudao.web.policies import Refused
from dudao.web.publishing import policy, privacy
from dudao.web.publishing.actions.handing_in import discard_upload
from dudao.web.publishing.actions.noting import note

SHOWN = declare("library.version-shown", _("公开新版本"))


def replace_file(*, address: str, content: File[bytes], name: str, reason: str, by: Acting, at: datetime) -> Version:
    """Hand in a new version (替换文件); that of a public document is shown when a keeper has looked at it."""
    document = Document.objects.filter(address=address).first()
    if document is None:
        raise Refused(_("没有这份文档。"))
    policy.may_replace(by, document).require()
    return add_version(address=address, content=content, name=name, note=reason_of(reason), by=by, at=at)


@transaction.atomic
def replace_with_upload(*, address: str, target: str, reason: str, by: Acting, at: datetime) -> Version:
    """Make an upload that waits a new version of an older document of one's own; the upload itself is given up."""
    document, older = locked(address), locked(target)
    policy.may_discard(by, document).require()
    policy.may_replace(by, older).require()
    if not is_own(by, older):
        raise Refused(_("只能替换自己上传的文档。"))
    version = privacy.newest_of(document)
    if version is None:
        raise Refused(_("文件还没有处理完，请稍候。"))
    with original(version.rendition).open("rb") as file:
        made = replace_file(
            address=target, content=File(file, name=version.name), name=version.name, reason=reason, by=by, at=at
        )
    discard_upload(address=address, by=by, at=at)
    return made


@transaction.atomic
def show_newest(*, address: str, by: Acting, at: datetime) -> Document:
    """Make the newest version of a document the one that everybody sees (公开新版本)."""
    document = locked(address)
    may_keep_library(by).require()
    version = privacy.newest_of(document)
    if version is None or version.pk == document.current_id:
        raise Refused(_("没有等待公开的新版本。"))
    privacy.may_be_shown(document, version).require()
    shown = show_version(version)
    note(SHOWN, document, by=by, at=at, details={"version": version.number, "note": version.note})
    return shown
