"""Everything that changes a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.bodies.tree import tree_on
from dudao.web.policies import Refused
from dudao.web.rounds import policy
from dudao.web.rounds.models import Extension, FreeDay, Reminder, Round, RoundBody, Stage, Task
from dudao.web.rounds.states import MOVES, StageKind
from dudao.web.schemes.editions import scheme_of
from dudao.web.schemes.models import PublishedEdition

DRAFTED = declare("round.drafted", _("新建评价轮次"))
CHANGED = declare("round.changed", _("修改评价轮次"))
OPENED = declare("round.opened", _("启动评价轮次"))
PAUSED = declare("round.paused", _("暂停评价轮次"))
RESUMED = declare("round.resumed", _("恢复评价轮次"))
CLOSED = declare("round.closed", _("结束评价轮次"))
EXTENDED = declare("round.extended", _("延长期限"))
REMINDED = declare("round.reminded", _("催办"))
ASSIGNED = declare("task.assigned", _("分解任务"))
CALENDAR = declare("calendar.changed", _("修改工作日历"))

OF_MOVE = {"open": OPENED, "pause": PAUSED, "resume": RESUMED, "close": CLOSED}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a round is called and how it is announced."""

    title: str
    period: str
    number: str = ""
    issuer: str = ""
    text: str = ""


@transaction.atomic
def draft_round(*, notice: Notice, edition: str, office_code: str, by: Acting, at: datetime) -> Round:
    """Begin to prepare a round (新建轮次)."""
    office = Body.objects.get(pk=office_code)
    policy.may_run_rounds(by, office.path).require()
    found = Round(edition=PublishedEdition.objects.get(pk=edition), office=office)
    _put(found, notice)
    found.save()
    record(DRAFTED, on=f"round {found.address}", by=by, at=at, path=office.path, details={"title": found.title})
    return found


@transaction.atomic
def change_round(
    *,
    address: str,
    notice: Notice,
    stages: Mapping[StageKind, tuple[date, date]],
    codes: Sequence[str],
    by: Acting,
    at: datetime,
) -> Round:
    """Set notice, timetable and evaluated bodies of a round in preparation.

    Args:
        stages: first and last day of each stage that the round has. codes: bodies to be evaluated, as of today's tree.
    """
    found = _locked(address)
    policy.may_change_timetable(by, found).require()
    _put(found, notice)
    found.save()
    found.stages.all().delete()
    order = {kind: number for number, kind in enumerate(StageKind)}
    Stage.objects.bulk_create(
        Stage(round=found, kind=kind, order=order[kind], first_day=first, last_day=last)
        for kind, (first, last) in stages.items()
    )
    found.bodies.all().delete()
    bodies = Body.objects.filter(in_area("path", found.office.path), pk__in=codes)
    RoundBody.objects.bulk_create(
        RoundBody(round=found, body=each, name=each.name, path=each.path, kind=each.kind) for each in bodies
    )
    details = {"stages": [str(kind.value) for kind in stages], "bodies": len(bodies)}
    record(CHANGED, on=f"round {address}", by=by, at=at, path=found.office.path, details=details)
    return found


@transaction.atomic
def open_round(*, address: str, by: Acting, at: datetime) -> Round:
    """Open a round (启动): the tree of today is kept for it, and every body gets its list of points."""
    found = _locked(address)
    policy.may_move(by, found, "open").require()
    if not found.stages.exists():
        raise Refused(_("还没有排定时间表。"))
    if not found.bodies.exists():
        raise Refused(_("还没有选定评价对象。"))
    found.tree_day, found.known_at, found.opened_at = timezone.localdate(at), at, at
    _freeze(found)
    points = scheme_of(found.edition).points
    evaluated = list(found.bodies.all())
    Task.objects.bulk_create(
        Task(evaluated=each, point=point.code, title=point.title_zh) for each in evaluated for point in points
    )
    return _moved(found, "open", by=by, at=at, details={"bodies": len(evaluated), "edition": found.edition.pk})


@transaction.atomic
def pause_round(*, address: str, reason: str, by: Acting, at: datetime) -> Round:
    """Pause a round (暂停), with a reason: nothing can be submitted until it goes on."""
    found = _locked(address)
    policy.may_move(by, found, "pause").require()
    if not reason.strip():
        raise Refused(_("请写明暂停的原因。"))
    found.pause_reason = reason.strip()
    return _moved(found, "pause", by=by, at=at, details={"reason": found.pause_reason})


@transaction.atomic
def resume_round(*, address: str, by: Acting, at: datetime) -> Round:
    """Go on with a paused round (恢复)."""
    found = _locked(address)
    policy.may_move(by, found, "resume").require()
    found.pause_reason = ""
    return _moved(found, "resume", by=by, at=at)


@transaction.atomic
def close_round(*, address: str, by: Acting, at: datetime) -> Round:
    """End a round (结束): from now on nothing in it changes."""
    found = _locked(address)
    policy.may_move(by, found, "close").require()
    found.closed_at = at
    return _moved(found, "close", by=by, at=at)


@transaction.atomic
def extend_stage(
    *, stage_id: int, evaluated_id: int | None, last_day: date, reason: str, by: Acting, at: datetime
) -> Extension:
    """Give more time for a stage, to one body or to all (延期); never less than there was."""
    stage = Stage.objects.select_related("round__office").get(pk=stage_id)
    found = _locked(stage.round.address)
    policy.may_extend(by, found).require()
    evaluated = found.bodies.get(pk=evaluated_id) if evaluated_id is not None else None
    if last_day <= stage.last_day:
        raise Refused(_("新的截止日期应晚于原定的 %(day)s。") % {"day": stage.last_day.isoformat()})
    if not reason.strip():
        raise Refused(_("请写明延期的原因。"))
    extension = Extension.objects.create(
        stage=stage, body=evaluated, last_day=last_day, reason=reason.strip(), granted_at=at, granted_by=by.name
    )
    whom = evaluated.name if evaluated else "*"
    details = {"stage": stage.kind, "body": whom, "until": last_day, "reason": extension.reason}
    path = evaluated.path if evaluated else found.office.path
    record(EXTENDED, on=f"round {found.address}", by=by, at=at, path=path, details=details)
    return extension


@transaction.atomic
def remind_bodies(*, stage_id: int, evaluated: Iterable[RoundBody], text: str, by: Acting, at: datetime) -> int:
    """Remind bodies that a stage is due (催办). Returns how many."""
    stage = Stage.objects.select_related("round__office").get(pk=stage_id)
    policy.may_extend(by, stage.round).require()
    reminders = [
        Reminder(evaluated=each, stage=stage, text=text[:200], sent_at=at, sent_by=by.name) for each in evaluated
    ]
    Reminder.objects.bulk_create(reminders)
    details = {"stage": stage.kind, "bodies": [each.evaluated.body_id for each in reminders]}
    record(REMINDED, on=f"round {stage.round.address}", by=by, at=at, path=stage.round.office.path, details=details)
    return len(reminders)


@dataclass(frozen=True, slots=True)
class Share:
    """Who does a point: the department that leads, those that help, until when."""

    point: str
    lead_code: str
    partner_codes: tuple[str, ...] = ()
    due: date | None = None
    note: str = ""


@transaction.atomic
def assign_tasks(*, evaluated_id: int, shares: Sequence[Share], by: Acting, at: datetime) -> int:
    """Hand points to departments of the evaluated government (分解任务). Returns how many changed."""
    evaluated = RoundBody.objects.select_related("round").get(pk=evaluated_id)
    _locked(evaluated.round.address)
    policy.may_assign(by, evaluated).require()
    own = {each.pk: each for each in Body.objects.filter(in_area("path", evaluated.path), closed_on=None)}
    tasks = {task.point: task for task in evaluated.tasks.prefetch_related("partners")}
    changed: list[str] = []
    for share in shares:
        task = tasks[share.point]
        if _assign(task, share, own):
            changed.append(share.point)
    if changed:
        details = {"points": changed}
        record(
            ASSIGNED,
            on=f"round {evaluated.round.address} {evaluated.body_id}",
            by=by,
            at=at,
            path=evaluated.path,
            details=details,
        )
    return len(changed)


@transaction.atomic
def set_free_days(*, days: Mapping[date, tuple[bool, str]], year: int, by: Acting, at: datetime) -> None:
    """Set a year's public holidays and days worked in exchange: day to (is worked, name)."""
    policy.may_change_calendar(by).require()
    FreeDay.objects.filter(day__year=year).delete()
    FreeDay.objects.bulk_create(FreeDay(day=day, is_worked=worked, name=name) for day, (worked, name) in days.items())
    record(CALENDAR, on=f"calendar {year}", by=by, at=at, path=by.area, details={"days": len(days)})


def _assign(task: Task, share: Share, own: Mapping[str, Body]) -> bool:
    for code in (share.lead_code, *share.partner_codes):
        if code and code not in own:
            raise Refused(_("%(code)s 不是本级政府的部门或单位。") % {"code": code})
    before = (task.lead_id or "", {each.pk for each in task.partners.all()}, task.due, task.note)
    partners = set(share.partner_codes) - {share.lead_code}
    if before == (share.lead_code, partners, share.due, share.note):
        return False
    task.lead_id, task.due, task.note = share.lead_code or None, share.due, share.note
    task.save(update_fields=["lead", "due", "note"])
    task.partners.set([own[code] for code in sorted(partners)])
    return True


def _locked(address: str) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("office", "edition").get(address=address)


def _put(found: Round, notice: Notice) -> None:
    found.title, found.period = notice.title, notice.period
    found.notice_number, found.issuer, found.notice_text = notice.number, notice.issuer, notice.text


def _freeze(found: Round) -> None:
    """Names and paths of the evaluated bodies as they are on the day of opening."""
    assert found.tree_day is not None
    tree = tree_on(found.tree_day)
    evaluated = list(found.bodies.all())
    for each in evaluated:
        place = tree.get(each.body_id)
        if place is None:
            raise Refused(_("%(name)s 今天已不在册，请重新选定评价对象。") % {"name": each.name})
        each.name, each.path = place.name, place.path
    RoundBody.objects.bulk_update(evaluated, ["name", "path"], batch_size=500)


def _moved(found: Round, move: str, *, by: Acting, at: datetime, details: Mapping[str, object] | None = None) -> Round:
    found.state = MOVES[move][1]
    found.save()
    record(OF_MOVE[move], on=f"round {found.address}", by=by, at=at, path=found.office.path, details=details)
    return found
