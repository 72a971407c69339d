"""How a version comes into being; every action that makes one goes through here, inside its own transaction."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from dudao.reports.draft.word import render_word
from dudao.values.errors import DudaoError
from dudao.web.acting import Acting
from dudao.web.pages.handed_in import language
from dudao.web.policies import Refused
from dudao.web.report_desk.checks import bound_of, check_version
from dudao.web.report_desk.documents import Content, document_of
from dudao.web.report_desk.models import Desk, Origin, ReportVersion
from dudao.web.report_desk.tasks import start_check
from dudao.web.rounds.models import RoundBody


def locked_desk(evaluated: RoundBody) -> Desk:
    """The desk of a body, made where there is none, locked until the end of the transaction."""
    Desk.objects.get_or_create(evaluated=evaluated)
    rows = Desk.objects.select_for_update(of=("self",)).select_related("evaluated__round__edition")
    return rows.get(evaluated=evaluated)


def write_version(
    desk: Desk, origin: Origin, content: Content, *, based_on: ReportVersion | None, note: str, by: Acting, at: datetime
) -> ReportVersion:
    """A version written in the site, with its Word file in the official format."""
    document = document_of(content)
    name = f"{document.title or _('自评报告')}.docx"
    blob = render_word(document)
    return take_version(desk, origin, blob, name, content=content, based_on=based_on, note=note, by=by, at=at)


def take_version(
    desk: Desk,
    origin: Origin,
    blob: bytes,
    name: str,
    *,
    content: Content | None = None,
    based_on: ReportVersion | None = None,
    note: str = "",
    is_slow: bool = False,
    by: Acting,
    at: datetime,
) -> ReportVersion:
    """Keep a file as the next version and check it; refused where it cannot be read. `is_slow`: checked in the background."""
    last = desk.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = ReportVersion(
        desk=desk,
        number=last + 1,
        origin=origin,
        file_name=name[:200],
        size=len(blob),
        sha256=hashlib.sha256(blob).hexdigest(),
        content=content,
        based_on=based_on,
        note=note[:200],
        made_at=at,
        made_by=by.name,
    )
    version.file.save(f"{version.sha256[:24]}{Path(name).suffix.lower()[:8]}", ContentFile(blob), save=False)
    version.save(force_insert=True)
    if is_slow:
        start_check(desk.evaluated, by)
        return version
    try:
        check = check_version(version, at)
    except DudaoError as error:
        version.file.delete(save=False)
        raise Refused(error.sentence(language())) from error
    version.bound = bound_of(check, version)
    version.save(update_fields=["bound"])
    return version
