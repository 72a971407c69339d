"""A county's application: filling in the form, applying, the review by the city part by part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.assessments import policy
from dudao.web.assessments.actions.points import Conflict
from dudao.web.assessments.applications import hindrance, parts_of_application
from dudao.web.assessments.known import measured_of
from dudao.web.assessments.models import Application, ReviewMark
from dudao.web.assessments.queries import is_complete
from dudao.web.assessments.states import APPLICATION_MOVES
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody

FILLED = declare("application.written", _("填写申报表"))
APPLIED = declare("application.applied", _("县级申报"))
MARKED = declare("application.part-reviewed", _("复核申报材料"))
RETURNED = declare("application.returned", _("市级复核退回"))
CONFIRMED = declare("application.confirmed", _("市级复核通过"))


@transaction.atomic
def write_application(
    *, evaluated_id: int, version: int, columns: Mapping[str, str], by: Acting, at: datetime
) -> Application:
    """Fill in the application form (填写申报表); on an older version nothing is written."""
    found = _locked(evaluated_id)
    policy.may_write_application(by, found, at).require()
    if found.version != version:
        raise Conflict(found.version)
    changed = {name: [getattr(found, name), value] for name, value in columns.items() if getattr(found, name) != value}
    if changed:
        for name, value in columns.items():
            setattr(found, name, value)
        found.version += 1
        found.save()
        _told(found, FILLED, {"version": found.version, "changed": changed}, by=by, at=at)
    return found


@transaction.atomic
def apply_for_review(*, evaluated_id: int, by: Acting, at: datetime) -> Application:
    """Hand the application to the city (申报): the self-assessment done, the conditions met, the form filled in."""
    found = _locked(evaluated_id)
    policy.may_apply(by, found, at).require()
    if not is_complete(found.evaluated):
        raise Refused(_("自查自评还没有完成：全部要点通过、否决情形全部申明后才能申报。"))
    reason = hindrance(found.evaluated, found, measured_of(found.evaluated))
    if reason:
        raise Refused(reason)
    found.applied_at, found.applied_by = at, by.name
    return _moved(found, "apply", APPLIED, {}, by=by, at=at)


@transaction.atomic
def review_part(
    *, evaluated_id: int, part: str, digest: str, is_confirmed: bool, reason: str, by: Acting, at: datetime
) -> ReviewMark:
    """Confirm or return one part (复核), in the content that the reviewer has read; a return says why."""
    found = _locked(evaluated_id)
    policy.may_review(by, found, at).require()
    known = next((each for each in parts_of_application(found) if each.code == part), None)
    if known is None:
        raise Refused(_("申报材料里没有这一项。"))
    if known.digest != digest:
        raise Refused(_("这一项在您查看期间有变动，请重新查看后再复核。"))
    if not is_confirmed and not reason.strip():
        raise Refused(_("退回的，请写明原因。"))
    columns = {
        "is_confirmed": is_confirmed,
        "reason": "" if is_confirmed else reason.strip()[:500],
        "digest": digest,
        "marked_at": at,
        "marked_by": by.name,
    }
    mark, _new = ReviewMark.objects.update_or_create(application=found, part=part, defaults=columns)
    details = {"part": part, "confirmed": is_confirmed, "reason": mark.reason, "digest": digest}
    _told(found, MARKED, details, by=by, at=at)
    return mark


@transaction.atomic
def return_application(*, evaluated_id: int, opinion: str, by: Acting, at: datetime) -> Application:
    """Send the application back (退回): some part is returned with its reason; what is confirmed stays confirmed."""
    found = _locked(evaluated_id)
    policy.may_review(by, found, at).require()
    if not any(each.mark is not None and not each.mark.is_confirmed for each in parts_of_application(found)):
        raise Refused(_("请先在要退回的材料上写明原因。"))
    return _decided(found, "return", RETURNED, opinion, by=by, at=at)


@transaction.atomic
def confirm_application(*, evaluated_id: int, opinion: str, by: Acting, at: datetime) -> Application:
    """Pass the review (复核通过): every part is confirmed as it stands."""
    found = _locked(evaluated_id)
    policy.may_review(by, found, at).require()
    left = [each.title for each in parts_of_application(found) if not each.is_confirmed]
    if left:
        raise Refused(_("还有材料没有复核或已变动：%(parts)s。") % {"parts": "、".join(left)})
    if not opinion.strip():
        raise Refused(_("请写复核意见。"))
    return _decided(found, "confirm", CONFIRMED, opinion, by=by, at=at)


def _locked(evaluated_id: int) -> Application:
    rows = RoundBody.objects.select_for_update(of=("self",)).select_related("round__edition", "round__office")
    evaluated = rows.get(pk=evaluated_id)
    found, _new = Application.objects.get_or_create(evaluated=evaluated)
    found.evaluated = evaluated
    return found


def _decided(found: Application, move: str, action: str, opinion: str, *, by: Acting, at: datetime) -> Application:
    found.opinion, found.decided_at, found.decided_by = opinion.strip(), at, by.name
    return _moved(found, move, action, {"opinion": found.opinion}, by=by, at=at)


def _moved(
    found: Application, move: str, action: str, details: Mapping[str, Any], *, by: Acting, at: datetime
) -> Application:
    found.state = APPLICATION_MOVES[move][1]
    found.save()
    _told(found, action, details, by=by, at=at)
    return found


def _told(found: Application, action: str, details: Mapping[str, Any], *, by: Acting, at: datetime) -> None:
    on = f"application {found.evaluated.round.address} {found.evaluated.body_id}"
    record(action, on=on, by=by, at=at, path=found.evaluated.path, details=details)
