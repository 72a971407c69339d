"""Writing in the site: the working copy, paragraph by paragraph, until it is saved as a version.

Every paragraph has a revision that grows with each change; who sends a change of an older one is told, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dudao.reports.draft.document import PartKind
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.report_desk import policy
from dudao.web.report_desk.actions.making import locked_desk, write_version
from dudao.web.report_desk.checking import readings_of
from dudao.web.report_desk.documents import FRONT, Content, content_of, document_of_reading
from dudao.web.report_desk.following import followed, with_inserted
from dudao.web.report_desk.models import Desk, Origin, ReportVersion, WorkingCopy, WorkingPart
from dudao.web.rounds.models import RoundBody

STARTED = declare("report.copy-started", _("在线修改报告"))
CHANGED = declare("report.paragraph-changed", _("修改报告段落"))
ADDED = declare("report.paragraph-added", _("增加报告段落"))
REMOVED = declare("report.paragraph-removed", _("删除报告段落"))
FRONT_CHANGED = declare("report.front-changed", _("修改报告标题和落款"))
SAVED = declare("report.copy-saved", _("存为新版本"))
DISCARDED = declare("report.copy-discarded", _("放弃在线修改"))
LONGEST = 20_000
KINDS = tuple(each.value for each in PartKind)


class Overtaken(Exception):
    """Somebody else changed the paragraph meanwhile; `part` is how it stands now."""

    def __init__(self, part: WorkingPart) -> None:
        super().__init__(part.key)
        self.part = part


def has_unsaved(desk: Desk) -> bool:
    """Whether the copy holds what no version holds."""
    return WorkingCopy.objects.filter(desk=desk, is_dirty=True).exists()


def begin_copy(version: ReportVersion, by: Acting, at: datetime) -> WorkingCopy:
    """A fresh working copy of a version, in the place of the one before; a file becomes paragraphs of text."""
    content = version.content or _content_of_file(version)
    WorkingCopy.objects.filter(desk=version.desk).delete()
    front = {name: content[name][:60] if name == "date" else content[name][:200] for name in FRONT}
    copy = WorkingCopy.objects.create(desk=version.desk, based_on=version, changed_at=at, changed_by=by.name, **front)
    WorkingPart.objects.bulk_create(
        WorkingPart(copy=copy, place=place, changed_at=at, changed_by=by.name, **part)
        for place, part in enumerate(content["parts"])
    )
    return copy


def _content_of_file(version: ReportVersion) -> Content:
    readings = readings_of(version.file.path, version.file_name, version.sha256)
    return content_of(document_of_reading(readings[0]))


@transaction.atomic
def start_copy(*, version: ReportVersion, by: Acting, at: datetime) -> WorkingCopy:
    """Go on writing from a version (在线修改); refused where the copy holds changes that no version holds."""
    desk = locked_desk(version.desk.evaluated)
    policy.may_write(by, desk.evaluated, at).require()
    if has_unsaved(desk):
        raise Refused(_("在线修改稿里有还没存为版本的内容；请先存为新版本，或放弃修改。"))
    version.desk = desk
    copy = begin_copy(version, by, at)
    _record(STARTED, desk.evaluated, by, at, version=version.number)
    return copy


@transaction.atomic
def change_part(
    *,
    evaluated: RoundBody,
    key: str,
    text: str,
    kind: str,
    revision: int,
    inserted: Sequence[tuple[str, str]] = (),
    by: Acting,
    at: datetime,
) -> WorkingPart:
    """Change a paragraph (修改段落). `inserted`: printed words and references of facts put in from the list.

    Raises:
        Overtaken: it is not the paragraph any more that the person saw.
    """
    part = _locked_part(evaluated, key, by, at)
    if part.revision != revision:
        raise Overtaken(part)
    require_no_table(part)
    text = " ".join(text.split("\n")).strip()
    _require_form(text, kind)
    if (text, kind) == (part.text, part.kind) and not inserted:
        return part
    before = part.text
    part.figures = with_inserted(text, followed(before, part.figures, text), inserted)
    part.text, part.kind, part.revision = text, kind, part.revision + 1
    _touch(part, by, at)
    details = {"part": key, "before": before[:400], "after": text[:400]}
    _record(CHANGED, evaluated, by, at, **details)
    return part


def require_no_table(part: WorkingPart) -> None:
    """A table is not rewritten as a line of text."""
    if part.table is not None:
        raise Refused(_("表格在网上只能查看和删除；要改，请下载 Word，改好后上传。"))


def _require_form(text: str, kind: str) -> None:
    if kind not in KINDS:
        raise Refused(_("段落类型不对。"))
    if len(text) > LONGEST:
        raise Refused(_("一段不能超过 %(most)s 字。") % {"most": LONGEST})


@transaction.atomic
def add_part(*, evaluated: RoundBody, after: str, kind: str, by: Acting, at: datetime) -> WorkingPart:
    """Put an empty paragraph behind another (增加段落); `after` is empty for the first place."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    copy = _copy_of(desk)
    _require_form("", kind)
    before = copy.parts.filter(key=after).first()
    place = before.place + 1 if before else 0
    copy.parts.filter(place__gte=place).update(place=F("place") + 1)
    part = WorkingPart(copy=copy, place=place, kind=kind)
    _touch(part, by, at)
    _record(ADDED, evaluated, by, at, part=part.key)
    return part


@transaction.atomic
def remove_part(*, evaluated: RoundBody, key: str, revision: int, by: Acting, at: datetime) -> None:
    """Take a paragraph out (删除段落); the version before still holds it."""
    part = _locked_part(evaluated, key, by, at)
    if part.revision != revision:
        raise Overtaken(part)
    _record(REMOVED, evaluated, by, at, part=key, before=part.text[:400])
    WorkingCopy.objects.filter(pk=part.copy_id).update(is_dirty=True, changed_at=at, changed_by=by.name)
    part.delete()


@transaction.atomic
def change_front(*, evaluated: RoundBody, columns: Mapping[str, str], by: Acting, at: datetime) -> WorkingCopy:
    """Change title, addressee, signatory, date (修改标题和落款)."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    copy = _copy_of(desk)
    changed = {name: columns[name] for name in FRONT if columns[name] != getattr(copy, name)}
    if changed:
        for name, value in changed.items():
            setattr(copy, name, value)
        copy.is_dirty, copy.changed_at, copy.changed_by = True, at, by.name
        copy.save()
        _record(FRONT_CHANGED, evaluated, by, at, **changed)
    return copy


@transaction.atomic
def save_copy(*, evaluated: RoundBody, note: str = "", by: Acting, at: datetime) -> ReportVersion:
    """Make a version of what was written (存为新版本); the copy goes on from it."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    copy = _copy_of(desk)
    content = content_of_copy(copy)
    version = write_version(desk, Origin.EDITED, content, based_on=copy.based_on, note=note, by=by, at=at)
    copy.based_on, copy.is_dirty = version, False
    copy.save(update_fields=["based_on", "is_dirty"])
    _record(SAVED, evaluated, by, at, version=version.number, sha256=version.sha256)
    return version


def content_of_copy(copy: WorkingCopy) -> Content:
    """The copy as a version keeps it; empty paragraphs are left out."""
    front = {name: getattr(copy, name) for name in FRONT}
    parts = [
        {"kind": each.kind, "text": each.text, "figures": each.figures}
        | ({} if each.table is None else {"table": each.table})
        for each in copy.parts.all()
        if each.text
    ]
    return {**front, "parts": parts, "attachments": (copy.based_on.content or {}).get("attachments", [])}


@transaction.atomic
def discard_copy(*, evaluated: RoundBody, by: Acting, at: datetime) -> None:
    """Give up what was written since the last version (放弃修改)."""
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    copy = _copy_of(desk)
    base = copy.based_on
    base.desk = desk
    begin_copy(base, by, at)
    _record(DISCARDED, evaluated, by, at, version=base.number)


def take_wording(part: WorkingPart, text: str, by: Acting, at: datetime) -> None:
    """Put a proposed wording into its paragraph."""
    part.figures = followed(part.text, part.figures, text)
    part.text, part.revision = text, part.revision + 1
    _touch(part, by, at)


def _touch(part: WorkingPart, by: Acting, at: datetime) -> None:
    part.changed_at, part.changed_by = at, by.name
    part.save()
    WorkingCopy.objects.filter(pk=part.copy_id).update(is_dirty=True, changed_at=at, changed_by=by.name)


def _copy_of(desk: Desk) -> WorkingCopy:
    copy = WorkingCopy.objects.select_related("based_on").filter(desk=desk).first()
    if copy is None:
        raise Refused(_("还没有可以修改的稿子；请先起草，或从一个版本开始修改。"))
    return copy


def _locked_part(evaluated: RoundBody, key: str, by: Acting, at: datetime) -> WorkingPart:
    desk = locked_desk(evaluated)
    policy.may_write(by, evaluated, at).require()
    part = WorkingPart.objects.filter(copy__desk=desk, key=key).first()
    if part is None:
        raise Refused(_("这一段已经被删除，或稿子已经换成别的版本；请刷新页面。"))
    return part


def _record(action: str, evaluated: RoundBody, by: Acting, at: datetime, **details: object) -> None:
    on = f"report {evaluated.round.address}/{evaluated.body_id}"
    record(action, on=on, by=by, at=at, path=evaluated.path, details=details)
